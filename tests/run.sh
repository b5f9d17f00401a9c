#!/usr/bin/env bash
# Installs what the tests need, builds, runs all of them. What CI runs, and what a newcomer runs.
#
#   bash tests/run.sh             the dev build (g++) and every test; then clang and the sanitizers over the unit tests
#   bash tests/run.sh --quick     the dev build and its tests only
set -euo pipefail
source "$(cd "$(dirname "${BASH_SOURCE[0]}")/../plugin" && pwd)/setup.sh"

quick=no
for argument in "$@"; do
  case "$argument" in
    --quick) quick=yes ;;
    *) echo "usage: bash tests/run.sh [--quick]"; exit 2 ;;
  esac
done

anze_install libgtest-dev libgmock-dev git clang python3 binutils openssl unzip \
  libreoffice-writer-nogui poppler-utils fonts-noto-cjk  # documents are opened by the real program and looked at

run_preset() {
  local preset="$1"; shift
  echo "== $preset: build"
  anze_build "$preset"
  echo "== $preset: test"
  (cd "$anze_root" && ctest --preset "$preset" -j "$(nproc)" --no-tests=error "$@" 2>&1 | tail -n 40)
}

cd "$anze_root"
run_preset dev
if [ "$quick" = no ]; then
  # Both compilers, and the sanitizers over what they can speak about: the other kinds drive separate processes.
  run_preset clang -L unit
  run_preset asan -L unit
fi
