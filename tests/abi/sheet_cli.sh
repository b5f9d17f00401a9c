#!/usr/bin/env bash
# anze-host sheet …, as a clerk and an operator type it: check, import, undo, list, export, template, limits, and
# giving up halfway. What is printed, the exit codes, and what is left in the store.
#   sheet_cli.sh ANZE_HOST ANZE.so SOURCE_DIR
set -euo pipefail
host="$1"; source="$3"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
export ANZE_PLUGIN="$2" ANZE_STORE="$work/store"
cd "$work"

cat >people.json <<'EOF'
{"version": "1", "people": [
  {"principal": "li", "name": "李", "unit": "bureau", "person": null, "roles": ["clerk"]},
  {"principal": "ji", "name": "纪", "unit": "bureau", "person": null, "roles": ["discipline"]},
  {"principal": "wang", "name": "王", "unit": "bureau", "person": null, "roles": ["system_admin"]},
  {"principal": "shen", "name": "审", "unit": "bureau", "person": null, "roles": ["auditor"]}]}
EOF
oa() { "$host" --directory people.json --now 2025-06-20T09:00:00+08:00 --log-level error --as "$@"; }

# expect CODE TEXT COMMAND...: the exit code, and a text that standard output or error contains.
expect() {
  local code="$1" text="$2" got=0; shift 2
  "$@" >out 2>&1 </dev/null || got=$?
  [ "$got" -eq "$code" ] || { echo "\"$*\" exits $got instead of $code:"; cat out; exit 1; }
  [ -z "$text" ] || grep -qF -- "$text" out || { echo "\"$*\" does not say \"$text\":"; cat out; exit 1; }
}

# define [LEDGER]: the organisation, and that ledger or all of them.
define() {
  local file
  printf '{"organisation": %s}' "$(cat "$source/tests/cases/world/organisation.json")" >request.json
  oa wang call org.import/1 @request.json >/dev/null
  for file in "$source"/scoring/rules/ledgers/${1:-*}.json; do
    printf '{"definition": %s}' "$(cat "$file")" >request.json
    oa wang call ledger.define/1 @request.json >/dev/null
  done
}
define

heading='编号,日期,单位,来源,隐患级别,整改资金（万元）,隐患单位'
printf '%s\n' "$heading" 'A1,2025.3.5,区安监局,日常,一般,１．５,甲厂' 'A2,3月6日,区安监局,日常,一般,,乙厂' >mixed.csv
printf '%s\n' "$heading" 'A1,2025.3.5,区安监局,日常,一般,１．５,甲厂' 'A2,20250306,区安监局,日常,重大,,=HYPERLINK(1)' >good.csv

# Checking writes nothing and names the row, in Chinese.
expect 0 '共2行：可导入2行，有问题0行' oa li sheet check good.csv --ledger hazard
expect 1 '第3行B列“日期”：“3月6日”不是完整、真实的日期。请写成2025-3-1' oa li sheet check mixed.csv --ledger hazard
expect 1 '没有导入' oa li sheet import mixed.csv --ledger hazard
expect 0 '' oa li sheet list
[ ! -s out ] || { echo "a refused import is listed"; cat out; exit 1; }

# A file that is none, a ledger that is none, somebody who may not.
printf '\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 1997' >old.xls
expect 1 '请用Excel或WPS打开，另存为.xlsx后再传' oa li sheet check old.xls --ledger hazard
expect 1 'ledger.unknown' oa li sheet check good.csv --ledger gossip
expect 1 'actor.role' oa wang sheet import good.csv --ledger hazard
expect 2 'File does not exist' oa li sheet import nothing.csv --ledger hazard
expect 2 'has no “=”' oa li sheet check good.csv --ledger hazard --default unit
expect 0 '有问题0行' oa li sheet check good.csv --ledger hazard --default area=shanmen
: >empty.csv
expect 2 'is empty' oa li sheet check empty.csv --ledger hazard

# The good rows alone; the whole; twice; undone.
expect 0 '已导入1条' oa li sheet import mixed.csv --ledger hazard --keep-good
import="$(grep -oE 'IMP-[0-9]+' out | head -1)"
expect 0 '作废1条，保留0条' oa li sheet undo "$import" --reason '传错了'
expect 0 '已撤销' oa li sheet list
expect 1 '这次导入已经撤销过' oa li sheet undo "$import" --reason '再来'
sed -i 's/A1/B1/;s/A2/B2/' good.csv
expect 0 '已导入2条' oa li sheet import good.csv --ledger hazard
expect 1 '这个文件已经导入过：IMP-' oa li sheet import good.csv --ledger hazard --keep-good

# Out: the same bytes wherever the operator sits, and back into a store of its own.
oa li sheet export plain.csv --ledger hazard --period 2025 --format csv >/dev/null
mkdir locales
export LOCPATH="$work/locales"
for locale in tr_TR de_DE; do localedef -i "$locale" -f UTF-8 "locales/$locale.UTF-8" 2>/dev/null; done
for place in C.UTF-8:UTC tr_TR.UTF-8:America/New_York de_DE.UTF-8:Asia/Kathmandu; do
  LC_ALL="${place%%:*}" TZ="${place#*:}" oa li sheet export there.csv --ledger hazard --period 2025 --format csv >/dev/null
  cmp plain.csv there.csv
done
grep -q "'=HYPERLINK(1)" plain.csv || { echo "a text became a formula"; exit 1; }
grep -q '15000.00' plain.csv || { echo "1.5 万元 is not 15000.00"; cat plain.csv; exit 1; }
LC_ALL=tr_TR.UTF-8 TZ=America/New_York oa li sheet export out.xlsx --ledger hazard --period 2025 >/dev/null
expect 0 '隐患台账2025.xlsx' oa li sheet export --ledger hazard --period 2025   # the name the plugin gives, here
expect 1 'sheet.name' oa li sheet export x.csv --ledger hazard --period 2025 --unit 月亮
for file in plain.csv out.xlsx; do
  export ANZE_STORE="$work/store-of-$file"
  define hazard
  expect 0 '已导入2条' env TZ=America/New_York "$host" --directory people.json --now 2025-06-20T09:00:00+08:00 --log-level error \
    --as li sheet import "$file" --ledger hazard
  oa li sheet export back.csv --ledger hazard --period 2025 --format csv >/dev/null
  cmp plain.csv back.csv
done

# A blank sheet for every register, which is understood and has nothing in it.
export ANZE_STORE="$work/store"
for file in "$source"/scoring/rules/ledgers/*.json; do
  ledger="$(basename "$file" .json)"
  keeper=li; [ "$ledger" != finding ] || keeper=ji  # findings are no clerk's
  oa "$keeper" sheet template blank.xlsx --ledger "$ledger" >/dev/null
  expect 0 '共0行' oa "$keeper" sheet check blank.xlsx --ledger "$ledger"
done

# Limits are the operator's.
echo '{"sheet_limits": {"rows": 1}}' >limits.json
expect 1 '行数（最多1）超过限度' oa li --config limits.json sheet check good.csv --ledger hazard
echo '{"sheet_limits": {"row": 1}}' >limits.json
expect 3 'does not open' oa li --config limits.json sheet check good.csv --ledger hazard
expect 2 'is not a JSON object' oa li --config good.csv sheet list

# Stopped in the middle of a hundred thousand rows: nothing is left, and the store opens.
export ANZE_STORE="$work/store-of-none"
define hazard
awk 'BEGIN { print "编号,日期,单位,来源,隐患级别"; for (i = 1; i <= 100000; ++i) print "L" i ",2025-3-1,区安监局,日常,一般" }' >large.csv
"$host" --directory people.json --now 2025-06-20T09:00:00+08:00 --log-level error --as li \
  sheet import large.csv --ledger hazard >out 2>&1 &
sleep 1
kill -TERM $! 2>/dev/null || { echo "a hundred thousand rows in a second"; cat out; exit 1; }
wait $! && { echo "an interrupted import says it is done"; exit 1; }
expect 0 '' oa li sheet list
[ ! -s out ] || { echo "an interrupted import is listed"; cat out; exit 1; }
expect 0 '"ok": true' oa shen call audit.verify/1
expect 0 '"facts": []' oa li call ledger.list/1 '{"ledger":"hazard","period":"2025"}'
echo "anze-host sheet does what it should"
