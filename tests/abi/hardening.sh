#!/usr/bin/env bash
# What the built files have against a fault that somebody makes use of.
#   hardening.sh SOURCE BUILD FLAG,FLAG... FILE...    the flags that this compiler has for this processor, as CMake found them
# Position-independent, relocations read-only and bound at load, no executable stack, stack protector, control-flow marks where there are such; and
# every source of theirs compiled with the flags of which nothing can be seen in a file that needed none (stack clash, FORTIFY).
set -euo pipefail
source="$1" build="$2" flags="$3"; shift 3
fail() { echo "$*"; exit 1; }

for file in "$@"; do
  dynamic="$(readelf --wide --dynamic "$file")" headers="$(readelf --wide --program-headers "$file")"
  readelf --wide --file-header "$file" | grep -q 'Type:.*DYN' || fail "$file is not position-independent"
  ! grep -q INTERP <<<"$headers" || grep -q 'Flags:.*PIE' <<<"$dynamic" || fail "$file is no PIE program"
  grep -q GNU_RELRO <<<"$headers" || fail "$file: no relro"
  grep -qE 'BIND_NOW|Flags:.*NOW' <<<"$dynamic" || fail "$file is not bound at load"
  grep GNU_STACK <<<"$headers" | grep -q ' RW ' || fail "$file: an executable stack, or none told"
  grep -q __stack_chk_fail <<<"$(nm -D --undefined-only "$file")" || fail "$file: no stack protector"
  [[ "$flags" != *-fcf-protection* ]] || [ "$(objdump -d "$file" | grep -c endbr64)" -ge 20 ] || fail "$file: no control-flow marks"
done
grep -v __stack_chk_fail <<<"$(nm -D --undefined-only "$1")" | grep '_chk@' >/dev/null || fail "$1: no fortified call"

[ -f "$build/compile_commands.json" ] || exit 0
python3 - "$source" "$build/compile_commands.json" "$flags" <<'PYTHON'
import json
import sys

source, commands = sys.argv[1], json.load(open(sys.argv[2]))
build = sys.argv[2].rpartition("/")[0]  # where the pieces of rooms lie that are compiled as one
flags = sys.argv[3].split(",") + ["-D_FORTIFY_SOURCE=3", "-fPI"]
own = [each for each in commands if each["file"].startswith(
    tuple(f"{root}/{room}/" for root in (source, build) for room in ("abi", "scoring", "reports", "plugin")))]
assert len(own) > 60, len(own)
for each in own:
    for flag in flags:
        assert flag in each["command"], f"{each['file']} is compiled without {flag}"
print(f"{len(own)} sources are compiled with every flag")
PYTHON
