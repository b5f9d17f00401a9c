#include "scoring/questions/coverage.h"
#include "scoring/values/broken.h"

namespace anze {

Result<std::vector<ClauseCoverage>> coverage(const World& world) {
  ANZE_ASSERT(world.rulebook != nullptr && world.organisation != nullptr && world.calendar != nullptr);
  Tally tally(*world.rulebook, *world.organisation, *world.calendar, world.period, world.as_of);
  std::vector<ClauseCoverage> clauses(tally.plans().size());
  for (std::size_t i = 0; i < clauses.size(); ++i) clauses[i].clause = static_cast<std::int32_t>(i);
  std::vector<Hit> hits;
  std::vector<std::int64_t> last(clauses.size(), -1);  // the fact a clause counted last
  std::int64_t number = 0;
  const FactVisitor count_fact = [&](const Fact& fact) -> Result<void> {
    ANZE_CHECK(tally.hits(fact, hits));
    for (const Hit& hit : hits) {
      const auto clause = static_cast<std::size_t>(hit.key.clause);
      if (last[clause] != number) ++clauses[clause].facts;
      last[clause] = number;
    }
    ++number;
    return tally.apply(fact, +1);
  };
  ANZE_CHECK(world.facts(count_fact));
  ANZE_TRY(const Evaluation evaluation, evaluate(world, tally, Detail::k_numbers));
  for (const Scorecard& card : evaluation.cards)
    for (const Line& line : card.lines) {
      ANZE_ASSERT(static_cast<std::size_t>(line.clause) < clauses.size());
      ClauseCoverage& clause = clauses[static_cast<std::size_t>(line.clause)];
      if (line.state == LineState::k_not_applicable) continue;
      ++clause.lines;
      if (line.state == LineState::k_not_due) ++clause.not_due;
      if (line.state == LineState::k_unjudged) ++clause.unjudged;
      if (line.points.sign() != 0) ++clause.with_effect;
      clause.points += line.points;
    }
  return clauses;
}

}  // namespace anze
