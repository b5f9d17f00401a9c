// HighestOnly (就高不就低): of the clauses of one group (Clause::highest_of), one fact counts for a subject
// under the one that moves most points. Decided fact by fact, so that taking a fact back undoes it exactly.
#pragma once

#include <cstdint>
#include <vector>

#include "scoring/clauses/contribution.h"
#include "scoring/tally/hit.h"

namespace anze {

// The hits [first, last) of one fact under one clause of a group.
struct GroupMark {
  std::int32_t group = 0;
  std::int32_t clause = 0;
  std::int64_t worth_e4 = 0;
  std::size_t first = 0;
  std::size_t last = 0;
};

// What the fact moves under the clause by itself, in points_e4; used to compare only.
std::int64_t worth_of_fact(const Clause& clause, Points item_points, const Contribution& what);

// Requires: the marks lie in `hits`.
// Drops from `hits` what is not the dearest for its subject; the earlier clause among equals stays.
// `given_way`, when wanted, gains one entry for each clause and subject dropped.
void keep_highest(const std::vector<GroupMark>& marks, std::vector<Hit>& hits,
                  std::vector<GivenWay>* given_way = nullptr);

}  // namespace anze
