// What the questions of people are answered with: duties, the path to a grade, differences, the burden of
// entering. Threads: any; made once, with the table of methods.
#pragma once

#include <vector>

#include "plugin/json/told.h"

namespace anze::plugin {

std::vector<Told> owed_answer();
std::vector<Told> path_answer();
std::vector<Told> difference_answer();
std::vector<Told> burden_answer();

}  // namespace anze::plugin
