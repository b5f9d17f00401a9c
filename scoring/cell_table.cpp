#include "scoring/cell_table.h"

#include <algorithm>

namespace anze {
namespace {

// The subject decides where; clause and bucket, how far on from there.
std::size_t hash(const TallyKey& key) {
  std::uint64_t bits = static_cast<std::uint32_t>(key.subject);
  bits *= 0x9E3779B97F4A7C15U;  // Fibonacci hashing; the fold spreads the high bits downwards
  bits ^= bits >> 32U;
  return static_cast<std::size_t>(bits) +
         2 * static_cast<std::size_t>(static_cast<std::uint32_t>(key.clause)) +
         static_cast<std::size_t>(static_cast<std::uint32_t>(key.bucket));
}

bool added(std::int64_t value, std::int64_t delta, int sign, std::int64_t& out) {
  return sign > 0 ? !__builtin_add_overflow(value, delta, &out) : !__builtin_sub_overflow(value, delta, &out);
}

}  // namespace

std::size_t CellTable::index_of(const TallyKey& key) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t i = hash(key) & mask;
  while (slots_[i].used != 0 && slots_[i].key != key) i = (i + 1) & mask;
  return i;
}

bool CellTable::add(const TallyKey& key, const TallyCell& delta, int sign) {
  if (used_ * 3 >= slots_.size() * 2) grow();
  Slot& slot = slots_[index_of(key)];
  TallyCell sum;
  if (!added(slot.cell.count, delta.count, sign, sum.count) ||
      !added(slot.cell.amount, delta.amount, sign, sum.amount))
    return false;
  if (slot.used == 0) {
    slot.key = key;
    slot.used = 1;
    ++used_;
  }
  slot.cell = sum;
  return true;
}

void CellTable::prefetch(const TallyKey& key) const {
  if (!slots_.empty()) __builtin_prefetch(&slots_[hash(key) & (slots_.size() - 1)], 1);
}

const TallyCell* CellTable::find(const TallyKey& key) const {
  if (slots_.empty()) return nullptr;
  const Slot& slot = slots_[index_of(key)];
  return slot.used != 0 && slot.cell != TallyCell{} ? &slot.cell : nullptr;
}

std::vector<std::pair<TallyKey, TallyCell>> CellTable::sorted() const {
  std::vector<std::pair<TallyKey, TallyCell>> cells;
  cells.reserve(used_);
  for (const Slot& slot : slots_)
    if (slot.used != 0 && slot.cell != TallyCell{}) cells.emplace_back(slot.key, slot.cell);
  std::sort(cells.begin(), cells.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return cells;
}

void CellTable::grow() {
  std::vector<Slot> old(slots_.empty() ? 64 : slots_.size() * 2);
  old.swap(slots_);
  for (const Slot& slot : old)
    if (slot.used != 0) slots_[index_of(slot.key)] = slot;
}

}  // namespace anze
