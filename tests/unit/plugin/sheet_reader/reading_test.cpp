// What the readers make of sound files: of Excel, WPS and LibreOffice, of CSV in the codings of Chinese
// offices.
#include <gtest/gtest.h>
#include <iconv.h>

#include "plugin/sheet_reader/serials.h"
#include "tests/unit/plugin/workbooks/read_kit.h"
#include "tests/unit/plugin/workbooks/zip_maker.h"

namespace anze::sheets {
namespace {

constexpr const char* k_styles =
    "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts "
    "count=\"3\"><numFmt "
    "numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@\"/><numFmt "
    "numFmtId=\"177\" "
    "formatCode=\"[Red]0.00&quot;元 d&quot;\"/><numFmt numFmtId=\"178\" "
    "formatCode=\"[$-804]e&quot;年&quot;\"/></numFmts>"
    "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf "
    "numFmtId=\"176\"/><xf numFmtId=\"177\"/><xf numFmtId=\"31\"/><xf numFmtId=\"178\"/><xf "
    "numFmtId=\"20\"/></cellXfs></styleSheet>";

// As Excel writes: shared strings with rich text and readings, formats by index, formulas with their last
// result.
TEST(SheetReading, ReadsWhatExcelWrites) {
  MadeBook book;
  book.styles = k_styles;
  book.strings = shared_strings(
      {"<t>编号</t>", "<r><t>检查</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">日期 </t></r>",
       "<t>第一行_x000D_&#10;第二行</t><rPh sb=\"0\" eb=\"1\"><t>diyi</t></rPh>"});
  book.sheet = worksheet(
      "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>"
      "<row r=\"3\" spans=\"1:9\"><c r=\"A3\" s=\"1\"><v>45747</v></c><c r=\"B3\" "
      "s=\"2\"><v>45747.395833333336</v></c>"
      "<c r=\"C3\" s=\"3\"><v>64.099999999999994</v></c><c r=\"D3\" s=\"4\"><v>60</v></c><c r=\"E3\" "
      "t=\"b\"><v>1</v></c>"
      "<c r=\"F3\" t=\"e\"><v>#REF!</v></c><c r=\"G3\" t=\"str\"><f>A1&amp;\"x\"</f><v>编号x</v></c><c "
      "r=\"H3\"><f>NOW()</f></c>"
      "<c r=\"I3\" t=\"s\"><v>2</v></c><c r=\"J3\" s=\"5\"><v>1.2E1</v></c><c r=\"K3\" "
      "s=\"6\"><v>0.5</v></c><c r=\"XFD3\" s=\"1\"/></row>",
      "<mergeCells count=\"1\"><mergeCell ref=\"A1:B1\"/></mergeCells>");
  EXPECT_EQ(read(book.bytes()),
            "1|A 编号|B 检查日期 \n"
            "3|A @2025-03-31|B @2025-03-31|C #64.1|D #60|E ?1|F !#REF!|G 编号x|H !|I 第一行\n第二行|J "
            "@1900-01-12|K #0.5 (12:00)\n"
            "merge 1-1 A-B\n");
}

TEST(SheetReading, CountsDaysFrom1904WhereTheWorkbookSaysSo) {
  MadeBook book;
  book.styles = k_styles;
  book.workbook =
      "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
      "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><workbookPr "
      "date1904=\"1\"/><sheets>"
      "<sheet name=\"图表\" sheetId=\"3\" r:id=\"rId7\"/><sheet name=\"隐藏\" sheetId=\"2\" state=\"hidden\" "
      "r:id=\"rId4\"/>"
      "<sheet name=\"数据\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
  book.sheet = worksheet("<row><c s=\"1\"><v>44285</v></c><c t=\"inlineStr\"><is><t>甲</t></is></c></row>");
  MadeEntry hidden;
  hidden.name = "xl/worksheets/sheet2.xml";
  hidden.content = worksheet("<row><c><v>7</v></c></row>");
  book.more = {hidden};
  const std::string bytes = book.bytes();
  EXPECT_EQ(read(bytes), "数据:\n1|A @2025-03-31|B 甲\n");
  EXPECT_EQ(read(bytes, {"隐藏", ""}), "隐藏:\n1|A #7\n");
  EXPECT_EQ(read(bytes, {"", "隐藏"}), "隐藏:\n1|A #7\n");
  EXPECT_EQ(read(bytes, {"没有", ""}), "sheet.none: there is no sheet “没有”");
}

TEST(SheetReading, NumbersKeepWhatWasTyped) {
  const auto plain = [](const char* text) { return plain_decimal(text).value_or("none"); };
  EXPECT_EQ(plain("12345.67"), "12345.67");
  EXPECT_EQ(plain("1.2345670000000001E4"), "12345.67");
  EXPECT_EQ(plain("0.30000000000000004"), "0.3");
  EXPECT_EQ(plain("9.9999999999999996E-1"), "1");
  EXPECT_EQ(plain("-1E-2"), "-0.01");
  EXPECT_EQ(plain("1E15"), "1000000000000000");
  EXPECT_EQ(plain("007.50"), "7.5");
  EXPECT_EQ(plain("-0"), "0");
  EXPECT_EQ(plain("1E99"), "none");
  EXPECT_EQ(plain("1.2.3"), "none");
  EXPECT_EQ(plain(""), "none");
  EXPECT_EQ(plain("0x10"), "none");
}

TEST(SheetReading, DaysAreCountedAsExcelCountsThem) {
  EXPECT_EQ(day_of_serial("1", false), "1900-01-01");
  EXPECT_EQ(day_of_serial("59", false), "1900-02-28");
  EXPECT_EQ(day_of_serial("60", false), std::nullopt);  // 29 February 1900 never was
  EXPECT_EQ(day_of_serial("61", false), "1900-03-01");
  EXPECT_EQ(day_of_serial("45747.99", false), "2025-03-31");
  EXPECT_EQ(day_of_serial("0", true), "1904-01-01");
  EXPECT_EQ(day_of_serial("0", false), std::nullopt);
  EXPECT_EQ(day_of_serial("2958466", false), std::nullopt);
  EXPECT_EQ(day_of_serial("-1", false), std::nullopt);
}

std::string coded(const char* to, const std::string& text) {
  const iconv_t coder = iconv_open(to, "UTF-8");
  std::string out(text.size() * 4 + 8, '\0');
  char* in = const_cast<char*>(text.data());
  char* into = out.data();
  std::size_t in_left = text.size();
  std::size_t left = out.size();
  EXPECT_NE(iconv(coder, &in, &in_left, &into, &left), static_cast<std::size_t>(-1));
  iconv_close(coder);
  out.resize(out.size() - left);
  return out;
}

TEST(SheetReading, CsvInTheCodingsOfChineseOffices) {
  const std::string text = "编号,单位,说明\r\n1,安监局,\"甲,“乙”\n\"\"丙\"\"\"\r\n\r\n2,𠀀村,㐀\r\n";
  const std::string cells = "1|A 编号|B 单位|C 说明\n2|A 1|B 安监局|C 甲,“乙”\n\"丙\"\n4|A 2|B 𠀀村|C 㐀\n";
  EXPECT_EQ(read(text), cells);
  EXPECT_EQ(read("\xEF\xBB\xBF" + text), cells);
  EXPECT_EQ(read(coded("GB18030", text)), cells);
  EXPECT_EQ(read("\xFF\xFE" + coded("UTF-16LE", text)), cells);
  EXPECT_EQ(read("a;b\n1,5;2\n"), "1|A a|B b\n2|A 1,5|B 2\n");
  EXPECT_EQ(read("标题\na\tb\rc\td"), "1|A 标题\n2|A a|B b\n3|A c|B d\n");
  EXPECT_EQ(read("a,'=1+1,'甲,-5\n"), "1|A a|B =1+1|C '甲|D -5\n");
}

TEST(SheetReading, CsvFaultsAreNamedWithTheLine) {
  EXPECT_EQ(read("a,b\nc,\"d\n"), "sheet.csv: a quotation mark is opened and never closed at line 2");
  EXPECT_EQ(read("a,\"b\" c\n"), "sheet.csv: there is text behind a closing quotation mark at line 1");
  EXPECT_EQ(read("ab\n\xC0\xFF\n"), "sheet.encoding: the file is neither UTF-8 nor sound GB 18030 at line 2");
  EXPECT_EQ(read("\xEF\xBB\xBF\xC4\xE3"), "sheet.encoding: the file says it is UTF-8 and is not");
}

TEST(SheetReading, OtherFilesAreCalledByTheirName) {
  const std::string compound("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 an old workbook");
  EXPECT_EQ(refused(compound), "sheet.old_format");
  EXPECT_EQ(refused(compound + std::string("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32)),
            "sheet.encrypted");
  EXPECT_EQ(refused("%PDF-1.7"), "sheet.format");
  EXPECT_EQ(refused(std::string("\x89PNG\0", 5)), "sheet.format");
  EXPECT_EQ(refused(""), "sheet.empty");
  EXPECT_EQ(refused("PK"), "sheet.zip");
  MadeZip archive;
  MadeEntry entry;
  entry.name = "说明.txt";
  entry.content = "不是工作簿";
  archive.entries = {entry};
  EXPECT_EQ(refused(archive.bytes()), "sheet.format");
}

}  // namespace
}  // namespace anze::sheets
