// CellTable: the tally's cells, found by key in constant time.
//
// Open addressing with linear probing over 32-byte slots: counting touches one cell a hit, and a balanced
// tree spent four fifths of the counting loop walking to it. A cell that returns to zero keeps its slot (keys
// repeat when a fact is corrected) but is no longer there for anybody who asks; sorted() gives the cells in
// key order, so nothing of the layout is ever seen. A subject's cells lie near each other in clause order,
// which is how the evaluation asks for them.
#pragma once

#include <compare>
#include <cstdint>
#include <utility>
#include <vector>

#include "scoring/code.h"

namespace anze {

struct TallyKey {
  std::int32_t clause = 0;     // index over all clauses of the rulebook, in document order
  CodeId subject = k_no_code;  // post or term (Clause::counts_for); for a vacant post's event: the post
  std::int32_t bucket = 0;     // by clause kind: clause_plan.h
  friend auto operator<=>(const TallyKey&, const TallyKey&) = default;
};

struct TallyCell {
  std::int64_t count = 0;   // facts
  std::int64_t amount = 0;  // multipliers, late units, or points_e4, by clause kind
  friend bool operator==(const TallyCell&, const TallyCell&) = default;
};

class CellTable {
 public:
  // Adds sign × delta.  Returns false, and changes nothing, when a sum does not fit.
  bool add(const TallyKey& key, const TallyCell& delta, int sign);
  // Asks the memory for the cell: the hits of a fact lie far apart, and waiting for all of them at once takes
  // no longer than waiting for one.
  void prefetch(const TallyKey& key) const;
  const TallyCell* find(const TallyKey& key) const;  // nullptr for a cell that is all zero
  std::vector<std::pair<TallyKey, TallyCell>> sorted() const;

 private:
  struct Slot {
    TallyKey key;
    std::int32_t used = 0;
    TallyCell cell;
  };
  std::size_t index_of(const TallyKey& key) const;  // of the key's slot, or of the free one it would take
  void grow();

  std::vector<Slot> slots_;  // a power of two, at most two thirds used
  std::size_t used_ = 0;
};

}  // namespace anze
