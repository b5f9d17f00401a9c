// Contribution: what one selected fact adds to the buckets of one clause, whoever its subject is.
#pragma once

#include <array>
#include <cstdint>

#include "scoring/clauses/cell.h"
#include "scoring/clauses/plan.h"
#include "scoring/days/calendar.h"

namespace anze {

struct Contribution {
  struct Part {
    std::int32_t bucket = 0;
    TallyCell delta;
  };
  std::array<Part, 2> parts{};
  std::size_t size = 0;

  void add(std::int32_t bucket, TallyCell delta) { parts[size++] = {bucket, delta}; }
};

// Requires: the fact matches the clause's selector (its denominator when `denominator`) and lies in the
// plan's days.  Errors: calendar.unknown, tally.overflow.
Result<Contribution> contribution_of(const ClausePlan& plan, const Fact& fact, bool denominator,
                                     const Calendar& calendar, Date as_of);

Error tally_overflow();

}  // namespace anze
