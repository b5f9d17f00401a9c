#include "scoring/rulebook/reach_check.h"

#include <algorithm>
#include <set>

#include "scoring/clauses/kind.h"
#include "scoring/ledgers/selector_check.h"

namespace anze {
namespace {

using json::ProblemList;

bool deducts(const Clause& clause) {
  return gate_of(clause) == nullptr && clause.effect == Effect::k_deduct;
}

// A clause for posts the rulebook does not assess.
void check_archetypes(const Rulebook& rulebook, const Clause& clause, const std::string& at,
                      ProblemList& problems) {
  for (std::size_t i = 0; i < clause.archetypes.size(); ++i)
    if (std::find(rulebook.archetypes.begin(), rulebook.archetypes.end(), clause.archetypes[i]) ==
        rulebook.archetypes.end())
      unreachable("clause “" + clause.id + "” is for an archetype that the rulebook does not assess",
                  at + "/archetypes/" + std::to_string(i),
                  "add it to the rulebook's archetypes, or drop it here", problems);
}

// An award that the item's own start makes void.
void check_start(const Item& item, const Clause& clause, const std::string& at, ProblemList& problems) {
  if (item.start == ItemStart::k_full && gate_of(clause) == nullptr && !deducts(clause) &&
      std::none_of(item.clauses.begin(), item.clauses.end(), deducts))
    unreachable(
        "item “" + item.id + "” is full from the start, so clause “" + clause.id + "” can never add to it",
        at + "/effect", "use \"start\": \"zero\" in the item, or \"effect\": \"deduct\"", problems);
}

// ---- What one clause leaves of another

// Whether a single fact of this clause already takes (or gives) the whole item, or leaves nothing of it.
bool settles_item(const Clause& clause) {
  const auto settles = kind_of(clause).settles;
  return settles != nullptr && settles(clause);
}

// Whether the clause moves points only by facts that are there.
bool moved_by_facts(const Clause& clause) {
  const auto by_facts = kind_of(clause).by_facts;
  return by_facts != nullptr && by_facts(clause);
}

bool covers(const Clause& wide, const Clause& narrow) {
  return wide.archetypes.empty() ||
         (!narrow.archetypes.empty() &&
          std::all_of(narrow.archetypes.begin(), narrow.archetypes.end(), [&](CodeId archetype) {
            return std::find(wide.archetypes.begin(), wide.archetypes.end(), archetype) !=
                   wide.archetypes.end();
          }));
}

bool shadows(const Item& item, const Clause& over, const Clause& under) {
  if (&over == &under || !settles_item(over) || !moved_by_facts(under)) return false;
  if (settles_item(under)) return false;  // two of the kind: a conflict
  const bool gate = gate_of(over) != nullptr;
  const bool same_way = gate || over.effect == under.effect;
  const bool settled = gate || (item.start == ItemStart::k_full) == (over.effect == Effect::k_deduct);
  const bool same_people = over.counts_for == CountsFor::k_post || over.counts_for == under.counts_for;
  return same_way && settled && !item.bonus && over.scope == under.scope && same_people &&
         covers(over, under) && within(under.select, over.select);
}

void check_shadows(const Item& item, const std::string& at, ProblemList& problems) {
  for (std::size_t k = 0; k < item.clauses.size(); ++k)
    for (const Clause& over : item.clauses)
      if (shadows(item, over, item.clauses[k])) {
        unreachable("whenever clause “" + item.clauses[k].id + "” counts a record, clause “" + over.id +
                        "” already settles the whole item",
                    at + "/clauses/" + std::to_string(k) + "/select",
                    "leave those records out of one of the two, or drop this clause", problems);
        break;
      }
}

// ---- The whole

// Posts that get full points because no clause is for them.
void check_assessed(const Rulebook& rulebook, ProblemList& problems) {
  if (rulebook.quarters.policy != QuarterPolicy::k_none) return;  // they may be all of the year
  std::set<CodeId> asked;
  for (const Item& item : rulebook.items)
    for (const Clause& clause : item.clauses) {
      if (clause.archetypes.empty()) return;
      asked.insert(clause.archetypes.begin(), clause.archetypes.end());
    }
  for (std::size_t i = 0; i < rulebook.archetypes.size(); ++i)
    if (!asked.contains(rulebook.archetypes[i]))
      problems.add(invalid(
          "rulebook.archetype", "no clause is for this archetype: it would have full marks for nothing",
          "/archetypes/" + std::to_string(i), "write a clause for it, or leave it to another rulebook"));
}

void check_grades_reached(const Rulebook& rulebook, ProblemList& problems) {
  Exact most{rulebook.base};
  for (const Item& item : rulebook.items) {
    if (item.uncapped) return;
    if (item.bonus && item.group.empty()) most += Exact(item.worth());
  }
  for (const ItemGroup& group : rulebook.groups)
    if (group.bonus && group.parent.empty()) most += Exact(group.worth());
  for (std::size_t i = 0; i < rulebook.grades.size(); ++i)
    if (most < Exact(rulebook.grades[i].from))
      problems.add(invalid("grade.unreachable",
                           "“" + rulebook.grades[i].title + "” begins at " +
                               to_text(rulebook.grades[i].from) + ", the most anybody can have is " +
                               to_text(most),
                           "/grades/" + std::to_string(i) + "/from", "lower it, or raise the points"));
}

void check_kind(const ReachCase& c) {
  const auto reach = kind_of(c.clause).reach;
  if (reach != nullptr)
    reach(c);
  else
    check_selected(c);
}

}  // namespace

void check_reach(const Rulebook& rulebook, ProblemList& problems) {
  if (problems.empty()) check_grades_reached(rulebook, problems);  // a wrong base makes every grade wrong
  const Force force{rulebook.assesses, rulebook.effective_from, rulebook.effective_to};
  std::vector<std::string_view> grades;
  for (const Grade& grade : rulebook.grades) grades.push_back(grade.title);
  if (rulebook.effective_to && rulebook.effective_from <= *rulebook.effective_to &&
      !ends_in_force(force, rulebook.assesses))
    problems.add(invalid("rulebook.dates",
                         "no " + std::string(to_text(rulebook.assesses)) + " ends while it is in force",
                         "/effective_to", "assessed is what ends between its two days: correct one of them"));
  for (std::size_t i = 0; i < rulebook.items.size(); ++i) {
    const Item& item = rulebook.items[i];
    const std::string at = "/items/" + std::to_string(i);
    for (std::size_t k = 0; k < item.clauses.size(); ++k) {
      const std::string clause_at = at + "/clauses/" + std::to_string(k);
      check_archetypes(rulebook, item.clauses[k], clause_at, problems);
      check_start(item, item.clauses[k], clause_at, problems);
      check_kind({item.clauses[k], force, grades, clause_at, problems});
    }
    check_shadows(item, at, problems);
  }
  for (std::size_t i = 0; i < rulebook.vetoes.size(); ++i)
    check_days(force, rulebook.vetoes[i].select, "/vetoes/" + std::to_string(i) + "/select", problems);
  check_assessed(rulebook, problems);
}

}  // namespace anze
