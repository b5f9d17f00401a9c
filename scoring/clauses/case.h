// The arithmetic of each kind of clause (评分条款): what was counted, to points and the calculation in words.
// Leaf functions: which cards and clauses are scored, and how lines make items, is decided in evaluate.cpp
// and compose.cpp.
#pragma once

#include <optional>
#include <string>

#include "scoring/clauses/cell_table.h"
#include "scoring/clauses/judgement.h"
#include "scoring/clauses/keyed_cells.h"
#include "scoring/clauses/line.h"
#include "scoring/clauses/plan.h"
#include "scoring/organisation/organisation.h"

namespace anze {

// What people gave one clause for one term.
struct Judged {
  std::vector<const Judgement*> given;  // one, or several by raters, in the order they came
  const Judgement* self = nullptr;
};

// One clause for one term.
struct ClauseCase {
  const CellTable& cells;
  const ClausePlan& plan;
  std::int32_t index = 0;
  Points item_points;
  const Post& post;
  const Term& term;
  bool applies = true;                                     // to the post's archetype
  const KeyedCells* keyed = nullptr;                       // of the accruals with a key
  const Judged* judged = nullptr;                          // when anybody gave anything
  bool in_words = false;                                   // whether the line also says how it came about
  MissingJudgement missing = MissingJudgement::k_neutral;  // the rulebook's policy

  const Clause& clause() const { return *plan.clause; }
  CodeId subject() const { return clause().counts_for == CountsFor::k_post ? post.id : term.id; }
  TallyCell cell(std::int32_t bucket) const;
  // Adds to the line's words, made only when they are wanted: making them costs ten times the arithmetic.
  template <class Words>
  void tell(Line& line, const Words& words) const {
    if (in_words) line.how += words();
  }
};

// Each fills the line but for its `clause`.
void score_shortfall(const ClauseCase& c, Line& line);
void score_per_event(const ClauseCase& c, Line& line);
void score_check(const ClauseCase& c, Line& line);
void score_tiers(const ClauseCase& c, Line& line);
void score_ratio(const ClauseCase& c, Line& line);
void score_lateness(const ClauseCase& c, Line& line);
void score_judged(const ClauseCase& c, Line& line);
void score_baseline(const ClauseCase& c, Line& line);
void score_accrual(const ClauseCase& c, Line& line);
void score_gate(const ClauseCase& c, Line& line);  // counts; what a gate replaces is the scorecard's business

void score_clause(const ClauseCase& c, Line& line);  // fills an empty line

// Whether a gate's line reached its threshold.
bool gate_shut(const Clause& clause, const Line& line);

// What the clause wants of the post in each sub-period: the post's own target, else its unit's, else
// everybody's.
std::optional<std::int64_t> target_of(const Clause& clause, const Post& post);

// The most the clause can take or give, when there is a limit: what "not applicable" leaves out or fills up.
std::optional<Exact> worth_of(const ClauseCase& c);

// Helpers of the kinds.
// Caps `size`, signs it by the clause's effect and ends the text: "，封顶 2 分，扣 2 分".
void settle(const ClauseCase& c, Line& line, const Exact& size);
// The same of a size that has a sign already: at most `least` taken, at most `most` given.
void settle_signed(const ClauseCase& c, Line& line, const Exact& size, const std::optional<Points>& least,
                   const std::optional<Points>& most);
void leave_out(const ClauseCase& c, Line& line, const char* why);  // not applicable
std::string points_text(const Exact& points);                      // "2 分"
inline std::string points_text(Points points) {
  return points_text(Exact(points));
}
std::string times_text(std::int64_t count, std::string_view measure);  // "3 次"

}  // namespace anze
