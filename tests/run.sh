#!/usr/bin/env bash
# Installs what the tests need, builds, runs all of them. What CI runs, and what a newcomer runs.
#
#   bash tests/run.sh             the dev build (g++) and every test; then the clang build and the unit tests,
#                                 and the digest of all scores from the release build
#   bash tests/run.sh --quick     the dev build and its tests only
#   bash tests/run.sh --sanitize  also AddressSanitizer and UndefinedBehaviorSanitizer over the unit tests
#   bash tests/run.sh --release   the long column of the fault matrix instead, in parts that are not run twice (release.sh)
set -euo pipefail
if [ "${1:-}" = --release ]; then exec bash "$(dirname "${BASH_SOURCE[0]}")/release.sh" "${@:2}"; fi
source "$(cd "$(dirname "${BASH_SOURCE[0]}")/../plugin" && pwd)/setup.sh"

quick=no sanitize=no
for argument in "$@"; do
  case "$argument" in
    --quick) quick=yes ;;
    --sanitize) sanitize=yes ;;
    *) echo "usage: bash tests/run.sh [--quick | --sanitize | --release …]"; exit 2 ;;
  esac
done

anze_install libgtest-dev libgmock-dev git clang python3 binutils openssl unzip locales \
  libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils fonts-noto-cjk python3-docx  # documents are opened by the real program and looked at

# build_and_test PRESET "TARGETS" CTEST_ARGUMENTS...
build_and_test() {
  local preset="$1" targets="$2"; shift 2
  echo "== $preset: build"
  # shellcheck disable=SC2086 -- a list of names
  anze_build "$preset" $targets
  echo "== $preset: test"
  local log="$anze_root/build/$preset-tests.log" result=0
  (cd "$anze_root" && ctest --preset "$preset" -j "$(nproc)" --no-tests=error "$@") >"$log" 2>&1 || result=$?
  grep -E "\*\*\*Failed|\*\*\*Exception|\*\*\*Timeout" "$log" || true
  tail -n 12 "$log"
  [ "$result" -eq 0 ] || { echo "The whole output: $log"; return "$result"; }
}

cd "$anze_root"
rm -f build/dev/tests/answers/seen.txt  # what earlier runs saw proves nothing of this one
build_and_test dev ""
# What answers may hold beside what they always hold, held against what the tests saw.
python3 -B tests/answers/never_seen.py build/dev/plugin/anze.so abi/ffi build/dev/tests/answers/seen.txt
# The other compiler, and the sanitizers, over the unit tests; the other kinds drive programs from outside.
[ "$quick" = yes ] || build_and_test clang "" -L unit
# The kept digest of every score is of the numbers and not of the build: once more from what ships, at -O3.
[ "$quick" = yes ] || build_and_test release "district_tests" -R '^Repeat\.EveryBuildReachesTheKeptDigest$'
[ "$sanitize" = no ] ||
  build_and_test asan "scoring_tests case_tests schema_tests reports_tests store_tests abi_tests plugin_tests answers_tests" -L unit
