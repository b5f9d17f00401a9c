// The cells of a tally: what they are keyed by, what they hold, and what a table must know of a clause to
// keep them.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

#include "scoring/values/code.h"

namespace anze {

struct TallyKey {
  std::int32_t clause = 0;     // index over all clauses of the rulebook, in document order
  CodeId subject = k_no_code;  // post or term (Clause::counts_for); for a vacant post's event: the post
  std::int32_t bucket = 0;     // by clause kind: below
  friend auto operator<=>(const TallyKey&, const TallyKey&) = default;
};

struct TallyCell {
  std::int64_t count = 0;   // facts
  std::int64_t amount = 0;  // multipliers, late units, or points_e4, by clause kind
  friend bool operator==(const TallyCell&, const TallyCell&) = default;
};

// What the table must know of a clause.
struct CellShape {
  std::int32_t width = 0;  // the number of its buckets; 0 where it is not known beforehand
  bool of_terms = false;   // or of posts
  CodeId hit_by = k_no_code;
};

// The buckets of a TallyKey, by clause kind.
//   shortfall  sub-period, or sub-period × list size + list entry, of each its late ones; of distinct ones
//   key × sub-periods + sub-period tiers      band; the number of bands for facts whose field is unknown
//   accrual    level, the number of levels for facts of an unknown one; with a key: key × (levels + 1) +
//   level per_event, lateness, ratio, baseline: below; judged_event, minimum: their files; the others use 0
// Where amounts run on within a longer time than the period, the facts of its earlier days lie in as many
// buckets again behind those (plan.h, early), of a key within its own block.
// Where evidence is asked for, one bucket more: facts without any (of an accrual with a key k_unproven_key).
// An event of a vacant post has the post as its subject and bucket −1 − n, so that it meets no term's key.
inline constexpr std::int32_t k_events = 0;          // per_event: count, sum of the multipliers
inline constexpr std::int32_t k_events_unknown = 1;  // per_event: facts whose multiplier is unknown
inline constexpr std::int32_t k_unproven_key = std::numeric_limits<std::int32_t>::max();
inline constexpr std::int32_t k_numerator = 0;
inline constexpr std::int32_t k_denominator = 1;
inline constexpr std::int32_t k_actual = 0;          // baseline: facts; their sum
inline constexpr std::int32_t k_actual_unknown = 1;  // baseline: facts whose sum field is unknown
inline constexpr std::int32_t k_before = 2;          // the same of the year before
inline constexpr std::int32_t k_before_unknown = 3;
inline constexpr std::int32_t k_done_late = 0;   // facts done late; points_e4 they cost
inline constexpr std::int32_t k_never_done = 1;  // facts not done though due; points_e4 they cost
inline constexpr std::int32_t k_due = 2;         // facts with a due day; units late in all

}  // namespace anze
