// Due day (到期日): by which day a dated matter is to be done, and in which period it counts.
//
// The one place that says so, for clauses (lateness, ratio), deadline lists and hazards alike: the day of the
// matter's date field, or the day it was put off to (延期至) once that is filled in. An extension that is
// only asked for lies in another field and moves nothing.
//
// By default a fact belongs to the period its occurred-on day lies in. A clause `by` due takes it in the
// period in which its time ends (grace included) instead, so that what is found on 31 March and due on
// 10 April counts in the second quarter; what was found after its day, on the day it was found; what has no
// day, on the day it occurred.
#pragma once

#include <optional>

#include "scoring/clauses/plan.h"
#include "scoring/days/calendar.h"
#include "scoring/facts/fact.h"
#include "scoring/values/result.h"

namespace anze {

// The day a matter is due: the one it was put off to, where there is one.
inline std::optional<Date> put_off(std::optional<Date> due, std::optional<Date> moved_to) {
  return moved_to ? moved_to : due;
}

// The due day, or minute of a clause by the clock, as its integer; none where it is not filled in.
std::optional<std::int64_t> due_value(const Fact& fact, FieldRef field,
                                      const std::optional<FieldRef>& moved_to);
std::optional<Date> due_day(const Fact& fact, FieldRef field, const std::optional<FieldRef>& moved_to);

// The day that decides to which period, and to whom, the fact counts under the clause.
// Errors: calendar.unknown (a grace in working days).
Result<Date> counting_day(const Clause& clause, const Fact& fact, const Calendar& calendar);

// Whether the clause counts the fact in its period; `day` is its counting day then. The calendar is asked
// only for what may lie in the period.  Errors: calendar.unknown.
Result<bool> counts_in(const ClausePlan& plan, const Fact& fact, const Calendar& calendar, Date& day);

// The first day whose facts the clauses may count: long before the period where one goes by the due day.
Date first_day_of(const std::vector<ClausePlan>& plans, const Period& period);

}  // namespace anze
