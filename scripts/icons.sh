#!/usr/bin/env bash
# Every icon comes from one drawing. Keeps those a desktop uses and drops the telephone and shop sizes.
set -euo pipefail
cd "$(dirname "$0")/.."
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
${TAURI:-npx --yes @tauri-apps/cli@2.12.5} icon src-tauri/icons/cairn.svg -o "$made" >/dev/null
for name in 32x32.png 128x128.png 128x128@2x.png icon.png icon.ico icon.icns; do
  cp "$made/$name" src-tauri/icons/
done
