// Coverage (条款覆盖): what each clause of a rulebook did in a period. A clause that counted nothing and
// moved no line is either well kept or never looked at by anybody; the one who wrote it should know which.
#pragma once

#include <vector>

#include "scoring/questions/world.h"

namespace anze {

struct ClauseCoverage {
  std::int32_t clause = 0;       // as in TallyKey
  std::int64_t facts = 0;        // distinct facts it counted for somebody
  std::int64_t lines = 0;        // scorecards it applied to
  std::int64_t with_effect = 0;  // of them: points taken or given
  std::int64_t not_due = 0;      // of them: falls due in a later period
  std::int64_t unjudged = 0;     // of them: waiting for a judgement
  Exact points;                  // sum over all lines
  bool hit() const { return facts > 0 || with_effect > 0; }
};

// One entry a clause, in document order.  Errors: those of the tally, the source and evaluate.
Result<std::vector<ClauseCoverage>> coverage(const World& world);

}  // namespace anze
