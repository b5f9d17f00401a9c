// Calendar: which days are worked, from the State Council's yearly notices
// (国务院办公厅关于部分节假日安排的通知).
//
// The notice of a year appears in October or November of the year before; predictions have been wrong. So a
// year without a notice is unknown, and every question that touches it is answered calendar.unknown instead
// of a guess.
#pragma once

#include <bitset>
#include <map>
#include <string>
#include <vector>

#include "scoring/days/date.h"
#include "scoring/values/result.h"

namespace anze {

class Calendar {
 public:
  // One year: weekdays are worked but for `days_off`, weekends are off but for `days_worked` (调休上班).
  // Errors: calendar.day (a date outside the year, listed twice, or listed though it changes nothing).
  Result<void> add_year(int year, const std::vector<Date>& days_off, const std::vector<Date>& days_worked);
  // One year told day by day, as a host's calendar service answers. Requires: one entry per day of the year.
  void add_year(int year, const std::vector<bool>& worked);

  bool knows(int year) const { return worked_.contains(year); }

  // Errors (all): calendar.unknown.
  Result<bool> is_workday(Date day) const;
  // The n-th working day after `day` (before it for negative n). Requires: n != 0.
  Result<Date> add_workdays(Date day, int n) const;
  // The day itself when worked, else the next working day.
  Result<Date> next_workday(Date day) const;
  // Working days in [first, last]; 0 when last < first.
  Result<int> count_workdays(Date first, Date last) const;

 private:
  std::map<int, std::bitset<366>> worked_;  // by day of the year
};

}  // namespace anze
