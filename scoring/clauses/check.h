// Checks of one clause, and of a table of steps (grades, bands). Internal to reading a rulebook.
#pragma once

#include <functional>

#include "scoring/json/reader.h"
#include "scoring/rulebook/rulebook.h"

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

// Problems: clause.amount, clause.cap, clause.target, clause.range, clause.list, clause.levels,
// clause.baseline, band.*, grade.unknown; of drafts clause.missing, clause.worth too.
void check_clause(const Rulebook& rulebook, const Item& item, const Clause& clause, const std::string& at,
                  json::ProblemList& problems);

// Problems: grade.unknown.
void check_grade_title(const Rulebook& rulebook, const std::string& title, const std::string& at,
                       json::ProblemList& problems);

}  // namespace anze
