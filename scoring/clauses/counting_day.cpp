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

// Within so many days there are more working days than the grace: no holiday, weekends and all, is longer
// than eight days, and half of a month is always worked.
std::int64_t longest(const Lateness& late) {
  return 31 + 3 * late.grace;
}

}  // namespace

Result<Date> counting_day(const Clause& clause, const Fact& fact, const Calendar& calendar) {
  if (!clause.by_due) return fact.occurred;
  const std::optional<Date> due = due_day(fact, clause.due_field, clause.moved_to);
  if (!due) return fact.occurred;
  Date last = *due;
  const Lateness* late = grace_of(clause);
  if (late != nullptr && late->unit == LateUnit::k_workday) {
    if (fact.occurred.days >= due->days + longest(*late)) return fact.occurred;
    ANZE_TRY(last, calendar.add_workdays(*due, static_cast<int>(late->grace)));
  } else if (late != nullptr) {
    last = *due + static_cast<std::int32_t>(late->grace);
  }
  return std::max(fact.occurred, last);
}

Result<bool> counts_in(const ClausePlan& plan, const Fact& fact, const Calendar& calendar, Date& day) {
  const Clause& clause = *plan.clause;
  const Lateness* late = clause.by_due ? grace_of(clause) : nullptr;
  if (late != nullptr) {
    const std::optional<Date> due = due_day(fact, clause.due_field, clause.moved_to);
    const bool too_early = due && fact.occurred < plan.first &&
                           due->days + longest(*late) < static_cast<std::int64_t>(plan.first.days);
    if (too_early || (due && plan.last < *due)) return false;
  }
  ANZE_TRY(day, counting_day(clause, fact, calendar));
  return plan.first <= day && day <= plan.last;
}

Date first_day_of(const std::vector<ClausePlan>& plans, const Period& period) {
  Date first = period.first;
  for (const ClausePlan& plan : plans)
    first = std::min(first, plan.clause->by_due ? k_before_all : plan.first);
  return first;
}

bool counts_workdays(const Clause& clause) {
  const auto* late = std::get_if<Lateness>(&clause.own);
  return late != nullptr && late->unit == LateUnit::k_workday;
}

bool grants_workdays(const Clause& clause) {
  return clause.by_due && counts_workdays(clause) && grace_of(clause) != nullptr;
}

}  // namespace anze
