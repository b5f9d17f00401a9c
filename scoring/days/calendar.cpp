#include "scoring/days/calendar.h"
#include "scoring/values/broken.h"

#include <set>

namespace anze {
namespace {

bool is_weekend(Date day) {
  const int weekday = (((day.days + 4) % 7) + 7) % 7;  // 1970-01-01 was a Thursday; 0 is Sunday
  return weekday == 0 || weekday == 6;
}

std::size_t day_of_year(Date day, int year) {
  const std::int32_t days = day - make_date(year, 1, 1);
  ANZE_ASSERT(days >= 0 && days < 366);
  return static_cast<std::size_t>(days);
}

}  // namespace

Result<void> Calendar::add_year(int year, const std::vector<Date>& days_off,
                                const std::vector<Date>& days_worked) {
  std::bitset<366> worked;
  const Date first = make_date(year, 1, 1);
  const Date last = make_date(year, 12, 31);
  for (Date day = first; day <= last; day = day + 1) worked[day_of_year(day, year)] = !is_weekend(day);

  std::set<Date> listed;
  const auto check = [&](Date day) -> Result<void> {
    if (day < first || last < day || !listed.insert(day).second)
      return invalid("calendar.day",
                     to_text(day) + " is listed twice or lies outside " + std::to_string(year), {},
                     "copy the dates from that year's notice");
    return {};
  };
  for (const Date day : days_off) {
    ANZE_CHECK(check(day));
    worked[day_of_year(day, year)] = false;  // notices list whole ranges, weekends among them
  }
  for (const Date day : days_worked) {
    ANZE_CHECK(check(day));
    if (!is_weekend(day))
      return invalid("calendar.day", to_text(day) + " is a weekday, it needs no make-up entry", {},
                     "copy the dates from that year's notice");
    worked[day_of_year(day, year)] = true;
  }
  worked_[year] = worked;
  return {};
}

void Calendar::add_year(int year, const std::vector<bool>& worked) {
  ANZE_ASSERT(worked.size() == 365 || worked.size() == 366);
  std::bitset<366> days;
  for (std::size_t i = 0; i < worked.size() && i < days.size(); ++i) days[i] = worked[i];
  worked_[year] = days;
}

Result<bool> Calendar::is_workday(Date day) const {
  const int year = civil(day).year;
  const auto found = worked_.find(year);
  if (found == worked_.end())
    return Error{Code::k_not_found,
                 "calendar.unknown",
                 "the working days of " + std::to_string(year) + " are not known: " + to_text(day) +
                     " cannot be judged",
                 {},
                 "load that year's State Council notice into the calendar"};
  return found->second[day_of_year(day, year)];
}

Result<Date> Calendar::add_workdays(Date day, int n) const {
  ANZE_ASSERT(n != 0);
  const int step = n < 0 ? -1 : 1;
  const Date from = day;
  for (int left = n < 0 ? -n : n; left > 0;) {
    day = day + step;
    ANZE_TRY(const bool worked, is_workday(day));
    if (worked) --left;
  }
  ANZE_ASSERT(n < 0 ? day < from : from < day);
  return day;
}

Result<Date> Calendar::next_workday(Date day) const {
  for (;; day = day + 1) {
    ANZE_TRY(const bool worked, is_workday(day));
    if (worked) return day;
  }
}

Result<int> Calendar::count_workdays(Date first, Date last) const {
  int count = 0;
  for (Date day = first; day <= last; day = day + 1) {
    ANZE_TRY(const bool worked, is_workday(day));
    if (worked) ++count;
  }
  ANZE_ASSERT(count == 0 || count <= last - first + 1);
  return count;
}

}  // namespace anze
