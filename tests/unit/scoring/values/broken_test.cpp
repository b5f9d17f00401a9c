// What may never happen stops the caller at once, with its place, instead of going on with a wrong number.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scoring/days/calendar.h"
#include "scoring/days/date_range.h"
#include "scoring/days/period.h"
#include "scoring/scorecards/evaluate.h"
#include "scoring/values/broken.h"
#include "scoring/values/points.h"
#include "scoring/values/result.h"

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

}  // namespace
}  // namespace anze
