// Checks of what lies around clauses: groups of items, folding, and groups of clauses of which the dearest
// counts. Internal to reading a rulebook.
#pragma once

#include "scoring/json/reader.h"
#include "scoring/rulebook/rulebook.h"

namespace anze {

// Problems: group.points, group.parent, group.bonus, group.empty, group.sum, item.group, item.bonus,
// rulebook.base, rulebook.duplicate.
void check_groups(const Rulebook& rulebook, json::ProblemList& problems);

// Problems: clause.highest_of.
void check_highest_of(const Rulebook& rulebook, json::ProblemList& problems);

}  // namespace anze
