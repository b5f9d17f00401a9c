// What a clerk gets wrong comes back as messages of rows: the sheet, the row, the column, what is wrong and
// the way out. Never a failure, and nothing of the sheet is kept until it is mended.
#include <algorithm>
#include <map>

#include "host/fault.hpp"
#include "host/files.hpp"
#include "tiedong.h"

namespace anze {
namespace {

namespace fs = std::filesystem;

class Mistakes : public Tiedong {
 protected:
  Mistakes() {
    year().go_to("2025-07-01");
    const json list = json::parse(host::read_file(fs::path(ANZE_TIEDONG_DATA) / "mistakes.json"));
    const auto sheets = host::read_workbooks(ANZE_TIEDONG_DATA, "mistakes.json");
    for (std::size_t i = 0; i < list.size(); ++i)
      all_[sheets[i].sheet.file.stem().string()] = {sheets[i], list[i].at("mistakes")};
  }
  struct Mistaken {
    host::WorkbookSheet sheet;
    json meant;  // row, column, code of each mistake
  };
  const Mistaken& of(const char* name) { return all_.at(name); }
  json check(const Mistaken& mistaken) { return year().check(mistaken.sheet); }
  std::string enter(const Mistaken& mistaken) {
    try {
      year().enter(mistaken.sheet);
      return "";
    } catch (const host::Refused& refused) {
      EXPECT_EQ(refused.problem.value("problems", json::array()).size(),
                mistaken.meant.size() == 1 ? 0U : mistaken.meant.size());
      return refused.problem.at("code");
    }
  }
  std::size_t kept(const std::string& ledger) {
    return ask("ledger.list/1", "clerk-01", {{"period", "2025"}, {"ledger", ledger}, {"limit", 1000}})
        .at("facts")
        .size();
  }
  // Every mistake, where it stands, and nothing else.
  void expect_told(const char* name) {
    const Mistaken& mistaken = of(name);
    const json report = check(mistaken);
    const json& faults = report.at("faults");
    ASSERT_EQ(faults.size(), mistaken.meant.size()) << faults.dump(1);
    for (std::size_t i = 0; i < faults.size(); ++i) {
      const json& meant = mistaken.meant[i];
      const json& fault = faults[i];
      EXPECT_EQ(fault.at("code"), meant.at("code"));
      EXPECT_EQ(fault.at("sheet"), mistaken.sheet.sheet.sheet);
      EXPECT_EQ(fault.at("row"), meant.at("row")) << fault;
      EXPECT_EQ(fault.value("column", ""), meant.at("column")) << fault;
      EXPECT_FALSE(fault.at("message").get<std::string>().empty());
      EXPECT_FALSE(fault.at("help").get<std::string>().empty());
      const std::string place = "第" + fault.at("row").dump() + "行" + fault.value("column", "") + "列";
      EXPECT_THAT(fault.at("chinese").get<std::string>(), testing::StartsWith(place));
    }
    EXPECT_EQ(enter(mistaken), faults[0].at("code"));
    EXPECT_EQ(kept(mistaken.sheet.sheet.ledger), 0U);
  }

 private:
  std::map<std::string, Mistaken> all_;
};

TEST_F(Mistakes, AUnitNobodyKnows) {
  expect_told("单位名称写错");
}
TEST_F(Mistakes, ADayOfLastYear) {
  expect_told("日期是去年");
}
TEST_F(Mistakes, ADayThatHasNotCome) {
  expect_told("日期在今天以后");
}
TEST_F(Mistakes, ADayThatIsNone) {
  expect_told("不存在的日子");
}
TEST_F(Mistakes, ANumberInWords) {
  expect_told("数字写成文字");
}
TEST_F(Mistakes, ANumberThatIsOnlyAbout) {
  expect_told("数字写成约数");
}
TEST_F(Mistakes, ARowTwice) {
  expect_told("同一行写了两遍");
}
TEST_F(Mistakes, ARequiredCellLeftBlank) {
  expect_told("必填漏填");
}
TEST_F(Mistakes, AWordThatIsNotInTheList) {
  expect_told("不在可填的词中");
}
TEST_F(Mistakes, NumbersOfARowThatContradictEachOther) {
  expect_told("实到多于应到");
}
TEST_F(Mistakes, ATotalThatDoesNotAddUp) {
  expect_told("合计与各行不符");
}
TEST_F(Mistakes, AllAtOnceAreAllTold) {
  expect_told("多处错误");
}

TEST_F(Mistakes, TheMendedSheetComesInAfterTheRefusedOne) {
  const Mistaken& mistaken = of("多处错误");
  ASSERT_NE(enter(mistaken), "");
  const auto sheets = host::read_workbooks(ANZE_TIEDONG_DATA);
  const auto mended = std::find_if(sheets.begin(), sheets.end(), [&](const host::WorkbookSheet& each) {
    return each.sheet.ledger == mistaken.sheet.sheet.ledger && each.sheet.sheet == mistaken.sheet.sheet.sheet;
  });
  ASSERT_NE(mended, sheets.end());
  EXPECT_EQ(year().enter(*mended), mended->rows);
  EXPECT_EQ(kept(mistaken.sheet.sheet.ledger), mistaken.sheet.rows);
}

TEST_F(Mistakes, GoodRowsCanBeKeptAndTheRestEnteredLater) {
  Mistaken mistaken = of("单位名称写错");
  mistaken.sheet.sheet.keep_good = true;
  --mistaken.sheet.rows;  // what comes in
  EXPECT_EQ(year().enter(mistaken.sheet), mistaken.sheet.rows);
  EXPECT_EQ(kept("drill"), mistaken.sheet.rows);
}

}  // namespace
}  // namespace anze
