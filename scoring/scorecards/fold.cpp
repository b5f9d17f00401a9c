#include "scoring/scorecards/fold.h"
#include "scoring/values/broken.h"

#include <algorithm>

namespace anze {
namespace {

// points × worth / full, exactly; as it stands where nothing is folded.
Exact folded_to(const Exact& points, Points full, const std::optional<Points>& fold_to) {
  return fold_to ? points * Exact(*fold_to) / Exact(full) : points;
}

void add(Sums& sums, bool bonus, const Exact& points, const Exact& attainable) {
  (bonus ? sums.bonus : sums.base) += points;
  if (!bonus) sums.attainable += attainable;
}

// The sums of the group of that name; the last ones are those of the total.
Sums& sums_of(const Rulebook& rulebook, std::vector<Sums>& sums, const std::string& group) {
  std::size_t i = 0;
  while (i < rulebook.groups.size() && (group.empty() || rulebook.groups[i].id != group)) ++i;
  ANZE_ASSERT(group.empty() || i < rulebook.groups.size());  // or its points would go to the total unheld
  return sums[group.empty() ? rulebook.groups.size() : i];
}

}  // namespace

Sums fold_up(const Rulebook& rulebook, Scorecard& card) {
  ANZE_ASSERT(card.items.size() == rulebook.items.size());
  std::vector<Sums> sums(rulebook.groups.size() + 1);
  for (ItemResult& result : card.items) {
    const Item& item = rulebook.items[static_cast<std::size_t>(result.item)];
    result.folded = folded_to(result.points, item.points, item.fold_to);
    add(sums_of(rulebook, sums, item.group), item.bonus, result.folded,
        folded_to(result.attainable, item.points, item.fold_to));
  }
  card.groups.resize(rulebook.groups.size());
  for (std::size_t g = rulebook.groups.size(); g-- > 0;) {  // from the innermost
    const ItemGroup& group = rulebook.groups[g];
    const Exact most{group.points};
    GroupResult result{static_cast<std::int32_t>(g), group.bonus ? sums[g].bonus : sums[g].base, {}, {}};
    result.points = std::min(result.before_cap, most);
    result.folded = folded_to(result.points, group.points, group.fold_to);
    add(sums_of(rulebook, sums, group.parent), group.bonus, result.folded,
        folded_to(std::min(sums[g].attainable, most), group.points, group.fold_to));
    card.groups[g] = result;
  }
  return sums.back();
}

}  // namespace anze
