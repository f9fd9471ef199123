#!/usr/bin/env bash
# Brings a machine to the point where Cairn can be built, shown or tested, and says each thing it adds and why.
#   scripts/setup.sh build    what `make run` and `make bundle` need
#   scripts/setup.sh tour     and what it takes to play the tour where there is no display
#   scripts/setup.sh test     and what `make test` needs on top
# Safe to run again: when nothing is missing it only looks, and takes a moment.
set -euo pipefail
cd "$(dirname "$0")/.."

level=${1:-build}
cache=${CAIRN_CACHE:-$HOME/.cache/cairn}

say() { printf 'setup: %s\n' "$*"; }
stop() {
  printf 'setup: %s\n' "$@" >&2
  exit 1
}
has() { command -v "$1" >/dev/null 2>&1; }

# --- what no script should put on a machine by itself ---------------------------------------------------------
has cargo || stop "Rust is missing. Install it from https://rustup.rs, then try again."
has node && has npm || stop "Node is missing (20.19 or newer, with npm). Install it from https://nodejs.org, then try again."
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
  stop "Node $(node --version) is too old for Cairn: it needs 20.19 or newer."

# --- system packages: how to notice each, its name in Debian, and why -----------------------------------------
# Noticed by what it gives, not by its name, so that other systems are judged fairly too.
build=(
  "has cc|build-essential|a C compiler, for the encrypted database"
  "has perl|perl|OpenSSL's own build runs on it"
  "has pkg-config|pkg-config|finds the libraries below"
  "pkg-config --exists webkit2gtk-4.1|libwebkit2gtk-4.1-dev|draws the window"
)
tour=(
  "has Xvfb && has xvfb-run|xvfb|a display that nobody has to look at"
  "has xauth|xauth|lets one program alone use that display"
  "has dbus-run-session|dbus|a session of its own for the window"
  "has WebKitWebDriver|webkit2gtk-driver|types and reads in the real window"
  "has evilwm|evilwm|a very small window manager, so that the window has focus and can be closed"
  "has xdotool|xdotool|presses the keys that belong to the desktop, such as closing a window"
  "has import|imagemagick|takes the pictures"
)
test=(
  "has nm|binutils|shows which names the program gives away"
  "has strace|strace|watches that no network socket is opened"
  "has ip|iproute2|makes a place without a network"
  "has age|age|proves that the standard age program opens Cairn's key files"
  "has chromium || has chromium-browser || has google-chrome|chromium|the accessibility checks run in it"
)

want=("${build[@]}")
case $level in
  build) ;;
  tour) want+=("${tour[@]}") ;;
  test) want+=("${tour[@]}" "${test[@]}") ;;
  *) stop "I know build, tour and test, not '$level'." ;;
esac

install_on_linux() {
  local packages=() line check name why
  for line in "${want[@]}"; do
    why=${line##*|}
    check=${line%|*}
    name=${check##*|}
    check=${check%|*}
    eval "$check" >/dev/null 2>&1 && continue
    say "missing: $name ($why)"
    packages+=("$name")
  done
  [ ${#packages[@]} -eq 0 ] && return 0

  has apt-get || stop "these are the names Debian gives them. This system has no apt-get: please install them by its own names, then try again." \
    "On Fedora: gcc perl pkgconf webkit2gtk4.1-devel (build), xorg-x11-server-Xvfb webkit2gtk4.1 xdotool ImageMagick strace age chromium (tests)." \
    "On Arch: base-devel webkit2gtk-4.1 (build), xorg-server-xvfb xdotool imagemagick strace age chromium (tests)."
  local root=()
  if [ "$(id -u)" -ne 0 ]; then
    has sudo && { sudo -n true 2>/dev/null || [ -t 0 ]; } ||
      stop "installing them needs an administrator. Please have this run: apt-get install --no-install-recommends ${packages[*]}"
    root=(sudo)
  fi
  say "installing: ${packages[*]}"
  "${root[@]}" apt-get -o DPkg::Lock::Timeout=300 -qq update
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 -qq install -y \
    --no-install-recommends "${packages[@]}" >/dev/null
}

case $(uname -s) in
  Linux) install_on_linux ;;
  Darwin)
    xcode-select -p >/dev/null 2>&1 || stop "Apple's command line tools are missing. Run: xcode-select --install"
    ;;
  MINGW* | MSYS* | CYGWIN*)
    has perl || stop "Perl is missing (OpenSSL's own build runs on it). Install Strawberry Perl."
    say "Windows also needs the C++ build tools of Visual Studio and the WebView2 runtime (Windows 11 has it)."
    ;;
  *) say "I do not know this system. It needs a C compiler, Perl, and what Tauri 2 asks for." ;;
esac

# --- the driver between the tests and the window --------------------------------------------------------------
if [ "$level" != build ] && [ "$(uname -s)" = Linux ] && ! [ -x "$cache/tools/bin/tauri-driver" ] && ! has tauri-driver; then
  say "building tauri-driver (types and reads in the real window); about a minute"
  cargo install --quiet tauri-driver --version '^2' --locked --root "$cache/tools" 2>&1 | grep -v 'be sure to add' || true
  [ -x "$cache/tools/bin/tauri-driver" ] || stop "tauri-driver could not be built."
fi

# --- the window's building blocks -----------------------------------------------------------------------------
# `npm ci` starts from nothing each time: only when the lock file is another one than last time.
stamp=ui/node_modules/.cairn-lock
if ! cmp -s ui/package-lock.json "$stamp"; then
  say "fetching the window's building blocks (npm ci)"
  (cd ui && npm ci --no-audit --no-fund --loglevel=error)
  cp ui/package-lock.json "$stamp"
fi
