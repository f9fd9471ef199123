#!/usr/bin/env bash
# `make run`: the window where there is a display, the tour of it where there is none.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ "$(uname -s)" = Linux ] && [ -z "${DISPLAY:-}" ] && [ -z "${WAYLAND_DISPLAY:-}" ]; then
  echo "There is no display here, so nobody would see the window."
  echo "Playing the tour instead: the same program, under a display of its own, with pictures of each step."
  scripts/setup.sh tour
  node scripts/build-apps.mjs webdriver
  node tests/e2e/run.mjs first-light
  echo "Pictures: target/tour/"
  exit
fi

scripts/setup.sh build
node scripts/build-apps.mjs plain
exec "$(node scripts/build-apps.mjs --where plain)"
