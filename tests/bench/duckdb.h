// DuckDB: the peer of (b), by its package for Node (duckdb.sh): the same facts and the same question in a
// column store.
#pragma once

#include "tests/bench/bench_store.h"
#include "tests/bench/floor.h"

namespace anze::bench {

// Prints a line for one thread and one for all, beside `count` seconds of ours, or why there is none. Stops
// the program when the cells are not `ours`.
void duckdb_group_by(const Options& options, Floor& floor, const World& world,
                     const std::vector<std::pair<TallyKey, TallyCell>>& ours, double count);

}  // namespace anze::bench
