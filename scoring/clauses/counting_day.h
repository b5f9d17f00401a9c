// Counting day: in which period, and for whom, a fact counts under a clause.
//
// By default a fact belongs to the period its occurred-on day lies in. A clause may say another day
// (Clause::by), and a fact may so belong to several periods under several clauses:
//   due      the day its time ends (facts/due_day.h, rolled, grace included), so that what is found on 31
//            March and due on 10 April counts in the second quarter; what has no day, on the day it occurred
//   known    the day it was first recorded
//   field    a date field; what has no such day does not count yet
//   overdue  no day of its own: it counts in each period at whose end (or on whose day of the question) it is
//            past its day and not done
// Never before it occurred: what was found after its day counts on the day it was found.
#pragma once

#include <optional>

#include "scoring/clauses/plan.h"
#include "scoring/days/calendar.h"
#include "scoring/facts/due_day.h"
#include "scoring/facts/fact.h"
#include "scoring/values/result.h"

namespace anze {

// The last day in time: the due day, or the day it was put off to, rolled where the clause says so. Grace is
// not in it.  Errors: calendar.unknown.
Result<std::optional<Date>> rolled_due_day(const Clause& clause, const Fact& fact, const Calendar& calendar);

// The day that decides to which period, and to whom, the fact counts under the clause; none where no single
// day does (overdue), or there is none yet.  Errors: calendar.unknown (a grace in working days, a rolled
// day).
Result<std::optional<Date>> counting_day(const Clause& clause, const Fact& fact, const Calendar& calendar);

// Whether the clause counts the fact in its period; `day` is its counting day then. The calendar is asked
// only for what may lie in the period.  Errors: calendar.unknown.
Result<bool> counts_in(const ClausePlan& plan, const Fact& fact, const Calendar& calendar, Date as_of,
                       Date& day);

// A day of the period that the day belongs to, where the clause's months begin on a day of the month before
// (begins_on): from the 25th on it is the next month's.
Date in_own_months(const Clause& clause, Date day);

// Whether a fact of a clause by overdue counts on some days and on others not: it was, or is, past its day.
bool is_ever_overdue(const Clause& clause, const Fact& fact);

// The first day whose facts the clauses may count: long before the period where one goes by another day.
Date first_day_of(const std::vector<ClausePlan>& plans, const Period& period);

// Whether it asks the calendar: how late a matter is goes by working days; its counting day does too.
bool counts_workdays(const Clause& clause);
bool grants_workdays(const Clause& clause);

}  // namespace anze
