// What a draft says and can never come to anything: dead clauses, grades nobody reaches, posts nothing is
// asked of. Internal to reading a rulebook; stored rulebooks are not asked (reading.h).
#pragma once

#include "scoring/json/reader.h"
#include "scoring/rulebook/rulebook.h"

namespace anze {

// Problems: clause.unreachable, grade.unreachable, rulebook.archetype, rulebook.dates.
void check_reach(const Rulebook& rulebook, json::ProblemList& problems);

}  // namespace anze
