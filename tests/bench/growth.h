// Growth: (g) what a fact costs as facts grow, in one region.
#pragma once

#include "tests/bench/bench_store.h"

namespace anze::bench {

void growth(const Options& options);

}  // namespace anze::bench
