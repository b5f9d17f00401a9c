// What the methods that take sheets in answer. Threads: any; made once, with the table of methods.
#pragma once

#include <vector>

#include "plugin/json/told.h"

namespace anze::plugin {

std::vector<Told> check_answer();
std::vector<Told> import_answer();
std::vector<Told> started_answer();
std::vector<Told> step_answer();
std::vector<Told> imports_answer();

}  // namespace anze::plugin
