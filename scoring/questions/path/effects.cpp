#include "scoring/questions/path/effects.h"

#include "scoring/clauses/kind.h"

namespace anze {
namespace {

std::int64_t change_of(const Effects& effects, std::int32_t clause, CodeId subject, std::int32_t bucket) {
  const auto found = effects.find({clause, subject, bucket});
  return found != effects.end() ? found->second : 0;
}

}  // namespace

Effects effects_of(const std::vector<Hit>& before, const std::vector<Hit>& after) {
  Effects effects;
  for (const Hit& hit : before) effects[{hit.key.clause, hit.key.subject, hit.key.bucket}] -= hit.delta.count;
  for (const Hit& hit : after) effects[{hit.key.clause, hit.key.subject, hit.key.bucket}] += hit.delta.count;
  std::erase_if(effects, [](const auto& entry) { return entry.second == 0; });
  return effects;
}

bool harmful(const Tally& tally, const Effects& effects) {
  // Of clauses of which a fact counts under the dearest only, it may well leave one for a cheaper one.
  std::map<std::pair<std::int32_t, CodeId>, int128> sums;
  for (const auto& [key, count] : effects) {
    const auto& [index, subject, bucket] = key;
    const ClausePlan& plan = tally.plans()[static_cast<std::size_t>(index)];
    const Clause& clause = *plan.clause;
    const std::int32_t real = bucket < 0 ? -1 - bucket : bucket;  // a vacant post's
    const std::int32_t together = plan.highest_of >= 0 ? -1 - plan.highest_of : index;
    if (real == plan.unproven) continue;
    sums[{together, subject}] +=
        worth_of_one(clause, tally.rulebook().items[plan.item].points, plan.kind_bucket(real)) * count;
    const auto lowers = kind_of(clause).lowers;
    if (lowers != nullptr && lowers(change_of(effects, index, subject, k_numerator),
                                    change_of(effects, index, subject, k_denominator)))
      return true;
  }
  for (const auto& [key, sum] : sums)
    if (sum < 0) return true;
  return false;
}

}  // namespace anze
