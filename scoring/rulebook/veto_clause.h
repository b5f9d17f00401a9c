// Veto clause (一票否决条款): what triggers a veto or a yellow card, on whom, for how long.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scoring/days/period.h"
#include "scoring/facts/fact.h"
#include "scoring/values/code.h"
#include "scoring/values/points.h"

namespace anze {

enum class VetoEnd { k_assessment_year, k_months_from_start, k_months_from_decision };
enum class VetoOn { k_unit, k_official };

// Which units a fact hits: those whose area it lies in (and its own), those of which a post looked after its
// area and sector that day, or its own alone.
enum class VetoReach { k_area, k_portfolio, k_unit };

// A veto (or yellow card) trigger: `count` matching facts within the window. On officials it needs a finding:
// a fact of the finding selector that names the official and refers to the accident by `finding_link`.
// Without `select` the findings themselves are counted; with `below` neither, but sealed results.
struct VetoClause {
  std::string id;
  std::string title;
  std::vector<std::string> basis;
  std::string authority;  // who published the veto list this one is from
  bool yellow_card = false;
  Selector select;
  bool class_may_change = false;  // the ledger computes an accident class, so a toll may still raise it
  Selector short_window;          // the facts whose toll settles in 7 days (road traffic, fire), not 30
  std::int64_t count = 1;
  PeriodKind window = PeriodKind::k_year;
  VetoOn on = VetoOn::k_unit;
  std::vector<CodeId> unit_kinds;  // of the units it hits
  VetoReach reach = VetoReach::k_area;
  std::optional<Points> below;  // results below this line, so many periods running
  std::int64_t in_a_row = 1;
  Selector finding;
  FieldRef finding_link;
  VetoEnd end = VetoEnd::k_assessment_year;
  std::int32_t end_months = 0;
  std::string forced_grade;
  std::vector<std::string> effects;  // no_excellent no_honours no_promotion pay talk demotion removal
};

}  // namespace anze
