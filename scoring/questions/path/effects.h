// What an act moves in the tally, and whether it would cost something anywhere. For finding acts and open matters.
// Internal.
#pragma once

#include <map>
#include <tuple>
#include <vector>

#include "scoring/tally/tally.h"

namespace anze {

// Counts that change, by clause, subject and bucket; what returns to zero is not in it.
using Effects = std::map<std::tuple<std::int32_t, CodeId, std::int32_t>, std::int64_t>;

// From what is counted `before` to what is counted `after`.
Effects effects_of(const std::vector<Hit>& before, const std::vector<Hit>& after);

// Whether some clause would take more, or give less, than before: no advice to give, for the search relies on
// more acts never being worse. Amounts of lateness are not looked at, they are not counts.
bool harmful(const Tally& tally, const Effects& effects);

}  // namespace anze
