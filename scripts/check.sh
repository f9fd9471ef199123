#!/usr/bin/env bash
# Everything that can be said about the code without running it. Goes through to the end, then says what failed.
set -uo pipefail
cd "$(dirname "$0")/.."

failed=()
step() {
  local name=$1
  shift
  echo "check: $name"
  "$@" || failed+=("$name")
}
in_ui() { (cd ui && npm run --silent "$@"); }

step "pages build" in_ui build -- --logLevel error
step "Rust format" cargo fmt --all --check
step "clippy" cargo clippy --quiet --workspace --all-targets -- -D warnings
step "bindings are true" cargo test --quiet -p cairn-app bindings
step "types" in_ui check
step "lint and format" in_ui lint
step "unused code" in_ui knip
step "size" in_ui size
step "shell scripts parse" bash -n scripts/*.sh .ci/run

if [ ${#failed[@]} -gt 0 ]; then
  printf 'check: failed: %s\n' "${failed[@]}" >&2
  exit 1
fi
echo "check: all well"
