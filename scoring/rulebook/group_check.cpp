#include "scoring/rulebook/group_check.h"

#include <algorithm>
#include <map>
#include <set>

#include "scoring/clauses/kind.h"

namespace anze {
namespace {

using json::ProblemList;

std::string at_group(std::size_t g) {
  return "/groups/" + std::to_string(g);
}

// The group of that id among the first `until`; their number when there is none.
std::size_t group_before(const Rulebook& rulebook, const std::string& id, std::size_t until) {
  std::size_t g = 0;
  while (g < until && rulebook.groups[g].id != id) ++g;
  return g;
}

void check_fold(Points points, const std::optional<Points>& fold_to, const std::string& at,
                ProblemList& problems) {
  if (points.e4 > 0 && fold_to && fold_to->e4 <= 0)
    problems.add(invalid("group.points", "folded to " + to_text(*fold_to) + " nothing is left of it",
                         at + "/fold_to", "write more than 0 points, or drop it"));
}

void check_bonus_item(const Item& item, const std::string& at, ProblemList& problems) {
  if (item.bonus || (!item.uncapped && !item.below_zero)) return;
  problems.add(invalid("item.bonus", "only a bonus item may leave the range from 0 to its points",
                       at + (item.uncapped ? "/uncapped" : "/below_zero"),
                       "add \"bonus\": true, or drop it"));
}

void check_item_sum(const Rulebook& rulebook, std::size_t i, std::vector<Exact>& sums,
                    ProblemList& problems) {
  const Item& item = rulebook.items[i];
  const std::string at = "/items/" + std::to_string(i);
  check_fold(item.points, item.fold_to, at, problems);
  check_bonus_item(item, at, problems);
  std::size_t g = rulebook.groups.size();
  if (!item.group.empty()) {
    g = group_before(rulebook, item.group, rulebook.groups.size());
    if (g == rulebook.groups.size()) {
      problems.add(invalid("item.group", "there is no group “" + item.group + "”", at + "/group",
                           "name a group of \"groups\", or drop it"));
      return;
    }
    if (rulebook.groups[g].bonus != item.bonus)
      problems.add(invalid("group.bonus", "an item and its group are not both outside the base",
                           at + "/bonus", "put base and bonus items into groups of their own"));
  }
  if (g < rulebook.groups.size() || !item.bonus) sums[g] += Exact(item.worth());
}

void check_parent(const Rulebook& rulebook, std::size_t g, std::vector<Exact>& sums, ProblemList& problems) {
  const ItemGroup& group = rulebook.groups[g];
  std::size_t parent = rulebook.groups.size();
  if (!group.parent.empty()) {
    parent = group_before(rulebook, group.parent, g);
    if (parent == g) {
      problems.add(invalid("group.parent", "no group “" + group.parent + "” stands before this one",
                           at_group(g) + "/parent", "list the outer group first"));
      return;
    }
    if (rulebook.groups[parent].bonus != group.bonus)
      problems.add(invalid("group.bonus", "a group and its parent are not both outside the base",
                           at_group(g) + "/bonus", "put base and bonus items into groups of their own"));
  }
  if (parent < rulebook.groups.size() || !group.bonus) sums[parent] += Exact(group.worth());
}

// Folding divides by the group's points, so they must be what its items can reach; a plain cap may be lower.
void check_sum(const ItemGroup& group, const Exact& sum, const std::string& at, ProblemList& problems) {
  if (group.points.e4 <= 0) {
    problems.add(invalid("group.points", "group “" + group.id + "” has no points", at + "/points",
                         "give it more than 0 points"));
    return;
  }
  if (sum.sign() == 0) {
    problems.add(invalid("group.empty", "nothing belongs to group “" + group.id + "”", at,
                         "name it in \"group\" of its items, or drop it"));
    return;
  }
  const Exact points{group.points};
  const bool wrong = group.fold_to && !group.bonus ? !(sum == points) : sum < points;
  if (wrong)
    problems.add(invalid("group.sum",
                         "what belongs to group “" + group.id + "” adds up to " + to_text(sum) +
                             " points, the group is out of " + to_text(group.points),
                         at + "/points", "correct the points of the group or of its items"));
}

void check_base(const Rulebook& rulebook, const Exact& sum, ProblemList& problems) {
  if (rulebook.policies.fold_total || sum == Exact(rulebook.item_base())) return;
  const std::string quarters =
      rulebook.quarters.counts() ? " with " + to_text(rulebook.quarters.points) + " of the quarters" : "";
  problems.add(invalid("rulebook.base",
                       "the items add up to " + to_text(sum) + " points" + quarters + ", the base is " +
                           to_text(rulebook.base),
                       "/base", "correct the points of the items or the base; bonus items do not count"));
}

// Whether what one fact moves under the clause is known by itself.
bool may_share(const Clause& clause) {
  const auto shares = kind_of(clause).shares;
  return shares != nullptr && shares(clause);
}

}  // namespace

void check_groups(const Rulebook& rulebook, ProblemList& problems) {
  std::set<std::string> ids;
  std::vector<Exact> sums(rulebook.groups.size() + 1);
  for (std::size_t g = 0; g < rulebook.groups.size(); ++g) {
    const ItemGroup& group = rulebook.groups[g];
    if (!ids.insert(group.id).second)
      problems.add(invalid("rulebook.duplicate", "the id “" + group.id + "” is used twice",
                           at_group(g) + "/id", "give each its own id"));
    check_fold(group.points, group.fold_to, at_group(g), problems);
    check_parent(rulebook, g, sums, problems);
  }
  for (std::size_t i = 0; i < rulebook.items.size(); ++i) check_item_sum(rulebook, i, sums, problems);
  for (std::size_t g = 0; g < rulebook.groups.size(); ++g)
    check_sum(rulebook.groups[g], sums[g], at_group(g), problems);
  check_base(rulebook, sums.back(), problems);
}

void check_highest_of(const Rulebook& rulebook, ProblemList& problems) {
  std::map<std::string, std::pair<const Clause*, std::string>> first;
  std::set<std::string> shared;
  for (std::size_t i = 0; i < rulebook.items.size(); ++i)
    for (std::size_t k = 0; k < rulebook.items[i].clauses.size(); ++k) {
      const Clause& clause = rulebook.items[i].clauses[k];
      if (clause.highest_of.empty()) continue;
      const std::string at = "/items/" + std::to_string(i) + "/clauses/" + std::to_string(k) + "/highest_of";
      if (!may_share(clause))
        problems.add(
            invalid("clause.highest_of", "what one fact moves under clause “" + clause.id + "” is not known",
                    at, "use it with per_event (one amount), check (present), tiers, lateness or levels"));
      const auto [known, is_new] = first.try_emplace(clause.highest_of, &clause, at);
      if (is_new) continue;
      shared.insert(clause.highest_of);
      if (known->second.first->effect != clause.effect ||
          known->second.first->counts_for != clause.counts_for)
        problems.add(invalid("clause.highest_of",
                             "clauses “" + known->second.first->id + "” and “" + clause.id +
                                 "” differ in effect or in whom they count for",
                             at, "give them the same \"effect\" and \"counts_for\", or groups of their own"));
    }
  for (const auto& [name, clause] : first)
    if (!shared.contains(name))
      problems.add(invalid("clause.highest_of", "no other clause is in “" + name + "”", clause.second,
                           "name it in a second clause, or drop it"));
}

}  // namespace anze
