#include "host/commands/demo.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <map>
#include <span>

#include "host/base64.hpp"
#include "host/commands/demo_year.hpp"
#include "host/fault.hpp"
#include "host/files.hpp"

namespace anze::host {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* k_discipline = "discipline-01";

std::string text(const json& object, const char* key) {
  return object.at(key).get<std::string>();
}

void chapter(const char* title) {
  fmt::print("\n━━ {}\n\n", title);
}

// A demo's own folder is made anew; anybody else's is left alone.
void make_folder(const fs::path& out) {
  const fs::path mark = out / ".anze-demo";
  if (fs::exists(out) && !fs::is_empty(out)) {
    if (!fs::exists(mark))
      throw Fault(k_exit_usage, out.string() + " holds something else.",
                  "Name an empty folder or a new one with --out.");
    fs::remove_all(out);
  }
  fs::create_directories(out / "store");
  fs::create_directories(out / "documents");
  std::ofstream(mark) << "made by anze-host run\n";
}

SessionOptions session_for(const DemoOptions& options, const fs::path& district, const fs::path& out) {
  SessionOptions session;
  session.plugin = options.plugin;
  session.store = out / "store";
  session.directory = district / "directory.json";
  session.calendar = options.calendar;
  session.mailboxes = out / "mailboxes";
  session.log_file = out / "host.log";
  session.now_ms = parse_time("2025-01-02T09:00:00+08:00");
  session.config = {{"owner", "anze-host run"}};
  return session;
}

std::string grades_of(const json& scores) {
  std::map<std::string, int> count;
  for (const json& person : scores.at("people")) ++count[text(person, "final_grade")];
  std::string line;
  for (const char* grade : {"优秀", "良好", "合格", "不合格"})
    line += fmt::format("{}{} ", grade, count[grade]);
  if (const int none = count["不定等次"]; none > 0) line += fmt::format("不定等次{} ", none);
  return line;
}

void show_results(const json& scores) {
  const json& people = scores.at("people");
  std::vector<const json*> order;
  for (const json& person : people) order.push_back(&person);
  const auto points = [](const json& person) { return std::stod(person.at("points").get<std::string>()); };
  std::stable_sort(order.begin(), order.end(),
                   [&](const json* a, const json* b) { return points(*a) > points(*b); });
  fmt::print("{:<10}{:<52}{:<36}{:>7}  {}\n", "姓名", "职务", "岗位类别", "得分", "等次");
  const auto show = [](const json& person) {
    const json& posts = person.at("posts");
    std::string title = text(posts[0], "unit_title") + " " + text(posts[0], "title");
    if (posts.size() > 1) title += fmt::format(" 等{}段", posts.size());
    fmt::print("{:<10}{:<52}{:<36}{:>7}  {}\n", text(person, "name"), title,
               text(posts[0], "archetype_title"), text(person, "points"), text(person, "final_grade"));
  };
  constexpr std::size_t k_shown = 8;
  for (std::size_t i = 0; i < std::min(order.size(), k_shown); ++i) show(*order[i]);
  if (order.size() > 2 * k_shown)
    fmt::print("……（中间 {} 人从略，score.list/1 给出全部）\n", order.size() - 2 * k_shown);
  for (std::size_t i = std::max(k_shown, order.size() - std::min(order.size(), k_shown)); i < order.size();
       ++i)
    show(*order[i]);
}

void show_explanation(const json& sheet) {
  fmt::print("{} {} {} 得分 {}（精确值 {}），等次 {}\n依据 {} 第{}版（{}），摘要 {}…\n", text(sheet, "name"),
             text(sheet["cards"][0], "post_title"), text(sheet, "period"), text(sheet, "points"),
             text(sheet, "exact"), text(sheet, "grade"), text(sheet["rulebook"], "title"),
             sheet["rulebook"]["version"].dump(), text(sheet["rulebook"], "document_no"),
             text(sheet["rulebook"], "digest").substr(0, 16));
  for (const json& card : sheet.at("cards")) {
    if (sheet.at("cards").size() > 1)
      fmt::print("\n  任期 {}：{} {}，{} 天，{} 分\n", text(card, "term"), text(card, "unit_title"),
                 text(card, "post_title"), card["days"].dump(), text(card, "total"));
    for (const json& item : card.at("items")) {
      fmt::print("\n  {} {}  {}/{} 分\n", text(item, "item"), text(item, "title"), text(item, "points"),
                 text(item, "full"));
      for (const json& line : card.at("lines")) {
        if (line.at("item") != item.at("item") || text(line, "state") == "not_applicable") continue;
        std::string facts;
        std::size_t shown = 0;
        for (const json& fact : line.value("facts", json::array()))
          if (++shown <= 4)
            facts += (facts.empty() ? "" : "、") + text(fact, "id") + "(" +
                     text(fact, "occurred_on").substr(5) + ")";
        if (shown > 4) facts += fmt::format(" 等{}条", shown);
        fmt::print("    {:<5}{:<62}{:>6}\n         {}\n", text(line, "clause"), text(line, "title"),
                   text(line, "points"), text(line, "how"));
        if (!facts.empty()) fmt::print("         记录 {}\n", facts);
        if (text(line, "points") != "0")
          fmt::print("         依据 {}\n", line.at("basis")[0].get<std::string>());
      }
    }
  }
}

// A sheet with a clerk's mistakes: what comes back for it, row by row. The year goes on with the mended one.
void show_mistakes(DemoYear& year, const fs::path& district) {
  constexpr const char* k_shown = "多处错误";
  for (const WorkbookSheet& sheet : read_workbooks(district, "mistakes.json")) {
    if (sheet.sheet.file.stem() != k_shown) continue;
    const json report = year.check(sheet);
    fmt::print("        填报人交来的 {}（{}，{}）：{}行可导入，{}处有问题，整张表不入库：\n",
               sheet.sheet.file.filename().string(), text(report, "title"), sheet.sheet.sheet,
               report.at("good").dump(), report.at("faults").size());
    for (const json& fault : report.at("faults")) fmt::print("          {}\n", text(fault, "chinese"));
    try {
      year.enter(sheet);
      throw Fault(k_exit_refused, "A sheet with mistakes came in.");
    } catch (const Refused& refused) {
      fmt::print("        sheet.import/1 拒绝（{}），没有一行入库；改正后的工作表随本季度一并导入。\n",
                 text(refused.problem, "code"));
    }
  }
}

// What came in, ledger by ledger.
void show_entered(const DemoYear& year) {
  std::size_t rows = 0;
  std::size_t sheets = 0;
  for (const DemoYear::Entered& each : year.entered()) {
    fmt::print("  {:>5} 行 {:>3} 张表  {}（{}）\n", each.rows, each.sheets, each.file, each.ledger);
    rows += each.rows;
    sheets += each.sheets;
  }
  fmt::print("共 {} 本台账，{} 张工作表，{} 行。\n", year.entered().size(), sheets, rows);
}

// The account's paragraph on the campaign, every number computed from facts.
void show_campaign(DemoYear& year) {
  std::map<std::string, json> figures;
  const json answer = year.ask("figures.compute/1", k_reviewer, {{"period", "2025"}});
  for (const json& figure : answer.at("figures")) figures[text(figure, "id")] = figure;
  const auto f = [&](const char* id) { return text(figures.at(id), "shown"); };
  fmt::print(
      "全区共组织检查组{}，暗查暗访组{}，区委区政府主要领导带队督察组{}，区级领导带队检查{}，\n"
      "各乡、镇、街道、开发区及行管部门主要领导带队检查{}，出动各类检查人员{}，检查各类生产经营单位{}，\n"
      "排查隐患{}，已经整改{}，限期整改{}，整改率{}，责令停产停业整顿企业{}，提请关闭{}。\n\n",
      f("campaign.groups"), f("campaign.groups.covert"), f("campaign.led.main_leaders"),
      f("campaign.led.district_leaders"), f("campaign.led.unit_principals"), f("campaign.people"),
      f("campaign.units"), f("campaign.hazards.found"), f("campaign.hazards.rectified"),
      f("campaign.hazards.open"), f("campaign.hazards.rate"), f("campaign.suspended"),
      f("campaign.closure_requests"));
  fmt::print(
      "人员密集场所消防：检查单位{}，发现隐患{}，已整改{}，整改率{}，临时查封{}，“三停”{}，罚款{}，行政拘留{}"
      "。\n",
      f("fire.units"), f("fire.hazards.found"), f("fire.hazards.rectified"), f("fire.hazards.rate"),
      f("fire.sealed"), f("fire.three_stops"), f("fire.fines"), f("fire.detained"));
  fmt::print("危险化学品和烟花爆竹：发现隐患{}，打击违法行为{}。工贸企业：发现隐患{}，取缔{}，停产整顿{}。\n",
             f("chemicals.hazards.found"), f("chemicals.illegal_acts"), f("industry_trade.hazards.found"),
             f("industry_trade.banned"), f("industry_trade.suspended"));
  fmt::print(
      "应急预案{}；双重预防机制{}，财政投入{}；报刊订阅{}。区委常委会听取汇报{}，政府常务会议{}"
      "，安委会全体会议{}。\n",
      f("plans"), f("dual_prevention.enterprises"), f("dual_prevention.funding"), f("subscriptions.cost"),
      f("meetings.standing_committee"), f("meetings.gov_executive"), f("meetings.committee_plenary"));
  fmt::print(
      "\n“未填”是原文空缺的数，不是零；“余”“近”照原文标注。每个数都能打开到记录：例如 campaign.hazards.open "
      "的 {} 条：\n",
      figures.at("campaign.hazards.open").at("records").dump());
  const json open = year.ask("figures.explain/1", k_reviewer,
                             {{"period", "2025"}, {"figure", "campaign.hazards.open"}, {"limit", 4}});
  for (const json& fact : open.at("facts"))
    fmt::print("  {} {}\n", text(fact, "id"), text(fact, "occurred_on"));
}

// The official whose score says most: among the lowest, the one whose sheet is a single term.
std::string worth_explaining(const json& scores) {
  const json* best = nullptr;
  for (const json& person : scores.at("people")) {
    if (person.at("posts").size() != 1) continue;
    if (best == nullptr || std::stod(text(person, "points")) < std::stod(text(*best, "points")))
      best = &person;
  }
  return best == nullptr ? std::string{} : text(*best, "official");
}

void play_what_if(const DemoOptions& options) {
  const fs::path out = options.out / "what-if";
  make_folder(out);
  Session session(session_for(options, options.what_if, out));
  DemoYear year(session, options.what_if);
  year.set_up();
  year.go_to("2025-10-09");
  for (const char* quarter : {"2025Q1", "2025Q2", "2025Q3"}) year.enter(quarter);
  year.assess("2025Q3");
  const json proposed = year.ask("veto.propose/1", k_assessor, {{"period", "2025"}});
  for (const json& id : proposed.at("proposals")) {
    year.ask("veto.decide/1", k_assessor,
             {{"veto", id}, {"confirmed", true}, {"document_no", "四东组字〔2025〕88号（虚构）"}});
    year.ask("veto.decide/1", k_discipline,
             {{"veto", id}, {"confirmed", true}, {"document_no", "四东纪字〔2025〕66号（虚构）"}});
  }
  const json vetoes = year.ask("veto.list/1", k_discipline, {{"period", "2025"}});
  const json scores = year.ask("score.list/1", k_assessor, {{"period", "2025Q3"}});
  for (const json& veto : vetoes.at("vetoes")) {
    fmt::print("{} {}{}：{}\n  {}\n  影响期 {} 至 {}，{}", text(veto, "clause"),
               veto.at("yellow_card").get<bool>() ? "黄牌 " : "", text(veto, "title"),
               text(veto, "subject_title"), text(veto, "how"), text(veto, "from"), text(veto, "until"),
               text(veto, "status_title"));
    for (const json& decision : veto.at("decisions"))
      fmt::print("；{} {}", text(decision, "body") == "organisation" ? "组织部" : "纪检委",
                 text(decision, "document_no"));
    fmt::print("\n");
    for (const json& person : scores.at("people"))
      if (person.at("official") == veto.at("subject"))
        fmt::print("  {} 三季度得分 {}（{}）照旧保留；等次因否决为 {}\n", text(person, "name"),
                   text(person, "points"), text(person, "grade"), text(person, "final_grade"));
  }
}

void show_filings(DemoYear& year, const fs::path& documents) {
  const json list = year.ask("filing.list/1", k_reviewer, {{"period", "2025"}});
  fmt::print("{:<34}{:<28}{:<12}{:<11}{:<12}{}\n", "报送件", "发文字号", "期限", "状态", "回执日期",
             "回执号");
  for (const json& filing : list.at("filings")) {
    const json receipt = filing.value("receipt", json::object());
    fmt::print("{:<34}{:<28}{:<12}{:<11}{:<12}{}\n", text(filing, "id"), text(filing, "document_number"),
               text(filing, "due_on"), text(filing, "state"), receipt.value("received_on", "").substr(0, 10),
               receipt.value("receipt_no", ""));
    for (const char* format : {"docx", "json"}) {
      const json document =
          year.ask("filing.document/1", k_reviewer, {{"id", filing.at("id")}, {"format", format}});
      std::ofstream(documents / text(document, "filename"), std::ios::binary)
          << decode_base64(text(document, "base64"));
    }
  }
}

// The four quarters, each entered, scored, sealed and filed in its days.
// Returns: the scores of the third.
json play_quarters(Session& session, DemoYear& year, const fs::path& district) {
  // Organisation's exchange answers late, the CPPCC's line breaks after delivery: both end with one receipt.
  session.exchange()->behave("organisation", {{"mode", "late"}, {"polls", 1}});
  session.exchange()->behave("cppcc", {{"mode", "lost_answer"}});
  constexpr std::array<std::array<const char*, 3>, 4> k_days{{{"2025Q1", "2025-04-01", "2025-04-09"},
                                                              {"2025Q2", "2025-07-01", "2025-07-09"},
                                                              {"2025Q3", "2025-10-09", "2025-10-10"},
                                                              {"2025Q4", "2026-01-05", "2026-01-09"}}};
  json third_quarter;
  for (const auto& [quarter, scoring_day, filing_day] : k_days) {
    year.go_to(scoring_day);
    if (std::string_view(quarter) == "2025Q2") show_mistakes(year, district);
    const std::size_t facts = year.enter(quarter);
    const json scores = year.assess(quarter);
    year.seal(quarter);
    if (std::string_view(quarter) == "2025Q3") third_quarter = scores;
    year.go_to(filing_day);
    for (const char* kind : {"quarterly_discipline", "quarterly_organisation"}) year.file(quarter, kind);
    year.tick();
    year.tick();
    fmt::print("{}  登记 {:>5} 条  {} 计分 {} 人  {} 封存 {}…  {} 报送纪检委、组织部\n", quarter, facts,
               scoring_day, scores.at("people").size(), grades_of(scores),
               text(scores, "digest").substr(0, 8), filing_day);
  }
  return third_quarter;
}

// The year from its quarters, reported to the two that hear of it once a year.
void play_year_end(DemoYear& year) {
  year.go_to("2026-01-15");
  const json whole_year = year.assess("2025");
  year.seal("2025");
  fmt::print("2025    2026-01-15 全年计分 {} 人（四个季度平均） {} 封存 {}…\n",
             whole_year.at("people").size(), grades_of(whole_year), text(whole_year, "digest").substr(0, 8));
  year.go_to("2026-01-20");
  for (const char* kind : {"yearly_congress", "yearly_cppcc"}) year.file("2025", kind);
  for (int turn = 0; turn < 2; ++turn) year.tick();
  fmt::print("2025    2026-01-20 报告人大、通报政协\n");
  if (!year.declared().empty()) {
    fmt::print("\n勾稽校核拦下以下不一致，说明原因后才放行，说明印在报告里：\n");
    for (const std::string& line : year.declared()) fmt::print("  {}\n", line);
  }
}

}  // namespace

int run_demo(const DemoOptions& options) {
  make_folder(options.out);
  Session session(session_for(options, options.district, options.out));
  DemoYear year(session, options.district);

  chapter("一、装载 what was loaded");
  const json description = year.ask("abi.describe/1", "clerk-01");
  fmt::print("{} {}，{} 个方法，文件 {}\n", session.loaded().id, session.loaded().version,
             description.at("methods").size(), options.plugin.string());
  fmt::print("存储 {}（SQLite，审计链从第一行起）\n", (options.out / "store").string());

  chapter("二、入库 the district goes in, each act under the name of whoever may do it");
  for (const std::string& line : year.set_up()) fmt::print("{}\n", line);

  chapter("三、四个季度 entered, scored, sealed, filed");
  const json third_quarter = play_quarters(session, year, options.district);
  play_year_end(year);

  fmt::print("\n各台账工作簿录入的行数（sheet.import/1，一张工作表一次）：\n");
  show_entered(year);

  chapter("四、攻坚战 the campaign's paragraph, recomputed from facts");
  show_campaign(year);

  chapter("五、三季度考核结果 the quarter's results");
  show_results(third_quarter);

  chapter("六、一份评分表 one score, opened to clause and fact");
  show_explanation(year.ask("score.explain/1", k_assessor,
                            {{"period", "2025Q3"}, {"official", worth_explaining(third_quarter)}}));

  if (!options.what_if.empty()) {
    chapter("七、一票否决（虚构的重大事故） the veto, in a what-if copy of the district");
    play_what_if(options);
  }

  chapter("八、报送与回执 filings and receipts");
  show_filings(year, options.out / "documents");
  const json verified = year.ask("audit.verify/1", "auditor-01");
  fmt::print("\n审计链 {} 条、{} 行逐行核验：{}，链头 {} {}…\n", verified.at("entries").dump(),
             verified.at("rows").dump(), verified.at("ok").get<bool>() ? "完好" : "有问题",
             verified["head"]["seq"].dump(), text(verified["head"], "hash").substr(0, 16));
  fmt::print("\n文件 files\n  公文 DOCX、JSON   {}\n  各收文单位信箱    {}\n  存储              {}\n",
             (options.out / "documents").string(), (options.out / "mailboxes").string(),
             (options.out / "store").string());
  return verified.at("ok").get<bool>() ? k_exit_ok : k_exit_refused;
}

}  // namespace anze::host
