// CellTable: the tally's cells, found by key without a search.
//
// A subject (post or term) that was counted at all has a row of cells, one for each bucket of each clause
// that counts for its kind; the clauses' widths are known beforehand, so a cell's place is the subject's row
// plus an offset. Counting touches one cell a hit, and clauses that the same facts hit lie side by side,
// because what counting waits for is memory. What has no place in a row, an accrual's keys and the events of
// vacant posts, is rare and lies in a tree. A cell that returns to zero is no longer there for anybody who
// asks; sorted() gives the cells in key order, so nothing of the layout is ever seen.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "scoring/clauses/cell.h"

namespace anze {

class CellTable {
 public:
  explicit CellTable(const std::vector<CellShape>& clauses);

  // Adds sign × delta.  Returns false, and changes nothing, when a sum does not fit.
  // Requires: the key's clause is one of the table.
  bool add(const TallyKey& key, const TallyCell& delta, int sign);
  // Adds every cell of another table.  Returns false, and is of no use any more, when a sum does not fit.
  // Requires: it is of the same clauses.
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
  struct Place {
    std::int32_t offset = 0;  // in a row
    std::int32_t width = 0;
    std::uint8_t kind = 0;
  };
  struct Rows {  // of posts, or of terms
    std::int32_t width = 0;
    std::vector<std::int32_t> first;  // by subject: its first cell
  };

  const Place& place_of(const TallyKey& key) const { return places_[static_cast<std::size_t>(key.clause)]; }
  static bool in_row(const Place& place, std::int32_t bucket) { return bucket >= 0 && bucket < place.width; }
  static std::int32_t row_of(const Rows& rows, CodeId subject);
  std::int32_t make_row(Rows& rows, CodeId subject);

  std::vector<Place> places_;  // by clause
  std::array<Rows, 2> rows_;
  std::vector<TallyCell> cells_;  // row after row
  std::map<TallyKey, TallyCell> others_;
};

}  // namespace anze
