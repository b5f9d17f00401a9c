// Breakdown: a person's exact result as a sum over clauses. What no clause accounts for has rows of its own:
// what an item starts from, what an item's limits held back, what a gate or the scale of the total changed,
// and what each quarter brought into a year. So the rows always add up to the result, whatever the
// composition does.
#pragma once

#include <compare>
#include <map>
#include <string>

#include "scoring/scorecards/scorecard.h"

namespace anze {

enum class RowKind { k_start, k_clause, k_held, k_total, k_quarter };

struct RowKey {
  std::string item;  // "" for k_total and what quarters bring
  RowKind kind = RowKind::k_clause;
  std::string clause;  // of k_clause; of k_quarter "Q1"
  friend auto operator<=>(const RowKey&, const RowKey&) = default;
};

struct Row {
  Exact points;
  std::string title;
  std::string how;  // of a clause: each card's calculation, "；" between
};

using Breakdown = std::map<RowKey, Row>;

// Requires: the person is of the evaluation.  Returns: rows that add up to the person's exact result.
Breakdown break_down(const Rulebook& rulebook, const Evaluation& evaluation, const PersonResult& person);

Exact sum_of(const Breakdown& rows);

}  // namespace anze
