// Checks of one clause, and of a table of steps (grades, bands). Internal to reading a rulebook.
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

// The cap, and what its kind checks. Problems: clause.amount, clause.cap, clause.target, clause.range,
// clause.list, clause.levels, clause.baseline, clause.lasting, band.*, grade.unknown; of drafts
// clause.missing too.
void check_cap(const CheckCase& c);
void check_kind(const CheckCase& c);

// Problems: grade.unknown.
void check_grade_title(const std::vector<std::string_view>& grades, const std::string& title,
                       const std::string& at, json::ProblemList& problems);

}  // namespace anze
