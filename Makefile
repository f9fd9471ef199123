# Each thing people do with Cairn, as one word. `make help` lists them.

# One folder for all builds, outside the checkout: a clean checkout then builds in a minute, not in ten.
export CARGO_TARGET_DIR ?= $(HOME)/.cache/cairn/target
# Set by whoever runs out of patience with colours in a log.
export CARGO_TERM_COLOR ?= auto
# The packager is fetched when it is asked for: only `make bundle` and `make icons` want it.
export TAURI ?= npx --yes @tauri-apps/cli@2.12.5
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run test check bench bundle setup clean bindings e2e tour icons ui

help: ## list these words
	@grep -E '^[a-z0-9]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

run: ## start Cairn (without a display: play the tour and leave pictures in target/tour)
	@scripts/run.sh

test: ## every test: core, command line, shell, pages, and journeys in the real window
	@scripts/setup.sh test
	@node scripts/test.mjs

check: ## formatters, lints, types, unused code, sizes, bindings
	@scripts/setup.sh build
	@scripts/check.sh

bench: ## how fast, next to the same library without a key
	@scripts/setup.sh build
	cargo run --release -p cairn --example bench

bundle: ui ## a package to install (Debian)
	cd src-tauri && $(TAURI) build --bundles deb --features custom-protocol
	@find "$(CARGO_TARGET_DIR)/release/bundle" -name '*.deb' -newer ui/dist/index.html

setup: ## bring this machine to where everything here works
	@scripts/setup.sh test

bindings: ui ## write the window's typed list of commands (ui/src/api/bindings.ts)
	CAIRN_WRITE_BINDINGS=1 cargo test --quiet -p cairn-app bindings

e2e: ## only the journeys in the real window (make e2e JOURNEY="canary kill")
	@scripts/setup.sh test
	@node scripts/build-apps.mjs plain webdriver
	@node tests/e2e/run.mjs $(JOURNEY)

tour: ## the first evening with Cairn, played under a display that nobody looks at
	@scripts/setup.sh tour
	@node scripts/build-apps.mjs webdriver
	@node tests/e2e/run.mjs first-light

icons: ## draw the icons again from src-tauri/icons/cairn.svg
	@scripts/setup.sh build
	@scripts/icons.sh

clean: ## forget what was built (the shared build folder stays: rm -r $(CARGO_TARGET_DIR))
	rm -rf target ui/dist ui/dist-e2e ui/node_modules ui/test-results ui/playwright-report src-tauri/gen

# The pages the window shows. The shell does not compile without them.
ui:
	@scripts/setup.sh build
	@cd ui && npm run --silent build -- --logLevel error
