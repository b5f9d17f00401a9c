// What the methods about rulebooks answer: installed, checked, compared, tried on a past period. Threads:
// any; made once, with the table of methods.
#pragma once

#include <vector>

#include "plugin/json/told.h"

namespace anze::plugin {

// A rulebook in short.
const Shape& rulebook_summary_shape();

std::vector<Told> installed_answer();
// What a method that takes a definition in tells of every kind: in force, or proposed.
std::vector<Told> taken_in_answer();
std::vector<Told> definition_proposals_answer();
std::vector<Told> confirmed_answer();
std::vector<Told> draft_answer();
std::vector<Told> rulebooks_answer();
std::vector<Told> rulebook_diff_answer();
std::vector<Told> impact_answer();
std::vector<Told> coverage_answer();

}  // namespace anze::plugin
