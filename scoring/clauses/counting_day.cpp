#include "scoring/clauses/counting_day.h"

#include <algorithm>

namespace anze {
namespace {

constexpr Date k_before_all{-36'525};  // a century before 1970

// The days after the due day that are given; nullptr where none are.
const Lateness* grace_of(const Clause& clause) {
  const auto* late = std::get_if<Lateness>(&clause.own);
  return late != nullptr && late->grace > 0 ? late : nullptr;
}

bool by_workday_grace(const Clause& clause) {
  const Lateness* late = grace_of(clause);
  return late != nullptr && late->grace_unit == LateUnit::k_workday;
}

// Within so many days there are more working days than the grace, and the next working day comes: no holiday,
// weekends and all, is longer than eight days, and half of a month is always worked.
std::int64_t longest(const Clause& clause) {
  const Lateness* late = grace_of(clause);
  return 31 + (late != nullptr ? 3 * late->grace : 0);
}

// The end of a matter's time of which the due day is known.
Result<Date> end_of_time(const Clause& clause, Date due, const Calendar& calendar) {
  Date last = due;
  if (clause.roll) {
    ANZE_TRY(last, calendar.next_workday(due));
  }
  const Lateness* late = grace_of(clause);
  if (late == nullptr) return last;
  if (late->grace_unit == LateUnit::k_workday)
    return calendar.add_workdays(last, static_cast<int>(late->grace));
  return last + static_cast<std::int32_t>(late->grace);
}

Result<Date> by_due(const Clause& clause, const Fact& fact, const Calendar& calendar) {
  const std::optional<Date> due = due_day(fact, clause.due_field, clause.moved_to);
  if (!due) return fact.occurred;
  if (grants_workdays(clause) && fact.occurred.days >= due->days + longest(clause)) return fact.occurred;
  ANZE_TRY(const Date last, end_of_time(clause, *due, calendar));
  return std::max(fact.occurred, last);
}

// Past its day on that day, and not done by then. Whatever is done later was overdue all the same.
bool is_overdue(const Clause& clause, const Fact& fact, Date on) {
  const std::optional<Date> due = due_day(fact, clause.due_field, clause.moved_to);
  std::int64_t done = 0;
  return due && *due < on && fact.occurred <= on &&
         (!read_field(fact, clause.by_field, done) || on.days < done);
}

}  // namespace

Result<std::optional<Date>> rolled_due_day(const Clause& clause, const Fact& fact, const Calendar& calendar) {
  std::optional<Date> due = due_day(fact, clause.due_field, clause.moved_to);
  if (due && clause.roll) {
    ANZE_TRY(due, calendar.next_workday(*due));
  }
  return due;
}

Result<std::optional<Date>> counting_day(const Clause& clause, const Fact& fact, const Calendar& calendar) {
  std::int64_t days = 0;
  switch (clause.by) {
    case By::k_occurred:
      return std::optional(fact.occurred);
    case By::k_due_day: {
      ANZE_TRY(const Date day, by_due(clause, fact, calendar));
      return std::optional(day);
    }
    case By::k_known:
      return std::optional(std::max(fact.occurred, fact.recorded));
    case By::k_field:
      if (!read_field(fact, clause.by_field, days)) return std::optional<Date>();
      return std::optional(std::max(fact.occurred, Date{static_cast<std::int32_t>(days)}));
    case By::k_overdue:
      break;
  }
  return std::optional<Date>();
}

Result<bool> counts_in(const ClausePlan& plan, const Fact& fact, const Calendar& calendar, Date as_of,
                       Date& day) {
  const Clause& clause = *plan.clause;
  if (clause.by == By::k_overdue) {
    day = std::min(as_of, plan.last);
    return is_overdue(clause, fact, day);
  }
  if (grants_workdays(clause)) {
    const std::optional<Date> due = due_day(fact, clause.due_field, clause.moved_to);
    const bool too_early = due && fact.occurred < plan.first &&
                           due->days + longest(clause) < static_cast<std::int64_t>(plan.first.days);
    if (too_early || (due && plan.last < *due)) return false;
  }
  ANZE_TRY(const std::optional<Date> found, counting_day(clause, fact, calendar));
  if (!found) return false;
  day = *found;
  return plan.first <= day && day <= plan.last;
}

Date in_own_months(const Clause& clause, Date day) {
  const auto [year, month, number] = civil(day);
  if (clause.begins_on == 0 || number < clause.begins_on) return day;
  return add_months(make_date(year, month, 1), 1);
}

bool is_ever_overdue(const Clause& clause, const Fact& fact) {
  const std::optional<Date> due = due_day(fact, clause.due_field, clause.moved_to);
  std::int64_t done = 0;
  return due && (!read_field(fact, clause.by_field, done) || due->days < done);
}

Date first_day_of(const std::vector<ClausePlan>& plans, const Period& period) {
  Date first = period.first;
  for (const ClausePlan& plan : plans)
    first = std::min(first, plan.clause->by != By::k_occurred ? k_before_all : plan.first);
  return first;
}

bool counts_workdays(const Clause& clause) {
  const auto* late = std::get_if<Lateness>(&clause.own);
  return clause.roll || by_workday_grace(clause) || (late != nullptr && late->unit == LateUnit::k_workday);
}

bool grants_workdays(const Clause& clause) {
  return clause.by == By::k_due_day && (clause.roll || by_workday_grace(clause));
}

}  // namespace anze
