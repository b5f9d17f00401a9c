// Full work: facts from the disk to stored scorecards, (a) to (f) and (h), beside SQLite's floors and, when
// asked for, DuckDB.
#pragma once

#include "tests/bench/bench_store.h"

namespace anze::bench {

// Leaves the store in directory/"store" and prints its lines.
void full_work(const Options& options);

}  // namespace anze::bench
