// Owed (应办未办): what a post still has to do in a period, by when, and what each missing one costs.
//
// Told of the post, for a periodic duty is the post's whoever holds it. A sub-period that has ended can no
// longer be made up for, so it is not owed any more but `missed`. Every day is given twice: the last day that
// counts, and the last working day on or before it, for nobody convenes a meeting on a holiday (none when the
// year's notice is not known).
#pragma once

#include <vector>

#include "scoring/clauses/owed.h"
#include "scoring/questions/world.h"

namespace anze {

// By day, then clause, then fact. `count(world)` is its tally. Owed are shortfall, check for absence, a
// streak that deducts, lateness and ratio; awards for own acts may be done; baseline, gates, a streak that
// awards and an accrual that deducts have a limit; judged waits. What an event costs after it happened
// (per_event, tiers, check for presence) asks for nothing. Nothing here may say the opposite of the sign of
// one more record (clauses/kind.h).
// Requires: every post is of the organisation.  Errors: those of the tally and the source.
Result<std::vector<Owed>> owed(const World& world, const Tally& tally, const std::vector<CodeId>& posts);

}  // namespace anze
