// The acts a person can still do in a period, as facts that could be put into the tally. For path.h.
// Internal.
#pragma once

#include <optional>
#include <vector>

#include "scoring/questions/path/path.h"

namespace anze {

// One thing to do: `before` (an open matter) is replaced by `after`; a new record has no `before`.
struct Doing {
  std::optional<Fact> before;
  Fact after;
  Date by;
  std::string what;         // which of the clause's: the entry of its list, the level, the band
  std::int64_t relief = 0;  // points_e4 of lateness it takes away: the dearest matters come first
};

// Doings of the same effect; any number of them can be done, from the first.
struct Step {
  ActKind kind = ActKind::k_record;
  std::int32_t clause = 0;
  CodeId post = k_no_code;
  std::vector<Doing> doings;
};

// In clause order.  Errors: those of the tally and the source.
Result<std::vector<Step>> steps_of(const World& world, const Tally& tally, CodeId official);

}  // namespace anze
