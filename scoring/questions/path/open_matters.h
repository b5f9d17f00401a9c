// Open matters a person can still close in a period: a hazard to rectify, an instruction to answer, a
// criticism to put right. For finding acts. Internal.
//
// To close one is to bring its record as far as today allows: the done day of every dated clause is today,
// every rate whose denominator it is in takes it, and where a clause takes points for what is still open (a
// state, a day not filled in) it is moved on along its ledger's states, or the day filled in. Only states
// that stand later in the ledger count as moving on. What would cost more than leaving it is no advice.
#pragma once

#include "scoring/questions/path/option.h"
#include "scoring/questions/world.h"

namespace anze {

// The matters that concern one of the terms, one step for those of the same effect, the dearest first.
// Requires: the terms are one official's, by id.  Errors: those of the tally and the source.
Result<std::vector<Option>> open_matters(const World& world, const Tally& tally,
                                         const std::vector<const Term*>& terms);

}  // namespace anze
