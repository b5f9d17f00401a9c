// Judgement (酌情): what a person gave for a clause that leaves it to somebody to judge.
#pragma once

#include <string>

#include "scoring/days/date.h"
#include "scoring/values/code.h"
#include "scoring/values/points.h"

namespace anze {

// 酌情: a person's value for a judged clause (or a range ratio) of a term.
struct Judgement {
  std::string clause;
  CodeId term = k_no_code;
  CodeId rater = k_no_code;
  Points value;
  std::string reason;
  bool self = false;   // 自评: shown in the line, without effect; of any clause, one a term
  std::string item{};  // of a self-score of a whole item, in place of the clause; no scorecard holds it
  Date on{};           // the day it was given
};

}  // namespace anze
