// What the methods of an assessment and its results answer. Threads: any; made once, with the table of
// methods.
#pragma once

#include <vector>

#include "plugin/json/told.h"

namespace anze::plugin {

std::vector<Told> opened_answer();
std::vector<Told> scored_answer();
std::vector<Told> scores_answer();
std::vector<Told> score_answer();
std::vector<Told> countersigned_answer();
std::vector<Told> sealed_answer();
std::vector<Told> ranks_answer();
std::vector<Told> quota_answer();

}  // namespace anze::plugin
