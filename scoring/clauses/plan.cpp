#include "scoring/clauses/plan.h"

#include <algorithm>

#include "scoring/values/broken.h"

namespace anze {
namespace {

void plan_year_before(const Period& period, ClausePlan& plan) {
  Period before = previous(period);
  while (civil(before.first).month != civil(period.first).month) before = previous(before);
  plan.year_before = before;
  plan.first = before.first;
}

// The last `count` periods of the streak's kind; due in the period that ends the last of them.
void plan_streak(const Streak& streak, const Period& period, ClausePlan& plan) {
  const Period last = period_of(period.last, streak.each);
  plan.due = last.last == period.last;
  plan.parts = {last};
  for (std::int64_t i = 1; i < streak.count; ++i)
    plan.parts.insert(plan.parts.begin(), previous(plan.parts.front()));
  plan.first = plan.parts.front().first;
}

ClausePlan plan_days(const Clause& clause, std::size_t item, const Period& period) {
  ClausePlan plan{&clause, item, {period}, true, period.first, period.last, -1, Evidence::k_not_asked,
                  -1,      {}};
  if (clause.kind == ClauseKind::k_baseline && clause.last_year) plan_year_before(period, plan);
  if (clause.kind == ClauseKind::k_accrual && clause.streak.count > 0)
    plan_streak(clause.streak, period, plan);
  if (clause.kind == ClauseKind::k_gate && clause.lasting.count > 0) {
    Period first = period_of(period.last, clause.lasting.each);
    for (std::int64_t i = 1; i < clause.lasting.count; ++i) first = previous(first);
    plan.first = std::min(first.first, period.first);
  }
  if (clause.kind != ClauseKind::k_shortfall) return plan;
  if (clause.each <= period.kind) {
    plan.parts = divide(period, clause.each);
  } else {
    plan.parts = {period_of(period.first, clause.each)};
    plan.due = plan.parts.front().last == period.last;
    plan.first = plan.parts.front().first;
  }
  return plan;
}

std::int32_t own_buckets(const ClausePlan& plan) {
  const Clause& clause = *plan.clause;
  switch (clause.kind) {
    case ClauseKind::k_shortfall:
      return static_cast<std::int32_t>(plan.parts.size() * std::max<std::size_t>(clause.list.size(), 1));
    case ClauseKind::k_tiers:
      return static_cast<std::int32_t>(clause.bands.size()) + 1;
    case ClauseKind::k_accrual:
      return clause.key_field ? 0 : accrual_width(clause);
    case ClauseKind::k_per_event:
      return k_events_unknown + 1;
    case ClauseKind::k_ratio:
      return k_denominator + 1;
    case ClauseKind::k_lateness:
      return k_due + 1;
    case ClauseKind::k_baseline:
      return k_before_unknown + 1;
    case ClauseKind::k_check:
    case ClauseKind::k_gate:
    case ClauseKind::k_judged:
      return 1;
  }
  return 1;
}

std::int32_t bucket_count(const ClausePlan& plan) {
  const std::int32_t own = own_buckets(plan);
  return own > 0 && plan.unproven >= 0 ? own + 1 : own;
}

}  // namespace

std::int32_t ClausePlan::part_of(Date day) const {
  ANZE_ASSERT(!parts.empty() && day <= parts.back().last);
  std::int32_t part = 0;
  while (parts[static_cast<std::size_t>(part)].last < day) ++part;
  return part;
}

ClausePlan plan_clause(const Clause& clause, std::size_t item, const Period& period, Evidence evidence) {
  ClausePlan plan = plan_days(clause, item, period);
  plan.evidence = evidence;
  if (evidence != Evidence::k_not_asked)
    plan.unproven = clause.key_field ? k_unproven_key : own_buckets(plan);
  return plan;
}

std::vector<CellShape> cell_shapes(const std::vector<ClausePlan>& plans) {
  std::vector<CellShape> shapes;
  for (const ClausePlan& plan : plans)
    shapes.push_back(
        {bucket_count(plan), plan.clause->counts_for == CountsFor::k_term, plan.clause->select.ledger});
  return shapes;
}

}  // namespace anze
