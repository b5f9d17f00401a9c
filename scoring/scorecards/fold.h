// Folding (折算): items to groups to the sums a total is made of. Internal to composition.
#pragma once

#include "scoring/scorecards/scorecard.h"

namespace anze {

struct Sums {
  Exact base;
  Exact attainable;  // of the base
  Exact bonus;
};

// Fills `folded` of the card's items, and its groups.  Requires: the items' points are there, and every group
// stands behind its parent.
Sums fold_up(const Rulebook& rulebook, Scorecard& card);

}  // namespace anze
