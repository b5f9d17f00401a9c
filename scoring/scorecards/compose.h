// Composition: lines to items to the total of one scorecard. Order: each line capped by its clause, lines
// summed and held between zero and the item's points, items summed, gates last.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "scoring/scorecards/scorecard.h"
#include "scoring/tally/tally.h"

namespace anze {

// Neither applicable nor due: the line takes no part.
bool is_out(const Line& line);

// The most a clause can take or give, by its index; none without a limit. Asked only where a line is out and
// the policy for it wants to know.
using WorthOf = std::function<std::optional<Exact>(std::size_t clause)>;
// Fills items, total and gates of a card whose lines are there, and what is `carried`. Requires: lines in the
// order of tally.plans().
void compose(const Tally& tally, Scorecard& card, const WorthOf& worth);

}  // namespace anze
