// Contribution: what one selected fact adds to the buckets of one clause, whoever its subject is.
#pragma once

#include <array>
#include <cstdint>

#include "scoring/clauses/cell.h"
#include "scoring/clauses/plan.h"
#include "scoring/days/calendar.h"
#include "scoring/facts/fact.h"
#include "scoring/values/broken.h"
#include "scoring/values/result.h"

namespace anze {

struct Contribution {
  struct Part {
    std::int32_t bucket = 0;
    TallyCell delta;
  };
  std::array<Part, 2> parts{};
  std::size_t size = 0;

  void add(std::int32_t bucket, TallyCell delta) {
    ANZE_ASSERT(size < parts.size());
    parts[size++] = {bucket, delta};
  }
};

// One selected fact to be counted.
struct Counting {
  const ClausePlan& plan;
  const Fact& fact;
  Date day;                  // its counting day
  bool denominator = false;  // selected by the clause's denominator
  const Calendar& calendar;
  Date as_of;

  const Clause& clause() const { return *plan.clause; }
};

// Requires: the fact matches the clause's selector (its denominator when `denominator`) and lies in the
// plan's days.  Errors: calendar.unknown, tally.overflow.
inline Result<Contribution> contribution_of(const Counting& counting) {
  ANZE_ASSERT(counting.plan.count != nullptr);
  Contribution out;
  ANZE_CHECK(counting.plan.count(counting, out));
  return out;
}

Error tally_overflow();

}  // namespace anze
