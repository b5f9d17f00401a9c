// Recount: every fact of a tally's days, counted from the store, on as many threads as the host lends
// (anze.host.workers/1; the library starts none).
//
// A lane takes one run of fact versions after the other until none is left, so a thread that comes late, or
// never, holds nobody up. Cells are sums of integers: whoever counted which run, they add up to the same.
//
// Threads: the store's; lanes have readers and tallies of their own.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "plugin/calls/method.h"
#include "plugin/store/store.h"
#include "scoring/tally/tally.h"

namespace anze::plugin {

// Fact versions whose count the day decides (Tally::day_decides), in order.
using DayBound = std::vector<std::int64_t>;

// What was counted but for the facts put apart.
struct DayFree {
  std::unique_ptr<Tally> tally;
  DayBound day_bound;
};
using MakeTally = std::function<std::unique_ptr<Tally>()>;  // an empty one, always of the same arguments

struct Lanes {
  std::uint32_t count = 1;
  std::int64_t run_length = 10'000;  // versions a lane takes at a time: some milliseconds' work
  // body(0) to body(pieces - 1), each once, side by side where it can; returns when all have ended.
  std::function<void(std::uint32_t pieces, const std::function<void(std::uint32_t)>& body)> work;
};

Lanes lanes_of(const Call& call);

// Counts every fact of the tally's days, as known at the entry (0: now), but for those it puts apart.
Result<void> count_day_free(store::Reader& reader, std::int64_t as_of_entry, Tally& tally,
                            DayBound& day_bound);
// The same on several threads.  Requires: the entry is committed.
Result<DayFree> count_day_free(store::Store& store, std::int64_t entry, const Lanes& lanes,
                               const MakeTally& empty);
// The same, side by side where there is enough to count and the act that asks has not written some of it.
Result<DayFree> recount(Call& call, store::Reader& reader, std::int64_t as_of_entry, const MakeTally& empty);

// Counts those too.
Result<void> count_day_bound(store::Reader& reader, const DayBound& day_bound, Tally& tally);

}  // namespace anze::plugin
