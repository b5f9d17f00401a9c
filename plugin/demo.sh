#!/usr/bin/env bash
# The main job on the shipped district: builds what is needed, plays the year 2025 of 铁东区 against the plugin, and says
# where the documents are. Run it again at any time: it makes build/demo anew.
set -euo pipefail
source "$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/setup.sh"

anze_install
anze_build release anze anze-host tiedong-data tiedong-data-accident
cd "$anze_root"
build/release/abi/anze-host --plugin build/release/plugin/anze.so run \
  --district build/release/data/tiedong --what-if build/release/data/tiedong-accident --out build/demo

cat <<EOF

Try next:
  open a letter       libreoffice "build/demo/documents/"*2025年第三季度*.docx
  ask it yourself     export ANZE_PLUGIN=build/release/plugin/anze.so ANZE_STORE=build/demo/store
                      build/release/abi/anze-host --directory build/release/data/tiedong/directory.json --as assessor-01 \\
                        call score.explain/1 '{"period":"2025Q3","official":"cadre-0390"}'
  see every method    build/release/abi/anze-host describe
  run all tests       bash tests/run.sh
  read on             README.md, plugin/docs/integrating.md, scoring/README.md
EOF
