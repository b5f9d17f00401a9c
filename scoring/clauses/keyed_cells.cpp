#include "scoring/clauses/keyed_cells.h"
#include "scoring/values/broken.h"

#include <algorithm>
#include <limits>

namespace anze {
namespace {

bool before(const KeyedCells::Cell& cell, const TallyKey& key) {
  return cell.first < key;
}

}  // namespace

KeyedCells::KeyedCells(const std::vector<ClausePlan>& plans, const CellTable& table) {
  for (std::size_t i = 0; i < plans.size(); ++i) {
    if (plans[i].buckets > 0) continue;
    const std::vector<Cell> cells = table.sorted(static_cast<std::int32_t>(i));
    cells_.insert(cells_.end(), cells.begin(), cells.end());
  }
  ANZE_ASSERT(std::is_sorted(cells_.begin(), cells_.end(),
                             [](const Cell& a, const Cell& b) { return a.first < b.first; }));
}

std::span<const KeyedCells::Cell> KeyedCells::of(std::int32_t clause, CodeId subject) const {
  ANZE_ASSERT(clause >= 0);
  const auto first = std::lower_bound(cells_.begin(), cells_.end(), TallyKey{clause, subject, 0}, before);
  const TallyKey end{clause, subject, std::numeric_limits<std::int32_t>::max()};
  return {first, std::lower_bound(first, cells_.end(), end, before)};
}

}  // namespace anze
