// Checks of a clause: the hands its kind checks it with, and a table of steps (grades, bands). Internal to
// reading a rulebook.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scoring/clauses/clause.h"
#include "scoring/json/reader.h"

namespace anze {

struct Rung {  // from <= x < below
  std::string title;
  std::int64_t from = 0;
  std::optional<std::int64_t> below;
};

// Steps run from the best (highest) down to 0, without gap or overlap, the first without an upper bound.
// Problems: KIND.empty, KIND.top, KIND.order, KIND.gap, KIND.overlap, KIND.floor.
void check_steps(const std::string& kind, const std::vector<Rung>& steps, const std::string& at,
                 const std::function<std::string(std::int64_t)>& text, json::ProblemList& problems);

// One clause of an item, and where its problems go.
struct CheckCase {
  const Clause& clause;
  std::string_view item;  // id
  Points points;          // of the item
  bool uncapped = false;  // the item
  const std::vector<std::string_view>& grades;
  std::string at;
  json::ProblemList& problems;
};

// Problems: clause.cap.
void check_cap(const CheckCase& c);

// Hands of the kinds. Problems: clause.amount, clause.range.
void check_amount(const CheckCase& c, const std::string& name, Points amount);
void check_range(const CheckCase& c, const Range& range);

// Problems: grade.unknown.
void check_grade_title(const std::vector<std::string_view>& grades, const std::string& title,
                       const std::string& at, json::ProblemList& problems);

// ---- What a draft says and can never come to anything. Problems: clause.unreachable.

// When a rulebook is in force, and what it assesses.
struct Force {
  PeriodKind assesses = PeriodKind::k_quarter;
  Date from;
  std::optional<Date> to;
};

struct ReachCase {
  const Clause& clause;
  const Force& force;
  const std::vector<std::string_view>& grades;
  std::string at;
  json::ProblemList& problems;
};

void unreachable(const std::string& message, const std::string& at, const std::string& help,
                 json::ProblemList& problems);
// Whether a period of that kind ends while the rulebook is in force.
bool ends_in_force(const Force& force, PeriodKind kind);
// Facts selected by their day, all of them from before or after the rulebook's time.
void check_days(const Force& force, const Selector& select, const std::string& at,
                json::ProblemList& problems);
// Of a clause due at the end of such a period; `member`: where it says so.
void check_due(const ReachCase& c, PeriodKind each, const std::string& member);
void check_selected(const ReachCase& c);  // the days of what it selects

}  // namespace anze
