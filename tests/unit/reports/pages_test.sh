#!/bin/bash
# The sample papers through an office program: text that arrives, pages that are neither missing nor empty.
#   pages_test.sh PATH_OF_reports_sample
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "FAILED: $*" >&2; exit 1; }

"$1" "$work"
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf --outdir "$work" "$work"/*.docx >"$work/log" 2>&1 ||
  { cat "$work/log" >&2; fail "soffice"; }

# has NAME LEAST-MOST TEXT...: the PDF has so many pages (fonts differ a little between machines), none of them
# without text, and says each text, line breaks and spaces apart.
has() {
  local name=$1 pages=$2 text got page
  shift 2
  [ -f "$work/$name.pdf" ] || fail "$name.pdf was not made"
  got=$(pdfinfo "$work/$name.pdf" | awk '/^Pages:/ {print $2}')
  [ "$got" -ge "${pages%-*}" ] && [ "$got" -le "${pages#*-}" ] || fail "$name has $got pages, expected $pages"
  for page in $(seq "$got"); do
    pdftotext -f "$page" -l "$page" "$work/$name.pdf" - | grep -v '^— [0-9]* —$' | grep -q '[^[:space:]]' ||
      fail "$name page $page is empty"
  done
  text=$(pdftotext "$work/$name.pdf" - | tr -d '[:space:]')
  for wanted in "$@"; do
    case $text in *"$wanted"*) ;; *) fail "$name does not say $wanted" ;; esac
  done
}

# GB/T 9704-2012, 5.2.3: a full page of text has 22 lines.
lines=$(pdftotext -layout -f 2 -l 2 "$work/discipline.pdf" - | grep -v '—' | grep -c '[^[:space:]]')
[ "$lines" = 22 ] || fail "page 2 of the letter has $lines lines, expected 22"

has discipline 7-9 关于报送2025年第三季度领导干部安全生产履职情况的函 四东安委办函〔2025〕12号 附件：1. \
  "98.63%（1299/1317处）" 1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b
has organisation 11-13 干部0001 干部0012 "优秀3名、称职8名、基本称职1名" 扣分明细表
has congress 5-7 铁东区人民政府文件 铁东区人民政府办公室 2026年1月20日印发 抄送：区委办公室，区政协办公室。
has cppcc 4-6 关于2025年度安全生产工作情况的通报 欢迎各位委员
has empty 3-3 无应考核的区管领导干部 全区未发生生产安全事故
has many 75-95 干部0500

# Text that is longer than usual grows, moves to a further page, or stands in smaller type; all of it is there.
numbered() { for number in $(seq "$2"); do printf "$1 " "$number"; done; }
for kind in letter report; do
  # shellcheck disable=SC2046 -- a list of texts
  has ${kind}_to_60 8-12 抄送：区第001机关办公室，区第002机关办公室， $(numbered '区第%03d' 60)
  # shellcheck disable=SC2046
  has ${kind}_to_300 13-20 $(numbered '区第%03d' 300)
done
has report_to_60 8-9 铁东区人民政府办公室 2026年1月20日印发
has long_government 5-7 某某自治州某某市某某高新技术产业开发区人民政府文件 \
  某某自治州某某市某某高新技术产业开发区人民政府办公室 2025年11月27日印发
has longer_government 5-7 某某国家级高新技术产业开发区和某某边境经济合作区联合管理委员会文件 \
  某某边境经济合作区联合管理委员会办公室 2025年11月27日印发
has long_cells 18-30 某某国家级高新技术产业开发区安全生产委员会办公室 缺少佐证1001 缺少佐证1400 \
  依据1150 兼任职务1200 ANameWithoutAnySpace
echo "pages: good"
