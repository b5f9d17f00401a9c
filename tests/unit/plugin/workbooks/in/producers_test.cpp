// Files as their producers really write them, into a ledger: Excel's and WPS's habits in made workbooks,
// LibreOffice's in ones it makes here.
#include "tests/unit/plugin/workbooks/sheet_kit.h"

namespace anze::district {
namespace {

using sheets::MadeBook;

constexpr const char* k_main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

// Shared texts with formatting and readings; a style that marks an apostrophe (quotePrefix); hidden columns
// and rows, a filter, frozen panes; days as serials under the formats Chinese offices use; a sum by formula
// with its last result; scientific notation; a second sheet that is hidden.
TEST_F(SheetTest, AWorkbookWithTheHabitsOfExcel) {
  MadeBook book;
  book.styles =
      "<styleSheet xmlns=\"" + std::string(k_main) +
      "\"><numFmts count=\"2\"><numFmt numFmtId=\"176\" "
      "formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@\"/><numFmt numFmtId=\"177\" "
      "formatCode=\"[$-804]aaaa;@\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"176\"/><xf "
      "numFmtId=\"49\" quotePrefix=\"1\"/><xf numFmtId=\"31\"/><xf numFmtId=\"9\"/></cellXfs></styleSheet>";
  book.strings = sheets::shared_strings(
      {"<t>编号</t>", "<r><t>检查</t></r><r><rPr><b/></rPr><t>日期</t></r>",
       "<t>单位</t><rPh sb=\"0\" eb=\"2\"><t>danwei</t></rPh>", "<t>来源</t>", "<t>隐患级别</t>",
       "<t>整改资金（元）</t>", "<t>区安监局</t>", "<t>日常</t>", "<t>一般</t>", "<t>0012</t>",
       "<t xml:space=\"preserve\">\u00A0山门镇人民政府\u3000</t>", "<t>二〇二五年隐患台账</t>"});
  const std::string rest = "<c r=\"D#\" t=\"s\"><v>7</v></c><c r=\"E#\" t=\"s\"><v>8</v></c>";
  const auto with_rest = [&](int row) {
    std::string text = rest;
    for (std::size_t at = text.find('#'); at != std::string::npos; at = text.find('#'))
      text.replace(at, 1, std::to_string(row));
    return text;
  };
  std::string heading = "<row r=\"2\">";
  for (int i = 0; i < 6; ++i)
    heading += "<c r=\"" + std::string(1, static_cast<char>('A' + i)) + "2\" t=\"s\"><v>" +
               std::to_string(i) + "</v></c>";
  book.sheet = sheets::worksheet(
      "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>11</v></c><c r=\"B1\" s=\"1\"/></row>" + heading + "</row>" +
          "<row r=\"3\" ht=\"20\" customHeight=\"1\"><c r=\"A3\" s=\"2\" t=\"s\"><v>9</v></c><c r=\"B3\" "
          "s=\"1\"><v>45717</v></c>"
          "<c r=\"C3\" t=\"s\"><v>6</v></c>" +
          with_rest(3) + "<c r=\"F3\"><f>SUM(1000,500)</f><v>1.5E3</v></c></row>" +
          "<row r=\"4\" hidden=\"1\"><c r=\"A4\"><v>13</v></c><c r=\"B4\" s=\"3\"><v>45718.75</v></c><c "
          "r=\"C4\" t=\"s\"><v>10</v></c>" +
          with_rest(4) + "<c r=\"F4\"><v>64.099999999999994</v></c></row>" +
          "<row r=\"5\"><c r=\"A5\"><v>14</v></c><c r=\"B5\" s=\"0\"><v>45719</v></c><c r=\"C5\" "
          "t=\"s\"><v>6</v></c>" +
          with_rest(5) + "<c r=\"F5\" t=\"e\"><f>VLOOKUP(1,2,3)</f><v>#N/A</v></c></row>",
      "<autoFilter ref=\"A2:F5\"/><mergeCells count=\"1\"><mergeCell "
      "ref=\"A1:F1\"/></mergeCells><extLst><ext "
      "uri=\"{x}\"><row r=\"9\" xmlns=\"urn:wps\"/></ext></extLst>");
  const json report = check(book.bytes());
  EXPECT_EQ(report.at("heading_row"), 2);
  EXPECT_EQ(report.at("rows"), 3);
  // A serial without a date format is a number nobody can take for a day; a formula's fault is the row's.
  EXPECT_EQ(faults(report), "5 B sheet.date, 5 F sheet.formula");
  import(book.bytes(), {{ "keep_good", true }});
  const json first = fact("0012");
  EXPECT_EQ(first.at("occurred_on"), "2025-03-01");
  EXPECT_EQ(first.at("fields").at("cost_fen"), 150000);
  const json hidden = fact("13");  // hidden and filtered rows are read like the others
  EXPECT_EQ(hidden.at("occurred_on"), "2025-03-02");
  EXPECT_EQ(hidden.at("unit"), "shanmen-gov");
  EXPECT_EQ(hidden.at("fields").at("cost_fen"), 6410);
}

TEST_F(SheetTest, WhatExcelAndWpsSaveAsText) {
  const std::string row = "A1,2025年3月5日,区安监局,日常,一般,\"1,200.50\",\"甲厂\n东门\"";
  const std::string heading = "编号,日期,单位,来源,隐患级别,整改资金（元）,隐患单位";
  int number = 0;
  const auto comes_in = [&](std::string bytes) {
    const std::string id = "T" + std::to_string(++number);
    bytes.replace(bytes.find("A1"), 2, id);
    EXPECT_EQ(faults(import(bytes)), "") << bytes;
    const json kept = fact(id);
    EXPECT_EQ(kept.at("occurred_on"), "2025-03-05");
    EXPECT_EQ(kept.at("fields").at("cost_fen"), 120050);
    EXPECT_EQ(kept.at("fields").at("enterprise"), "甲厂\n东门");
  };
  comes_in("\xEF\xBB\xBF" + heading + "\r\n" + row + "\r\n");
  comes_in(heading + "\n" + row);
  std::string tabs =
      "编号\t日期\t单位\t来源\t隐患级别\t整改资金（元）\t隐患单位\nA1\t20250305\t区安监局\t日常\t一般\t1200."
      "50\t\"甲厂\n东门\"\n";
  comes_in(tabs);
  comes_in(heading + ",,,\n,,,,,,,,,\n" + row + ",,,\n,,,\n");
  comes_in(heading + "\nA1,２０２５．３．５,\u3000区安监局\u00A0,日常,一般,１２００．５,\"甲厂\n东门\"\n");
}

// A register in LibreOffice's own format, saved as .xlsx by it: its days, numbers and texts as it writes
// them.
TEST_F(SheetTest, AWorkbookThatLibreOfficeMade) {
  const auto text = [](const std::string& said) {
    return "<table:table-cell office:value-type=\"string\"><text:p>" + said + "</text:p></table:table-cell>";
  };
  const auto row = [](const std::string& cells) {
    return "<table:table-row>" + cells + "</table:table-row>";
  };
  const auto record = [&](const char* id, const char* day, const char* unit, const std::string& sum) {
    return row(text(id) + "<table:table-cell table:style-name=\"day\" office:value-type=\"date\" " +
               "office:date-value=\"" + day + "\"/>" + text(unit) + text("日常") + text("一般") + sum);
  };
  std::string headings;
  for (const char* each : {"编号", "日期", "单位", "来源", "隐患级别", "整改资金（万元）"})
    headings += text(each);
  const std::string source =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document "
      "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
      "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
      "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
      "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "
      "xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\" office:version=\"1.2\" "
      "office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"><office:automatic-styles>"
      "<number:date-style style:name=\"ymd\"><number:year number:style=\"long\"/><number:text>-</number:text>"
      "<number:month/><number:text>-</number:text><number:day/></number:date-style><style:style "
      "style:name=\"day\" style:family=\"table-cell\" style:data-style-name=\"ymd\"/>"
      "</office:automatic-styles><office:body><office:spreadsheet>"
      "<table:table table:name=\"二〇二五年\">" +
      row(text("隐患排查台账")) + row(headings) +
      record("L1", "2025-03-05", "区安监局",
             "<table:table-cell office:value-type=\"float\" office:value=\"0.35\"/>") +
      record("0012", "2025-03-06", "山门镇人民政府", "") + row(text("合计")) +
      "</table:table></office:spreadsheet></office:body></office:document>";
  std::string book = through_office(source, "fods", "xlsx:Calc MS Excel 2007 XML", "xlsx");
  const json answer = import(book);
  EXPECT_EQ(faults(answer), "");
  EXPECT_EQ(answer.at("sheet"), "二〇二五年");
  EXPECT_EQ(fact("L1").at("occurred_on"), "2025-03-05");
  EXPECT_EQ(fact("L1").at("fields").at("cost_fen"), 350000);
  EXPECT_EQ(fact("0012").at("unit"), "shanmen-gov");
  const std::string own = through_office(book, "xlsx", "ods", "ods");
  EXPECT_EQ(import_no(own), "sheet.format");  // its own format is told apart and refused
  book = through_office(own, "ods", "xlsx:Calc MS Excel 2007 XML", "xlsx");
  EXPECT_EQ(faults(check(book, {{"repeats", true}})), "3 A fact.exists, 4 A fact.exists");
}

}  // namespace
}  // namespace anze::district
