// What may never happen stops the caller at once, with its place, instead of going on with a wrong number.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scoring/clauses/cell_table.h"
#include "scoring/days/calendar.h"
#include "scoring/days/date_range.h"
#include "scoring/days/period.h"
#include "scoring/entries/accident_class.h"
#include "scoring/json/staged_codes.h"
#include "scoring/ledgers/ledger.h"
#include "scoring/scorecards/evaluate.h"
#include "scoring/values/broken.h"
#include "scoring/values/points.h"
#include "scoring/values/result.h"
#include "tests/unit/scoring/small_world.h"

namespace anze {
namespace {

TEST(Broken, SaysWhatAndWhere) {
  try {
    (void)Exact::ratio(1, 0);
    FAIL() << "one divided by nothing";
  } catch (const Broken& broken) {
    EXPECT_STREQ(broken.condition, "denominator != 0");
    EXPECT_THAT(broken.file, testing::EndsWith("exact.cpp"));
    EXPECT_GT(broken.line, 0);
  }
}

TEST(Broken, IsNoLibraryError) {
  EXPECT_FALSE((std::is_base_of_v<std::exception, Broken>));
}

TEST(Broken, ArithmeticWithoutAMeaning) {
  EXPECT_THROW((void)(Exact(Points{1}) / Exact()), Broken);
  EXPECT_THROW((void)round_half_even(Exact(Points{1}), Points{0}), Broken);
  EXPECT_THROW((void)to_text(Points{1}, 5), Broken);
  EXPECT_THROW((void)to_text(Points{12'345}, 2), Broken);  // two digits would be lost
  EXPECT_EQ(to_text(Points{12'300}, 2), "1.23");
}

TEST(Broken, DaysThatAreNone) {
  EXPECT_THROW((void)make_date(2025, 2, 29), Broken);
  EXPECT_THROW((void)DateRange(make_date(2025, 3, 2), make_date(2025, 3, 1)), Broken);
  EXPECT_THROW((void)Calendar().add_workdays(make_date(2025, 3, 1), 0), Broken);
  EXPECT_THROW((void)divide(period_of(make_date(2025, 3, 1), PeriodKind::k_month), PeriodKind::k_year),
               Broken);
}

TEST(Broken, AResultAskedForWhatItDoesNotHold) {
  const Result<int> none = invalid("a.b", "wrong", {}, {});
  EXPECT_THROW((void)*none, Broken);
  EXPECT_THROW((void)Result<int>(1).error(), Broken);
  EXPECT_THROW((void)Result<void>().error(), Broken);
}

TEST(Broken, ATableOrClauseThatIsNotThere) {
  EXPECT_THROW((void)grade_of(Rulebook{}, Points{0}), Broken);
  EXPECT_THROW((void)clause_at(Rulebook{}, 0), Broken);
  EXPECT_THROW((void)clause_at(Rulebook{}, -1), Broken);
}

TEST(Broken, ASlotThatNoFactHas) {
  EXPECT_THROW(Fact().set(k_slots, 1), Broken);
  EXPECT_THROW(LedgerSet().put(Ledger{}), Broken);
}

// A word interned behind the reader's back would give another word's code to the document.
TEST(Broken, ACodeThatIsNotTheOneItWasPromised) {
  Codebook codes;
  StagedCodes words(codes);
  EXPECT_EQ(words.intern("hazard"), 1);
  codes.intern("meeting");
  EXPECT_THROW(words.commit(), Broken);
}

TEST(Broken, ATollBelowZero) {
  EXPECT_THROW((void)classify({std::nullopt, std::nullopt, -1, std::nullopt}), Broken);
  EXPECT_THROW((void)classify({std::nullopt, std::nullopt, std::nullopt, -1}), Broken);
}

TEST(Broken, CellsOfAnotherTable) {
  CellTable table({{1, false, 1}, {2, true, 1}});
  EXPECT_THROW((void)table.add({2, 5, 0}, {1, 0}, +1), Broken);
  EXPECT_THROW((void)table.add({-1, 5, 0}, {1, 0}, +1), Broken);
  EXPECT_THROW((void)table.add({0, -5, 0}, {1, 0}, +1), Broken);
  EXPECT_THROW((void)table.add(CellTable({{1, false, 1}})), Broken);
  EXPECT_THROW((void)table.add(CellTable({{2, false, 1}, {2, true, 1}})), Broken);
}

TEST(Broken, ATallyAskedBeforeItsLastFactIsAdded) {
  test::SmallWorld world;
  world.rule(test::k_every_kind);
  Tally tally = world.tally();
  Fact fact = world.fact("led_inspection", make_date(2025, 7, 10));
  EXPECT_THROW((void)tally.apply(fact, 0), Broken);
  fact.post = world.code("district-head");
  ASSERT_TRUE(tally.count(fact));
  EXPECT_THROW((void)tally.cells(), Broken);
  ASSERT_TRUE(tally.settle());
  EXPECT_FALSE(tally.cells().empty());
}

}  // namespace
}  // namespace anze
