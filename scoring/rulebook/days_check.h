// Checks of the days a clause counts by: what no kind can say of itself alone. Internal to reading a
// rulebook.
#pragma once

#include "scoring/json/reader.h"
#include "scoring/rulebook/rulebook.h"

namespace anze {

// Which day, over which time, and whether the kind can be counted so. Problems: clause.by, clause.within,
// clause.begins_on.
void check_days_of_clauses(const Rulebook& rulebook, json::ProblemList& problems);

// Pairs of amounts of which the worse conduct costs less, beyond what a kind sees of itself: what is done
// late is charged, and nothing charges what is never done, or charges it less. Of drafts. Problems:
// clause.missing.
void check_undone(const Rulebook& rulebook, json::ProblemList& problems);

}  // namespace anze
