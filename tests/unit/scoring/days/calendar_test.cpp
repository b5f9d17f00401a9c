#include "scoring/days/calendar.h"

#include <gtest/gtest.h>

#include "scoring/days/period.h"

namespace anze {
namespace {

Date day(std::string_view text) {
  return parse_date(text).value();
}

void add_range(std::vector<Date>& out, std::string_view first, std::string_view last) {
  for (Date d = day(first); d <= day(last); d = d + 1) out.push_back(d);
}

// The State Council notices for 2025 (国办发明电〔2024〕12号) and 2026.
Calendar notices() {
  Calendar calendar;
  std::vector<Date> off;
  add_range(off, "2025-01-01", "2025-01-01");
  add_range(off, "2025-01-28", "2025-02-04");
  add_range(off, "2025-04-04", "2025-04-06");
  add_range(off, "2025-05-01", "2025-05-05");
  add_range(off, "2025-05-31", "2025-06-02");
  add_range(off, "2025-10-01", "2025-10-08");
  EXPECT_TRUE(calendar.add_year(
      2025, off,
      {day("2025-01-26"), day("2025-02-08"), day("2025-04-27"), day("2025-09-28"), day("2025-10-11")}));
  off.clear();
  add_range(off, "2026-01-01", "2026-01-03");
  add_range(off, "2026-02-15", "2026-02-23");
  add_range(off, "2026-04-04", "2026-04-06");
  add_range(off, "2026-05-01", "2026-05-05");
  add_range(off, "2026-06-19", "2026-06-21");
  add_range(off, "2026-09-25", "2026-09-27");
  add_range(off, "2026-10-01", "2026-10-07");
  EXPECT_TRUE(calendar.add_year(2026, off,
                                {day("2026-01-04"), day("2026-02-14"), day("2026-02-28"), day("2026-05-09"),
                                 day("2026-09-20"), day("2026-10-10")}));
  return calendar;
}

TEST(Calendar, CountsTheWorkingDaysOfEachMonth) {
  const Calendar calendar = notices();
  const int expected[2][12] = {{19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23},
                               {21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23}};
  for (int year = 2025; year <= 2026; ++year)
    for (int month = 1; month <= 12; ++month) {
      const Period period = period_of(make_date(year, month, 1), PeriodKind::k_month);
      EXPECT_EQ(calendar.count_workdays(period.first, period.last).value(), expected[year - 2025][month - 1])
          << to_text(period);
    }
}

TEST(Calendar, AddsWorkingDaysOverHolidaysAndMakeUpDays) {
  const Calendar calendar = notices();
  const struct {
    const char* from;
    int n;
    const char* to;
  } cases[] = {
      {"2025-01-24", 5, "2025-02-07"},  {"2025-09-30", 1, "2025-10-09"}, {"2025-09-26", 3, "2025-09-30"},
      {"2026-02-13", 2, "2026-02-24"},  {"2026-02-13", 3, "2026-02-25"}, {"2026-09-30", 1, "2026-10-08"},
      {"2026-09-30", 3, "2026-10-10"},  {"2025-12-31", 1, "2026-01-04"}, {"2025-09-30", 10, "2025-10-21"},
      {"2026-09-30", 10, "2026-10-20"}, {"2026-01-12", -1, "2026-01-09"}};
  for (const auto& [from, n, to] : cases)
    EXPECT_EQ(to_text(calendar.add_workdays(day(from), n).value()), to) << from << " + " << n;
}

TEST(Calendar, RollsTheFilingDay) {
  const Calendar calendar = notices();
  EXPECT_EQ(to_text(calendar.next_workday(day("2026-01-10")).value()), "2026-01-12");
  EXPECT_EQ(to_text(calendar.next_workday(day("2026-10-10")).value()),
            "2026-10-10");  // a Saturday that is worked
}

TEST(Calendar, DoesNotGuessAYearWithoutANotice) {
  const Calendar calendar = notices();
  EXPECT_EQ(calendar.is_workday(day("2027-01-04")).error().reason, "calendar.unknown");
  EXPECT_EQ(calendar.add_workdays(day("2026-12-30"), 5).error().reason, "calendar.unknown");
}

TEST(Calendar, RefusesANoticeThatCannotBeRight) {
  Calendar calendar;
  EXPECT_EQ(calendar.add_year(2025, {day("2026-01-01")}, {}).error().reason, "calendar.day");
  EXPECT_EQ(calendar.add_year(2025, {day("2025-01-01")}, {day("2025-01-01")}).error().reason, "calendar.day");
  EXPECT_EQ(calendar.add_year(2025, {}, {day("2025-01-06")}).error().reason, "calendar.day");  // a Monday
}

TEST(Period, ReadsWritesAndDivides) {
  for (const char* text : {"2025", "2025H2", "2025Q3", "2025-07"})
    EXPECT_EQ(to_text(parse_period(text).value()), text);
  for (const char* text : {"", "25Q3", "2025Q5", "2025H0", "2025-13", "2025q1", "2025Q33", "-025"})
    EXPECT_EQ(parse_period(text).error().reason, "period.format") << text;
  EXPECT_EQ(parse_period_kind("week").error().reason, "period.kind");
  const Period quarter = parse_period("2025Q3").value();
  EXPECT_EQ(to_text(quarter.first), "2025-07-01");
  EXPECT_EQ(to_text(quarter.last), "2025-09-30");
  EXPECT_EQ(to_chinese(quarter), "2025年第三季度");
  EXPECT_EQ(divide(quarter, PeriodKind::k_month).size(), 3U);
  EXPECT_EQ(divide(quarter, PeriodKind::k_quarter).front(), quarter);
  EXPECT_EQ(to_text(previous(parse_period("2025Q1").value())), "2024Q4");
}

TEST(Date, ReadsRealDaysOnly) {
  EXPECT_EQ(parse_date("2025-02-30").error().reason, "date.unreal");
  EXPECT_EQ(parse_date("2025-2-03").error().reason, "date.format");
  EXPECT_EQ(parse_date("1600-01-01").error().reason, "date.format");
  EXPECT_EQ(to_text(parse_date("2024-02-29").value()), "2024-02-29");
  EXPECT_EQ(to_chinese(day("2026-10-08")), "2026年10月8日");
  EXPECT_EQ(to_text(add_months(day("2026-08-31"), 6)), "2027-02-28");
}

TEST(Date, TurnsAMomentIntoABeijingDay) {
  EXPECT_EQ(to_text(beijing_day(0)), "1970-01-01");
  EXPECT_EQ(to_text(beijing_day(-8 * 3'600'000 - 1)), "1969-12-31");
  EXPECT_EQ(to_text(beijing_day(1'767'196'799'999)), "2025-12-31");  // 23:59:59.999 in Beijing
  EXPECT_EQ(to_text(beijing_day(1'767'196'800'000)), "2026-01-01");
}

}  // namespace
}  // namespace anze
