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

// The first day of what amounts run on within.
Date within_from(Within within, const Period& period) {
  switch (within) {
    case Within::k_half:
      return period_of(period.last, PeriodKind::k_half).first;
    case Within::k_year:
      return period_of(period.last, PeriodKind::k_year).first;
    case Within::k_twelve_months: {
      const auto [year, month, unused] = civil(period.last + 1);
      return make_date(year - 1, month, 1);
    }
    case Within::k_period:
      break;
  }
  return period.first;
}

// The same day of the clause's own months, which begin on a day of the month before.
Date shifted(Date first, std::int32_t begins_on) {
  const auto [year, month, unused] = civil(first - 1);
  return make_date(year, month, begins_on);
}

// Every day that begins or ends a time of the clause is the first of a month, or the day before.
void shift_days(std::int32_t begins_on, ClausePlan& plan) {
  for (Period& part : plan.parts) {
    part.last = shifted(part.last + 1, begins_on) - 1;
    part.first = shifted(part.first, begins_on);
  }
  if (plan.year_before) {
    plan.year_before->last = shifted(plan.year_before->last + 1, begins_on) - 1;
    plan.year_before->first = shifted(plan.year_before->first, begins_on);
  }
  plan.first = shifted(plan.first, begins_on);
  plan.last = shifted(plan.last + 1, begins_on) - 1;
  plan.own_from = shifted(plan.own_from, begins_on);
}

ClausePlan plan_clause(const Clause& clause, std::size_t item, const Period& period, Evidence evidence) {
  const Kind& kind = kind_of(clause);
  ClausePlan plan;
  plan.clause = &clause;
  plan.item = item;
  plan.parts = {period};
  plan.first = period.first;
  plan.last = period.last;
  plan.own_from = period.first;
  if (kind.plan != nullptr) kind.plan(clause, period, plan);
  if (kind.buckets != nullptr) plan.buckets = kind.buckets(plan);
  const Date from = within_from(clause.within, period);
  // A quarter that begins its year has no earlier days; a streak shorter than the period only begins later.
  if (from < period.first && from < plan.first) {
    plan.first = from;
    plan.early =
        plan.buckets > 0 ? plan.buckets : kind.key_width(clause) / 2;  // half of a key's are for them
    plan.buckets *= 2;
  }
  if (clause.begins_on > 0) shift_days(clause.begins_on, plan);
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
      plan.part_term = rulebook.policies.part_term;
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
