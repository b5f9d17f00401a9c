// Difference (得分变化): why a person's score in one world is not the score in another, as parts that add up
// exactly.
//
// One thing is exchanged at a time, always in this order, and each part is the change of the exact score when
// it is:
//   1. rule      the new rulebook is applied to the old organisation, period, facts and judgements
//   2. post      then the person is put into the posts of the new world (same period: the new organisation)
//   3. fact      then everything else: the new facts and judgements, and with another period its days
//   4. rounding  what rounding the two results, once each, adds to or takes from the difference
// Another order would share the same difference out otherwise; what belongs to no step alone goes to the
// later one.
//
// "The posts of the new world" in an old period: each of the person's new terms is laid into the old period
// at the same distance from its first day (to its last day when it reaches the new period's end), other
// holders of that post stand aside, and the terms weigh what they weigh in the new period. The post's own
// record of the old period counts: a duty belongs to the post. Judgements follow the person by post. A
// judgement that the new rulebook does not know or does not allow is left out in steps 1 and 2.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "scoring/questions/world.h"
#include "scoring/scorecards/breakdown.h"

namespace anze {

enum class Cause { k_rule, k_post, k_fact, k_rounding };

struct RowChange {
  RowKey key;
  std::string title;
  Exact change;  // never zero
  Exact from;
  Exact to;
  std::string how_from;  // the calculation before and after the step
  std::string how_to;
};

struct DifferencePart {
  Cause cause = Cause::k_rule;
  Exact change;
  std::vector<RowChange> rows;  // add up to `change`; none for rounding
};

struct Difference {
  Points from;
  Points to;
  std::string grade_from;
  std::string grade_to;
  std::array<DifferencePart, 4> parts;  // add up to `to` − `from`
};

// The rows of `to` less those of `from`, zero ones left out.
std::vector<RowChange> changes(const Breakdown& from, const Breakdown& to);

// Errors: diff.kind (periods of different length), diff.nobody (not assessed in one of the worlds; `at` names
// which), points.overflow, those of the tally and the sources.
Result<Difference> difference(const World& from, const World& to, CodeId official, const Codebook& codes);

}  // namespace anze
