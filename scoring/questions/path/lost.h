// Lost (无法补办): what of a person's score no act brings back any more, clause by clause, and why. The other
// half of path.h: what the acts offered leave.
#pragma once

#include <string>
#include <vector>

#include "scoring/questions/path/option.h"
#include "scoring/questions/world.h"

namespace anze {

// Every clause that, with all of `steps` done, still takes points or does not give what it could, in the
// order of the cards and their lines. `with_all` holds those acts, `evaluation` is its.
std::vector<Lost> lost_for_good(const World& world, const Tally& with_all, const Evaluation& evaluation,
                                CodeId official, const std::vector<Option>& steps);

}  // namespace anze
