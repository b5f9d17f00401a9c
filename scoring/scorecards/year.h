// What the results of a year's quarters bring into the year's result, by the rulebook's rule
// (rulebook/quarters_rule.h).
//
// What counts of a quarter is its published score: the number on the letter, so that everybody can check the
// sum; `exact` takes the unrounded one instead.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "scoring/days/period.h"
#include "scoring/rulebook/quarters_rule.h"
#include "scoring/values/code.h"
#include "scoring/values/points.h"

namespace anze {

struct QuarterResult {  // of one person
  Period quarter;
  CodeId official = k_no_code;
  Points base;  // of the rulebook that assessed the quarter
  Points points;
  Exact exact;
  int days = 0;  // held
  std::string grade;
};

struct QuarterShare {
  QuarterResult result;
  Exact weight;  // of the mean; adds up to 1. ledger: 1
  Exact brings;  // in points of the year
};

struct YearPart {                    // of one person
  std::vector<QuarterShare> shares;  // in the order of the quarters
  Exact start;                       // ledger: the points the year begins with
  Exact points;                      // what it all brings
  std::string how;                   // "第一季度 95 分 × 1/2，第二季度 91 分 × 1/2，合 93 分"
  std::string no_grade;              // why nobody may grade it; "" when one may
};

// By official. Requires: a checked rulebook's quarters; results of one year, at most one a person and
// quarter.
using YearParts = std::map<CodeId, YearPart>;
YearParts year_parts(const Quarters& rule, std::span<const QuarterResult> results);

// The part of somebody who was assessed in no quarter.
YearPart no_quarters(const Quarters& rule);

}  // namespace anze
