// What the methods about figures answer, and the shapes other rooms share: one figure, the part of the
// district asked about. Threads: any; made once, with the table of methods.
#pragma once

#include <vector>

#include "plugin/json/told.h"

namespace anze::plugin {

const Shape& figure_shape();
const Shape& scope_shape();

std::vector<Told> figures_answer();
std::vector<Told> figure_answer();
std::vector<Told> table_answer();
std::vector<Told> paragraphs_answer();
std::vector<Told> checks_answer();
std::vector<Told> declaration_answer();
std::vector<Told> withdrawn_answer();
std::vector<Told> declarations_answer();

}  // namespace anze::plugin
