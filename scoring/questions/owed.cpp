#include "scoring/questions/owed.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "scoring/clauses/kind.h"
#include "scoring/rulebook/plans.h"
#include "scoring/values/broken.h"

namespace anze {
namespace {

OwedCase case_of(const World& world, const Tally& tally, std::int32_t index, const Post& post) {
  const ClausePlan& plan = tally.plans()[static_cast<std::size_t>(index)];
  return {tally.table(),
          plan,
          index,
          world.rulebook->items[plan.item].points,
          post,
          *world.organisation,
          *world.calendar,
          world.period,
          world.today,
          world.judgements};
}

// What waits to be closed, fact by fact.
Result<void> add_dated(const World& world, const Tally& tally, const std::set<CodeId>& posts,
                       std::vector<Owed>& out) {
  std::vector<Hit> hits;
  std::set<std::tuple<std::int64_t, std::int32_t, CodeId>> seen;
  return world.facts([&](const Fact& fact) -> Result<void> {
    ANZE_CHECK(tally.hits(fact, hits));
    for (const Hit& hit : hits) {
      const ClausePlan& plan = tally.plans()[static_cast<std::size_t>(hit.key.clause)];
      const auto owed_fact = kind_of(*plan.clause).owed_fact;
      if (owed_fact == nullptr) continue;
      const Term* term = world.organisation->term(hit.key.subject);
      const Post* post = world.organisation->post(term != nullptr ? term->post : hit.key.subject);
      if (post == nullptr || !posts.contains(post->id)) continue;
      if (!seen.insert({fact.seq, hit.key.clause, post->id}).second) continue;
      ANZE_CHECK(owed_fact(case_of(world, tally, hit.key.clause, *post), fact, out));
    }
    return {};
  });
}

}  // namespace

Result<std::vector<Owed>> owed(const World& world, const Tally& tally, const std::vector<CodeId>& posts) {
  ANZE_ASSERT(tally.period() == world.period);
  std::vector<Owed> out;
  for (const CodeId id : posts) {
    const Post* found = world.organisation->post(id);
    ANZE_ASSERT(found != nullptr);
    const Post& post = *found;
    for (std::size_t i = 0; i < tally.plans().size(); ++i) {
      const ClausePlan& plan = tally.plans()[i];
      if (!applies_to(*world.rulebook, *plan.clause, post.archetype)) continue;
      const auto ask = kind_of(*plan.clause).owed;
      if (ask != nullptr) ask(case_of(world, tally, static_cast<std::int32_t>(i), post), out);
    }
  }
  ANZE_CHECK(add_dated(world, tally, {posts.begin(), posts.end()}, out));
  std::stable_sort(out.begin(), out.end(), [](const Owed& a, const Owed& b) {
    return std::tie(a.by, a.clause, a.post, a.fact) < std::tie(b.by, b.clause, b.post, b.fact);
  });
  return out;
}

}  // namespace anze
