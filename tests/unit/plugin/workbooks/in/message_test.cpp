// Every message of sheets has a case that produces it, and is Chinese throughout for the one who filled the
// sheet in. The codes are those of plugin/docs/errors.md: a code without a case fails here.
#include <sys/resource.h>

#include <fstream>
#include <regex>

#include "plugin/wording/sheets.h"
#include "plugin/workbooks/out/book.h"
#include "tests/unit/plugin/workbooks/sheet_kit.h"

namespace anze::district {
namespace {

// A register with everything that can go wrong in one.
constexpr const char* k_probe = R"({
  "ledger": "probe", "title": "试验台账", "version": 1, "basis": ["试验"],
  "fields": [
    {"name": "kind", "title": "类别", "type": "code", "codes": [["a", "甲类"], ["b", "乙类"]], "required": true},
    {"name": "low", "title": "已办", "type": "integer", "min": 0, "max": 9},
    {"name": "high", "title": "应办", "type": "integer", "max": 9223372036854775807},
    {"name": "choice", "title": "档次", "type": "integer", "allowed": [1, 3, 5]},
    {"name": "left", "title": "长", "type": "integer", "max": 9000000000000},
    {"name": "right", "title": "宽", "type": "integer", "max": 9000000000000},
    {"name": "product", "title": "面积", "type": "integer", "product": ["left", "right"]},
    {"name": "people", "title": "人数", "type": "integer", "unit": "人"},
    {"name": "yes", "title": "合格", "type": "boolean"},
    {"name": "day", "title": "办结日", "type": "date"},
    {"name": "words", "title": "要点", "type": "text", "max_length": 5},
    {"name": "list", "title": "名单", "type": "texts", "max_items": 2},
    {"name": "link", "title": "对应记录", "type": "reference"}],
  "initial": "open", "states": [["open", "办理中"], ["done", "已办结"]],
  "rules": [
    {"rule": "order", "fields": ["occurred_on", "day"], "message": "办结日不得早于发生日期"},
    {"rule": "at_most", "fields": ["low", "high"], "message": "已办不得多于应办"},
    {"rule": "required_when", "fields": ["words"], "when": [{"field": "kind", "op": "eq", "value": "b"}], "message": "乙类须填要点"},
    {"rule": "empty_when", "fields": ["day"], "when": [{"field": "yes", "op": "eq", "value": false}], "message": "不合格的没有办结日"},
    {"rule": "true_when", "fields": ["yes"], "when": [{"field": "choice", "op": "eq", "value": 5}], "message": "五档的须合格"},
    {"rule": "attachment_when", "when": [{"field": "choice", "op": "eq", "value": 3}], "message": "三档的须有附件"}]})";

const std::string k_probe_heading =
    "编号,日期,单位,类别,已办,应办,档次,长,宽,人数,合格,办结日,要点,名单,对应记录,附件,岗位,干部,状态";

class MessageTest : public SheetTest {
 protected:
  void SetUp() override {
    SheetTest::SetUp();
    ask("ledger.define/1", "system_admin", {{"definition", json::parse(k_probe)}});
  }
  // A row of the probe with some cells said; the others are as they should be.
  static std::string probe(const std::map<std::string, std::string>& said) {
    std::string row;
    std::istringstream headings(k_probe_heading);
    for (std::string heading; std::getline(headings, heading, ',');) {
      std::string cell = heading == "日期"   ? "2025-3-1"
                         : heading == "单位" ? "区安监局"
                         : heading == "类别" ? "甲类"
                                             : "";
      if (const auto found = said.find(heading); found != said.end()) cell = found->second;
      row += (row.empty() ? "" : ",") +
             (heading == "编号" && cell.empty() ? std::string("\"\"") : "\"" + cell + "\"");
    }
    return row + "\n";
  }
  // code → what the clerk is told, of the rows of this probe sheet.
  void tell_rows(const std::string& rows, const char* actor = "clerk") {
    const json report =
        ask("sheet.check/1", actor, file(k_probe_heading + "\n" + rows, {{"ledger", "probe"}}));
    for (const json& fault : report.at("faults")) told_[fault.at("code")] = fault.at("chinese");
  }
  void tell(const json& problem) {
    if (!problem.is_null()) told_[problem.at("code")] = problem.value("chinese", "");
  }
  void tell_file(const std::string& bytes, json more = json::object()) {
    tell(town().problem("sheet.import/1", "clerk", file(bytes, std::move(more))));
  }
  std::map<std::string, std::string> told_;
};

TEST_F(MessageTest, EveryFaultOfARowIsTold) {
  import(k_probe_heading + "\n" +
             probe(
                 {{ "编号",
                    "已有" }}) +
             probe(
                 {{ "要点",
                    "旧的" }}),
         {{ "ledger",
            "probe" }});
  const std::string digest(64, 'a');
  tell_rows(probe({{"日期", "三月初"}}) + probe({{"已办", "若干"}}) + probe({{"合格", "还行"}}) +
            probe({{"类别", "丙类"}}) + probe({{"单位", "月球局"}}) + probe({{"附件", "见邮件"}}) +
            probe({{"附件", "a.jpg〔7，12〕"}}) + probe({{"附件", "gpj\u202E.exe〔7，" + digest + "〕"}}) +
            probe({{"要点", "重的"}}) + probe({{"要点", "重的"}}) + probe({{"编号", "一"}}) +
            probe({{"编号", "一"}}) + probe({{"要点", "旧的"}}) + probe({{"类别", ""}}) +
            probe({{"人数", "-3"}}) + probe({{"编号", "已有"}}) + probe({{"日期", "2025-12-1"}}) +
            probe({{"编号", std::string(130, 'x')}}) + probe({{"岗位", "山门镇镇长"}}) +
            probe({{"已办", "10"}}) + probe({{"要点", "写得实在太长了"}}) + probe({{"名单", "甲、乙、丙"}}) +
            probe({{"对应记录", std::string(130, 'x')}}) + probe({{"已办", "3"}, {"应办", "2"}}) +
            probe({{"档次", "3"}}) + probe({{"长", "9000000000000"}, {"宽", "9000000000000"}}) +
            probe({{"状态", "已办结"}}));
  tell_rows(probe({{"编号", "十"}, {"人数", "3"}}) + probe({{"编号", "合计"}, {"人数", "4"}}));
  const json dated = check(k_probe_heading + "\n" + probe({}), {{"ledger", "probe"}, {"period", "2025Q2"}});
  for (const json& fault : dated.at("faults")) told_[fault.at("code")] = fault.at("chinese");
  sheets::MadeBook book;
  const auto text = [](const std::string& said) {
    return "<c t=\"inlineStr\"><is><t>" + said + "</t></is></c>";
  };
  book.sheet = sheets::worksheet("<row>" + text("日期") + text("单位") + text("类别") + text("已办") +
                                 "</row><row>" + text("2025-3-1") + text("区安监局") + text("甲类") +
                                 "<c t=\"e\"><f>A1/0</f><v>#N/A</v></c></row>");
  const json of_book = check(book.bytes(), {{"ledger", "probe"}});
  for (const json& fault : of_book.at("faults")) told_[fault.at("code")] = fault.at("chinese");
  tell_rows(probe({{"干部", "干部甲"}, {"岗位", "区长"}}), "clerk-of-himself");
  tell_rows(probe({{"编号", "外"}}), "clerk-of-town");
  const auto tell_hazards = [&](const std::string& bytes, const char* actor = "clerk", bool history = false) {
    const json report = ask("sheet.check/1", actor, file(bytes, {{"history", history}}));
    for (const json& fault : report.at("faults")) told_[fault.at("code")] = fault.at("chinese");
  };
  const std::string states =
      "日期,单位,来源,隐患级别,挂牌督办,整改期限,整改完成日期,状态,复查验收日期,销号日期\n";
  tell_hazards(states + "2025-3-1,区安监局,日常,一般,是,,,,,\n");
  tell_hazards(states + "2025-3-1,区安监局,日常,重大,,2025-4-1,2025-3-9,已整改,,\n");
  book.sheet =
      sheets::worksheet("<row>" + text("日期") + text("单位") + text("来源") + text("隐患级别") +
                            text("整改资金") + "</row><row>" + text("2025-3-1") + text("区安监局") +
                            text("日常") + text("一般") + "<c><v>7</v></c></row><row>" + text("2025-3-2") +
                            text("区安监局") + text("日常") + text("一般") + "</row>",
                        "<mergeCells><mergeCell ref=\"E2:E3\"/></mergeCells>");
  tell_hazards(book.bytes());
  json rules = rulebook();
  rules["vetoes"] = json::array();
  rules["items"][0]["clauses"].push_back({{"id", "A9"},
                                          {"title", "应办未办"},
                                          {"basis", {"试验"}},
                                          {"kind", "per_event"},
                                          {"effect", "deduct"},
                                          {"scope", "unit"},
                                          {"select", {{"ledger", "probe"}}},
                                          {"amount", "1"},
                                          {"times", "high"}});
  ask("rulebook.add/1", "security_admin", {{"rulebook", rules}});
  ask("assess.open/1", "assessor", {{"period", "2025Q1"}});
  tell_rows(probe({{"应办", "9000000000000000000"}}));
  tell_hazards(states + "2025-3-1,区安监局,日常,一般,,2025-4-1,2025-3-9,已销号,2025-3-10,2025-3-11\n",
               "reviewer", true);
  json two = organisation();
  two["units"].push_back({{"id", "bureau-2"},
                          {"title", "区安监局"},
                          {"kind", "department"},
                          {"parent", "gov"},
                          {"area", "tiedong"},
                          {"committee_member", false}});
  enact("org.import/1", "system_admin", {{"organisation", two}});
  tell_rows(probe({}));

  const std::regex english("[a-z]{3,}");
  for (const std::string& code : sheets::row_codes()) {
    ASSERT_TRUE(told_.contains(code)) << code << " has no case";
    const std::string& words = told_.at(code);
    EXPECT_TRUE(words.starts_with("第")) << words;
    EXPECT_TRUE(words.ends_with("。")) << words;
    EXPECT_EQ(words.find('%'), std::string::npos) << words;
    // What the clerk wrote, and codes of the directory, may be in Latin letters.
    const std::string ours = std::regex_replace(words, std::regex("x{90}|bureau(-2)?|gpj|exe|jpg"), "");
    EXPECT_FALSE(std::regex_search(ours, english)) << code << ": " << words;
  }
  for (const auto& [code, words] : told_) {
    const std::vector<std::string> known = sheets::row_codes();
    EXPECT_NE(std::find(known.begin(), known.end(), code), known.end()) << code << " has no words: " << words;
  }
}

TEST_F(MessageTest, ABrokenRuleIsToldInTheLedgersWordsWithAWayOut) {
  const auto said = [&](const std::map<std::string, std::string>& cells) {
    const json report = check(k_probe_heading + "\n" + probe(cells), {{"ledger", "probe"}});
    EXPECT_EQ(report.at("bad"), 1);
    return report.at("faults").at(0).at("chinese").get<std::string>();
  };
  EXPECT_EQ(said({{"办结日", "2025-2-1"}}),
            "第2行L列“办结日”：办结日不得早于发生日期。“发生日期”不能晚于“办结日”，请改正其中一个。");
  EXPECT_EQ(said({{"已办", "3"}, {"应办", "2"}}),
            "第2行F列“应办”：已办不得多于应办。“已办”不能大于“应办”，请核对。");
  EXPECT_EQ(said({{"类别", "乙类"}}), "第2行M列“要点”：乙类须填要点。请填写“要点”。");
  EXPECT_EQ(said({{"合格", "否"}, {"办结日", "2025-4-1"}}),
            "第2行L列“办结日”：不合格的没有办结日。请把“办结日”留空。");
  EXPECT_EQ(said({{"档次", "5"}}), "第2行K列“合格”：五档的须合格。“合格”都应当为“是”，请核对。");
  EXPECT_EQ(said({{"档次", "3"}}), "第2行P列“附件”：三档的须有附件。请先在平台里登记这一条并加上附件。");
  EXPECT_EQ(said({{"档次", "2"}}), "第2行G列“档次”：“2”超出允许的范围。只能填1、3、5。");
  EXPECT_EQ(said({{"已办", "10"}}), "第2行E列“已办”：“10”超出允许的范围。应在0到9之间。");
  EXPECT_EQ(said({{"要点", "写得实在太长了"}}),
            "第2行M列“要点”：这一格的文字太长。最多5字，请写短些，详细内容作附件。");
}

TEST_F(MessageTest, EveryFaultOfAFileIsTold) {
  using namespace sheets;
  MadeBook small;
  small.sheet = worksheet("<row><c><v>1</v></c></row>");
  const std::string whole = small.bytes();
  tell_file(whole.substr(0, whole.size() / 2));
  const auto with_sheet = [&](const std::string& sheet) {
    MadeBook book = small;
    book.sheet = sheet;
    return book.bytes();
  };
  tell_file(with_sheet("<worksheet"));
  tell_file(with_sheet("<!DOCTYPE worksheet>" + small.sheet.substr(small.sheet.find("<worksheet"))));
  MadeBook macros = small;
  macros.more.push_back({});
  macros.more.back().name = "xl/vbaProject.bin";
  tell_file(macros.bytes());
  const std::string old("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  tell_file(old + std::string(64, '\0'));
  tell_file(old + std::string("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32));
  tell_file("%PDF-1.7");
  tell_file("ab\n\xC0\xFF\n");
  tell_file("a,\"b\n");
  tell_file(with_sheet(small.sheet + std::string(1'000'000, ' ')));
  tell_file(whole, {{"sheet", "没有的表"}});
  tell_file("甲,乙\n1,2\n");
  tell_file("日期,来源\n1,2\n");
  tell_file("日期,单位,来源,隐患级别,级别,隐患 级别\n");
  tell_file("日期,单位,来源,隐患级别,整改资金（美元）\n");
  tell_file("日期,单位,来源,隐患级别,\n2025-3-1,区安监局,日常,一般,什么\n");
  tell_file(k_heading + "\n");
  const std::string good = k_heading + "\n" + k_row + "\n";
  const std::string import_id = import(good).at("import");
  tell_file(good);
  ask("ledger.correct/1", "clerk",
      {{"reason", "改"},
       {"fact",
        {{"ledger", "hazard"},
         {"id", "H1"},
         {"occurred_on", "2025-03-03"},
         {"unit", "bureau"},
         {"fields", {{"source", "routine"}, {"level", "general"}}}}}});
  const auto undo = [&](json more) {
    more["reason"] = "错";
    tell(town().problem("sheet.undo/1", "clerk", more));
  };
  undo({{"import", import_id}});
  undo({{"import", "IMP-0"}});
  ask("sheet.undo/1", "clerk", {{"import", import_id}, {"reason", "错"}, {"leave_corrected", true}});
  undo({{"import", import_id}});
  tell(town().problem("sheet.check/1", "clerk", {{"ledger", "hazard"}, {"upload", "U-99"}}));
  tell(town().problem("sheet.check/1", "clerk", {{"ledger", "hazard"}, {"digest", std::string(64, 'a')}}));
  tell(town().problem("sheet.step/1", "clerk", {{"job", "J-99"}}));
  const json job =
      ask("sheet.start/1", "clerk", file(k_heading + "\nH7,2025-3-1,区安监局,日常,一般,,,,\n")).at("job");
  ask("sheet.step/1", "clerk", {{"job", job}});
  ask("org.import/1", "system_admin", {{"organisation", organisation()}});
  tell(town().problem("sheet.step/1", "clerk", {{"job", job}}));
  for (const char* actor :
       {"clerk", "verifier", "reviewer", "signer", "assessor"})  // one more than there is room
    tell(town().problem("sheet.start/1", actor, file(good)));

  // The reader process: missing, dying, slow, lying.
  const fs::path script = folder_ / "reader";
  const auto with_reader = [&](const std::string& lines) {
    std::ofstream(script) << "#!/bin/sh\n" << lines << "\n";
    fs::permissions(script, fs::perms::owner_all);
    Parts parts;
    parts.config = {{"sheet_reader", script.string()}};
    start(parts);
    if (lines.empty()) fs::remove(script);
    tell(town().problem("sheet.check/1", "clerk", file(good)));
  };
  for (const char* lines : {"", "exit 1", "kill -XCPU $$", "printf 'hello, this is no frame' >&0"})
    with_reader(lines);

  // No descriptor is left for the writer process. An empty file never comes this far: "" is no content.
  rlimit before{};
  getrlimit(RLIMIT_NOFILE, &before);
  const rlimit none{0, before.rlim_max};
  setrlimit(RLIMIT_NOFILE, &none);
  const auto unwritten = Book(0, true).finish({ANZE_WRITER});
  setrlimit(RLIMIT_NOFILE, &before);
  ASSERT_FALSE(unwritten);
  told_[unwritten.error().reason] = *file_wording(unwritten.error());
  told_["sheet.empty"] = *file_wording(invalid("sheet.empty", "the file is empty"));

  const std::regex english("[a-z]{4,}");
  for (const std::string& code : file_codes()) {
    ASSERT_TRUE(told_.contains(code)) << code << " has no case";
    const std::string& words = told_.at(code);
    EXPECT_TRUE(words.ends_with("。")) << code << ": " << words;
    EXPECT_EQ(words.find('%'), std::string::npos) << words;
    EXPECT_EQ(words.find("：。"), std::string::npos) << words;
    EXPECT_FALSE(std::regex_search(std::regex_replace(words, std::regex("xlsx|Excel|Sheet1"), ""), english))
        << words;
  }
  EXPECT_EQ(told_.at("sheet.column_twice"), "列名“隐患 级别”与“隐患级别”重复。请删去一列或者改名。");
  EXPECT_EQ(told_.at("sheet.none"), "工作簿里没有可读的这张表。请核对工作表的名称：“Sheet1”。");
  EXPECT_EQ(told_.at("sheet.column_missing"),
            "缺少必填的列：“填报单位”、“隐患级别”。请补上；或者下载空白表填写。");
}

// The table of codes says which there are; programmers' own (no file, a gap in an upload) need no clerk's
// words.
TEST_F(MessageTest, TheListOfCodesIsWhole) {
  std::istringstream table(host::read_file(fs::path(ANZE_SOURCE_DIR) / "plugin/docs/errors.md"));
  std::vector<std::string> words = sheets::row_codes();
  for (const std::string& code : sheets::file_codes()) words.push_back(code);
  for (const char* ours : {"sheet.content", "sheet.upload_gap", "sheet.corrupt"}) words.emplace_back(ours);
  std::size_t found = 0;
  for (std::string line; std::getline(table, line);) {
    if (!line.starts_with("| `sheet.")) continue;
    const std::string code = line.substr(3, line.find('`', 3) - 3);
    EXPECT_NE(std::find(words.begin(), words.end(), code), words.end()) << code;
    ++found;
  }
  EXPECT_GT(found, 40U);
}

}  // namespace
}  // namespace anze::district
