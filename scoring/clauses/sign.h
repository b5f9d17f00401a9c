// Sign: which way one more record moves the score under a clause. Evidence, advice (acts, matters), what is
// owed and what is lost all ask here, so that none of them says the opposite of the score.
#pragma once

#include "scoring/clauses/cell.h"
#include "scoring/clauses/clause.h"
#include "scoring/values/points.h"

namespace anze {

// One more record of what the clause selects: +1 helps the assessed, -1 costs, 0 where a record by itself
// says nothing (lateness goes by its days, judgement by a person). A cap, a target already met or an item
// already empty may make it move nothing; it never moves the other way.
int sign_of_one(const Clause& clause);

// Whether it asks for a record: one is enough, and without any the clause takes, or does not give.
bool wants_one(const Clause& clause);

// One more in a bucket of its cells (cell.h), in points_e4 where the clause says how many, with the
// sign above; 0 where two counts decide together (ratio).
int128 worth_of_one(const Clause& clause, Points item, std::int32_t bucket);

}  // namespace anze
