#!/usr/bin/env bash
# What a plugin file may show to the process that loads it.
#   symbols.sh FILE.so NEEDED...      the only libraries it may need, as in libsqlite3.so.0
# Exactly the seven functions and the version node; no unique symbols (they keep a library mapped and are shared over
# borders); no text relocations; no executable stack; bound at load; never unloaded.
set -euo pipefail
file="$1"; shift
fail() { echo "$file: $*"; exit 1; }

expected="ANZE_1 anze_buf_free anze_build_info anze_call anze_close anze_extension anze_negotiate anze_open"
exported="$(nm -D --defined-only "$file" | awk '{ sub(/@.*/, "", $3); print $3 }' | LC_ALL=C sort -u | xargs)"
[ "$exported" = "$expected" ] || fail "exports \"$exported\" instead of \"$expected\""
[ -z "$(nm -D "$file" | awk '$2 == "u"')" ] || fail "has unique symbols"

dynamic="$(readelf --wide --dynamic "$file")"
grep -q TEXTREL <<<"$dynamic" && fail "has text relocations"
grep -q NODELETE <<<"$dynamic" || fail "is not linked with -z nodelete"
grep -qw NOW <<<"$dynamic" || fail "is not linked with -z now"
readelf --wide --program-headers "$file" | awk '/GNU_STACK/ { exit !($7 ~ /E/) }' && fail "wants an executable stack"
readelf --wide --program-headers "$file" | grep -q GNU_RELRO || fail "is not linked with -z relro"

while IFS= read -r library; do
  for allowed in "$@" libstdc++.so.6 libgcc_s.so.1 libc.so.6 libm.so.6 ld-linux-x86-64.so.2; do
    [ "$library" != "$allowed" ] || continue 2
  done
  fail "needs $library, which is not on the list"
done < <(sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' <<<"$dynamic")
echo "$file exports the seven functions and nothing else"
