// The trades the account counts apart from the campaign: crowded places (fire), chemicals and fireworks,
// industry and trade. What the account leaves blank or says roughly is a statement, not invented rows.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "chapters.h"

namespace district {
namespace {

constexpr int k_fire_units = 868;
constexpr int k_fire_hazards = 584;
constexpr int k_fire_open = 46;
constexpr int k_sealed = 61;
constexpr int k_three_stops = 30;
constexpr int k_detained = 10;

struct FirePlace {
  std::string id, enterprise, area;
  Day on;
  int hazards;
};

std::vector<FirePlace> add_fire_inspections(const District& d, Variety& v, Sheet& sheet) {
  const auto locals = d.locals();
  const std::vector<int> hazards = v.split(k_fire_hazards, k_fire_units, 0);
  std::vector<FirePlace> out;
  for (int i = 0; i < k_fire_units; ++i) {
    FirePlace at{"", fmt::format("场所{:04}", i + 1),
                 locals[static_cast<std::size_t>(v.between(0, 12))]->area, v.workday(day(1, 6), day(12, 19)),
                 hazards[static_cast<std::size_t>(i)]};
    at.id =
        sheet.add({.ledger = "inspection",
                   .on = at.on,
                   .unit = "fire-brigade",
                   .area = at.area,
                   .sector = "fire",
                   .fields = {{"source", "fire"}, {"hazards", at.hazards}, {"enterprise", at.enterprise}}});
    out.push_back(std::move(at));
  }
  std::ranges::stable_sort(out, {}, &FirePlace::on);
  return out;
}

void add_fire_hazards(Variety& v, Sheet& sheet, const std::vector<FirePlace>& places) {
  int seen = 0;
  for (const FirePlace& at : places)
    for (int i = 0; i < at.hazards; ++i, ++seen) {
      const bool open = (seen + 1) * k_fire_open / k_fire_hazards > seen * k_fire_open / k_fire_hazards;
      Json fields{{"source", "fire"}, {"level", "general"}};
      const Day deadline = at.on + std::chrono::days{30};
      fields["deadline"] = text(open && seen % 3 != 0 ? day(2, 28, 2026) : deadline);
      if (!open)
        fields["rectified_on"] = text(v.chance(20) ? deadline + std::chrono::days{3}
                                                   : at.on + std::chrono::days{v.between(1, 25)});
      fields["inspection"] = at.id;
      fields["category"] = "fire";
      fields["enterprise"] = at.enterprise;
      sheet.add({.ledger = "hazard",
                 .on = at.on,
                 .unit = "fire-brigade",
                 .area = at.area,
                 .sector = "fire",
                 .state = open ? "open" : "rectified",
                 .fields = std::move(fields)});
    }
}

void add_fire_enforcement(Sheet& sheet, const std::vector<FirePlace>& places) {
  struct Measure {
    const char* kind;
    int count;
    std::size_t offset;
  };
  for (const Measure& m : {Measure{"temporary_seal", k_sealed, 0}, Measure{"three_stops", k_three_stops, 5},
                           Measure{"detention", k_detained, 9}})
    for (int i = 0; i < m.count; ++i) {
      const FirePlace& at = places[m.offset + static_cast<std::size_t>(i) * (places.size() - 20) /
                                                  static_cast<std::size_t>(m.count)];
      Json fields{{"kind", m.kind}, {"source", "fire"}};
      const bool detention = std::string_view(m.kind) == "detention";
      if (detention) fields["people"] = 1;
      fields["inspection"] = at.id;
      fields["enterprise"] = at.enterprise;
      sheet.add({.ledger = "enforcement",
                 .on = at.on,
                 .unit = detention ? "police" : "fire-brigade",
                 .area = at.area,
                 .sector = "fire",
                 .state = "executed",
                 .fields = std::move(fields)});
    }
}

void add_chemicals(const District& d, Variety& v, Sheet& sheet) {
  const auto locals = d.locals();
  for (int i = 0; i < 26; ++i) {  // the account does not say how many were rectified: registered, no more
    const bool fireworks = i % 4 == 3;
    sheet.add(
        {.ledger = "hazard",
         .on = v.workday(day(3, 10), day(11, 28)),
         .unit = "safety-bureau",
         .area = locals[static_cast<std::size_t>(v.between(0, 12))]->area,
         .sector = fireworks ? "fireworks" : "chemicals",
         .state = "registered",
         .fields = {{"source", "chemicals"},
                    {"level", "general"},
                    {"enterprise", fmt::format("{}{:02}", fireworks ? "烟花爆竹企业" : "危化企业", i + 1)}}});
  }
  sheet.add({.ledger = "enforcement",
             .on = day(9, 11),
             .unit = "safety-bureau",
             .area = "town-4",
             .sector = "chemicals",
             .state = "executed",
             .fields = {{"kind", "illegal_act"}, {"source", "chemicals"}}});
}

void add_industry(Sheet& sheet) {
  struct Act {
    const char* kind;
    Day on;
    const char* area;
  };
  for (const Act& act : {Act{"ban", day(5, 27), "town-2"}, Act{"ban", day(8, 13), "street-7"},
                         Act{"suspend", day(10, 16), "zone-1"}})
    sheet.add({.ledger = "enforcement",
               .on = act.on,
               .unit = "economy",
               .area = act.area,
               .sector = "industry_trade",
               .state = "executed",
               .fields = {{"kind", act.kind}, {"source", "industry_trade"}}});
}

void add_statements(Sheet& sheet) {
  const Day on = day(12, 31);
  sheet.add({.ledger = "statement",
             .on = on,
             .unit = "fire-brigade",
             .sector = "fire",
             .fields = {{"measure", "fire_fines"},
                        {"value", nullptr},
                        {"measured_in", "fen"},
                        {"sentence", "罚款万元（数额空缺）"}},
             .remark = "未填：出处没有数额"});
  sheet.add({.ledger = "statement",
             .on = on,
             .unit = "economy",
             .sector = "industry_trade",
             .fields = {{"measure", "industry_trade_hazards"},
                        {"value", 200},
                        {"qualifier", "over"},
                        {"measured_in", "count"},
                        {"sentence", "发现隐患200余项"}}});
  sheet.add({.ledger = "statement",
             .on = on,
             .unit = "safety-bureau",
             .fields = {{"measure", "dual_prevention_funding"},
                        {"value", 70'000'000},
                        {"qualifier", "nearly"},
                        {"measured_in", "fen"},
                        {"sentence", "财政投入近70万元"}}});
  sheet.add({.ledger = "statement",
             .on = on,
             .unit = "safety-bureau",
             .sector = "chemicals",
             .fields = {{"measure", "chemicals_coverage"},
                        {"value", 100},
                        {"qualifier", "exact"},
                        {"measured_in", "percent"},
                        {"sentence", "实现了全覆盖"}}});
}

}  // namespace

void add_sectors(const District& district, Variety& variety, Sheet& sheet) {
  const auto places = add_fire_inspections(district, variety, sheet);
  add_fire_hazards(variety, sheet, places);
  add_fire_enforcement(sheet, places);
  add_chemicals(district, variety, sheet);
  add_industry(sheet);
  add_statements(sheet);
}

}  // namespace district
