#include "scoring/clauses/case.h"

namespace anze {
namespace {

std::optional<Exact> shortfall_worth(const ClauseCase& c) {
  const Clause& clause = c.clause();
  const auto parts = static_cast<std::int64_t>(c.plan.parts.size());
  const auto listed = static_cast<std::int64_t>(clause.list.size());
  const std::optional<std::int64_t> wanted = clause.list.empty() ? target_of(clause, c.post) : listed;
  if (!wanted) return std::nullopt;
  return Exact(clause.amount) * *wanted * parts;
}

std::optional<Exact> baseline_worth(const Clause& clause) {
  if (clause.baseline_mode == BaselineMode::k_pass_fail) return Exact(clause.amount);
  const std::optional<Points>& cap = clause.effect == Effect::k_deduct ? clause.minus_cap : clause.plus_cap;
  if (!cap) return std::nullopt;
  return Exact(*cap);
}

std::optional<Exact> uncapped_worth(const ClauseCase& c) {
  const Clause& clause = c.clause();
  switch (clause.kind) {
    case ClauseKind::k_shortfall:
      return shortfall_worth(c);
    case ClauseKind::k_check:
      return Exact(clause.whole_item ? c.item_points : clause.amount);
    case ClauseKind::k_ratio:
      if (clause.ratio_mode == RatioMode::k_proportional) return Exact(clause.amount);
      if (clause.ratio_mode == RatioMode::k_range) return Exact(clause.max);
      return std::nullopt;
    case ClauseKind::k_judged:
      return Exact(clause.max);
    case ClauseKind::k_gate:
      return Exact{};
    case ClauseKind::k_baseline:
      return baseline_worth(clause);
    case ClauseKind::k_accrual:
      if (clause.streak.count > 0) return Exact(clause.amount);
      return std::nullopt;
    case ClauseKind::k_per_event:
    case ClauseKind::k_tiers:
    case ClauseKind::k_lateness:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Exact> worth_of(const ClauseCase& c) {
  const std::optional<Exact> worth = uncapped_worth(c);
  const std::optional<Points>& cap = c.clause().cap;
  if (!cap) return worth;
  if (!worth || Exact(*cap) < *worth) return Exact(*cap);
  return worth;
}

}  // namespace anze
