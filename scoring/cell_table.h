// CellTable: the tally's cells, found by key without a search.
//
// A subject (post or term) that was counted at all has a row of cells, one for each bucket of each clause;
// the clauses' widths are known beforehand, so a cell's place is the subject's row plus an offset. Counting
// touches one cell a hit, and the evaluation walks a row from left to right. What has no place in a row, an
// accrual's keys and the events of vacant posts, is rare and lies in a tree. A cell that returns to zero is
// no longer there for anybody who asks; sorted() gives the cells in key order, so nothing of the layout is
// ever seen.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
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
  // The number of buckets of each clause; 0 where it is not known beforehand.
  explicit CellTable(const std::vector<std::int32_t>& widths);

  // Adds sign × delta.  Returns false, and changes nothing, when a sum does not fit.
  // Requires: the key's clause has a width.
  bool add(const TallyKey& key, const TallyCell& delta, int sign);
  // Adds every cell of a table of the same widths.  Returns false, and is of no use any more, when a sum does
  // not fit.
  bool add(const CellTable& other);
  // Asks the memory for the cell: the hits of a fact lie far apart, and waiting for all of them at once takes
  // no longer than waiting for one.
  void prefetch(const TallyKey& key) const;
  const TallyCell* find(const TallyKey& key) const;  // nullptr for a cell that is all zero
  std::vector<std::pair<TallyKey, TallyCell>> sorted() const;
  // Those of one clause, in key order.
  std::vector<std::pair<TallyKey, TallyCell>> sorted(std::int32_t clause) const;

 private:
  static constexpr std::int32_t k_no_row = -1;

  bool in_row(const TallyKey& key) const;
  std::int32_t row_of(CodeId subject) const;
  std::size_t place(std::int32_t row, const TallyKey& key) const;
  std::int32_t make_row(CodeId subject);

  std::vector<std::int32_t> offsets_;  // of each clause in a row; one more: the width of a row
  std::vector<std::int32_t> rows_;     // by subject
  std::vector<TallyCell> cells_;       // row after row
  std::map<TallyKey, TallyCell> others_;
};

}  // namespace anze
