// What a question about vetoes is asked of.
#pragma once

#include <span>
#include <vector>

#include "scoring/days/period.h"
#include "scoring/facts/fact.h"
#include "scoring/values/code.h"
#include "scoring/values/points.h"

namespace anze {

// A sealed result (考核结果) of an assessed person: what clauses on results look at.
struct SealedResult {
  CodeId official = k_no_code;
  Period period;
  Points points;
  Date sealed_on;
};

// What a question about vetoes is asked of. `facts` need only hold the ledgers the veto clauses name, and of
// former years the accidents that findings of this year may refer to; `ids` gives each fact's id code in the
// same order (a finding refers to an accident by it). `results` are those of this rulebook, of this year and
// as many periods before as its clauses look back.
struct VetoQuestion {
  const std::vector<Fact>& facts;
  const std::vector<CodeId>& ids;
  Date as_of;          // the last day that counts; its year is the assessment year
  Date today = as_of;  // the day of the question, later where the year is over: tolls settle by it, and a
                       // finding may have been replaced since
  std::span<const SealedResult> results{};
};

}  // namespace anze
