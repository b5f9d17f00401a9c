#include "scoring/highest_only.h"

#include <algorithm>
#include <limits>

namespace anze {
namespace {

std::int64_t times(Points points, std::int64_t count) {
  std::int64_t product = 0;
  return __builtin_mul_overflow(points.e4, count, &product) ? std::numeric_limits<std::int64_t>::max()
                                                            : product;
}

std::int64_t worth_of_level(const Clause& clause, std::int32_t bucket) {
  if (clause.levels.empty()) return clause.amount.e4;
  const auto level = static_cast<std::size_t>(bucket % accrual_width(clause));
  return level < clause.levels.size() ? clause.levels[level].amount.e4 : 0;
}

bool same_subject(const Hit& a, const Hit& b) {
  return a.key.subject == b.key.subject && (a.key.bucket < 0) == (b.key.bucket < 0);
}

bool has_subject_of(const std::vector<Hit>& hits, const GroupMark& mark, const Hit& hit) {
  return std::any_of(hits.begin() + static_cast<std::ptrdiff_t>(mark.first),
                     hits.begin() + static_cast<std::ptrdiff_t>(mark.last),
                     [&](const Hit& other) { return same_subject(hit, other); });
}

}  // namespace

std::int64_t worth_of_fact(const Clause& clause, Points item_points, const Contribution& what) {
  if (what.size == 0) return 0;
  const Contribution::Part& part = what.parts[0];
  switch (clause.kind) {
    case ClauseKind::k_per_event:
      return times(clause.amount, part.delta.amount);
    case ClauseKind::k_tiers: {
      const auto band = static_cast<std::size_t>(part.bucket);
      return band < clause.bands.size() ? clause.bands[band].points.e4 : 0;
    }
    case ClauseKind::k_lateness:
      return part.bucket == k_due ? 0 : part.delta.amount;
    case ClauseKind::k_accrual:
      return worth_of_level(clause, part.bucket);
    case ClauseKind::k_check:
      return clause.whole_item ? item_points.e4 : clause.amount.e4;
    case ClauseKind::k_shortfall:
    case ClauseKind::k_ratio:
    case ClauseKind::k_judged:
    case ClauseKind::k_gate:
    case ClauseKind::k_baseline:
      break;  // refused in a group
  }
  return 0;
}

void keep_highest(const std::vector<GroupMark>& marks, std::vector<Hit>& hits,
                  std::vector<GivenWay>* given_way) {
  constexpr std::size_t k_none = std::numeric_limits<std::size_t>::max();
  std::vector<std::size_t> dropped_for(hits.size(), k_none);  // the mark a hit gives way to
  const auto dearer = [&](std::size_t a, std::size_t b) {
    return marks[a].worth_e4 > marks[b].worth_e4 || (marks[a].worth_e4 == marks[b].worth_e4 && a < b);
  };
  for (std::size_t a = 0; a < marks.size(); ++a)
    for (std::size_t b = 0; b < marks.size(); ++b) {
      if (a == b || marks[a].group != marks[b].group || !dearer(b, a)) continue;
      for (std::size_t i = marks[a].first; i < marks[a].last; ++i)
        if ((dropped_for[i] == k_none || dearer(b, dropped_for[i])) &&
            has_subject_of(hits, marks[b], hits[i]))
          dropped_for[i] = b;
    }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    if (dropped_for[i] == k_none) {
      hits[kept++] = hits[i];
      continue;
    }
    if (given_way == nullptr) continue;
    const GivenWay given{hits[i].key.clause, marks[dropped_for[i]].clause, hits[i].key.subject};
    const bool told = std::any_of(given_way->begin(), given_way->end(), [&](const GivenWay& each) {
      return each.clause == given.clause && each.subject == given.subject;
    });
    if (!told) given_way->push_back(given);
  }
  hits.resize(kept);
}

}  // namespace anze
