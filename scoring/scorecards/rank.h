// Rank (排名) and quota (优秀比例): what may be said of results side by side.
//
// Competition ranking: equal scores share a rank and the next one counts all before it: 1, 2, 2, 4. Ranking
// people is an act of authority, so a rulebook that names no document authorising it is not ranked by.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "scoring/rulebook/rulebook.h"
#include "scoring/scorecards/scorecard.h"

namespace anze {

struct Rank {
  std::int64_t rank = 1;
  std::size_t person = 0;  // index into what was ranked
};

// By rank, then by place in `points`.
std::vector<Rank> competition_ranks(std::span<const Points> points);

// The people by rounded score.  Errors: rank.unauthorised.
Result<std::vector<Rank>> ranks_of(const Rulebook& rulebook, const Evaluation& evaluation);

struct Quota {
  std::int64_t percent = 0;    // 0: the rulebook has none
  std::int64_t people = 0;     // assessed
  std::int64_t allowed = 0;    // people × percent, cut to a whole number
  std::int64_t excellent = 0;  // in the best grade
  bool exceeded() const { return percent > 0 && excellent > allowed; }
};

// `grades`: each person's final grade.  Requires: a checked rulebook.
Quota quota_of(const Rulebook& rulebook, std::span<const std::string> grades);

}  // namespace anze
