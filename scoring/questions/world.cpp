#include "scoring/questions/world.h"
#include "scoring/values/broken.h"

#include <algorithm>
#include <set>

namespace anze {

Result<std::unique_ptr<Tally>> count(const World& world) {
  ANZE_ASSERT(world.rulebook != nullptr && world.organisation != nullptr && world.calendar != nullptr);
  ANZE_ASSERT(world.facts != nullptr);
  auto tally = std::make_unique<Tally>(*world.rulebook, *world.organisation, *world.calendar, world.period,
                                       world.as_of);
  ANZE_CHECK(world.facts([&](const Fact& fact) { return tally->apply(fact, +1); }));
  return tally;
}

Result<Evaluation> evaluate(const World& world, const Tally& tally, Detail detail) {
  return evaluate(tally, world.judgements, world.quarters, detail);
}

Result<Organisation> around(const Organisation& organisation, CodeId official, const Period& period,
                            const Codebook& codes) {
  std::set<CodeId> posts;
  for (const Term* term : organisation.terms_of_official(official))
    if (term->days_in(period) > 0) posts.insert(term->post);
  OrganisationData data = organisation.data();
  std::erase_if(data.terms,
                [&](const Term& term) { return term.official != official && !posts.contains(term.post); });
  return Organisation::build(std::move(data), codes);
}

std::vector<Judgement> judgements_within(const std::vector<Judgement>& judgements,
                                         const Organisation& organisation, const Period& period) {
  std::vector<Judgement> kept;
  for (const Judgement& judgement : judgements) {
    const Term* term = organisation.term(judgement.term);
    if (term != nullptr && term->days_in(period) > 0) kept.push_back(judgement);
  }
  return kept;
}

const PersonResult* person_of(const Evaluation& evaluation, CodeId official) {
  const auto found = std::find_if(evaluation.people.begin(), evaluation.people.end(),
                                  [&](const PersonResult& person) { return person.official == official; });
  return found != evaluation.people.end() ? &*found : nullptr;
}

}  // namespace anze
