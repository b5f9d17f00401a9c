#include "scoring/clauses/kinds/keys.h"

#include <algorithm>
#include <set>

namespace anze {

std::vector<Met> keys_met(std::span<const KeyedCells::Cell> cells, std::int32_t width, std::int32_t block,
                          bool only_early) {
  std::vector<Met> met;
  for (const auto& [key, cell] : cells) {
    if (key.bucket < 0 || key.bucket == k_unproven_key) continue;
    if (only_early && key.bucket % block < width) continue;
    const std::int32_t level = key.bucket % width;
    if (met.empty() || met.back().subject != key.subject || met.back().key != key.bucket / block)
      met.push_back({key.subject, key.bucket / block, level, 0});
    met.back().level = std::min(met.back().level, level);
    met.back().count += cell.count;
  }
  return met;
}

Again::Again(const std::vector<Met>& met) {
  for (const Met& one : met) {
    firsts += one.key == 0 ? one.count : 1;
    repeated += one.key == 0 ? 0 : one.count - 1;
  }
}

std::vector<std::int64_t> distinct_in(std::size_t parts, std::span<const KeyedCells::Cell> cells,
                                      const std::function<bool(CodeId)>& mine) {
  std::set<std::int32_t> met;  // one may have acted under two terms of the post
  std::vector<std::int64_t> in(parts, 0);
  for (const auto& [key, cell] : cells)
    if (key.bucket >= 0 && key.bucket != k_unproven_key && mine(key.subject) && met.insert(key.bucket).second)
      ++in[static_cast<std::size_t>(key.bucket) % parts];
  return in;
}

}  // namespace anze
