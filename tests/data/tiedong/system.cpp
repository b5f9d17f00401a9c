// The responsibility system: lists, letters, plans and drills, key periods, dual prevention.
#include <fmt/format.h>

#include <array>

#include "chapters.h"

namespace district {
namespace {

std::string head_of(const Unit& unit) {
  return unit.id + "-head";
}

std::vector<const Unit*> responsible_units(const District& d) {
  std::vector<const Unit*> out = d.members();
  for (const Unit* u : d.locals()) out.push_back(u);
  return out;
}

void add_duty_lists(const District& d, Variety& v, Sheet& sheet) {
  const auto issue = [&](const Unit& unit, const char* kind, Day on, bool health) {
    Json fields{{"kind", kind}, {"entries", v.between(8, 40)}, {"published_on", text(on)}};
    if (health) fields["includes_occupational_health"] = true;
    sheet.add({.ledger = "duty_list",
               .on = on,
               .unit = unit.id,
               .area = unit.area,
               .sector = unit.sector,
               .state = "issued",
               .fields = std::move(fields)});
  };
  for (const Unit* unit : d.members()) {
    issue(*unit, "responsibility", v.workday(day(2, 10), day(3, 31)), true);
    issue(*unit, "power", v.workday(day(3, 3), day(4, 25)), false);
    issue(*unit, "enforcement_plan", v.workday(day(1, 13), day(2, 28)), false);
  }
  for (const Unit* unit : d.locals()) issue(*unit, "three_fixed", v.workday(day(3, 3), day(6, 27)), false);
  issue(d.unit("gov"), "leader_task", day(1, 21), false);
}

void add_letters(const District& d, Variety& v, Sheet& sheet) {
  const auto sign = [&](const std::string& unit, const std::string& post, const char* with,
                        const std::string& counterpart, Day on) {
    sheet.add({.ledger = "responsibility_letter",
               .on = on,
               .unit = unit,
               .area = d.unit(unit).area,
               .post = post,
               .fields = {{"with", with}, {"year", k_year}, {"signed", true}, {"counterpart", counterpart}}});
  };
  for (const Unit* unit : responsible_units(d))
    sign("gov", "district-head", unit->committee_member ? "department" : "local", unit->title, day(1, 17));
  for (const Unit* unit : responsible_units(d)) {
    const Day on = v.workday(day(2, 10), day(3, 28));
    if (leaves_out(*unit, v, 0, 0, 1000)) continue;
    int villages = 0;
    for (const Unit& below : d.units)
      if (below.parent == unit->id) {
        sign(unit->id, head_of(*unit), "village", below.title, on);
        ++villages;
      }
    for (int i = villages; i < 2; ++i)
      sign(unit->id, head_of(*unit), "enterprise", fmt::format("重点企业{:02}", i + 1), on);
  }
}

// 61 plans in four layers: one overall, 30 of departments and localities, 12 special, 18 of enterprises.
void add_plans_and_drills(const District& d, Variety& v, Sheet& sheet) {
  const auto plan = [&](const Unit& unit, const char* layer, std::string name) {
    const Day on = v.workday(day(2, 10), day(10, 31));
    return sheet.add({.ledger = "plan",
                      .on = on,
                      .unit = unit.id,
                      .area = unit.area,
                      .sector = unit.sector,
                      .fields = {{"layer", layer},
                                 {"revised", true},
                                 {"reviewed", true},
                                 {"published_on", text(on)},
                                 {"name", std::move(name)}}});
  };
  plan(d.unit("gov"), "overall", "铁东区安全生产事故应急预案");
  for (const Unit* unit : responsible_units(d)) {
    const std::string id = plan(*unit, "department", unit->title + "生产安全事故应急预案");
    for (int half = 1; half <= 2; ++half)
      if (!leaves_out(*unit, v, 20, 120, 500))
        sheet.add({.ledger = "drill",
                   .on = v.workday(month_first(6 * half - 3), month_last(6 * half - 1)),
                   .unit = unit->id,
                   .area = unit->area,
                   .sector = unit->sector,
                   .fields = {{"kind", v.chance(500) ? "field" : "tabletop"},
                              {"people", v.between(20, 120)},
                              {"plan", id},
                              {"evaluated", true}}});
  }
  const auto members = d.members();
  for (std::size_t i = 0; i < 12; ++i) plan(*members[i], "special", fmt::format("专项应急预案{:02}", i + 1));
  for (int i = 1; i <= 18; ++i)
    plan(d.unit("economy"), "enterprise", fmt::format("重点企业{:02}应急预案", i));
}

// 有方案、有记录、有台账、有措施 at each quarter's key time; duty rosters in the flood season.
void add_key_periods(const District& d, Variety& v, Sheet& sheet) {
  struct KeyTime {
    const char* name;
    Day first, last;
  };
  const std::array times{
      KeyTime{"spring_festival", day(1, 13), day(1, 27)}, KeyTime{"labour_day", day(4, 21), day(4, 30)},
      KeyTime{"flood_season", day(7, 1), day(8, 29)}, KeyTime{"new_year", day(12, 15), day(12, 31)}};
  for (const Unit* unit : responsible_units(d))
    for (const KeyTime& time : times) {
      const auto file = [&](const char* element) {
        sheet.add({.ledger = "key_period",
                   .on = v.workday(time.first, time.last),
                   .unit = unit->id,
                   .area = unit->area,
                   .sector = unit->sector,
                   .fields = {{"element", element}, {"key_time", time.name}, {"entries", v.between(3, 30)}}});
      };
      for (const char* element : {"plan", "record", "ledger", "measure"})
        if (!leaves_out(*unit, v, 10, 60, 250)) file(element);
      if (unit->kind != "department" && std::string_view(time.name) == "flood_season") file("duty_roster");
    }
}

void add_dual_prevention(const District& d, Variety& v, Sheet& sheet) {
  const auto locals = d.locals();
  for (int i = 1; i <= 28; ++i) {  // what each received is not said: only the sum, as a statement
    const Day on = v.workday(day(3, 10), day(11, 28));
    sheet.add({.ledger = "dual_prevention",
               .on = on,
               .unit = "safety-bureau",
               .area = locals[static_cast<std::size_t>(v.between(0, 12))]->area,
               .sector = "industry_trade",
               .state = "completed",
               .fields = {{"subsidy_fen", nullptr},
                          {"completed_on", text(on)},
                          {"above_scale", true},
                          {"enterprise", fmt::format("规模以上企业{:02}", i)}}});
  }
}

}  // namespace

void add_system(const District& district, Variety& variety, Sheet& sheet) {
  add_duty_lists(district, variety, sheet);
  add_letters(district, variety, sheet);
  add_plans_and_drills(district, variety, sheet);
  add_key_periods(district, variety, sheet);
  add_dual_prevention(district, variety, sheet);
}

}  // namespace district
