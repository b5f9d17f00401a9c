// Evidence (佐证材料): what counts when nothing is attached to a record (无佐证材料不得分).
//
// Asked only of records that help: a duty done, a check that wants a record, the numerator of a rate, an
// award. What costs counts with or without papers, or leaving them out would pay. Lateness goes by the day
// received, judgement by the person who judges; neither asks.
#pragma once

#include "scoring/rulebook/rulebook.h"

namespace anze {

namespace json {
class ProblemList;
}

// Whether one more record of what the clause selects helps the assessed.
bool records_help(const Clause& clause);

// What holds for the clause: its own word, else the rulebook's; not asked where no record helps.
Evidence evidence_of(const Rulebook& rulebook, const Clause& clause);

// Requires: the clause has a proof field.
bool is_proven(const Clause& clause, const Fact& fact);

// Problems: clause.evidence.
void check_evidence(const Rulebook& rulebook, json::ProblemList& problems);

}  // namespace anze
