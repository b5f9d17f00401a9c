// The registers of the account that hold things and conditions rather than acts: who has which powers and
// people, what lies where, and in what state. The account gives few numbers for them; what it gives is met,
// the rest is invented.
#include <fmt/format.h>

#include <array>

#include "chapters.h"

namespace district {
namespace {

using std::chrono::days;

class Registers {
 public:
  Registers(const District& d, Sheet& sheet) : d_(d), sheet_(sheet) {}

  void capacity() {
    const auto tell = [&](const Unit& unit, int quota, Json fields) {
      fields["year"] = k_year;
      fields["organ"] = true;
      fields["quota"] = quota;
      fields["staff"] = quota;
      fields["certified"] = quota - 1;
      fields["in_three_fixed"] = true;
      fields["document_no"] = fmt::format("四东编字〔{}〕{}号", k_year, ++document_);
      add("capacity", v_.workday(day(3, 3), day(6, 27)), unit, std::move(fields));
    };
    for (const Unit* unit : d_.locals()) tell(*unit, v_.between(2, 5), {{"vehicles", 1}});
    tell(d_.unit("safety-bureau"), 24,
         {{"vehicles", 4}, {"budgeted", true}, {"enforcement_series", true}, {"emergency_office", true}});
  }

  void campaign() {
    const std::string campaign = add("campaign", day(3, 3), d_.unit("gov"),
                                     {{"kind", "general"},
                                      {"until", "2025-11-28"},
                                      {"leading_group", true},
                                      {"led_by_head", true},
                                      {"units_wanted", 30},
                                      {"name", "全区安全生产大检查"},
                                      {"document_no", "四东安委字201x12号"}},
                                     "ended");
    add("campaign", day(4, 9), d_.unit("gov"),
        {{"kind", "illegal"},
         {"until", "2025-12-19"},
         {"leading_group", true},
         {"led_by_head", true},
         {"name", "清理整治违法违规开采破坏环境资源专项行动"}},
        "ended");
    for (const auto& units : {d_.members(), d_.locals()})
      for (const Unit* unit : units)
        for (const bool flood : {false, true}) {
          const Day due = flood ? day(6, 16) : day(3, 14);
          Json fields{{"matter", flood ? "flood" : "campaign"},
                      {"present", true},
                      {"leading_group", !flood},
                      {"led_by_head", true},
                      {"due", text(due)}};
          const Day received = v_.workday(due - days{7}, due);
          fields["received_on"] = text(received);
          if (!flood) fields["campaign"] = campaign;
          add("sub_plan", received, *unit, std::move(fields));
        }
  }

  // Planned and executed inspections of the 17 member units, quarter by quarter.
  void enforcement_plans() {
    for (const Unit* unit : d_.members())
      for (int q = 1; q <= 4; ++q) {
        const int planned = v_.between(10, 40);
        const bool behind = leaves_out(*unit, v_, 20, 100, 500);
        Json fields{{"year", k_year},
                    {"quarter", fmt::format("q{}", q)},
                    {"kind", "key"},
                    {"planned", planned},
                    {"executed", behind ? planned - v_.between(1, 5) : planned},
                    {"approved", true}};
        if (behind) fields["reason"] = "执法力量抽调参加专项行动";
        add("enforcement_plan", v_.workday(month_last(3 * q) - days{14}, month_last(3 * q)), *unit,
            std::move(fields));
      }
  }

  // 汛期领导带班24小时值班: every locality in July and August, a week's shift at a time.
  void rosters() {
    for (const Unit* unit : d_.locals())
      for (Day monday = day(6, 30); monday <= day(8, 25); monday += days{7}) {
        const bool checked = v_.chance(250);
        Json fields{{"key_time", "flood_season"},
                    {"shift", "all"},
                    {"leader_present", !leaves_out(*unit, v_, 0, 30, 150)},
                    {"staff", v_.between(2, 4)},
                    {"spot_checked", checked}};
        if (checked) fields["absent"] = false;
        add("duty_roster", monday, *unit, std::move(fields));
      }
  }

  // Two risk points in each of the 28 enterprises of the double prevention mechanism.
  void risk_points() {
    constexpr std::array<std::array<int, 3>, 4> k_lec{{{60, 60, 7}, {30, 60, 15}, {30, 30, 7}, {10, 30, 7}}};
    const auto locals = d_.locals();
    for (int i = 0; i < 56; ++i) {
      Json fields{{"method", i % 2 == 0 ? "lec" : "matrix"}};
      if (i % 2 == 0) {
        const auto& [l, e, c] = k_lec[static_cast<std::size_t>(i / 2) % k_lec.size()];
        fields["l"] = l;
        fields["e"] = e;
        fields["c"] = c;
      } else {
        fields["likelihood"] = v_.between(1, 4);
        fields["severity"] = v_.between(1, 5);
      }
      fields["assessed_on"] = text(day(4, 15));
      fields["published"] = true;
      fields["enterprise"] = fmt::format("规模以上企业{:02}", i / 2 + 1);
      fields["measures"] = Json::array({"隔离防护", "每班巡查"});
      fields["responsible"] = "安全管理员";
      add("risk_point", day(4, 15), *locals[static_cast<std::size_t>(i) % locals.size()], std::move(fields),
          "controlled", "industry_trade");
    }
  }

  // 彻底清查本地区内非煤矿山数量及分布; 凡达不到复产验收条件的，一律不准开工.
  void mines() {
    constexpr std::array kinds{"open_pit", "open_pit",    "underground", "open_pit", "tailings",
                               "open_pit", "underground", "open_pit",    "open_pit"};
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      const Unit& unit = d_.unit(fmt::format("town-{}", i % 4 + 1));
      const bool stopped = i % 3 == 2;
      Json fields{{"kind", kinds[i]},
                  {"licensed", true},
                  {"licence_until", "2027-06-30"},
                  {"activity", stopped ? "stopped" : "producing"},
                  {"workers", v_.between(12, 80)},
                  {"enterprise", fmt::format("非煤矿山{:02}", i + 1)},
                  {"licence_no", fmt::format("（吉）FM安许证字〔2024〕{:04}", 300 + i)}};
      if (stopped) fields["stopped_since"] = "2024-11-20";
      const std::string mine = add("mine", day(2, 14), unit, std::move(fields), "", "mining");
      if (i >= 7) continue;
      const bool approved = i % 3 != 2;
      Json check{{"mine", mine},
                 {"reason", stopped ? "long_stop" : "spring_festival"},
                 {"applied_on", "2025-02-17"},
                 {"inspected_on", "2025-02-24"},
                 {"decided_on", "2025-02-26"}};
      for (const char* gate : {"licence_valid", "trained", "equipment_ok", "slope_or_ventilation_ok",
                               "plan_ready", "head_signed"})
        check[gate] = true;
      check["hazards_cleared"] = approved;
      check["opinion"] = approved ? "符合复产条件" : "自查隐患未整改完毕，不准复产";
      add("mine_resumption", day(2, 26), unit, std::move(check), approved ? "approved" : "refused", "mining");
    }
  }

  // Every one of them was inspected: the account's 全覆盖.
  void chemicals() {
    constexpr std::array kinds{"storage",         "sale",      "use", "firework_wholesale",
                               "firework_retail", "production"};
    for (std::size_t i = 0; i < 36; ++i) {
      const std::string_view kind = kinds[i % kinds.size()];
      const bool fireworks = kind.starts_with("firework");
      const bool major = i % 9 == 0;
      Json fields{{"kind", kind},
                  {"major_source", major ? "level4" : "none"},
                  {"alarms", true},
                  {"protections", true},
                  {"special_work", true},
                  {"operating_rules", true},
                  {"checks", 1},
                  {"enterprise", fmt::format("{}{:02}", fireworks ? "烟花爆竹企业" : "危化企业", i + 1)}};
      if (major) fields["monitored"] = true;
      const Day on = v_.workday(day(3, 10), day(11, 28));
      fields["checked_on"] = text(on);
      const auto locals = d_.locals();
      add("chemical_unit", on, *locals[i % locals.size()], std::move(fields), "",
          fireworks ? "fireworks" : "chemicals");
    }
  }

  void places() {
    constexpr std::array kinds{"station",      "mall",      "hotel",       "internet_cafe",
                               "three_in_one", "high_rise", "underground", "chemical_storage"};
    for (std::size_t i = 0; i < 40; ++i) {
      const bool clear = i % 5 != 0;
      const Day on = v_.workday(day(2, 10), day(12, 12));
      Json fields{{"kind", kinds[i % kinds.size()]},
                  {"exits_clear", clear},
                  {"facilities_ok", true},
                  {"electric_ok", true},
                  {"staff_trained", clear},
                  {"no_lodging", true},
                  {"hazards", clear ? 0 : 2},
                  {"rectified", clear ? 0 : 2},
                  {"enterprise", fmt::format("场所{:04}", i + 1)}};
      if (!clear) fields["recheck_by"] = text(on + days{30});
      add("crowded_place", on, d_.unit("fire-brigade"), std::move(fields), "", "fire");
    }
  }

  // The four checklists of industry and trade, and the register of confined spaces.
  void industry() {
    struct List {
      const char* ledger;
      const char* enterprise;
      int count;
      std::vector<const char*> points;
    };
    const std::vector<List> lists{
        {"check_metallurgy",
         "冶金企业",
         5,
         {"furnace_removed", "molten_control", "molten_lifting", "gas_control", "confined_control"}},
        {"check_ammonia",
         "涉氨制冷企业",
         7,
         {"maintenance", "static_release", "plan_filed", "supplies", "drilled", "alarm"}},
        {"check_dust",
         "粉尘涉爆企业",
         9,
         {"workplace", "dust_removal", "electric_proof", "cleaning", "emergency"}},
        {"check_confined",
         "有限空间作业企业",
         12,
         {"approved", "identified", "ventilated", "gear", "supervised", "trained"}}};
    for (const List& list : lists)
      for (int i = 1; i <= list.count; ++i) {
        const bool passed = i % 4 != 0;
        Json fields = Json::object();
        for (const char* point : list.points) fields[point] = passed || point != list.points.back();
        fields["passed"] = passed;
        fields["enterprise"] = fmt::format("{}{:02}", list.enterprise, i);
        add(list.ledger, v_.workday(day(4, 7), day(11, 28)), d_.unit("economy"), std::move(fields), "",
            "industry_trade");
      }
    constexpr std::array risks{"poison", "suffocation", "explosion"};
    for (std::size_t i = 0; i < 33; ++i)
      add("confined_space", day(5, 20), d_.unit("economy"),
          {{"kind", i % 2 == 0 ? "closed" : "underground"},
           {"work", "cleaning"},
           {"risk", risks[i % risks.size()]},
           {"people", 3},
           {"approval", true},
           {"signs", true},
           {"confirmed", true},
           {"confirmed_on", "2025-05-20"},
           {"enterprise", fmt::format("有限空间作业企业{:02}", i % 12 + 1)},
           {"place", fmt::format("{}号池", i / 12 + 1)},
           {"measures", Json::array({"先通风再检测", "专人监护"})}},
          "in_use", "industry_trade");
  }

  void roads() {
    constexpr std::array matters{
        "illegal_refit", "illegal_operation", "illegal_carry", "overload", "speeding", "flammables",
        "drunk",         "unlicensed",        "faulty",        "fatigue"};
    for (std::size_t i = 0; i < matters.size() * 2; ++i) {
      // Drawn before the day: the order of arguments is each compiler's own.
      Json fields{{"matter", matters[i % matters.size()]},
                  {"vehicle", i % 3 == 0 ? "school_bus" : "coach"},
                  {"checked", v_.between(20, 60)},
                  {"violations", v_.between(0, 6)},
                  {"officers", v_.between(4, 12)}};
      add("road_check", v_.workday(day(1, 13), day(12, 12)), d_.unit("police"), std::move(fields), "",
          "road");
    }
    const auto locals = d_.locals();
    for (int i = 0; i < 12; ++i) {
      const Day found = v_.workday(day(2, 10), day(6, 27));
      const bool treated = i % 4 != 3;
      Json fields{{"kind", i % 2 == 0 ? "crossing" : "curve"},
                  {"deadline", text(found + days{150})},
                  {"warning", true},
                  {"diversion", true},
                  {"place", fmt::format("东环线K{}+{}00", i + 2, i % 9 + 1)}};
      if (treated) fields["treated_on"] = text(found + days{60});
      add("road_point", found, *locals[static_cast<std::size_t>(i) % locals.size()], std::move(fields),
          treated ? "treated" : "found", "road");
    }
  }

  // Money, papers and arrangements the account names. What each cost it does not say.
  void papers() {
    const Unit& bureau = d_.unit("safety-bureau");
    add("fund", day(1, 20), bureau, {{"kind", "enforcement"}, {"year", k_year}});
    add("fund", day(1, 20), bureau, {{"kind", "dual_prevention"}, {"year", k_year}});
    add("fund", day(1, 15), bureau,
        {{"kind", "publicity"}, {"paid_fen", 2'000'000}, {"year", k_year}, {"paid_on", "2025-01-15"}});
    struct Paper {
      const char* kind;
      const char* issuer;
      const char* topic;
      Day on;
      const char* name;
    };
    for (const Paper& paper :
         {Paper{"rule", "party", "responsibility", day(1, 10), "铁东区安全生产“党政同责、一岗双责”规定"},
          Paper{"notice", "party", "responsibility", day(1, 14),
                "关于明确区委、区政府领导班子及其成员安全生产责任的通知"},
          Paper{"scheme", "committee", "responsibility", day(2, 12),
                "铁东区“安全生产责任深化年”活动实施方案"},
          Paper{"opinion", "committee", "responsibility", day(2, 20), "铁东区安全生产规范化管理指导意见"},
          Paper{"notice", "committee", "campaign", day(3, 3),
                "区安全生产委员会关于开展全区安全生产大检查的通知"},
          Paper{"scheme", "office", "campaign", day(3, 5), "铁东区安全生产大检查工作方案"},
          Paper{"guide", "committee", "risk", day(3, 18), "铁东区安全生产风险分级管控工作指南"},
          Paper{"notice", "office", "hazard", day(3, 21), "关于建立规范安全生产隐患台账的通知"},
          Paper{"notice", "office", "flood", day(6, 6), "关于加强汛期安全生产工作的通知"},
          Paper{"plan", "government", "emergency", day(4, 25), "铁东区安全生产事故应急预案"}})
      add("guidance", paper.on, d_.unit("gov"),
          {{"kind", paper.kind}, {"issuer", paper.issuer}, {"topic", paper.topic}, {"name", paper.name}},
          "in_force");
    add("linkage", day(6, 10), d_.unit("gov"),
        {{"matter", "flood"},
         {"kind", "mechanism"},
         {"units", 9},
         {"documented", true},
         {"document_no", "四东安委办字〔2025〕21号"}});
    for (const Day on : {day(7, 4), day(8, 1)})
      add("linkage", on, d_.unit("water"), {{"matter", "flood"}, {"kind", "information"}, {"units", 9}});
  }

 private:
  std::string add(std::string_view ledger, Day on, const Unit& unit, Json fields, std::string_view state = "",
                  std::string_view sector = "") {
    return sheet_.add({.ledger = ledger,
                       .on = on,
                       .unit = unit.id,
                       .area = unit.area,
                       .sector = sector.empty() ? std::string_view(unit.sector) : sector,
                       .state = state,
                       .fields = std::move(fields)});
  }

  const District& d_;
  Sheet& sheet_;
  Variety v_{20'250'102};  // its own: the other chapters stay as they are
  int document_ = 0;
};

}  // namespace

void add_registers(const District& district, Sheet& sheet) {
  Registers registers(district, sheet);
  registers.capacity();
  registers.campaign();
  registers.enforcement_plans();
  registers.rosters();
  registers.risk_points();
  registers.mines();
  registers.chemicals();
  registers.places();
  registers.industry();
  registers.roads();
  registers.papers();
}

}  // namespace district
