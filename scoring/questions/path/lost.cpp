#include "scoring/questions/path/lost.h"

#include <algorithm>

#include "scoring/clauses/kind.h"
#include "scoring/values/broken.h"

namespace anze {
namespace {

bool is_offered(const std::vector<Option>& steps, std::int32_t clause, CodeId post) {
  return std::any_of(steps.begin(), steps.end(),
                     [&](const Option& step) { return step.clause == clause && step.post == post; });
}

}  // namespace

std::vector<Lost> lost_for_good(const World& world, const Tally& with_all, const Evaluation& evaluation,
                                CodeId official, const std::vector<Option>& steps) {
  ANZE_ASSERT(with_all.period() == world.period);
  std::vector<Lost> lost;
  const KeyedCells keyed(with_all.plans(), with_all.table());
  for (const Scorecard& card : evaluation.cards) {
    if (card.official != official) continue;
    const Post* held = world.organisation->post(card.post);
    ANZE_ASSERT(held != nullptr);
    const Post& post = *held;
    const auto& terms = world.organisation->terms_of_official(official);
    const auto found =
        std::find_if(terms.begin(), terms.end(), [&](const Term* t) { return t->id == card.term; });
    ANZE_ASSERT(found != terms.end());  // the card was made of it
    const Term& term = **found;
    for (const Line& line : card.lines) {
      const ClausePlan& plan = with_all.plans()[static_cast<std::size_t>(line.clause)];
      const Clause& clause = *plan.clause;
      if (line.state == LineState::k_not_applicable || line.state == LineState::k_not_due) continue;
      const ClauseCase c{with_all.table(),
                         plan,
                         line.clause,
                         world.rulebook->items[plan.item].points,
                         post,
                         term,
                         true,
                         &keyed};
      Lost one{line.clause, post.id, Exact{} - line.points, {}};
      bool loses = line.points.sign() < 0 || gate_shut(clause, line);
      if (gate_shut(clause, line)) one.points.reset();
      if (clause.effect == Effect::k_award && gate_of(clause) == nullptr && line.points.sign() >= 0) {
        std::optional<Exact> worth = worth_of(c);
        if (worth) *worth -= line_of_early_days(c).points;
        loses = worth ? line.points < *worth : !is_offered(steps, line.clause, post.id);
        one.points = worth ? std::optional(*worth - line.points) : std::nullopt;
      }
      if (!loses) continue;
      one.why = kind_of(clause).lost({c, world.today, world.period});
      lost.push_back(std::move(one));
    }
  }
  return lost;
}

}  // namespace anze
