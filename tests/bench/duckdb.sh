#!/usr/bin/env bash
# duckdb.sh FOLDER PACKAGES: installs DuckDB's package for Node into PACKAGES, the first time, and asks it for the
# cells of the tables in FOLDER. Says why and fails when there is no node, no npm or no registry.
set -euo pipefail
folder="$1" packages="$2"
for program in node npm; do
  command -v "$program" >/dev/null || { echo "DuckDB is not measured: there is no $program (Debian: apt-get install nodejs npm)." >&2; exit 1; }
done
if [ ! -d "$packages/node_modules/@duckdb/node-api" ]; then
  mkdir -p "$packages"
  timeout 120 npm install --no-audit --no-fund --silent --prefix "$packages" @duckdb/node-api@1.5.6-r.1 >&2 ||
    { echo "DuckDB is not measured: npm cannot install @duckdb/node-api (no network, or no such package for this machine)." >&2; exit 1; }
fi
node "$(dirname "$0")/duckdb.mjs" "$folder" "$packages"
