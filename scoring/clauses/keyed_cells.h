// KeyedCells: the tally's cells of clauses whose facts have a key (去重), in key order. Which keys occurred
// is known only from the cells themselves, so they are sorted out once an evaluation.
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "scoring/clauses/cell_table.h"
#include "scoring/clauses/plan.h"

namespace anze {

class KeyedCells {
 public:
  using Cell = std::pair<TallyKey, TallyCell>;

  KeyedCells(const std::vector<ClausePlan>& plans, const CellTable& table);
  // Requires: the clause is one by a key.
  std::span<const Cell> of(std::int32_t clause, CodeId subject) const;

 private:
  std::vector<Cell> cells_;
};

}  // namespace anze
