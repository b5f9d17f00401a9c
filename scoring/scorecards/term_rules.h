// Term rules (任期规则): which of a person's scorecards weigh in the person's result, and what leave does to
// the grade. Rules differ by place and year, so a rulebook chooses them (Policies) and its dates say when.
//
//   by days (default)   every term weighs its days × its weight: a transfer shares the period out
//   current             only posts held on the person's last day of the period weigh; the former unit's
//                       scorecards are still made, for it supplies the facts (公务员考核规定 2020, art. 26)
//   seconded by half    挂职: whoever was seconded for half the period or more is assessed there, else at
//   home;
//                       who was away outside the region (外派) that long is not graded here (art. 26)
//   least days          too few of them in office in the period: takes part, no grade
//   leave over a share  sick and private leave beyond it: takes part, no grade (art. 27)
#pragma once

#include <span>
#include <string>

#include "scoring/scorecards/scorecard.h"
#include "scoring/tally/tally.h"

namespace anze {

// Weighs the cards of one person (Scorecard::weight); at least one stays above zero.
// Returns: why the person is not graded; "" when no term rule stands against it.  Requires: a card, and all
// of one person.
std::string apply_term_rules(const Tally& tally, std::span<Scorecard> cards);

}  // namespace anze
