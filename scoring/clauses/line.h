// Line (得分行): the result of one clause for one term, and how it came about (依据).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "scoring/values/points.h"

namespace anze {

enum class LineState { k_counted, k_judged, k_not_applicable, k_unjudged, k_not_due };

// A clause that is not applicable or not due neither takes nor gives; under Policies::not_applicable =
// full_points an award it could have given counts as given, and its `points` say so.
struct Line {
  std::int32_t clause = 0;  // index over all clauses, as in TallyKey
  LineState state = LineState::k_counted;
  std::int64_t count = 0;      // facts counted (numerator of a ratio)
  std::int64_t target = 0;     // wanted (denominator of a ratio); 0 where the kind has none
  std::int64_t unproven = 0;   // facts without evidence, where it is asked for
  Exact before_cap;            // what the clause takes (negative) or gives, uncapped
  Exact points;                // after the clause's cap
  std::optional<Points> self;  // what the assessed gave himself (自评), without effect
  std::string how;  // in words, when asked for (Detail): "应 3 次，实 2 次，缺 1 次 × 2 分 = 2 分"
};

}  // namespace anze
