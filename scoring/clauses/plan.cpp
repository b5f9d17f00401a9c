#include "scoring/clauses/plan.h"

#include "scoring/clauses/cell_table.h"
#include "scoring/values/broken.h"

namespace anze {

std::int32_t ClausePlan::part_of(Date day) const {
  ANZE_ASSERT(!parts.empty() && parts.front().first <= day && day <= parts.back().last);
  std::int32_t part = 0;
  while (parts[static_cast<std::size_t>(part)].last < day) ++part;
  return part;
}

TallyCell cell_of(const CellTable& cells, const ClausePlan& plan, TallyKey key, bool only_early) {
  TallyCell sum;
  const bool twice = plan.early > 0 && key.bucket < plan.early;
  for (const bool before : {false, true}) {
    if (before ? !twice : only_early) continue;
    if (before) key.bucket += plan.early;
    const TallyCell* found = cells.find(key);
    if (found != nullptr) sum = {sum.count + found->count, sum.amount + found->amount};
  }
  return sum;
}

std::vector<CellShape> cell_shapes(const std::vector<ClausePlan>& plans) {
  std::vector<CellShape> shapes;
  for (const ClausePlan& plan : plans) {
    ANZE_ASSERT(plan.clause != nullptr && plan.buckets >= 0);
    const std::int32_t width = plan.buckets > 0 && plan.unproven >= 0 ? plan.buckets + 1 : plan.buckets;
    shapes.push_back({width, plan.clause->counts_for == CountsFor::k_term, plan.clause->select.ledger});
  }
  return shapes;
}

}  // namespace anze
