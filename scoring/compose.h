// Composition: lines to items to the total of one scorecard. Order: each line capped by its clause, lines
// summed and held between zero and the item's points, items summed, gates last.
#pragma once

#include <optional>
#include <vector>

#include "scoring/scorecard.h"
#include "scoring/tally.h"

namespace anze {

// Neither applicable nor due: the line takes no part.
bool is_out(const Line& line);

// Fills items, total and gates of a card whose lines are there. `worths`: the most each clause can take or
// give, where there is a limit (worth_of); looked at only when some line is out.
// Requires: lines and worths in the order of tally.plans().
void compose(const Tally& tally, Scorecard& card, const std::vector<std::optional<Exact>>& worths);

}  // namespace anze
