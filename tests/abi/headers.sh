#!/usr/bin/env bash
# Each public header must compile alone, in every language version a host may use, with both compilers.
#   headers.sh ABI_DIR COMPILER...      a compiler ending in ++ is given the C++ versions, another those of C
set -euo pipefail
abi="$1"; shift
count=0
for compiler in "$@"; do
  case "$compiler" in
    *++) language=c++; versions="c++11 c++14 c++17 c++20" ;;
    *) language=c; versions="c99 c11 c17" ;;
  esac
  while IFS= read -r header; do
    for version in $versions; do
      # twice, so that a missing include guard shows
      printf '#include "%s"\n#include "%s"\n' "$header" "$header" |
        "$compiler" -x "$language" "-std=$version" -Wall -Wextra -pedantic -Wpadded -Werror -I"$abi" -fsyntax-only - ||
        { echo "$header does not compile as $version with $compiler"; exit 1; }
      count=$((count + 1))
    done
  done < <(cd "$abi" && find anze -name '*.h' | sort)
done
[ "$count" -ge 90 ] || { echo "only $count combinations were tried"; exit 1; }
echo "$count combinations of header, version and compiler compile"
