// Totals below a sheet: told when they are not the sum of the rows, whichever rows they sum.
#include "tests/unit/plugin/workbooks/sheet_kit.h"

namespace anze::district {
namespace {

class Totals : public SheetTest {
 protected:
  // Two rows, their subtotal, a third row and the total; `subtotal` and `total` are of 整改资金（元）.
  std::string said(const std::string& subtotal, const std::string& total, const std::string& third = "3.50") {
    return faults(check(k_heading + "\nH1,2025-3-1,区安监局,日常,一般,2025/4/1,\"1,000\",否,甲厂\n" +
                        "H2,2025-3-2,区安监局,日常,一般,2025/4/1,2,否,乙厂\n" + "小计,,,,,," + subtotal +
                        ",,\n" + "H3,2025-3-3,区安监局,日常,一般,2025/4/1," + third + ",否,丙厂\n" +
                        "合计,,,,,," + total + ",,\n"));
  }
};

TEST_F(Totals, AreRightForAllRowsOrForThoseSinceTheLast) {
  EXPECT_EQ(said("1002", "1005.5"), "");
  EXPECT_EQ(said("1002", "3.5"), "") << "of the rows since the subtotal";
  EXPECT_EQ(said("", "/"), "") << "nothing is claimed";
}

TEST_F(Totals, AreToldWhereTheyAreWrong) {
  EXPECT_EQ(said("1001", "1005.5"), "4 G sheet.total");
  EXPECT_EQ(said("1002", "1005"), "6 G sheet.total");
  const json report = check(k_heading + "\n" + k_row + "\n合计,,,,,,1234,,\n");
  EXPECT_EQ(report["faults"][0].at("chinese"),
            "第3行G列“整改资金(元)”：合计“1234”不是上面各行的和。请核对有没有漏行、重复的行或写错的数；各行"
            "相加是1234.50元"
            "。");
}

TEST_F(Totals, AreNotJudgedBesideACellThatIsNoNumber) {
  EXPECT_EQ(said("1002", "1005.5", "约3"), "5 G sheet.number");
}

TEST_F(Totals, KeepASheetOutUntilTheGoodRowsAreAskedFor) {
  const std::string sheet = k_heading + "\n" + k_row + "\n合计,,,,,,9,,\n";
  EXPECT_EQ(import_no(sheet), "sheet.total sheet CSV row 3 column G");
  EXPECT_EQ(listed("hazard").size(), 0U);
  EXPECT_EQ(import(sheet, {{"keep_good", true}}).at("added"), 1);
}

TEST_F(Totals, RowsOutsideTheGivenPeriodAreBad) {
  const std::string sheet = k_heading + "\n" + k_row + "\n";
  EXPECT_EQ(faults(check(sheet, {{"period", "2025Q1"}})), "");
  EXPECT_EQ(faults(check(sheet, {{"period", "2025-04"}})), "2 B sheet.period");
  EXPECT_EQ(import_no(sheet, {{"period", "spring"}}), "period.format /period");
}

}  // namespace
}  // namespace anze::district
