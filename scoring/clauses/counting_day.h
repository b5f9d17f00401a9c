// Counting day: in which period, and for whom, a fact counts under a clause.
//
// By default a fact belongs to the period its occurred-on day lies in. A clause `by` due takes it in the
// period in which its time ends (facts/due_day.h, grace included) instead, so that what is found on 31 March
// and due on 10 April counts in the second quarter; what was found after its day, on the day it was found;
// what has no day, on the day it occurred.
#pragma once

#include "scoring/clauses/plan.h"
#include "scoring/days/calendar.h"
#include "scoring/facts/due_day.h"
#include "scoring/facts/fact.h"
#include "scoring/values/result.h"

namespace anze {

// The day that decides to which period, and to whom, the fact counts under the clause.
// Errors: calendar.unknown (a grace in working days).
Result<Date> counting_day(const Clause& clause, const Fact& fact, const Calendar& calendar);

// Whether the clause counts the fact in its period; `day` is its counting day then. The calendar is asked
// only for what may lie in the period.  Errors: calendar.unknown.
Result<bool> counts_in(const ClausePlan& plan, const Fact& fact, const Calendar& calendar, Date& day);

// The first day whose facts the clauses may count: long before the period where one goes by the due day.
Date first_day_of(const std::vector<ClausePlan>& plans, const Period& period);

// Whether it asks the calendar: how late a matter is goes by working days; its counting day does too.
bool counts_workdays(const Clause& clause);
bool grants_workdays(const Clause& clause);

}  // namespace anze
