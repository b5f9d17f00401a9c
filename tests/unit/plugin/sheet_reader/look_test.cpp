// What a number format shows: days, shares, times, padded numbers, words around a number, and General, which
// is none of them although it is written with letters.
#include <gtest/gtest.h>

#include "plugin/sheet_reader/number_look.h"
#include "plugin/sheet_reader/serials.h"
#include "tests/unit/plugin/workbooks/read_kit.h"
#include "tests/unit/plugin/workbooks/zip_maker.h"

namespace anze::sheets {
namespace {

std::string shows(const char* code, const char* plain) {
  const NumberLook look = look_of(200, code);
  return (look.day ? "day" : "") + shown_number(plain, look);
}

TEST(NumberLook, GeneralIsNoDay) {
  for (const char* code :
       {"General", "GENERAL", "general", "General_ ", "General;[Red]-General", "[DBNum1][$-804]General",
        "[DBNum2][$-804]G/通用格式", "G/通用格式", "[Red]General;General", "Standard"})
    EXPECT_EQ(shows(code, "45000"), "") << code;
  EXPECT_EQ(shows("General\"元\"", "45000"), "45000元");
  EXPECT_EQ(shows("G/通用格式\"元\"", "45000"), "45000元");
  EXPECT_EQ(shows("[DBNum2][$-804]General\"元整\"", "45000"), "45000元整");
  EXPECT_EQ(shows("\"共\"General\"处\"", "3"), "共3处");
  EXPECT_EQ(shows("General\\元", "3"), "3元");
  for (const char* code :
       {"yyyy\"年\"m\"月\"d\"日\"", "[$-804]e\"年\"", "d-mmm", "YYYY/M/D", "[DBNum1][$-804]yyyy\"年\""})
    EXPECT_EQ(shows(code, "45000"), "day") << code;
  for (const char* code : {"0.00E+00", "#,##0.00_ ", "_ * #,##0.00_ ;_ * -#,##0.00_ ", "@", "0.00\"元 d\""})
    EXPECT_EQ(shows(code, "45000"), "") << code;
}

TEST(NumberLook, SharesTimesAndPaddedNumbersAreShown) {
  EXPECT_EQ(shows("0%", "0.8"), "80%");
  EXPECT_EQ(shows("0%", "1"), "100%");
  EXPECT_EQ(shows("0%", "0"), "0%");
  EXPECT_EQ(shows("0%", "0.005"), "1%");
  EXPECT_EQ(shows("0%", "0.995"), "100%");
  EXPECT_EQ(shows("0.00%", "0.58335"), "58.34%");
  EXPECT_EQ(shows("0.0%", "-0.001"), "-0.1%");
  EXPECT_EQ(shown_number("0.125", look_of(10, "")), "12.50%");
  EXPECT_EQ(shows("00000", "123"), "00123");
  EXPECT_EQ(shows("00000", "123456"), "");
  EXPECT_EQ(shows("h:mm", "0.604166666666667"), "14:30");
  EXPECT_EQ(shows("h:mm:ss", "0.604178240740741"), "14:30:01");
  EXPECT_EQ(shows("[h]:mm", "1.5"), "36:00");
  EXPECT_EQ(shown_number("0.5", look_of(20, "")), "12:00");
  EXPECT_EQ(shows("yyyy-mm-dd hh:mm", "45721.604166666664"), "day 14:30");
}

TEST(NumberLook, AColumnOfTextsGetsWhatIsShown) {
  MadeBook book;
  book.styles =
      "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts "
      "count=\"2\"><numFmt "
      "numFmtId=\"176\" formatCode=\"General&quot;元&quot;\"/><numFmt numFmtId=\"177\" "
      "formatCode=\"yyyy-mm-dd hh:mm\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"176\"/><xf "
      "numFmtId=\"9\"/><xf numFmtId=\"177\"/></cellXfs></styleSheet>";
  book.sheet = worksheet(
      "<row><c><v>1</v></c><c s=\"1\"><v>45000</v></c><c s=\"2\"><v>0.8</v></c><c "
      "s=\"3\"><v>45721.604166666664</v></c></row>");
  EXPECT_EQ(read(book.bytes()), "1|A #1|B #45000 (45000元)|C #0.8 (80%)|D @2025-03-05 (2025-03-05 14:30)\n");
}

}  // namespace
}  // namespace anze::sheets
