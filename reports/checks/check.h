// The cross-footing gate (勾稽校核): run on the unfiltered snapshot before it is sealed, so that no report
// leaves with figures that contradict each other. A relation that fails must be declared (差异说明) for the
// very numbers it fails with, or the caller refuses to seal.
//
// An approximate number is a range (200余 is 200 or more, 近70万 at most 70万): a relation that every value
// in it keeps or breaks is decided, any other is undecided and is shown so, as is one over an unknown number.
//
// Built-in checks beside the declared relations: "figure.negative", "figure.duplicate", "rate.range" (0 <=
// numerator <= denominator), "accident.rows" and "accident.dead" / "accident.injured" / "accident.loss" (the
// indices against the listed accidents), "accident.class" (a row below the class its toll gives it: Order 493
// art. 3), "accident.fault" (a fault in reporting an accident that is not listed).
#pragma once

#include <string>
#include <vector>

#include "reports/checks/finding.h"
#include "reports/snapshot/snapshot.h"
#include "scoring/values/error.h"

namespace anze::reports {

// Every declared relation and what came of it, and the built-in checks that do not hold.
// Requires: the unfiltered snapshot.
std::vector<Finding> cross_foot_all(const Snapshot& snapshot);
// The same without what holds.
std::vector<Finding> cross_foot(const Snapshot& snapshot);
// What does not hold of figures alone; also true of a filtered view.
std::vector<Finding> check_figures(const Snapshot& snapshot);

// The findings that fail and are not declared, as problems (reason "report.cross_footing", at the check id).
// The caller refuses to seal while there is one.
Problems unexplained(const std::vector<Finding>& findings);

}  // namespace anze::reports
