// Date: a civil day in the Gregorian calendar, as the district's papers write it. No clock, no time zone: the
// plugin turns the host's UTC milliseconds into a Beijing day (+08:00, no daylight saving since 1991) before
// anything is scored.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "scoring/values/result.h"

namespace anze {

struct Date {
  std::int32_t days = 0;  // since 1970-01-01
  friend constexpr auto operator<=>(Date, Date) = default;
  friend constexpr Date operator+(Date date, std::int32_t count) { return {date.days + count}; }
  friend constexpr Date operator-(Date date, std::int32_t count) { return {date.days - count}; }
  friend constexpr std::int32_t operator-(Date a, Date b) { return a.days - b.days; }
};

struct YearMonthDay {
  int year = 1970;
  int month = 1;
  int day = 1;
};

// Requires: a date that exists.
Date make_date(int year, int month, int day);
YearMonthDay civil(Date date);

// Reads "2025-03-31". Years 1900 to 2199.  Errors: date.format, date.unreal (2025-02-30).
Result<Date> parse_date(std::string_view text);
std::string to_text(Date date);     // "2025-03-31"
std::string to_chinese(Date date);  // "2025年3月31日", GB/T 9704-2012, 7.3.5.4

// The same day of a later month, or that month's last day where there is none (Civil Code art. 202).
Date add_months(Date date, int months);

// The Beijing day of a moment.
Date beijing_day(std::int64_t unix_ms);

}  // namespace anze
