// Scorecard (评分表): the result for one term in one period, line by line (得分行), and how it came about
// (依据).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scoring/clauses/line.h"
#include "scoring/days/period.h"
#include "scoring/organisation/organisation.h"
#include "scoring/rulebook/rulebook.h"
#include "scoring/scorecards/year.h"
#include "scoring/values/points.h"

namespace anze {

struct ItemResult {
  std::int32_t item = 0;
  Exact before_cap;  // start plus lines
  Exact points;      // held between zero and what was attainable; zero behind a shut gate
  Exact folded;      // what it brings to its group or the total
  Exact attainable;  // the item's points, less under renormalise what was not applicable
};

struct GroupResult {
  std::int32_t group = 0;
  Exact before_cap;  // of its items and groups
  Exact points;      // held by the group's own points
  Exact folded;      // what it brings to its parent or the total
};

struct Scorecard {
  CodeId term = k_no_code;
  CodeId post = k_no_code;
  CodeId official = k_no_code;
  int days = 0;             // of the term inside the period
  std::int64_t weight = 0;  // in the person's result: days × the term's weight, or what term rules leave
  std::vector<Line> lines;
  std::vector<ItemResult> items;
  std::vector<GroupResult> groups;
  Exact carried;                         // what the year's quarters bring into the total
  Exact total;                           // exact, before rounding
  std::optional<std::string> gate_note;  // which gate replaced the total or held the grade down
  std::optional<std::string> highest_grade;
  std::int32_t grades_lower = 0;  // by gates
  std::string no_grade{};         // which gate leaves no grade; ""
};

// Who takes part and is not graded (参加考核不定等次) has this in place of a grade, and a reason beside it.
inline constexpr const char* k_no_grade = "不定等次";

// A person's result: the mean of the person's scorecards by their weights, rounded once.
struct PersonResult {
  CodeId official = k_no_code;
  Exact exact;
  Points points;
  std::string grade;
  std::vector<std::size_t> cards;  // indices into Evaluation::cards
  std::string no_grade;            // why there is none; "" when there is one
  std::optional<YearPart> year;    // of a year that takes its quarters in
};

struct Evaluation {
  std::vector<Scorecard> cards;      // by official, then term
  std::vector<PersonResult> people;  // by official
  std::vector<std::string> notes;    // for whoever decides: the excellent quota is passed
};

}  // namespace anze
