#!/usr/bin/env bash
# The main job on the shipped district: builds what is needed, plays the year 2025 of 铁东区 against the plugin, and says
# where the documents are. Run it again at any time: it makes build/demo-district anew.
set -euo pipefail
source "$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/setup.sh"

anze_install
anze_build demo anze anze-host tiedong-data tiedong-data-accident
cd "$anze_root"
build/demo/abi/anze-host --plugin build/demo/plugin/anze.so run \
  --district build/demo/data/tiedong --what-if build/demo/data/tiedong-accident --out build/demo-district

cat <<EOF

Try next:
  open a letter       libreoffice "build/demo-district/documents/"*2025年第三季度*.docx
  ask it yourself     export ANZE_PLUGIN=build/demo/plugin/anze.so ANZE_STORE=build/demo-district/store
                      build/demo/abi/anze-host --directory build/demo/data/tiedong/directory.json --as assessor-01 \\
                        call score.explain/1 '{"period":"2025Q3","official":"cadre-0390"}'
  see every method    build/demo/abi/anze-host describe
  run all tests       bash tests/run.sh
  read on             README.md, plugin/docs/integrating.md, scoring/README.md
EOF
