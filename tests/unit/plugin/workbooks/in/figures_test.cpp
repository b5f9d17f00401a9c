// Figures a sheet must not change on their way: numbers with a format, in a unit, merged over rows, under no
// heading; and what a clerk's sheet may not say at all.
#include "tests/unit/plugin/workbooks/sheet_kit.h"

namespace anze::district {
namespace {

std::string text(const std::string& said) {
  return "<c t=\"inlineStr\"><is><t>" + said + "</t></is></c>";
}
std::string number(const std::string& value, int style = 0) {
  return "<c s=\"" + std::to_string(style) + "\"><v>" + value + "</v></c>";
}
std::string row(const std::string& cells) {
  return "<row>" + cells + "</row>";
}
// 日期, 单位, 来源, 隐患级别 of one row.
const std::string k_first = text("2025-3-1") + text("区安监局") + text("日常") + text("一般");
const std::string k_first_headings = text("日期") + text("单位") + text("来源") + text("隐患级别");

std::string book(const std::string& rows, const std::string& after = {}) {
  sheets::MadeBook made;
  made.styles =
      "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts "
      "count=\"3\"><numFmt "
      "numFmtId=\"176\" formatCode=\"General&quot;元&quot;\"/><numFmt numFmtId=\"177\" "
      "formatCode=\"[DBNum2][$-804]General\"/><numFmt numFmtId=\"178\" "
      "formatCode=\"00000\"/></numFmts><cellXfs><xf "
      "numFmtId=\"0\"/><xf numFmtId=\"176\"/><xf numFmtId=\"177\"/><xf numFmtId=\"9\"/><xf "
      "numFmtId=\"178\"/></cellXfs></styleSheet>";
  made.sheet = sheets::worksheet(rows, after);
  return made.bytes();
}

class FiguresInSheets : public SheetTest {
 protected:
  json fields_of(const std::string& bytes) {
    import(bytes);
    return listed("hazard").back().at("fields");
  }
};

TEST_F(FiguresInSheets, AFormatWithGeneralIsANumber) {
  for (const int style : {1, 2})
    EXPECT_EQ(fields_of(book(row(k_first_headings + text("整改资金（元）")) +
                             row(k_first + number(std::to_string(45000 + style), style))))
                  .at("cost_fen"),
              4500000 + style * 100);
}

TEST_F(FiguresInSheets, ATextIsWhatTheCellShows) {
  const auto progress = [&](const std::string& cell) {
    return fields_of(book(row(k_first_headings + text("整改进展")) + row(k_first + cell))).at("progress");
  };
  EXPECT_EQ(progress(number("0.8", 3)), "80%");
  EXPECT_EQ(progress(number("1", 3)), "100%");
  EXPECT_EQ(progress(number("123", 4)), "00123");
  EXPECT_EQ(progress(number("45000", 1)), "45000元");
  EXPECT_EQ(progress(number("13800000000")), "13800000000");
}

TEST_F(FiguresInSheets, ANumberMergedOverRowsIsNotEnteredForEach) {
  const auto sheet = [&](const std::string& heading, const std::string& cell) {
    const auto line = [](const std::string& day, const std::string& last) {
      return row(text("2025-3-" + day) + text("区安监局") + text("日常") + text("一般") + last);
    };
    return book(row(k_first_headings + text(heading)) + line("1", cell) + line("2", "") + line("3", ""),
                "<mergeCells><mergeCell ref=\"E2:E4\"/></mergeCells>");
  };
  const json report = check(sheet("整改资金（元）", number("30000")));
  EXPECT_EQ(faults(report), "2 E sheet.merged, 3 E sheet.merged, 4 E sheet.merged");
  EXPECT_EQ(report.at("faults").at(1).at("chinese"),
            "第3行E列“整改资金(元)”：“30000”写在上下合并的格子里，几行共用一个数，会被重复计算。"
            "请取消合并，把这个数分摊到各行，每行写各自的数。");
  EXPECT_EQ(faults(check(sheet("整改责任人", text("张三")))), "") << "words go on repeating";
  EXPECT_EQ(faults(check(sheet("整改期限", text("2025-4-1")))), "");
}

TEST_F(FiguresInSheets, AUnitIsUnderstoodOrRefused) {
  const auto fen = [&](const std::string& unit) -> std::string {
    const json problem = town().problem("sheet.import/1", "clerk",
                                        file("编号,日期,单位,来源,隐患级别,整改资金（" + unit + "）\n" +
                                             unit + ",2025-3-1,区安监局,日常,一般,15\n"));
    if (!problem.is_null()) return problem.at("code");
    return fact(unit).at("fields").at("cost_fen").dump();
  };
  for (const char* unit : {"W", "k", "wan", "百美元", "美元", "USD", "千克", "约", "含税"})
    EXPECT_EQ(fen(unit), "sheet.unit") << unit;
  EXPECT_EQ(fen("元"), "1500");
  EXPECT_EQ(fen("元，必填"), "1500");
  EXPECT_EQ(fen("百元"), "150000");
  EXPECT_EQ(fen("千"), "1500000");
  EXPECT_EQ(fen("万"), "15000000");
  EXPECT_EQ(fen("万圆"), "15000000");
  EXPECT_EQ(fen("单位：万元"), "15000000");
  EXPECT_EQ(fen("万人民币"), "15000000");
  EXPECT_EQ(fen("人民币万元"), "15000000");
  EXPECT_EQ(fen("百万元"), "1500000000");
  const json problem =
      town().problem("sheet.check/1", "clerk",
                     file("日期,单位,来源,隐患级别,整改资金（W）\n2025-3-1,区安监局,日常,一般,15\n"));
  EXPECT_EQ(problem.at("chinese"), "列名“整改资金(W)”括号里的计量单位无法识别。请写元、千元、万元或亿元。");
}

TEST_F(FiguresInSheets, PeopleAreCountedInTheUnitThatIsSaid) {
  json ledger = json::parse(R"({"ledger": "talk", "title": "宣讲台账", "basis": ["某规定"], "fields": [
    {"name": "audience", "title": "受众", "type": "integer", "unit": "人"},
    {"name": "weight", "title": "重量", "type": "integer", "unit": "吨"}]})");
  ask("ledger.define/1", "system_admin", {{"definition", ledger}});
  const auto said = [&](const std::string& heading, const char* field) -> std::string {
    const json problem = town().problem(
        "sheet.import/1", "clerk",
        file("编号,日期,单位," + heading + "\n" + heading + ",2025-3-1,区安监局,3\n", {{"ledger", "talk"}}));
    if (!problem.is_null()) return problem.at("code");
    return fact(heading).at("fields").at(field).dump();
  };
  EXPECT_EQ(said("受众", "audience"), "3");
  EXPECT_EQ(said("受众（人次）", "audience"), "3");
  EXPECT_EQ(said("受众（万人次）", "audience"), "30000");
  EXPECT_EQ(said("受众（百人）", "audience"), "300");
  EXPECT_EQ(said("受众（千人）", "audience"), "3000");
  EXPECT_EQ(said("受众（万）", "audience"), "30000");
  EXPECT_EQ(said("受众（公里）", "audience"), "sheet.unit");
  EXPECT_EQ(said("重量（万吨）", "weight"), "30000");
  EXPECT_EQ(said("重量（千克）", "weight"), "sheet.unit");
  EXPECT_EQ(said("重量（个）", "weight"), "sheet.unit");
}

TEST_F(FiguresInSheets, AColumnWithoutAHeadingIsNotLost) {
  const std::string rows =
      row(k_first_headings + text("整改情况")) +
      row("<c/><c/><c/><c/>" + text("整改期限") + text("整改资金（元）") + text("状态")) +
      row(k_first + text("2025-4-1") + number("15000") + text("限期整改"));
  EXPECT_EQ(import_no(book(rows)), "sheet.heading_empty sheet Sheet1 row 1 column F");
  std::string merged = "<mergeCells>";
  for (const char* column : {"A", "B", "C", "D"})
    merged += std::string("<mergeCell ref=\"") + column + "1:" + column + "2\"/>";
  EXPECT_EQ(import(book(rows, merged + "</mergeCells>")).at("added"), 1);
  EXPECT_EQ(listed("hazard").back().at("fields").at("cost_fen"), 1500000);
}

// A weekly sheet passes the door of ledger.append/1, and an older register is a reviewer's.
TEST_F(FiguresInSheets, ASheetPassesTheDoorOfAppend) {
  const std::string heading =
      "编号,日期,单位,来源,隐患级别,整改期限,整改完成日期,状态,复查验收日期,销号日期,挂牌督办\n";
  const auto one = [&](const std::string& id, const std::string& rest) {
    return heading + id + ",2025-3-1,区安监局,日常," + rest + "\n";
  };
  const auto says = [&](const std::string& bytes) { return faults(check(bytes)); };
  EXPECT_EQ(says(one("A", "一般,2025-4-1,,已销号,,,")), "2 H fact.entry");
  EXPECT_EQ(says(one("A", "重大,2025-4-1,,限期整改,,,是")), "2 K fact.act");
  EXPECT_EQ(says(one("A", "一般,2025-4-1,,已整改,,,")), "2 G fact.required");
  EXPECT_EQ(says(one("A", "一般,2025-4-1,2052-3-10,已整改,,,")), "2 G fact.future");
  EXPECT_EQ(says(one("A", "重大,2025-4-1,2025-3-9,已整改,,,")), "2 - hazard.five");
  EXPECT_EQ(says(one("A", "一般,2025-4-1,2025-3-9,已整改,,,否")), "");
  const std::string closed = one("B", "一般,2025-4-1,2025-3-9,已销号,2025-3-10,2025-3-11,否");
  EXPECT_EQ(no("sheet.import/1", "clerk", file(closed, {{"history", true}})), "actor.role /actor");
  EXPECT_EQ(no("sheet.import/1", "reviewer", file(closed)), "actor.role /actor");
  const json taken = ask("sheet.import/1", "reviewer", file(closed, {{"history", true}}));
  EXPECT_EQ(ask("ledger.get/1", "clerk", {{"id", "B"}}).at("origin").at("history"), true);
  EXPECT_EQ(ask("sheet.imports/1", "auditor").at("imports").back().at("history"), true);
  const json undo = {{"import", taken.at("import")}, {"reason", "重复"}};
  EXPECT_EQ(no("sheet.undo/1", "clerk", undo), "actor.role /actor");
  EXPECT_EQ(no("sheet.undo/1", "reviewer", undo), "done");
}

}  // namespace
}  // namespace anze::district
