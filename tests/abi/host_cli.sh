#!/usr/bin/env bash
# anze-host from the command line: what is printed where, and the exit codes scripts rely on.
#   host_cli.sh ANZE_HOST PROBE.so STUB.so
set -euo pipefail
host="$1"; probe="$2"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
export ANZE_PLUGIN="$probe" ANZE_STORE="$work/store"

# expect CODE TEXT COMMAND...: the exit code, and a text that standard output or error contains.
expect() {
  local code="$1" text="$2" got=0; shift 2
  "$@" >"$work/out" 2>&1 </dev/null || got=$?
  [ "$got" -eq "$code" ] || { echo "\"$*\" exits $got instead of $code:"; cat "$work/out"; exit 1; }
  grep -qF -- "$text" "$work/out" || { echo "\"$*\" does not say \"$text\":"; cat "$work/out"; exit 1; }
}

expect 0 '"a": 1' "$host" call echo/1 '{"a":1}'
expect 0 '"actor": "zhang"' "$host" --as zhang call echo/1
expect 0 '"request_id": "mine"' "$host" call echo/1 '{"request_id":"mine"}'
echo '{"from":"file"}' >"$work/request.json"
expect 0 '"from": "file"' "$host" call echo/1 "@$work/request.json"
expect 0 '"from": "pipe"' bash -c "echo '{\"from\":\"pipe\"}' | '$host' call echo/1 -"
expect 0 '"now_ms": 1767834000000' "$host" --now 2026-01-08T09:00:00+08:00 call now/1
expect 0 'Says it back' "$host" describe
expect 0 '"type": "object"' "$host" describe echo/1
expect 0 '"done": true' "$host" tick
expect 2 '--district is required' "$host" run
expect 0 'Exit codes' "$host" --help

expect 1 'help: Like that.' "$host" call refuse/1
expect 1 '"code":"probe.refused"' "$host" call --raw refuse/1
expect 1 'POISONED' "$host" call throw.broken/1

expect 2 'cannot be made' "$host" --store /proc/no/such/place tick
expect 2 'was not expected' "$host" call echo/1 '{}' extra
expect 2 'not a JSON object' "$host" call echo/1 '[1]'
expect 2 'Cannot read' "$host" call echo/1 @/no/such/file
expect 2 '--now is not a time' "$host" --now yesterday tick
expect 2 'Unknown log level' "$host" --log-level loud tick
expect 2 'no method echo/2' "$host" describe echo/2
expect 2 'nothing to import' "$host" import "$work"
expect 2 'is not a folder' "$host" import "$work/none"

expect 3 'There is no plugin at' "$host" --plugin "$work/none.so" tick
expect 3 'is not a shared library' "$host" --plugin "$work/request.json" tick
expect 4 'The plugin broke the contract' "$host" call echo.nothing/1 --plugin "$3"
echo "anze-host says what it should"
