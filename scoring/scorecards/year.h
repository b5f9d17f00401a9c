// Quarters (季度结果计入全年): what the results of a year's quarters bring into the year's result.
//
// A yearly rulebook says how. mean: the mean of the quarters the person was assessed in, by quarter, by given
// weights or by days held, converted to `points` of the base. ledger: a running account: the year begins with
// all of `points`, and what each quarter took or gave goes on. independent: the quarters stand beside the
// year and bring nothing. A quarter the person was not assessed in is no zero: it takes no part, and with
// fewer than `least` of them there is no grade.
//
// What counts of a quarter is its published score: the number on the letter, so that everybody can check the
// sum; `exact` takes the unrounded one instead.
#pragma once

#include <array>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "scoring/days/period.h"
#include "scoring/values/code.h"
#include "scoring/values/points.h"

namespace anze {

enum class QuarterPolicy { k_none, k_mean, k_ledger, k_independent };  // none: the rulebook takes none in
enum class Unsealed { k_refuse, k_provisional };  // a quarter that should be there and is not sealed

inline constexpr std::size_t k_quarters = 4;

struct Quarters {  // of a rulebook
  QuarterPolicy policy = QuarterPolicy::k_none;
  std::vector<std::string> basis;
  Points points;                             // of the base
  std::array<Points, k_quarters> weights{};  // percent; used when `weighted`
  bool weighted = false;
  bool by_days = false;
  bool exact = false;
  Unsealed unsealed = Unsealed::k_refuse;
  std::int32_t least = 1;

  bool counts() const { return policy == QuarterPolicy::k_mean || policy == QuarterPolicy::k_ledger; }
};

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
