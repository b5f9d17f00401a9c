// One relation judged over the figures it names (checks/check.h). Internal to reports.
#pragma once

#include <vector>

#include "reports/checks/finding.h"
#include "reports/snapshot/snapshot.h"

namespace anze::reports {

// "人员密集场所消防·发现隐患584处"
std::string label(const Figure& figure);

// Requires: `found` are the relation's figures, the total first, none of them null. The explanation is left
// to the caller.
Finding judge(const Relation& relation, const std::vector<const Figure*>& found);

}  // namespace anze::reports
