// The acts a person can still do in a period, as facts that could be put into the tally. For path.h.
// Internal.
#pragma once

#include <vector>

#include "scoring/questions/path/option.h"
#include "scoring/questions/world.h"

namespace anze {

// In clause order.  Errors: those of the tally and the source.
Result<std::vector<Option>> steps_of(const World& world, const Tally& tally, CodeId official);

}  // namespace anze
