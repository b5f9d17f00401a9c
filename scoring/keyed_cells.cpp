#include "scoring/keyed_cells.h"

#include <algorithm>
#include <limits>

namespace anze {
namespace {

bool before(const KeyedCells::Cell& cell, const TallyKey& key) {
  return cell.first < key;
}

}  // namespace

KeyedCells::KeyedCells(const Tally& tally) {
  const auto keyed = [](const ClausePlan& plan) { return plan.clause->key_field.has_value(); };
  if (std::none_of(tally.plans().begin(), tally.plans().end(), keyed)) return;
  for (const Cell& cell : tally.cells())
    if (keyed(tally.plans()[static_cast<std::size_t>(cell.first.clause)])) cells_.push_back(cell);
}

std::span<const KeyedCells::Cell> KeyedCells::of(std::int32_t clause, CodeId subject) const {
  const auto first = std::lower_bound(cells_.begin(), cells_.end(), TallyKey{clause, subject, 0}, before);
  const TallyKey end{clause, subject, std::numeric_limits<std::int32_t>::max()};
  return {first, std::lower_bound(first, cells_.end(), end, before)};
}

}  // namespace anze
