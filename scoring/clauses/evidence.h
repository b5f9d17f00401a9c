// Evidence (佐证材料): what counts when nothing is attached to a record (无佐证材料不得分).
//
// Asked only of records that help: a duty done, a check that wants a record, the numerator of a rate, an
// award. What costs counts with or without papers, or leaving them out would pay. Lateness goes by the day
// received, judgement by the person who judges; neither asks.
#pragma once

#include "scoring/clauses/clause.h"

namespace anze {

// Whether one more record of what the clause selects helps the assessed.
bool records_help(const Clause& clause);

// What the clause, by its own word or else by the rulebook's `policy`, asks for; not asked where no record
// helps.
Evidence wanted_evidence(const Clause& clause, Evidence policy);
// What holds: the same, but for a clause over a ledger that says nothing of papers.
Evidence evidence_of(const Clause& clause, Evidence policy);

// Requires: the clause has a proof field.
bool is_proven(const Clause& clause, const Fact& fact);

}  // namespace anze
