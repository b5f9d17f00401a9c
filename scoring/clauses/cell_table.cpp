#include "scoring/clauses/cell_table.h"
#include "scoring/values/broken.h"

#include <algorithm>
#include <limits>
#include <numeric>

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

CellTable::CellTable(const std::vector<CellShape>& clauses) : places_(clauses.size()) {
  std::vector<std::size_t> order(clauses.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return clauses[a].hit_by < clauses[b].hit_by; });
  for (const std::size_t clause : order) {
    const CellShape& shape = clauses[clause];
    ANZE_ASSERT(shape.width >= 0);
    Rows& rows = rows_[shape.of_terms ? 1 : 0];
    places_[clause] = {rows.width, shape.width, static_cast<std::uint8_t>(shape.of_terms ? 1 : 0)};
    rows.width += shape.width;
  }
}

std::int32_t CellTable::row_of(const Rows& rows, CodeId subject) {
  const auto at = static_cast<std::size_t>(subject);
  return at < rows.first.size() ? rows.first[at] : k_no_row;
}

std::int32_t CellTable::make_row(Rows& rows, CodeId subject) {
  ANZE_ASSERT(subject >= k_no_code);
  const auto at = static_cast<std::size_t>(subject);
  if (at >= rows.first.size()) rows.first.resize(std::max(at + 1, rows.first.size() * 2), k_no_row);
  rows.first[at] = static_cast<std::int32_t>(cells_.size());
  cells_.resize(cells_.size() + static_cast<std::size_t>(rows.width));
  return rows.first[at];
}

bool CellTable::add(const TallyKey& key, const TallyCell& delta, int sign) {
  ANZE_ASSERT(static_cast<std::size_t>(key.clause) < places_.size());
  const Place& place = place_of(key);
  if (!in_row(place, key.bucket)) return add_to(others_[key], delta, sign);
  Rows& rows = rows_[place.kind];
  std::int32_t row = row_of(rows, key.subject);
  if (row == k_no_row) row = make_row(rows, key.subject);
  return add_to(cells_[static_cast<std::size_t>(row + place.offset + key.bucket)], delta, sign);
}

bool CellTable::add(const CellTable& other) {
  ANZE_ASSERT(other.places_.size() == places_.size());
  for (std::size_t kind = 0; kind < rows_.size(); ++kind) {
    const Rows& theirs = other.rows_[kind];
    ANZE_ASSERT(theirs.width == rows_[kind].width);
    for (std::size_t at = 0; at < theirs.first.size(); ++at) {
      if (theirs.first[at] == k_no_row) continue;
      const auto subject = static_cast<CodeId>(at);
      std::int32_t row = row_of(rows_[kind], subject);
      if (row == k_no_row) row = make_row(rows_[kind], subject);
      const TallyCell* from = &other.cells_[static_cast<std::size_t>(theirs.first[at])];
      TallyCell* to = &cells_[static_cast<std::size_t>(row)];
      for (std::int32_t i = 0; i < theirs.width; ++i)
        if (!add_to(to[i], from[i], +1)) return false;
    }
  }
  for (const auto& [key, cell] : other.others_)
    if (!add_to(others_[key], cell, +1)) return false;
  return true;
}

void CellTable::prefetch(const TallyKey& key) const {
  const Place& place = place_of(key);
  const std::int32_t row = row_of(rows_[place.kind], key.subject);
  if (row != k_no_row && in_row(place, key.bucket))
    __builtin_prefetch(&cells_[static_cast<std::size_t>(row + place.offset + key.bucket)], 1);
}

const TallyCell* CellTable::find(const TallyKey& key) const {
  const TallyCell* cell = nullptr;
  const Place& place = place_of(key);
  if (in_row(place, key.bucket)) {
    const std::int32_t row = row_of(rows_[place.kind], key.subject);
    if (row != k_no_row) cell = &cells_[static_cast<std::size_t>(row + place.offset + key.bucket)];
  } else if (const auto found = others_.find(key); found != others_.end()) {
    cell = &found->second;
  }
  return cell != nullptr && *cell != TallyCell{} ? cell : nullptr;
}

std::vector<std::pair<TallyKey, TallyCell>> CellTable::sorted(std::int32_t clause) const {
  constexpr std::int32_t k_least = std::numeric_limits<std::int32_t>::min();
  std::vector<std::pair<TallyKey, TallyCell>> cells;
  ANZE_ASSERT(static_cast<std::size_t>(clause) < places_.size());
  const Place& place = places_[static_cast<std::size_t>(clause)];
  const std::vector<std::int32_t>& first = rows_[place.kind].first;
  auto other = others_.lower_bound({clause, k_least, k_least});
  const auto take_others = [&](const TallyKey& before) {
    for (; other != others_.end() && other->first < before; ++other)
      if (other->second != TallyCell{}) cells.push_back(*other);
  };
  for (std::size_t subject = 0; place.width > 0 && subject < first.size(); ++subject) {
    if (first[subject] == k_no_row) continue;
    TallyKey key{clause, static_cast<CodeId>(subject), 0};
    take_others(key);
    for (; key.bucket < place.width; ++key.bucket)
      if (const TallyCell& cell =
              cells_[static_cast<std::size_t>(first[subject] + place.offset + key.bucket)];
          cell != TallyCell{})
        cells.emplace_back(key, cell);
  }
  take_others({clause + 1, k_least, k_least});
  ANZE_ASSERT(std::is_sorted(cells.begin(), cells.end(),
                             [](const auto& a, const auto& b) { return a.first < b.first; }));
  return cells;
}

std::vector<std::pair<TallyKey, TallyCell>> CellTable::sorted() const {
  std::vector<std::pair<TallyKey, TallyCell>> cells;
  for (std::int32_t clause = 0; clause < static_cast<std::int32_t>(places_.size()); ++clause) {
    const auto of_clause = sorted(clause);
    cells.insert(cells.end(), of_clause.begin(), of_clause.end());
  }
  return cells;
}

}  // namespace anze
