// Rules that conclude differently, or twice, from the same records with equal priority: which of them holds
// is for the author to say, never for the order they stand in. Internal to reading a rulebook; stored
// rulebooks are not asked (reading.h).
#pragma once

#include "scoring/json/reader.h"
#include "scoring/rulebook/rulebook.h"

namespace anze {

// Problems: clause.conflict, veto.conflict, veto.unreachable.
void check_conflicts(const Rulebook& rulebook, json::ProblemList& problems);

}  // namespace anze
