#!/usr/bin/env bash
# abi/ must live without the rest of the tree: it includes nothing of ours from outside, and a copy of it beside the
# top CMakeLists.txt configures and builds.
#   alone.sh SOURCE_DIR
set -euo pipefail
source_dir="$1"
outside="$(grep -rnE '#include "' "$source_dir/abi" --include=*.h --include=*.hpp --include=*.c --include=*.cpp |
  grep -vE '#include "(anze|cpp|host)/' || true)"
[ -z "$outside" ] || { echo "abi/ includes what is not its own:"; echo "$outside"; exit 1; }

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cp -r "$source_dir/abi" "$source_dir/CMakeLists.txt" "$work/"
cmake -G Ninja -S "$work" -B "$work/build" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
cmake --build "$work/build" --target anze_baseline help >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
grep -q anze-host "$work/log" || { echo "a copy of abi/ has no anze-host"; exit 1; }
echo "abi/ stands alone"
