#include "scoring/cell_table.h"

#include <algorithm>
#include <limits>

namespace anze {
namespace {

bool added(std::int64_t value, std::int64_t delta, int sign, std::int64_t& out) {
  return sign > 0 ? !__builtin_add_overflow(value, delta, &out) : !__builtin_sub_overflow(value, delta, &out);
}

bool add_to(TallyCell& cell, const TallyCell& delta, int sign) {
  TallyCell sum;
  if (!added(cell.count, delta.count, sign, sum.count) || !added(cell.amount, delta.amount, sign, sum.amount))
    return false;
  cell = sum;
  return true;
}

}  // namespace

CellTable::CellTable(const std::vector<std::int32_t>& widths) : offsets_(1, 0) {
  for (const std::int32_t width : widths) offsets_.push_back(offsets_.back() + width);
}

bool CellTable::in_row(const TallyKey& key) const {
  const auto clause = static_cast<std::size_t>(key.clause);
  return key.bucket >= 0 && key.bucket < offsets_[clause + 1] - offsets_[clause];
}

std::int32_t CellTable::row_of(CodeId subject) const {
  const auto at = static_cast<std::size_t>(subject);
  return at < rows_.size() ? rows_[at] : k_no_row;
}

std::size_t CellTable::place(std::int32_t row, const TallyKey& key) const {
  return static_cast<std::size_t>(row) * static_cast<std::size_t>(offsets_.back()) +
         static_cast<std::size_t>(offsets_[static_cast<std::size_t>(key.clause)] + key.bucket);
}

std::int32_t CellTable::make_row(CodeId subject) {
  const auto at = static_cast<std::size_t>(subject);
  if (at >= rows_.size()) rows_.resize(std::max(at + 1, rows_.size() * 2), k_no_row);
  const auto width = static_cast<std::size_t>(offsets_.back());
  rows_[at] = static_cast<std::int32_t>(cells_.size() / width);
  cells_.resize(cells_.size() + width);
  return rows_[at];
}

bool CellTable::add(const TallyKey& key, const TallyCell& delta, int sign) {
  if (!in_row(key)) return add_to(others_[key], delta, sign);
  std::int32_t row = row_of(key.subject);
  if (row == k_no_row) row = make_row(key.subject);
  return add_to(cells_[place(row, key)], delta, sign);
}

bool CellTable::add(const CellTable& other) {
  const auto width = static_cast<std::size_t>(offsets_.back());
  for (std::size_t subject = 0; subject < other.rows_.size(); ++subject) {
    if (other.rows_[subject] == k_no_row) continue;
    std::int32_t row = row_of(static_cast<CodeId>(subject));
    if (row == k_no_row) row = make_row(static_cast<CodeId>(subject));
    const TallyCell* from = &other.cells_[static_cast<std::size_t>(other.rows_[subject]) * width];
    TallyCell* to = &cells_[static_cast<std::size_t>(row) * width];
    for (std::size_t i = 0; i < width; ++i)
      if (!add_to(to[i], from[i], +1)) return false;
  }
  for (const auto& [key, cell] : other.others_)
    if (!add_to(others_[key], cell, +1)) return false;
  return true;
}

void CellTable::prefetch(const TallyKey& key) const {
  const std::int32_t row = row_of(key.subject);
  if (row != k_no_row && in_row(key)) __builtin_prefetch(&cells_[place(row, key)], 1);
}

const TallyCell* CellTable::find(const TallyKey& key) const {
  const TallyCell* cell = nullptr;
  if (in_row(key)) {
    const std::int32_t row = row_of(key.subject);
    if (row != k_no_row) cell = &cells_[place(row, key)];
  } else if (const auto found = others_.find(key); found != others_.end()) {
    cell = &found->second;
  }
  return cell != nullptr && *cell != TallyCell{} ? cell : nullptr;
}

std::vector<std::pair<TallyKey, TallyCell>> CellTable::sorted(std::int32_t clause) const {
  constexpr std::int32_t k_least = std::numeric_limits<std::int32_t>::min();
  std::vector<std::pair<TallyKey, TallyCell>> cells;
  const auto index = static_cast<std::size_t>(clause);
  const std::int32_t width = offsets_[index + 1] - offsets_[index];
  auto other = others_.lower_bound({clause, k_least, k_least});
  const auto take_others = [&](const TallyKey& before) {
    for (; other != others_.end() && other->first < before; ++other)
      if (other->second != TallyCell{}) cells.push_back(*other);
  };
  for (std::size_t subject = 0; width > 0 && subject < rows_.size(); ++subject) {
    if (rows_[subject] == k_no_row) continue;
    TallyKey key{clause, static_cast<CodeId>(subject), 0};
    take_others(key);
    for (; key.bucket < width; ++key.bucket)
      if (const TallyCell& cell = cells_[place(rows_[subject], key)]; cell != TallyCell{})
        cells.emplace_back(key, cell);
  }
  take_others({clause + 1, k_least, k_least});
  return cells;
}

std::vector<std::pair<TallyKey, TallyCell>> CellTable::sorted() const {
  std::vector<std::pair<TallyKey, TallyCell>> cells;
  for (std::int32_t clause = 0; clause + 1 < static_cast<std::int32_t>(offsets_.size()); ++clause) {
    const auto of_clause = sorted(clause);
    cells.insert(cells.end(), of_clause.begin(), of_clause.end());
  }
  return cells;
}

}  // namespace anze
