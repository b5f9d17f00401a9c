// Fact (记录): one version of one entry of a ledger, as the counting loop sees it.
//
// Words are codes, days are day numbers, money is fen. A ledger's typed fields lie in numbered slots, in the
// order its definition names them (ledger.h); free texts are not here, no clause may look at them. A slot
// without its `known` bit is unknown, which is not zero: every comparison with it fails but `missing`.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "scoring/days/date.h"
#include "scoring/values/broken.h"
#include "scoring/values/code.h"

namespace anze {

inline constexpr std::size_t k_slots = 12;

struct Fact {
  std::int64_t seq = 0;  // the store's number of this version; traces name facts by it
  CodeId ledger = k_no_code;
  Date occurred;
  Date recorded;  // Beijing day of the host's clock
  CodeId unit = k_no_code;
  CodeId area = k_no_code;
  CodeId sector = k_no_code;
  CodeId post = k_no_code;      // the post that acted
  CodeId official = k_no_code;  // the person concerned, where the fact is about one
  CodeId state = k_no_code;
  bool late = false;        // recorded after the assessment of its period opened (补录)
  bool replaced = false;    // a late version stands for it: counts only where late ones do not
  std::uint16_t known = 0;  // bit i: slot i has a value
  std::array<std::int64_t, k_slots> slot{};

  bool knows(std::size_t i) const { return (known >> i & 1U) != 0; }
  // Requires: i < k_slots.
  void set(std::size_t i, std::int64_t value) {
    ANZE_ASSERT(i < k_slots);
    slot[i] = value;
    known = static_cast<std::uint16_t>(known | 1U << i);
  }
};

// What a comparison may look at.
struct FieldRef {
  enum class Kind : std::uint8_t {
    k_occurred,
    k_recorded,
    k_unit,
    k_area,
    k_sector,
    k_post,
    k_official,
    k_state,
    k_late,
    k_slot
  };
  Kind kind = Kind::k_slot;
  std::uint8_t slot = 0;
};

enum class Op : std::uint8_t { k_eq, k_ne, k_lt, k_le, k_gt, k_ge, k_in, k_not_in, k_present, k_missing };

struct Comparison {
  FieldRef field;
  Op op = Op::k_eq;
  std::vector<std::int64_t> values;  // one; several for k_in and k_not_in; none for k_present and k_missing
};

bool all_hold(const std::vector<Comparison>& comparisons, const Fact& fact);

// Selector: which facts a clause, a veto trigger or a figure counts. All comparisons must hold. Closed and
// typed on purpose: an assessor can read it aloud, and nothing in a rulebook can run code.
struct Selector {
  CodeId ledger = k_no_code;
  std::vector<Comparison> where;

  bool matches(const Fact& fact) const;
};

// The value of a field, and whether it is known. Codes and dates answer their integers.
bool read_field(const Fact& fact, FieldRef field, std::int64_t& value);

}  // namespace anze
