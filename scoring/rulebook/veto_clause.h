// Veto clause (一票否决条款): what triggers a veto or a yellow card, on whom, from which day and for how
// long.
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
// area and sector that day, its own alone, or its own and those above it.
enum class VetoReach { k_area, k_portfolio, k_unit, k_unit_above };

// The day a veto begins on: the day the trigger is complete (of an official the later of finding and event),
// that of the event (事故发生之日), or the one the finding takes effect on (生效之日).
enum class VetoStart { k_complete, k_event, k_effective };

// What the window's facts add up to, held against a figure: of their number, or of what one field says.
struct VetoTotal {
  std::optional<FieldRef> field;  // what is added up; none: the facts are counted
  std::string title;              // of the field
  bool over = false;              // more than the limit; else the limit itself is enough
  std::int64_t limit = 0;
  Selector figure;  // the unit's own record of the window's year holds the limit, the last one; else `limit`
  FieldRef figure_field;

  bool by_record() const { return figure.ledger != k_no_code; }
};

// A veto (or yellow card) trigger: `count` matching facts within the window, or their `total`. On officials
// it needs a finding: a fact of the finding selector that names the official and refers to the accident by
// `finding_link`; or it falls on the `leaders` of the units it hits. Without `select` the findings themselves
// are counted; of a clause on results neither, but sealed results.
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
  std::optional<VetoTotal> total;
  PeriodKind window = PeriodKind::k_year;
  VetoOn on = VetoOn::k_unit;
  std::vector<CodeId> unit_kinds;  // of the units it hits
  VetoReach reach = VetoReach::k_area;
  std::vector<FieldRef> areas;  // the fields that say where it lies (发生地、车籍地); empty: its own area
  std::vector<CodeId> leaders;  // archetypes: whoever held such a post of a unit hit, not the unit
  std::optional<Points> below;  // results below this line, so many periods running
  bool at_most = false;         // or on it
  std::int64_t last = 0;        // results among the last so many of all who were assessed
  std::int64_t in_a_row = 1;
  Selector finding;
  FieldRef finding_link;
  FieldRef effective;  // the field of the finding that says when it takes effect
  VetoStart start = VetoStart::k_complete;
  VetoEnd end = VetoEnd::k_assessment_year;
  std::int32_t end_months = 0;
  std::string forced_grade;
  std::vector<std::string>
      effects;          // no_excellent no_honours no_promotion pay bonus deposit talk demotion removal
  std::string instead;  // the clause by which points may be taken in its place, as the two bodies see fit

  bool on_results() const { return below.has_value() || last > 0; }
  bool by_finding() const { return finding.ledger != k_no_code; }
  // One of its facts is enough, so that each has a proposal of its own.
  bool one_is_enough() const { return count == 1 && !total; }
};

}  // namespace anze
