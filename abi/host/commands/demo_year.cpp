#include "host/commands/demo_year.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/fault.hpp"
#include "host/files.hpp"

namespace anze::host {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* k_signer = "signer-01";
constexpr const char* k_system_admin = "system-admin-01";
constexpr const char* k_security_admin = "security-admin-01";

std::vector<fs::path> sorted_files(const fs::path& folder, const std::string& prefix) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().filename().string().starts_with(prefix))
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

DemoYear::DemoYear(Session& session, fs::path district)
    : session_(session), district_(std::move(district)), sheets_(read_workbooks(district_)) {
  for (const WorkbookSheet& sheet : sheets_)
    if (entered_.empty() || entered_.back().ledger != sheet.sheet.ledger)
      entered_.push_back({sheet.sheet.ledger, sheet.sheet.file.filename().string()});
}

json DemoYear::read(const std::string& name) const {
  return json::parse(read_file(district_ / name));
}

void DemoYear::go_to(const std::string& day) {
  session_.clock().set(*parse_time(day + "T09:00:00+08:00"));
}

json DemoYear::ask(const std::string& method, const std::string& actor, json request) {
  request["actor"] = actor;
  return session_.ask(method, std::move(request));
}

std::vector<std::string> DemoYear::set_up() {
  std::vector<std::string> said;
  const json organisation =
      ask("org.import/1", k_system_admin, {{"organisation", read("organisation.json")}}).at("counts");
  said.push_back(fmt::format("组织机构  {} 个单位，{} 个岗位，{} 名干部，{} 段任期（{}）",
                             organisation.at("units").dump(), organisation.at("posts").dump(),
                             organisation.at("officials").dump(), organisation.at("terms").dump(),
                             k_system_admin));
  std::size_t ledgers = 0;
  for (const fs::path& file : sorted_files(district_ / "ledgers", "")) {
    ask("ledger.define/1", k_system_admin, {{"definition", json::parse(read_file(file))}});
    ++ledgers;
  }
  said.push_back(fmt::format("台账      {} 类（{}）", ledgers, k_system_admin));
  for (const fs::path& file : sorted_files(district_ / "rulebooks", "")) {
    const json book = ask("rulebook.add/1", k_security_admin, {{"rulebook", json::parse(read_file(file))}});
    said.push_back(fmt::format("考核办法  {}：{} 项 {} 条，否决条款 {} 条，{} 起施行（{}）",
                               book.at("title").get<std::string>(), book.at("items").dump(),
                               book.at("clauses").dump(), book.at("vetoes").dump(),
                               book.at("effective_from").get<std::string>(), k_security_admin));
  }
  for (const fs::path& file : sorted_files(district_ / "figures", "")) {
    const json figures = ask("figures.define/1", k_system_admin,
                             {{"id", file.stem().string()}, {"figures", json::parse(read_file(file))}});
    said.push_back(fmt::format("指标      {} 个，勾稽关系 {} 条（{}）", figures.at("figures").dump(),
                               figures.at("checks").dump(), k_system_admin));
  }
  const json rules = read("filings.json");
  ask("filing.rules/1", k_system_admin, {{"rules", rules}});
  said.push_back(fmt::format("报送规则  {} 种（{}）", rules.at("filings").size(), k_system_admin));
  return said;
}

std::size_t DemoYear::enter(const std::string& quarter) {
  std::size_t rows = 0;
  for (const WorkbookSheet& sheet : sheets_)
    if (sheet.period == quarter) rows += enter(sheet);
  return rows;
}

std::size_t DemoYear::enter(const WorkbookSheet& sheet) {
  const auto rows = enter_sheet(session_, sheet).at("added").get<std::size_t>();
  const auto of = std::find_if(entered_.begin(), entered_.end(),
                               [&](const Entered& each) { return each.ledger == sheet.sheet.ledger; });
  if (of == entered_.end()) return rows;
  ++of->sheets;
  of->rows += rows;
  return rows;
}

json DemoYear::check(const WorkbookSheet& sheet) {
  return session_.ask("sheet.check/1", sheet_request(session_, sheet.sheet, sheet.clerk));
}

json DemoYear::assess(const std::string& quarter) {
  ask("assess.open/1", k_assessor, {{"period", quarter}});
  json judgements = json::array();
  for (json judgement : read("judgements.json")) {
    if (judgement.at("period") != quarter) continue;
    judgement.erase("period");
    judgement.erase("rater");
    judgements.push_back(std::move(judgement));
  }
  if (!judgements.empty())
    ask("score.judge/1", k_assessor, {{"period", quarter}, {"judgements", judgements}});
  ask("score.evaluate/1", k_assessor, {{"period", quarter}});
  return ask("score.list/1", k_assessor, {{"period", quarter}});
}

void DemoYear::seal(const std::string& quarter) {
  ask("assess.seal/1", k_signer, {{"period", quarter}});
}

json DemoYear::file(const std::string& period, const std::string& kind) {
  json passages = json::array();  // what the office itself has to say
  for (json passage : read("passages.json")) {
    if (!kind.starts_with(passage.at("kinds").get<std::string>())) continue;
    passage.erase("kinds");
    passages.push_back(std::move(passage));
  }
  const auto prepare = [&] {
    return ask("filing.prepare/1", k_reviewer, {{"period", period}, {"kind", kind}, {"passages", passages}});
  };
  json filing;
  try {
    filing = prepare();
  } catch (const Refused& refused) {
    // Figures that disagree keep a filing back until somebody answers for the difference.
    if (refused.problem.value("code", "") != "report.cross_footing") throw;
    json problems = refused.problem.value("problems", json::array());
    if (problems.empty()) problems.push_back(refused.problem);
    const json reasons = read("declarations.json");
    for (const json& problem : problems) {
      const std::string check = problem.at("at").get<std::string>();
      const auto given = std::find_if(reasons.begin(), reasons.end(),
                                      [&](const json& each) { return each.at("check") == check; });
      if (given == reasons.end()) throw;
      const std::string reason = given->at("explanation").get<std::string>();
      ask("figures.declare/1", k_reviewer, {{"period", period}, {"check", check}, {"explanation", reason}});
      declared_.push_back(
          fmt::format("{} {}\n      已说明：{}", period, problem.at("message").get<std::string>(), reason));
    }
    filing = prepare();
  }
  return ask("filing.sign/1", k_signer, {{"id", filing.at("id")}});
}

json DemoYear::tick() {
  if (session_.exchange() != nullptr) session_.exchange()->tick();
  return ask("jobs.run_due/1", k_system_admin);
}

}  // namespace anze::host
