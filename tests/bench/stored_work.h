// Stored work: (c) and (d) as the library does them, with the tally kept in the store
// (plugin/tallies/stored_tally.h): keeping its cells, reading them back to score, adjusting them in an act.
#pragma once

#include "tests/bench/bench_store.h"

namespace anze::bench {

// Requires: `tally` counts every fact of the store. `full`: seconds a count and score take. Prints its lines
// and leaves some more facts in the store.
void stored_work(store::Store& store, const World& world, const Tally& tally, double full);

}  // namespace anze::bench
