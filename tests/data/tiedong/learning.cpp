// Training, publicity, instructions and the reports that units and leaders owe; praise and criticism.
#include <fmt/format.h>

#include <array>

#include "chapters.h"

namespace district {
namespace {

void add_training(const District& d, Variety& v, Sheet& sheet) {
  const auto session = [&](const Unit& unit, Day on, const char* kind, const char* audience, int people,
                           std::string_view post) {
    sheet.add(
        {.ledger = "training",
         .on = on,
         .unit = unit.id,
         .area = unit.area,
         .sector = unit.sector,
         .post = post,
         .fields = {{"kind", kind}, {"audience", audience}, {"people", people}, {"hours", v.between(2, 8)}}});
  };
  session(d.unit("safety-bureau"), day(4, 24), "video", "supervisors", 168, "safety-bureau-head");
  session(d.unit("safety-bureau"), day(9, 4), "meeting", "supervisors", 152, "safety-bureau-head");
  session(d.unit("organisation"), day(6, 20), "meeting", "new_cadres", 43, "organisation-head");
  for (const auto& units : {d.members(), d.locals()})
    for (const Unit* unit : units)
      for (int half = 1; half <= 2; ++half)
        if (!leaves_out(*unit, v, 15, 100, 400)) {
          const Day on = v.workday(month_first(6 * half - 4),
                                   month_last(6 * half));  // drawn here: arguments have no order
          const char* kind = v.chance(400) ? "video" : "meeting";
          session(*unit, on, kind, "team", v.between(15, 60), "");
        }
}

void add_publicity(const District& d, Variety& v, Sheet& sheet) {
  constexpr std::array activities{"consultation_day", "observation", "joint_check"};
  const std::array days{day(6, 16), day(6, 19), day(6, 24)};
  for (std::size_t i = 0; i < activities.size(); ++i)
    sheet.add({.ledger = "publicity",
               .on = days[i],
               .unit = "safety-bureau",
               .fields = {{"kind", "safety_month"},
                          {"activity", activities[i]},
                          {"people", v.between(60, 900)},
                          {"subject", "全面落实企业安全生产主体责任"}}});
  for (const Unit* unit : d.locals())
    for (const char* venue :
         {"enterprise", "school", "organ", "community", "village", "family", "public_place"})
      if (!leaves_out(*unit, v, 10, 80, 300))
        sheet.add({.ledger = "publicity",
                   .on = v.workday(day(3, 3), day(11, 28)),
                   .unit = unit->id,
                   .area = unit->area,
                   .fields = {{"kind", "seven_entries"}, {"venue", venue}, {"people", v.between(20, 300)}}});
  sheet.add(
      {.ledger = "publicity",
       .on = day(1, 15),
       .unit = "safety-bureau",
       .fields = {{"kind", "subscription"}, {"cost_fen", 2'000'000}, {"subject", "安全生产报刊、杂志赠阅"}}});
  for (int month = 1; month <= 12; ++month)
    sheet.add({.ledger = "publicity",
               .on = v.workday(month_first(month), month_last(month)),
               .unit = "safety-bureau",
               .fields = {{"kind", "media"}, {"subject", "微信和政府门户网站安全生产信息"}}});
}

Json filing(const char* kind, Day due, std::optional<Day> done) {
  return {{"kind", kind}, {"due", text(due)}, {"done", done ? Json(text(*done)) : Json(nullptr)}};
}

void add_unit_filings(const District& d, Variety& v, Sheet& sheet) {
  for (const auto& units : {d.members(), d.locals()})
    for (const Unit* unit : units) {
      for (int month = 1; month <= 12; ++month) {
        const Day due = next_workday(day(month, 25));
        std::optional<Day> done = v.workday(due - std::chrono::days{6}, due);
        if (leaves_out(*unit, v, 25, 80, 150)) done = next_workday(due + std::chrono::days{v.between(1, 4)});
        if (leaves_out(*unit, v, 0, 10, 150)) done.reset();
        sheet.add({.ledger = "report_filing",
                   .on = due,
                   .unit = unit->id,
                   .area = unit->area,
                   .sector = unit->sector,
                   .fields = filing("hazard_monthly", due, done)});
      }
      const Day due = day(3, 14);
      sheet.add({.ledger = "report_filing",
                 .on = due,
                 .unit = unit->id,
                 .area = unit->area,
                 .sector = unit->sector,
                 .fields = filing("campaign_plan", due, v.workday(day(3, 5), due))});
    }
}

void add_district_filings(const District& d, Variety& v, Sheet& sheet) {
  for (const int month : {1, 4, 7, 10})  // the quarter before, by the tenth
    for (const char* kind : {"discipline", "organisation"})
      sheet.add({.ledger = "report_filing",
                 .on = day(month, 10),
                 .unit = "safety-bureau",
                 .post = "safety-bureau-head",
                 .fields = filing(kind, day(month, 10), v.workday(day(month, 8), day(month, 10)))});
  sheet.add({.ledger = "report_filing",
             .on = day(11, 25),
             .unit = "gov",
             .post = "district-head",
             .fields = filing("congress", day(11, 28), day(11, 25))});
  sheet.add({.ledger = "report_filing",
             .on = day(12, 4),
             .unit = "gov",
             .post = "district-head",
             .fields = filing("cppcc", day(12, 10), day(12, 4))});
  for (const Post& post : d.posts) {
    if (!assessed(post) || post.archetype.ends_with("team_member")) continue;
    const Unit& unit = d.unit(post.unit);
    const Day due = day(12, 26);
    if (!leaves_out(unit, v, 20, 80, 300))
      sheet.add({.ledger = "report_filing",
                 .on = due,
                 .unit = unit.id,
                 .area = unit.area,
                 .sector = unit.sector,
                 .post = post.id,
                 .fields = filing("duty_statement", due, v.workday(day(12, 19), due))});
  }
}

void add_instructions(const District& d, Variety& v, Sheet& sheet) {
  constexpr std::array origins{"central", "province", "city", "district"};
  int n = 0;
  for (const auto& units : {d.members(), d.locals()})
    for (const Unit* unit : units) {
      const Day on = v.workday(day(1, 6), day(11, 14));
      const Day due = next_workday(on + std::chrono::days{15});
      Day done = v.workday(on, due);
      if (leaves_out(*unit, v, 30, 150, 700)) done = next_workday(due + std::chrono::days{v.between(1, 5)});
      sheet.add({.ledger = "instruction",
                 .on = on,
                 .unit = unit->id,
                 .area = unit->area,
                 .sector = unit->sector,
                 .state = "done",
                 .fields = {{"origin", origins[static_cast<std::size_t>(n++ % 4)]},
                            {"due", text(due)},
                            {"done", text(done)}}});
    }
}

void add_praise_and_criticism(const District& d, Sheet& sheet) {
  const auto name = [&](const char* ledger, const char* post, Day on, Json fields) {
    const Post& at = d.post(post);
    const Unit& unit = d.unit(at.unit);
    sheet.add({.ledger = ledger,
               .on = on,
               .unit = unit.id,
               .area = unit.area,
               .official = at.holder(on)->official,
               .fields = std::move(fields)});
  };
  name("commendation", "street-1-head", day(7, 1), {{"level", "city"}, {"title", "安全生产月活动先进个人"}});
  name("commendation", "safety-bureau-head", day(11, 7),
       {{"level", "province"}, {"title", "安全生产工作先进个人"}});
  name("commendation", "education-head", day(9, 9), {{"level", "city"}, {"title", "安全校园建设先进个人"}});
  name("criticism", "town-3-head", day(9, 23),
       {{"level", "city"}, {"reason", "overdue_hazard"}, {"talked", true}});
  name("criticism", "street-6-head", day(6, 26),
       {{"level", "district"}, {"reason", "late_report"}, {"talked", true}});
  name("criticism", "water-head", day(8, 28),
       {{"level", "district"}, {"reason", "absent"}, {"talked", false}});
}

}  // namespace

void add_learning(const District& district, Variety& variety, Sheet& sheet) {
  add_training(district, variety, sheet);
  add_publicity(district, variety, sheet);
  add_unit_filings(district, variety, sheet);
  add_district_filings(district, variety, sheet);
  add_instructions(district, variety, sheet);
  add_praise_and_criticism(district, sheet);
}

}  // namespace district
