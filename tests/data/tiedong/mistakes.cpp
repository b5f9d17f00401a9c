#include "mistakes.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "workbook.h"

namespace district {
namespace {

namespace fs = std::filesystem;
using Kind = Written::Kind;

struct Mistake {
  const char* file;
  const char* ledger;
  const char* sheet;
  Slip slip;
  const char* code;  // of the row message
};

Slip cell(std::size_t fact, const char* member, const char* says) {
  return {fact, member, {*says == '\0' ? Kind::k_blank : Kind::k_text, says}, Slip::What::k_cell};
}
Slip again(std::size_t fact) {
  return {fact, "id", {}, Slip::What::k_again};
}
Slip total(const char* member, const char* says) {
  return {0, member, {Kind::k_text, says}, Slip::What::k_total};
}

// In the order of the rows, for each workbook.
const std::vector<Mistake>& mistakes() {
  static const std::vector<Mistake> all{
      {"单位名称写错", "drill", "二季度", cell(2, "unit", "区教育据"), "sheet.name"},
      {"日期是去年", "hazard", "4月", cell(5, "occurred_on", "2024-4-9"), "sheet.period"},
      {"日期在今天以后", "key_period", "4月", cell(1, "occurred_on", "2052/5/6"), "fact.future"},
      {"数字写成文字", "inspection", "5月", cell(7, "hazards", "三处"), "sheet.number"},
      {"数字写成约数", "training", "二季度", cell(3, "people", "约40人"), "sheet.number"},
      {"同一行写了两遍", "report_filing", "4月", again(4), "sheet.repeated_id"},
      {"必填漏填", "enforcement", "二季度", cell(6, "kind", ""), "fact.required"},
      {"不在可填的词中", "chemical_unit", "二季度", cell(0, "kind", "加油"), "sheet.code"},
      {"实到多于应到", "meeting", "6月", cell(9, "wanted", "1"), "fact.rule"},
      {"合计与各行不符", "key_period", "4月", total("entries", "9999条"), "sheet.total"},
      {"不存在的日子", "led_inspection", "6月", cell(8, "occurred_on", "2025-6-31"), "sheet.date"},
      {"多处错误", "training", "二季度", cell(1, "unit", "区教育据"), "sheet.name"},
      {"多处错误", "training", "二季度", cell(3, "people", "约40人"), "sheet.number"},
      {"多处错误", "training", "二季度", cell(5, "audience", ""), "fact.required"},
      {"多处错误", "training", "二季度", cell(6, "occurred_on", "2024年6月3日"), "sheet.period"},
      {"多处错误", "training", "二季度", cell(8, "kind", "现场教学"), "sheet.code"},
      {"多处错误", "training", "二季度", again(10), "sheet.repeated_id"},
      {"多处错误", "training", "二季度", total("hours", "999学时"), "sheet.total"}};
  return all;
}

}  // namespace

Json write_mistakes(const fs::path& out, const Json& organisation, const std::map<std::string, Json>& ledgers,
                    const std::map<std::string, std::vector<const Json*>>& facts) {
  fs::remove_all(out / "mistakes");
  fs::create_directories(out / "mistakes");
  const Titles titles(organisation);
  Json list = Json::array();
  for (auto first = mistakes().begin(); first != mistakes().end();) {
    const auto end = std::find_if(first, mistakes().end(),
                                  [&](const Mistake& each) { return each.file != std::string(first->file); });
    const std::vector<const Json*>& of_ledger = facts.at(first->ledger);
    const Form form(ledgers.at(first->ledger), habits_of(first->ledger), titles, of_ledger);
    const std::vector<Page> pages = pages_of(form, titles, of_ledger);
    const auto page = std::ranges::find(pages, first->sheet, &Page::name);
    if (page == pages.end()) throw std::logic_error(std::string("no sheet ") + first->sheet);
    std::vector<Slip> slips;
    for (auto each = first; each != end; ++each) slips.push_back(each->slip);
    const std::string file = "mistakes/" + std::string(first->file) + ".xlsx";
    const std::vector<Place> places = write_workbook(out / file, form, {*page}, slips);
    Json entry = entry_of(file, form, *page, ledgers.at(first->ledger));
    for (auto each = first; each != end; ++each) {
      const Place& place = places.at(static_cast<std::size_t>(each - first));
      entry["mistakes"].push_back({{"row", place.row}, {"column", place.column}, {"code", each->code}});
    }
    list.push_back(std::move(entry));
    first = end;
  }
  return list;
}

}  // namespace district
