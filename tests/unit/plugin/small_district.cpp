#include "small_district.h"

#include <fstream>

#include "host/files.hpp"

namespace anze::district {
namespace {

const fs::path k_world = fs::path(ANZE_SOURCE_DIR) / "tests/cases/world";

json read(const fs::path& file) {
  return json::parse(host::read_file(file));
}

json person(const char* principal, std::vector<std::string> roles, const json& official = nullptr) {
  return {{"principal", principal},
          {"name", principal},
          {"unit", "bureau"},
          {"units", {"gov", "party", "congress", "cppcc"}},  // the bureau works for the whole district
          {"roles", std::move(roles)},
          {"person", official}};
}

// "fact.future /fact/occurred_on"
std::string coded(const json& problem) {
  const std::string at = problem.value("at", "");
  return problem.value("code", "") + (at.empty() ? "" : " ") + at;
}

fs::path directory_file(const fs::path& folder) {
  const fs::path file = folder / "people.json";
  if (!fs::exists(file)) std::ofstream(file) << json{{"version", "1"}, {"people", people()}};
  return file;
}

}  // namespace

json people() {
  json of_town = person("clerk-of-town", {"clerk"});
  of_town["unit"] = "shanmen-gov";
  of_town.erase("units");
  return json::array({person("clerk", {"clerk"}), person("verifier", {"verifier"}),
                      person("clerk-verifier", {"clerk", "verifier"}), person("reviewer", {"reviewer"}),
                      person("signer", {"signer"}), person("assessor", {"assessor"}),
                      person("discipline", {"discipline"}), person("registrar", {"registrar"}),
                      person("countersigner", {"countersigner"}, "outside-1"),
                      person("head", {"official"}, "head-1"), person("system_admin", {"system_admin"}),
                      person("security_admin", {"security_admin"}), person("auditor", {"auditor"}),
                      person("two-bodies", {"assessor", "discipline"}),
                      person("one-woman-show", {"assessor", "reviewer", "signer"}),
                      person("judge-and-judged", {"assessor"}, "head-1"),
                      person("clerk-of-himself", {"clerk"}, "head-1"), of_town});
}

json organisation() {
  return read(k_world / "organisation.json");
}
json ledger(const std::string& name) {
  return read(k_world / "ledgers" / (name + ".json"));
}
json filing_rules() {
  return read(fs::path(ANZE_SOURCE_DIR) / "scoring/rules/filings/tiedong.json");
}

json rulebook() {
  json book = read(k_world / "rulebook.json");
  book["items"] = json::parse(R"([
    {"id": "A", "title": "工作作风", "basis": ["考核办法第一条"], "points": "90", "clauses": [
      {"id": "A1", "title": "被通报批评", "basis": ["考核办法第二条"], "kind": "per_event", "effect": "deduct", "scope": "named",
       "select": {"ledger": "criticism"}, "amount": "2"}]},
    {"id": "B", "title": "贯彻落实", "basis": ["考核办法第三条"], "points": "10", "clauses": [
      {"id": "B1", "title": "贯彻落实情况", "basis": ["考核办法第三条"], "kind": "judged", "effect": "deduct", "min": "0.5", "max": "2", "step": "0.5"}]}])");
  book["vetoes"] = json::parse(R"([
    {"id": "V1", "title": "发生重大及以上责任事故", "basis": ["责任制规定第二十条"], "authority": "区委办公室", "on": "unit", "unit_kinds": ["government"],
     "select": {"ledger": "accident", "where": [{"field": "class", "op": "ge", "value": 3}, {"field": "liability", "op": "eq", "value": true}]}, "until": "assessment_year",
     "effects": ["no_honours"]},
    {"id": "V2", "title": "对重大责任事故负有领导责任", "basis": ["责任制规定第二十条"], "authority": "区委办公室", "on": "official",
     "select": {"ledger": "accident", "where": [{"field": "class", "op": "ge", "value": 3}, {"field": "liability", "op": "eq", "value": true}]},
     "finding": {"select": {"ledger": "finding", "where": [{"field": "responsibility", "op": "in", "value": ["main_leader", "important_leader"]}]}, "link": "accident"},
     "until": "assessment_year", "forced_grade": "不合格"}])");
  return book;
}

json figures() {
  return json::parse(R"({"figures": [
    {"id": "criticism.all", "title": "通报批评", "topic": "duty", "unit": "次", "version": 1, "kind": "count", "select": {"ledger": "criticism"}},
    {"id": "accident.all", "title": "事故起数", "topic": "accident", "unit": "起", "version": 1, "kind": "count", "select": {"ledger": "accident"}}], "checks": []})");
}

json criticism(const std::string& id, const std::string& day) {
  return {{"ledger", "criticism"},   {"id", id},
          {"occurred_on", day},      {"unit", "gov"},
          {"official", "head-1"},    {"post", "district-head"},
          {"fields", {{"times", 1}}}};
}

json major_accident(const std::string& day) {
  return {{"ledger", "accident"},
          {"id", "X1"},
          {"occurred_on", day},
          {"unit", "gov"},
          {"area", "shanmen"},
          {"sector", "mining"},
          {"fields", {{"dead", 11}, {"missing", 0}, {"injured", 0}, {"loss_fen", 0}, {"liability", true}}}};
}

json finding(const std::string& day) {
  return {{"ledger", "finding"},  {"id", "F1"},
          {"occurred_on", day},   {"unit", "gov"},
          {"official", "head-1"}, {"fields", {{"accident", "X1"}, {"responsibility", "main_leader"}}}};
}

SmallDistrict::SmallDistrict(fs::path folder, const Parts& parts) : folder_(std::move(folder)) {
  fs::create_directories(folder_ / "store");
  fs::permissions(folder_ / "store", fs::perms::owner_all);
  host::SessionOptions options;
  options.plugin = ANZE_PLUGIN;
  options.store = folder_ / "store";
  options.workers = parts.workers;
  options.config = parts.config;
  if (parts.identity) options.directory = directory_file(folder_);
  if (parts.calendar) options.calendar = fs::path(ANZE_SOURCE_DIR) / "abi/host/calendar.json";
  if (parts.exchange) options.mailboxes = mailboxes();
  if (parts.anchor) options.anchor = folder_ / "anchor.json";
  options.log_file = folder_ / "log.txt";
  options.now_ms = host::parse_time("2025-01-06T09:00:00+08:00");
  session_ = std::make_unique<host::Session>(options);
}

void SmallDistrict::go_to(const std::string& day) {
  session_->clock().set(*host::parse_time(day + "T09:00:00+08:00"));
}

abi::Said SmallDistrict::say(const std::string& method, const std::string& actor, json request) {
  request["actor"] = actor;
  if (!request.contains("request_id")) request["request_id"] = "r" + std::to_string(++requests_);
  return session_->call(method, request.dump());
}

json SmallDistrict::ask(const std::string& method, const std::string& actor, json request) {
  const abi::Said said = say(method, actor, std::move(request));
  if (!said.ok()) throw host::Refused(method, said.status, json::parse(said.text));
  return json::parse(said.text);
}

json SmallDistrict::problem(const std::string& method, const std::string& actor, json request) {
  const abi::Said said = say(method, actor, std::move(request));
  return said.ok() ? json() : json::parse(said.text);
}

std::string SmallDistrict::no(const std::string& method, const std::string& actor, json request) {
  const json why = problem(method, actor, std::move(request));
  return why.is_null() ? "done" : coded(why);
}

json SmallDistrict::enact(const std::string& method, const std::string& actor, json request) {
  if (!request.contains("reason")) request["reason"] = "按年度计划修订";
  json answer = ask(method, actor, std::move(request));
  if (!answer.at("in_force").get<bool>())
    ask("definition.confirm/1", "signer", {{"proposal", answer.at("proposal")}});
  return answer;
}

std::string SmallDistrict::enact_no(const std::string& method, const std::string& actor, json request) {
  try {
    enact(method, actor, std::move(request));
  } catch (const host::Refused& refused) {
    return coded(refused.problem);
  }
  return "done";
}

void SmallDistrict::define() {
  ask("org.import/1", "system_admin", {{"organisation", organisation()}});
  for (const char* name : {"accident", "criticism", "finding", "hazard", "meeting"})
    ask("ledger.define/1", "system_admin", {{"definition", ledger(name)}});
  ask("rulebook.add/1", "security_admin", {{"rulebook", rulebook()}});
  ask("figures.define/1", "system_admin", {{"id", "small"}, {"figures", figures()}});
  ask("filing.rules/1", "system_admin", {{"rules", filing_rules()}});
}

void SmallDistrict::score(const std::string& quarter) {
  ask("assess.open/1", "assessor", {{"period", quarter}});
  ask("score.evaluate/1", "assessor", {{"period", quarter}});
}

std::string SmallDistrict::file(const std::string& period, const std::string& kind) {
  const std::string id = ask("filing.prepare/1", "reviewer", {{"period", period}, {"kind", kind}}).at("id");
  ask("filing.sign/1", "signer", {{"id", id}});
  return id;
}

}  // namespace anze::district
