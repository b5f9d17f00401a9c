#include "scoring/clauses/counting_day.h"

#include <algorithm>

namespace anze {
namespace {

constexpr Date k_before_all{-36'525};  // a century before 1970

// Within so many days there are more working days than the grace: no holiday, weekends and all, is longer
// than eight days, and half of a month is always worked.
std::int64_t longest_grace(const Clause& clause) {
  return 31 + 3 * clause.grace;
}

bool has_grace(const Clause& clause) {
  return clause.kind == ClauseKind::k_lateness && clause.grace > 0;
}

}  // namespace

Result<Date> counting_day(const Clause& clause, const Fact& fact, const Calendar& calendar) {
  if (!clause.by_due) return fact.occurred;
  const std::optional<Date> due = due_day(fact, clause.due_field, clause.moved_to);
  if (!due) return fact.occurred;
  Date last = *due;
  if (has_grace(clause) && clause.late_unit == LateUnit::k_workday) {
    if (fact.occurred.days >= due->days + longest_grace(clause)) return fact.occurred;
    ANZE_TRY(last, calendar.add_workdays(*due, static_cast<int>(clause.grace)));
  } else if (has_grace(clause)) {
    last = *due + static_cast<std::int32_t>(clause.grace);
  }
  return std::max(fact.occurred, last);
}

Result<bool> counts_in(const ClausePlan& plan, const Fact& fact, const Calendar& calendar, Date& day) {
  const Clause& clause = *plan.clause;
  if (clause.by_due && has_grace(clause)) {
    const std::optional<Date> due = due_day(fact, clause.due_field, clause.moved_to);
    const bool too_early = due && fact.occurred < plan.first &&
                           due->days + longest_grace(clause) < static_cast<std::int64_t>(plan.first.days);
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

}  // namespace anze
