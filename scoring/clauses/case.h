// ClauseCase: one clause for one term, and what every kind scores it with: its own cells, the points of its
// item, the post. Which cards and clauses are scored, and how lines make items, is decided in scorecards/.
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
struct Given {
  std::vector<const Judgement*> values;  // one, or several by raters, in the order they came
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
  const KeyedCells* keyed = nullptr;                       // of the clauses whose facts have a key
  const Given* judged = nullptr;                           // when anybody gave anything
  bool in_words = false;                                   // whether the line also says how it came about
  MissingJudgement missing = MissingJudgement::k_neutral;  // the rulebook's policy
  bool early = false;                                      // only what the days before the period's own hold

  const Clause& clause() const { return *plan.clause; }
  CodeId subject() const { return clause().counts_for == CountsFor::k_post ? post.id : term.id; }
  TallyCell cell(std::int32_t bucket) const;  // of all days the clause's amounts run on within
  // Adds to the line's words, made only when they are wanted: making them costs ten times the arithmetic.
  template <class Words>
  void tell(Line& line, const Words& words) const {
    if (in_words) line.how += words();
  }
};

// Whether a gate's line reached its threshold.
bool gate_shut(const Clause& clause, const Line& line);

// How much of a duty of those days is asked of the term: 1, or as the policy for part terms says.
Exact share_asked(const ClausePlan& plan, const Term& term, const Period& part);
// "，按任职 31/92 天折算", of a share that is not all.
std::string share_text(const ClausePlan& plan, const Term& term, const Period& part);

// What the targets (or quotas) want of the post: the post's own, else its unit's, else everybody's.
std::optional<std::int64_t> target_of(const std::vector<Target>& targets, const Post& post);

// Hands of the kinds.
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
