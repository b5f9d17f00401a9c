// Judged values for the clauses that ask a person, and the people the host's identity service knows.
#include <fmt/format.h>

#include <array>

#include "chapters.h"

namespace district {
namespace {

bool meets(const Term& term, Day first, Day last) {
  return term.from <= last && (!term.to || first <= *term.to);
}

std::string number(std::size_t n) {
  return fmt::format("{:02}", n);
}

}  // namespace

Json judgements_json(const District& district, Variety& variety) {
  constexpr std::array values{"0", "0.5", "1", "1.5", "2"};
  Json out = Json::array();
  for (int quarter = 1; quarter <= 4; ++quarter)
    for (const char* archetype :
         {"department_principal", "township_party_principal", "township_government_principal"})
      for (const Post* post : district.posts_of(archetype)) {
        const Unit& unit = district.unit(post->unit);
        const int most = unit.diligence == Diligence::k_good       ? 1
                         : unit.diligence == Diligence::k_middling ? 3
                                                                   : 4;
        const int least = unit.diligence == Diligence::k_poor ? 2 : 0;
        for (const Term& term : post->terms) {
          if (!meets(term, month_first(3 * quarter - 2), month_last(3 * quarter))) continue;
          const auto value = static_cast<std::size_t>(variety.between(least, most));
          out.push_back({{"period", fmt::format("{}Q{}", k_year, quarter)},
                         {"clause", "A13"},
                         {"term", term.id},
                         {"value", values[value]},
                         {"reason", value == 0 ? "抽查会议纪要，议题有针对性，议定事项已落实"
                                               : "抽查会议纪要，部分议定事项无落实记录"},
                         {"rater", "assessor-01"}});
        }
      }
  return out;
}

Json passages_json() {
  const auto passage = [](const char* kinds, const char* slot, const char* words) {
    return Json{{"kinds", kinds}, {"slot", slot}, {"text", words}, {"open", true}};
  };
  return Json::array(
      {passage("quarterly", "problem",
               "个别乡镇街道月例会和带队检查未按时开展，少数单位隐患整改超过期限，消防专项未整改隐患需逐项跟"
               "踪。"),
       passage("quarterly", "plan", "对扣分较多的单位提醒约谈，督促逾期隐患限期销号，按月通报整改进度。"),
       passage("yearly", "problem",
               "基层监管力量仍显不足，部分企业主体责任落实不到位，消防专项尚有未整改隐患，执法罚款数额统计不"
               "完整。"),
       passage("yearly", "plan",
               "持续推进双重预防机制建设，紧盯未整改隐患逐一销号，补齐统计短板，加强基层监管能力。")});
}

// Each answers for one relation of scoring/rules/figures/tiedong.json that fails on this district.
Json declarations_json() {
  const auto declaration = [](const char* check, const char* words) {
    return Json{{"check", check}, {"explanation", words}};
  };
  return Json::array(
      {declaration("conflict.fire_open",
                   "消防专项由消防救援机构单独统计，未并入大检查汇总，两者范围和时限不同"),
       declaration("conflict.three_stops",
                   "“三停”由消防救援机构依消防法作出，大检查只统计责令停产停业整顿企业"),
       declaration("conflict.industry_suspended", "工贸企业停产整顿1户由行业专项作出，未并入大检查汇总"),
       declaration("fire.fines.filled", "消防罚款数额原始材料空缺，已函询消防救援机构，未按零计"),
       declaration("jump.hazards", "大检查3月3日启动，第一季度只有不足一个月的检查")});
}

Json directory_json(const District& district) {
  Json people = Json::array();
  const auto person = [&](std::string principal, std::string name, std::string_view unit, const char* role,
                          Json official = nullptr, Json addressee = nullptr, Json units = nullptr) {
    people.push_back({{"principal", std::move(principal)},
                      {"name", std::move(name)},
                      {"unit", unit},
                      {"roles", {role}},
                      {"person", std::move(official)}});
    if (!addressee.is_null()) people.back()["addressee"] = std::move(addressee);
    if (!units.is_null()) people.back()["units"] = std::move(units);
  };
  // The bureau and the committee's office work for the whole district; everybody else for the own unit.
  Json whole = Json::array();
  for (const Unit& unit : district.units)
    if (unit.parent.empty()) whole.push_back(unit.id);
  std::size_t n = 0;
  person("clerk-01", "经办0001", "safety-bureau", "clerk", nullptr, nullptr, whole);
  for (const auto& units : {district.members(), district.locals()})
    for (const Unit* unit : units)
      if (unit->id != "safety-bureau") {
        const std::size_t next = ++n + 1;
        // Two of them gather the sheets of a register from all units (habits.cpp).
        person("clerk-" + number(next), fmt::format("经办{:04}", next), unit->id, "clerk", nullptr, nullptr,
               next <= 3 ? whole : Json());
      }
  person("verifier-01", "核实0001", "safety-bureau", "verifier", nullptr, nullptr, whole);
  person("verifier-02", "核实0002", "safety-office", "verifier", nullptr, nullptr, whole);
  person("reviewer-01", "复核0001", "safety-office", "reviewer");
  person("reviewer-02", "复核0002", "safety-bureau", "reviewer");
  person("signer-01", "签发0001", "safety-committee", "signer");
  person("assessor-01", "考核0001", "organisation", "assessor");
  person("assessor-02", "考核0002", "organisation", "assessor");
  person("discipline-01", "纪检0001", "discipline", "discipline");
  person("discipline-02", "纪检0002", "discipline", "discipline");
  std::size_t r = 0;
  for (const char* unit : {"discipline", "organisation", "congress", "cppcc"}) {
    ++r;
    person("registrar-" + number(r), fmt::format("接收{:04}", r), unit, "registrar", nullptr, unit);
  }
  person("registrar-05", "收发0001", "safety-office", "registrar");  // of the office that sends the letters
  person("system-admin-01", "系统管理0001", "safety-bureau", "system_admin");
  person("security-admin-01", "安全管理0001", "safety-bureau", "security_admin");
  person("auditor-01", "审计0001", "audit", "auditor");
  std::map<std::string, std::string> units;  // of each assessed official: where the latest post is
  for (const Post& post : district.posts)
    if (assessed(post))
      for (const Term& term : post.terms)
        if (meets(term, day(1, 1), day(12, 31))) units[term.official] = post.unit;
  for (const auto& [official, unit] : units)
    person(official, "干部" + official.substr(official.find('-') + 1), unit, "official", official);
  return {{"version", "1"}, {"people", std::move(people)}};
}

}  // namespace district
