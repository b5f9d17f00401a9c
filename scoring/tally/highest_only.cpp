#include "scoring/tally/highest_only.h"

#include <algorithm>

#include "scoring/clauses/kind.h"
#include "scoring/values/broken.h"

namespace anze {
namespace {

struct Dearest {
  std::int32_t group = 0;
  CodeId subject = k_no_code;
  bool vacant = false;
  std::size_t mark = 0;
};

Dearest* find(std::vector<Dearest>& known, std::int32_t group, const Hit& hit) {
  const auto found = std::find_if(known.begin(), known.end(), [&](const Dearest& each) {
    return each.group == group && each.subject == hit.key.subject && each.vacant == (hit.key.bucket < 0);
  });
  return found == known.end() ? nullptr : &*found;
}

}  // namespace

std::int64_t worth_of_fact(const Clause& clause, Points item_points, const Contribution& what) {
  const auto worth = kind_of(clause).fact_worth;
  return what.size > 0 && worth != nullptr ? worth(clause, item_points, what.parts[0]) : 0;
}

void keep_highest(const std::vector<GroupMark>& marks, std::vector<Hit>& hits,
                  std::vector<GivenWay>* given_way) {
  // One pass finds the dearest mark of each group and subject, another drops the rest: a hostile rulebook has
  // hundreds of clauses in one group, but a fact has few subjects.
  std::vector<Dearest> dearest;
  for (std::size_t a = 0; a < marks.size(); ++a) {
    ANZE_ASSERT(marks[a].first <= marks[a].last && marks[a].last <= hits.size());
    for (std::size_t i = marks[a].first; i < marks[a].last; ++i) {
      Dearest* known = find(dearest, marks[a].group, hits[i]);
      if (known == nullptr)
        dearest.push_back({marks[a].group, hits[i].key.subject, hits[i].key.bucket < 0, a});
      else if (marks[known->mark].worth_e4 < marks[a].worth_e4)
        known->mark = a;  // among equals the earlier one stays
    }
  }
  std::vector<bool> dropped(hits.size(), false);
  for (std::size_t a = 0; a < marks.size(); ++a)
    for (std::size_t i = marks[a].first; i < marks[a].last; ++i) {
      const std::size_t best = find(dearest, marks[a].group, hits[i])->mark;
      if (best == a) continue;
      dropped[i] = true;
      if (given_way == nullptr) continue;
      const GivenWay given{marks[a].clause, marks[best].clause, hits[i].key.subject};
      const bool told = std::any_of(given_way->begin(), given_way->end(), [&](const GivenWay& each) {
        return each.clause == given.clause && each.subject == given.subject;
      });
      if (!told) given_way->push_back(given);
    }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < hits.size(); ++i)
    if (!dropped[i]) hits[kept++] = hits[i];
  hits.resize(kept);
}

}  // namespace anze
