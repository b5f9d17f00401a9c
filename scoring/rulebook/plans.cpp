#include "scoring/rulebook/plans.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "scoring/clauses/evidence.h"
#include "scoring/clauses/kind.h"
#include "scoring/values/broken.h"

namespace anze {
namespace {

bool contains(const std::vector<CodeId>& codes, CodeId code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

ClausePlan plan_clause(const Clause& clause, std::size_t item, const Period& period, Evidence evidence) {
  const Kind& kind = kind_of(clause);
  ClausePlan plan;
  plan.clause = &clause;
  plan.item = item;
  plan.parts = {period};
  plan.first = period.first;
  plan.last = period.last;
  if (kind.plan != nullptr) kind.plan(clause, period, plan);
  if (kind.buckets != nullptr) plan.buckets = kind.buckets(plan);
  ANZE_ASSERT(!plan.parts.empty() && plan.buckets >= 0 && plan.first <= plan.last);
  plan.count = kind.count;
  plan.evidence = evidence;
  if (evidence != Evidence::k_not_asked) plan.unproven = plan.buckets > 0 ? plan.buckets : k_unproven_key;
  return plan;
}

}  // namespace

std::vector<ClausePlan> plan_clauses(const Rulebook& rulebook, const Period& period) {
  std::vector<ClausePlan> plans;
  std::map<std::string_view, std::int32_t> groups;
  for (std::size_t item = 0; item < rulebook.items.size(); ++item)
    for (const Clause& clause : rulebook.items[item].clauses) {
      const Evidence evidence = evidence_of(clause, rulebook.policies.missing_evidence);
      ClausePlan& plan = plans.emplace_back(plan_clause(clause, item, period, evidence));
      if (!clause.highest_of.empty())
        plan.highest_of =
            groups.try_emplace(clause.highest_of, static_cast<std::int32_t>(groups.size())).first->second;
    }
  return plans;
}

bool applies_to(const Rulebook& rulebook, const Clause& clause, CodeId archetype) {
  return contains(rulebook.archetypes, archetype) &&
         (clause.archetypes.empty() || contains(clause.archetypes, archetype));
}

}  // namespace anze
