#!/usr/bin/env bash
# The long column of the fault matrix (plugin/docs/security.md, Faults), in parts: bash tests/run.sh --release.
#
#   bash tests/run.sh --release           the parts that have not passed yet; broken off, it goes on where it was
#   bash tests/run.sh --release --again   all of them anew, under another seed
#   bash tests/run.sh --release --list    the parts, and which have passed
#   bash tests/run.sh --release --part NAME   that one, whether it has passed or not
#
# What passed is written into build/release-parts/passed: part, seed, seconds. A part that fails says how to have the
# same again; its whole output is in build/release-parts/NAME.log. As many parts run at once as there are processors.
set -euo pipefail
source "$(cd "$(dirname "${BASH_SOURCE[0]}")/../plugin" && pwd)/setup.sh"
cd "$anze_root"

state="$anze_root/build/release-parts"
sim=build/dev/tests/sim
plugin=build/dev/plugin/anze.so

# A part of "worlds" is so many worlds of tests/reference, from its seed on.
# NAME TIMES-THE-ORDINARY-SHARE PROGRAM FILTER [VARIABLE=VALUE]; name "x*12" stands for x-1 to x-12, each with a seed of its own.
parts() {
  local name count times program filter set number
  while read -r name times program filter set; do
    count=1
    case "$name" in *'*'*) count="${name#*\*}" name="${name%\**}" ;; esac
    for ((number = 1; number <= count; ++number)); do
      echo "$name-$number $times $program $filter $set"
    done
  done <<EOF
kills*12 1 $sim/store_kill_tests * ANZE_KILL_ALL=1
filing-kills 1 $sim/filing_kill_tests * ANZE_KILL_ALL=1
cuts*20 10 $sim/matrix_tests PowerLossTest.EveryAnswer*
cuts-of-recoveries*9 50 $sim/matrix_tests PowerLossTest.ACut*
lying-disks*5 30 $sim/matrix_tests PowerLossTest.ADisk*
cuts-of-upgrades 20 $sim/matrix_tests PowerLossTest.AnUpgrade*
rot*20 42 $sim/matrix_tests RotTest.Spoiled*
foreign-logs 7 $sim/matrix_tests RotTest.Foreign*
clocks*5 250 $sim/matrix_tests WeatherTest.Entries*
signals 20 $sim/matrix_tests WeatherTest.AStorm*
memory 2 $sim/bare_tests NoMemory.*
accesses 2 $sim/bare_tests BadDiskTest.*
reloads 10 $sim/bare_tests Reload.*
histories*10 100 build/dev/tests/unit/plugin/plugin_tests HistoriesTest.*
reference*10 500 python3 worlds
EOF
}

base_seed() {
  cat "$state/seed"
}

# run_part "NAME TIMES PROGRAM FILTER [SET]"
run_part() {
  local name times program filter set seed begun="$SECONDS"
  read -r name times program filter set <<<"$1"
  seed=$(( $(base_seed) + $(printf '%s' "$name" | cksum | cut -d' ' -f1) % 1000000 ))
  local command=(env ANZE_SEED="$seed" ANZE_TIMES="$times" ${set:+"$set"} "$program" "--gtest_filter=$filter")
  [ "$filter" != worlds ] || command=("$program" -B tests/reference/reference_test.py "$plugin" abi/ffi --worlds "$times" --from "$seed")
  if "${command[@]}" >"$state/$name.log" 2>&1; then
    echo "$name $seed $((SECONDS - begun))" >>"$state/passed"
    echo "passed  $name, seed $seed, $((SECONDS - begun)) s"
    return 0
  fi
  echo "FAILED  $name; the whole output: $state/$name.log; the same again: ${command[*]}"
  grep -hE "replay with:|never exercised:|^.*Failure$" "$state/$name.log" | sort -u | head -n 5 || true
  return 1
}

if [ "${1:-}" = --run-part ]; then run_part "$2"; exit; fi

again=no list=no only=
while [ "$#" -gt 0 ]; do
  case "$1" in
    --again) again=yes ;;
    --list) list=yes ;;
    --part) only="${2:?which part}"; shift ;;
    *) sed -n '2,12p' "${BASH_SOURCE[0]}"; exit 2 ;;
  esac
  shift
done

[ "$again" = no ] || rm -rf "$state"
mkdir -p "$state"
touch "$state/passed"
[ -e "$state/seed" ] || od -An -N4 -tu4 /dev/urandom | tr -d ' ' >"$state/seed"
commit="$(git rev-parse HEAD 2>/dev/null || echo unknown)"
[ -e "$state/commit" ] || echo "$commit" >"$state/commit"
[ "$commit" = "$(cat "$state/commit")" ] ||
  echo "Begun at commit $(cat "$state/commit"), this is $commit: what passed there is not run again (--again does)."

todo=()
while IFS= read -r part; do
  name="${part%% *}"
  if [ -n "$only" ]; then
    [ "$name" != "$only" ] || todo+=("$part")
  elif grep -q "^$name " "$state/passed"; then
    [ "$list" = no ] || echo "passed  $name"
  else
    [ "$list" = no ] || echo "to do   $name"
    todo+=("$part")
  fi
done < <(parts)
[ "$list" = no ] || exit 0
[ "${#todo[@]}" -gt 0 ] || { [ -z "$only" ] || { echo "There is no part $only (--list)."; exit 2; }; echo "Every part has passed (--again runs them anew)."; exit 0; }

anze_install libgtest-dev libgmock-dev git
anze_build dev anze store_kill_tests filing_kill_tests matrix_tests bare_tests plugin_tests
echo "${#todo[@]} parts to run, seed $(base_seed)"
printf '%s\0' "${todo[@]}" | xargs -0 -n 1 -P "$(nproc)" bash "${BASH_SOURCE[0]}" --run-part
