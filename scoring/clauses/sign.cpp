#include "scoring/clauses/sign.h"

namespace anze {

int sign_of_one(const Clause& clause) {
  const int gives = clause.effect == Effect::k_award ? +1 : -1;
  switch (clause.kind) {
    case ClauseKind::k_shortfall:
    case ClauseKind::k_ratio:  // of what is asked for; one more of the denominator alone lowers it
      return +1;
    case ClauseKind::k_per_event:
    case ClauseKind::k_tiers:
      return gives;
    case ClauseKind::k_check:
      return clause.when_absent ? -gives : gives;
    case ClauseKind::k_accrual:
      return clause.streak.count > 0 ? -gives : gives;
    case ClauseKind::k_baseline:
    case ClauseKind::k_gate:
      return -1;
    case ClauseKind::k_lateness:
    case ClauseKind::k_judged:
      return 0;
  }
  return 0;
}

bool wants_one(const Clause& clause) {
  const bool once =
      clause.kind == ClauseKind::k_check || (clause.kind == ClauseKind::k_accrual && clause.streak.count > 0);
  return once && sign_of_one(clause) > 0;
}

int128 worth_of_one(const Clause& clause, Points item, std::int32_t bucket) {
  const int128 sign = sign_of_one(clause);
  switch (clause.kind) {
    case ClauseKind::k_per_event: {
      const Points each = clause.amounts.empty() ? clause.amount : clause.amounts.front();
      return bucket == k_events ? sign * each.e4 : 0;
    }
    case ClauseKind::k_check:
      return sign * (clause.whole_item ? item.e4 : clause.amount.e4);
    case ClauseKind::k_tiers: {
      const auto band = static_cast<std::size_t>(bucket);
      return band < clause.bands.size() ? sign * clause.bands[band].points.e4 : 0;
    }
    case ClauseKind::k_accrual: {
      if (clause.streak.count > 0) return sign;
      const auto level = static_cast<std::size_t>(bucket % accrual_width(clause));
      if (clause.levels.empty()) return sign * clause.amount.e4;
      return level < clause.levels.size() ? sign * clause.levels[level].amount.e4 : 0;
    }
    case ClauseKind::k_baseline:
      return bucket == k_actual || bucket == k_actual_unknown ? sign : 0;
    case ClauseKind::k_shortfall:
    case ClauseKind::k_gate:
      return sign;
    case ClauseKind::k_ratio:
    case ClauseKind::k_lateness:
    case ClauseKind::k_judged:
      return 0;
  }
  return 0;
}

}  // namespace anze
