// What the methods about vetoes answer. Threads: any; made once, with the table of methods.
#pragma once

#include <vector>

#include "plugin/json/told.h"

namespace anze::plugin {

// A veto on the ground of today, with everything that was said of it.
const Shape& veto_shape();

std::vector<Told> proposals_answer();
std::vector<Told> vetoes_answer();
std::vector<Told> radar_answer();

}  // namespace anze::plugin
