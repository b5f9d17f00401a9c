// Plans: what of each clause of a rulebook is counted in a period, and whom the clause is for.
#pragma once

#include <vector>

#include "scoring/clauses/plan.h"
#include "scoring/rulebook/rulebook.h"

namespace anze {

// One plan a clause, in document order. Requires: the rulebook outlives the plans.
std::vector<ClausePlan> plan_clauses(const Rulebook& rulebook, const Period& period);

// Whether the clause applies to posts of the archetype, the rulebook's own limits included.
bool applies_to(const Rulebook& rulebook, const Clause& clause, CodeId archetype);

}  // namespace anze
