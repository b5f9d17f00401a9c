// What the cells of a clause by a key (KeyedCells) say of each key: for the kinds that count a person, a
// place or a matter once, or tell the first of its kind from what happens again. Threads: any; nothing is
// kept.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "scoring/clauses/keyed_cells.h"

namespace anze {

// What one key was met with: its highest level, and how often.
struct Met {
  CodeId subject = k_no_code;
  std::int32_t key = -1;  // 0: of the facts that do not say it
  std::int32_t level = 0;
  std::int64_t count = 0;
};

// Of cells in key order, whose buckets are key × `block` + level; from `width` on levels are those of earlier
// days. `only_early`: of those alone.
std::vector<Met> keys_met(std::span<const KeyedCells::Cell> cells, std::int32_t width, std::int32_t block,
                          bool only_early);

// Firsts of their keys, and what happened again; of facts that do not say the key each is a first one.
struct Again {
  std::int64_t firsts = 0;
  std::int64_t repeated = 0;

  explicit Again(const std::vector<Met>& met);
};

// How many keys each sub-period has, of the cells of those subjects, whose buckets are key × parts + part.
std::vector<std::int64_t> distinct_in(std::size_t parts, std::span<const KeyedCells::Cell> cells,
                                      const std::function<bool(CodeId)>& mine);

}  // namespace anze
