// How many officials there are, and how many have which grade in force, best grade first. Who stands in
// several rows is one person.
#pragma once

#include <cstdint>
#include <vector>

#include "reports/snapshot/assessed.h"

namespace anze::reports {

std::int64_t persons(const std::vector<OfficialResult>& officials);

// Grades in the order of 《公务员考核规定》 (优秀 称职 基本称职 不称职) and of the scales that local rules
// use beside it; a grade not known here follows in the order of its first official. An empty grade counts as
// 未定等次.
std::vector<Group> grade_counts(const std::vector<OfficialResult>& officials);

}  // namespace anze::reports
