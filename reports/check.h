// The cross-footing gate (勾稽校核): run on the unfiltered snapshot before it is sealed, so that no report
// leaves with figures that contradict each other. A relation that fails must be declared (差异说明) or the
// caller refuses to seal; a relation over an unknown or approximate number is undecided and is shown so.
//
// Built-in checks beside the declared relations: "figure.negative", "figure.duplicate", "rate.range" (0 <=
// numerator <= denominator), "accident.rows" and "accident.dead" / "accident.injured" / "accident.loss" (the
// indices against the listed accidents).
#pragma once

#include <string>
#include <vector>

#include "reports/snapshot.h"
#include "scoring/error.h"

namespace anze::reports {

enum class Verdict { k_fails, k_undecided };

struct Finding {
  std::string check;  // id of the relation or built-in check
  Verdict verdict = Verdict::k_fails;
  std::string text;                  // with both numbers, for people
  std::vector<std::string> figures;  // ids involved
  std::string explanation;           // the declared one; empty = unexplained
};

// Declared relations and built-in checks over figures alone; also true of a filtered view.
std::vector<Finding> check_figures(const Snapshot& snapshot);
// The same, and the indices against the accident rows. Requires: the unfiltered snapshot.
std::vector<Finding> cross_foot(const Snapshot& snapshot);

// The findings that fail and are not declared, as problems (reason "report.cross_footing", at the check id).
// The caller refuses to seal while there is one.
Problems unexplained(const std::vector<Finding>& findings);

}  // namespace anze::reports
