#include "scoring/clauses/kinds/table.h"

#include <array>

namespace anze {
namespace {

// In the order of OfKind.
constexpr std::array<const Kind*, std::variant_size_v<OfKind>> k_kinds = {
    &k_shortfall, &k_per_event, &k_check,    &k_tiers,   &k_ratio,        &k_lateness,
    &k_judged,    &k_gate,      &k_baseline, &k_accrual, &k_judged_event, &k_minimum};

}  // namespace

std::span<const Kind* const> all_kinds() {
  return k_kinds;
}

const Kind& kind_of(const Clause& clause) {
  return *k_kinds[clause.own.index()];
}

}  // namespace anze
