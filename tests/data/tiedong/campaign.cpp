// The year's great inspection (大检查): 54 groups and 3 covert ones, 2150 person-times, 1164 units, 1317
// hazards of which 1299 were rectified and 18 given a deadline, one business stopped, two proposed for
// closure.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>

#include "chapters.h"

namespace district {
namespace {

const Day k_first = day(3, 3);
const Day k_last = day(11, 28);
constexpr int k_campaign_groups = 54;
constexpr int k_covert_groups = 3;
constexpr int k_person_times = 2150;
constexpr int k_units = 1164;
constexpr int k_hazards = 1317;

struct Group {
  std::string id;
  const Unit* unit;
};

struct Inspection {
  std::string id, enterprise, sector, area;
  const Unit* unit;
  Day on;
  int hazards;
};

std::string sector_of(const Unit& unit, Variety& v) {
  if (unit.id == "safety-bureau") {
    static constexpr std::array own{"general", "mining", "industry_trade"};
    return own[static_cast<std::size_t>(v.between(0, 2))];
  }
  if (unit.committee_member) return unit.sector;
  static constexpr std::array local{"industry_trade",    "industry_trade", "commerce",  "commerce",
                                    "construction",      "road",           "education", "health",
                                    "special_equipment", "agriculture",    "culture",   "general"};
  return local[static_cast<std::size_t>(v.between(0, static_cast<int>(local.size()) - 1))];
}

std::vector<Group> add_groups(const District& d, Variety& v, Sheet& sheet) {
  std::vector<const Unit*> owners;
  for (const Unit* u : d.locals()) owners.insert(owners.end(), 2, u);
  for (const Unit* u : d.members()) owners.push_back(u);
  for (const Unit* u : d.members())
    if (static_cast<int>(owners.size()) < k_campaign_groups) owners.push_back(u);
  owners.insert(owners.end(), k_covert_groups, &d.unit("safety-bureau"));
  const std::vector<int> people = v.split(k_person_times, k_campaign_groups + k_covert_groups, 18);
  std::vector<Group> groups;
  for (std::size_t i = 0; i < owners.size(); ++i) {
    const bool covert = i >= static_cast<std::size_t>(k_campaign_groups);
    const Unit& unit = *owners[i];
    Json fields{{"kind", covert ? "covert" : "inspection"},
                {"source", "campaign"},
                {"people", people[i]},
                {"members", v.between(4, 9)},
                {"until", text(k_last)},
                {"scope", covert ? "全区生产经营单位" : unit.title + "辖区和行业领域"}};
    std::string id = sheet.add({.ledger = "campaign_group",
                                .on = v.workday(k_first, day(3, 7)),
                                .unit = unit.id,
                                .area = unit.area,
                                .sector = unit.sector,
                                .fields = std::move(fields)});
    groups.push_back({std::move(id), &unit});
  }
  return groups;
}

std::vector<Inspection> add_inspections(const District& d, Variety& v, Sheet& sheet,
                                        const std::vector<Group>& groups) {
  const auto locals = d.locals();
  const std::vector<int> shares = v.split(k_units, static_cast<int>(groups.size()), 12);
  const std::vector<int> hazards = v.split(k_hazards, k_units, 0);
  std::vector<Inspection> out;
  for (std::size_t g = 0; g < groups.size(); ++g)
    for (int i = 0; i < shares[g]; ++i) {
      const Unit& unit = *groups[g].unit;
      Inspection at{"",
                    fmt::format("企业{:04}", out.size() + 1),
                    sector_of(unit, v),
                    unit.area,
                    &unit,
                    v.workday(day(3, 10), k_last),
                    hazards[out.size()]};
      if (unit.committee_member) at.area = locals[static_cast<std::size_t>(v.between(0, 12))]->area;
      at.id = sheet.add({.ledger = "inspection",
                         .on = at.on,
                         .unit = unit.id,
                         .area = at.area,
                         .sector = at.sector,
                         .fields = {{"source", "campaign"},
                                    {"group", groups[g].id},
                                    {"hazards", at.hazards},
                                    {"enterprise", at.enterprise}}});
      out.push_back(std::move(at));
    }
  return out;
}

// How many hazards of each unit are still open at the year's end: 18.
std::map<std::string, int, std::less<>> open_shares() {
  return {{"street-6", 5}, {"town-3", 4}, {"zone-1", 2},   {"housing", 2},
          {"water", 2},    {"town-4", 1}, {"street-4", 1}, {"culture", 1}};
}

void add_hazards(Variety& v, Sheet& sheet, std::vector<Inspection> inspections) {
  static constexpr std::array categories{"site", "basic", "equipment", "fire", "electric"};
  std::ranges::stable_sort(inspections, std::ranges::greater{},
                           &Inspection::on);  // the latest ones stay open
  auto open = open_shares();
  int majors = 12;
  for (const Inspection& at : inspections)
    for (int i = 0; i < at.hazards; ++i) {
      Json fields{{"source", "campaign"}};
      const auto share = open.find(at.unit->id);
      // Every other late one, so that the open ones are of the third quarter as well as the fourth.
      const bool stays_open = share != open.end() && share->second > 0 && v.chance(450);
      const bool major = stays_open ? share->second == 1 && at.unit->kind != "department" && majors > 0
                                    : majors > 5 && v.chance(8);
      if (major) --majors;
      const Day deadline = at.on + std::chrono::days{major ? 60 : v.between(10, 30)};
      fields["level"] = major ? "major" : "general";
      if (stays_open) {
        --share->second;
        // Poor units let the first deadline pass; the others were given one in the new year.
        const bool overdue = at.unit->diligence == Diligence::k_poor && share->second % 2 == 0;
        fields["deadline"] =
            text(overdue ? deadline : day(1, 30, 2026) + std::chrono::days{v.between(0, 40)});
      } else {
        fields["deadline"] = text(deadline);
        const bool late = leaves_out(*at.unit, v, 15, 60, 200);
        const Day done = late ? deadline + std::chrono::days{v.between(1, 9)}
                              : at.on + std::chrono::days{v.between(1, 10)};
        fields["rectified_on"] = text(done);
      }
      fields["inspection"] = at.id;
      fields["category"] = categories[static_cast<std::size_t>(v.between(0, 4))];
      if (major) fields["listed"] = true;
      fields["enterprise"] = at.enterprise;
      sheet.add({.ledger = "hazard",
                 .on = at.on,
                 .unit = at.unit->id,
                 .area = at.area,
                 .sector = at.sector,
                 .state = stays_open ? "open" : "rectified",
                 .fields = std::move(fields)});
    }
  for (const auto& [unit, left] : open)
    if (left != 0) throw std::logic_error(fmt::format("{} open hazards too few in {}", left, unit));
}

}  // namespace

void add_campaign(const District& district, Variety& variety, Sheet& sheet) {
  const auto groups = add_groups(district, variety, sheet);
  const auto inspections = add_inspections(district, variety, sheet, groups);
  add_hazards(variety, sheet, inspections);
  sheet.add({.ledger = "enforcement",
             .on = day(8, 27),
             .unit = "safety-bureau",
             .area = "zone-1",
             .sector = "industry_trade",
             .state = "executed",
             .fields = {{"kind", "suspend"}, {"source", "campaign"}, {"reason", "存在隐患，停产停业整顿"}}});
  for (const Day on : {day(9, 17), day(10, 23)})
    sheet.add({.ledger = "enforcement",
               .on = on,
               .unit = "safety-bureau",
               .area = "town-3",
               .sector = "mining",
               .state = "decided",
               .fields = {{"kind", "closure_request"},
                          {"source", "campaign"},
                          {"reason", "不具备安全生产条件，提请关闭"}}});
}

}  // namespace district
