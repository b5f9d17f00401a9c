// Late ones (迟报) of a duty: records that stand for what was wanted, and were done after their day. What is
// missing and what is late are so told in one clause, each with its own cap.
#pragma once

#include "scoring/clauses/kind.h"

namespace anze {

LateOnes read_late(const ReadCase& c, const json::Place& place, Effect effect);
// Problems: clause.amount, clause.missing, clause.cap.
void check_late(const CheckCase& c, const LateOnes& late);
void reach_late(const ReachCase& c, const LateOnes& late);

// What is not done is not there yet.
bool is_done(const LateOnes& late, const Fact& fact);
bool is_late(const LateOnes& late, const Fact& fact);

// Of a cell whose amount counts its late ones: how many late ones stand for what was wanted, after those in
// time. One more than was wanted costs nothing, late or not.
std::int64_t late_of(const TallyCell& cell, std::int64_t wanted);
// What so many cost, told in the line; `spared`: how many of them the term is not asked for.
Exact cost_of_late(const ClauseCase& c, const LateOnes& late, std::int64_t times, const Exact& spared,
                   Line& line);

}  // namespace anze
