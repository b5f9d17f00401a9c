// Meetings and led inspections: who studied safety, who went to look.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "chapters.h"

namespace district {
namespace {

struct Quarter {
  Day first, last;
};

Quarter quarter(int n) {
  return {month_first(3 * n - 2), month_last(3 * n)};
}

const Day k_campaign_first = day(3, 3);
const Day k_campaign_last = day(11, 28);

class Meetings {
 public:
  Meetings(Variety& variety, Sheet& sheet) : variety_(variety), sheet_(sheet) {}

  void held(const char* kind, Day on, const Post& chair, int wanted, std::string topic, bool minutes = true,
            const char* sector = "general", const char* area = "tiedong") {
    Json fields{{"kind", kind},
                {"wanted", wanted},
                {"attended", wanted - variety_.between(0, wanted / 10)},
                {"minutes", minutes},
                {"relayed", true},
                {"decisions", variety_.between(1, 6)},
                {"topic", std::move(topic)}};
    sheet_.add({.ledger = "meeting",
                .on = on,
                .unit = chair.unit,
                .area = area,
                .sector = sector,
                .post = chair.id,
                .fields = std::move(fields)});
  }

 private:
  Variety& variety_;
  Sheet& sheet_;
};

void add_leaders_meetings(const District& d, Variety& v, Meetings& m) {
  const Post& secretary = d.post("party-secretary");
  const Post& head = d.post("district-head");
  constexpr std::array titles{"一", "二", "三", "四"};
  const std::array committee{day(3, 20), day(6, 18), day(9, 16), day(12, 18)};
  const std::array executive{day(2, 13), day(5, 15), day(8, 14), day(11, 13)};
  const std::array plenary{day(3, 4), day(4, 16), day(7, 9), day(10, 22)};
  for (std::size_t i = 0; i < 4; ++i) {
    const std::string q = fmt::format("第{}季度", titles[i]);
    m.held("standing_committee", committee[i], secretary, 11,
           "听取" + q + "安全生产工作汇报，研究重点难点工作任务");
    m.held("gov_executive", executive[i], head, 21, "研究" + q + "安全生产工作");
    m.held("committee_plenary", plenary[i], head, 47, "传达上级安全生产会议精神，部署" + q + "重点工作");
  }
  m.held("flood_season", day(6, 5), head, 47, "部署汛期安全生产工作");
  m.held("special", day(4, 9), head, 26, "部署清理整治违法违规开采破坏环境资源专项行动", true, "mining");
  m.held("theory_study", day(5, 22), secretary, 30, "学习关于安全生产的重要论述");
  for (const char* archetype : {"deputy_safety", "deputy_other"})
    for (const Post* deputy : d.posts_of(archetype))
      for (int q = 1; q <= 4; ++q)
        m.held("field_study", v.workday(quarter(q).first + std::chrono::days{9}, quarter(q).last), *deputy,
               12, "研究部署分管行业领域安全生产工作");
  for (const Post* member : d.posts_of("standing_member"))
    for (int half = 1; half <= 2; ++half) {
      if (member->id == "united-front-head" && half == 2)
        continue;  // one duty left undone, for the scores to find
      m.held("field_study", v.workday(month_first(half * 6 - 3), month_last(half * 6 - 1)), *member, 9,
             "研究分管领域支持安全生产工作的措施");
    }
}

void add_unit_meetings(const District& d, Variety& v, Meetings& m) {
  const auto by_quarter = [&](const char* archetype, const char* kind, int wanted, const char* topic,
                              std::array<int, 3> skip) {
    for (const Post* post : d.posts_of(archetype)) {
      const Unit& unit = d.unit(post->unit);
      for (int q = 1; q <= 4; ++q) {
        if (leaves_out(unit, v, skip[0], skip[1], skip[2])) continue;
        const Day on = v.workday(quarter(q).first, quarter(q).last);  // drawn here: arguments have no order
        const bool minutes = !leaves_out(unit, v, 10, 40, 150);
        m.held(kind, on, *post, wanted, topic, minutes, unit.sector.c_str(), unit.area.c_str());
      }
    }
  };
  by_quarter("township_party_principal", "party_meeting", 13, "党（工）委会议研究安全生产工作",
             {10, 60, 300});
  by_quarter("department_principal", "unit_meeting", 15, "研究本行业领域安全生产工作", {10, 60, 300});
  by_quarter("organ_principal", "unit_meeting", 9, "研究本单位安全生产工作", {40, 60, 300});
  by_quarter("team_member", "field_study", 7, "研究分管工作中的安全生产", {20, 80, 250});
  by_quarter("organ_team_member", "field_study", 7, "研究分管工作中的安全生产", {20, 80, 250});
  for (const Post* head : d.posts_of("township_government_principal")) {
    const Unit& unit = d.unit(head->unit);
    for (int month = 1; month <= 12; ++month)
      if (!leaves_out(unit, v, 10, 60, 280)) {
        const Day on = v.workday(month_first(month), month_last(month));
        const bool minutes = !leaves_out(unit, v, 10, 40, 120);
        m.held("unit_meeting", on, *head, 18, "安全生产月例会", minutes, "general", unit.area.c_str());
      }
  }
  for (const Post* secretary : d.posts_of("township_party_principal"))
    if (!leaves_out(d.unit(secretary->unit), v, 0, 200, 1000))
      m.held("theory_study", v.workday(month_first(5), month_last(10)), *secretary, 12,
             "理论学习中心组安全生产专题学习", true, "general", secretary->unit.c_str());
}

struct Visit {
  const Post* post;
  Day on;
  bool record = true;
};

class Visits {
 public:
  Visits(const District& d, Variety& variety, Sheet& sheet)
      : district_(d), variety_(variety), sheet_(sheet) {}

  void made(const Visit& visit, const char* kind, const char* tier, const char* source,
            const char* key_time = nullptr) {
    const Unit& unit = district_.unit(visit.post->unit);
    Json fields{{"kind", kind}, {"tier", tier}, {"source", source}};
    if (key_time != nullptr) fields["key_time"] = key_time;
    fields["units"] = variety_.between(1, 6);
    fields["record"] = visit.record;
    sheet_.add({.ledger = "led_inspection",
                .on = visit.on,
                .unit = unit.id,
                .area = unit.area,
                .sector = unit.sector,
                .post = visit.post->id,
                .fields = std::move(fields)});
  }

 private:
  const District& district_;
  Variety& variety_;
  Sheet& sheet_;
};

// 督察 7 times in the campaign; besides, every key time and festival in person.
void add_main_leaders(const District& d, Visits& visits) {
  const Post& secretary = d.post("party-secretary");
  const Post& head = d.post("district-head");
  for (const Day on : {day(5, 14), day(8, 20), day(10, 29)})
    visits.made({&secretary, on}, "supervision", "main_leaders", "campaign");
  for (const Day on : {day(3, 18), day(6, 11), day(7, 23), day(11, 19)})
    visits.made({&head, on}, "supervision", "main_leaders", "campaign");
  struct KeyTime {
    Day on;
    const char* name;
  };
  for (const KeyTime& k : {KeyTime{day(1, 22), "spring_festival"}, KeyTime{day(4, 29), "labour_day"},
                           KeyTime{day(7, 16), "flood_season"}, KeyTime{day(9, 28), "national_day"},
                           KeyTime{day(12, 30), "new_year"}}) {
    visits.made({&secretary, k.on}, "led", "main_leaders", "key_period", k.name);
    visits.made({&head, k.on}, "led", "main_leaders", "key_period", k.name);
  }
}

// 25 led by district leaders in the campaign: six deputies in each quarter, and the deputy secretary once.
void add_district_leaders(const District& d, Variety& v, Visits& visits) {
  for (const char* archetype : {"deputy_safety", "deputy_other"})
    for (const Post* deputy : d.posts_of(archetype))
      for (int q = 1; q <= 4; ++q) {
        const Day first = std::max(quarter(q).first, k_campaign_first);
        visits.made({deputy, v.workday(first, std::min(quarter(q).last, k_campaign_last))}, "led",
                    "district_leaders", "campaign");
      }
  visits.made({&d.post("deputy-secretary"), day(9, 10)}, "led", "district_leaders", "campaign");
  for (const Post* member : d.posts_of("standing_member"))
    for (int half = 1; half <= 2; ++half)
      visits.made({member, v.workday(month_first(half * 6 - 4), month_last(half * 6 - 1))}, "led",
                  "district_leaders", "routine");
  for (const Day on : {day(5, 21), day(8, 6), day(11, 6)})
    visits.made({&d.post("safety-deputy"), on}, "covert", "district_leaders", "routine");
}

// 208 led by the principals of townships, streets, the zone and departments in the campaign; the rest of
// their year's visits are everyday work.
void add_unit_principals(const District& d, Variety& v, Visits& visits) {
  std::vector<Visit> all;
  const auto go = [&](const Post* post, Day first, Day last, int good, int middling, int poor) {
    const Unit& unit = d.unit(post->unit);
    if (leaves_out(unit, v, good, middling, poor)) return;
    const Day on = v.workday(first, last);
    if (post->holder(on) != nullptr) all.push_back({post, on, !leaves_out(unit, v, 15, 50, 200)});
  };
  for (const Post* head : d.posts_of("township_government_principal"))
    for (int month = 1; month <= 12; ++month) go(head, month_first(month), month_last(month), 15, 60, 300);
  for (const char* archetype : {"township_party_principal", "department_principal"})
    for (const Post* post : d.posts_of(archetype))
      for (int q = 1; q <= 4; ++q)
        go(post, std::max(quarter(q).first, k_campaign_first), std::min(quarter(q).last, k_campaign_last), 10,
           60, 300);
  std::ranges::stable_sort(all, {}, &Visit::on);
  const auto in_campaign = [](const Visit& visit) {
    return k_campaign_first <= visit.on && visit.on <= k_campaign_last;
  };
  const auto pool = std::ranges::count_if(all, in_campaign);
  constexpr int wanted = 208;
  if (pool < wanted)
    throw std::logic_error(fmt::format("only {} visits for the campaign's {}", pool, wanted));
  std::ptrdiff_t seen = 0;
  for (const Visit& visit : all) {
    bool campaign = false;
    if (in_campaign(visit)) {
      campaign = (seen + 1) * wanted / pool > seen * wanted / pool;  // spread evenly
      ++seen;
    }
    visits.made(visit, "led", "unit_principals", campaign ? "campaign" : "routine");
  }
}

void add_team_members(const District& d, Variety& v, Visits& visits) {
  for (const char* archetype : {"team_member", "organ_team_member"})
    for (const Post* post : d.posts_of(archetype)) {
      const Unit& unit = d.unit(post->unit);
      for (int q = 1; q <= 4; ++q)
        if (!leaves_out(unit, v, 25, 90, 300))
          visits.made({post, v.workday(quarter(q).first, quarter(q).last), !leaves_out(unit, v, 15, 50, 150)},
                      "led", "team_members", "routine");
    }
}

}  // namespace

bool leaves_out(const Unit& unit, Variety& variety, int good, int middling, int poor) {
  const bool left_out = variety.chance(unit.diligence == Diligence::k_good       ? good
                                       : unit.diligence == Diligence::k_middling ? middling
                                                                                 : poor);
  return left_out;
}

void add_meetings(const District& district, Variety& variety, Sheet& sheet) {
  Meetings meetings(variety, sheet);
  add_leaders_meetings(district, variety, meetings);
  add_unit_meetings(district, variety, meetings);
}

void add_led_inspections(const District& district, Variety& variety, Sheet& sheet) {
  Visits visits(district, variety, sheet);
  add_main_leaders(district, visits);
  add_district_leaders(district, variety, visits);
  add_unit_principals(district, variety, visits);
  add_team_members(district, variety, visits);
}

}  // namespace district
