#include "scoring/rulebook/reach_check.h"

#include <algorithm>
#include <set>

#include "scoring/ledgers/selector_check.h"

namespace anze {
namespace {

using json::ProblemList;

void unreachable(const std::string& message, const std::string& at, const std::string& help,
                 ProblemList& problems) {
  problems.add(invalid("clause.unreachable", message, at, help));
}

bool deducts(const Clause& clause) {
  return clause.kind != ClauseKind::k_gate && clause.effect == Effect::k_deduct;
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
  if (item.start == ItemStart::k_full && clause.kind != ClauseKind::k_gate && !deducts(clause) &&
      std::none_of(item.clauses.begin(), item.clauses.end(), deducts))
    unreachable(
        "item “" + item.id + "” is full from the start, so clause “" + clause.id + "” can never add to it",
        at + "/effect", "use \"start\": \"zero\" in the item, or \"effect\": \"deduct\"", problems);
}

// ---- Days

// Whether a period of that kind ends while the rulebook is in force.
bool ends_in_force(const Rulebook& rulebook, PeriodKind kind) {
  if (!rulebook.effective_to) return true;
  Period last = period_of(*rulebook.effective_to, kind);
  if (last.last != *rulebook.effective_to) last = previous(last);
  return rulebook.effective_from <= last.last;
}

void check_due(const Rulebook& rulebook, const Clause& clause, const std::string& at, ProblemList& problems) {
  const bool streak = clause.kind == ClauseKind::k_accrual && clause.streak.count > 0;
  if (!streak && clause.kind != ClauseKind::k_shortfall) return;
  const PeriodKind each = streak ? clause.streak.each : clause.each;
  if (rulebook.assesses < each && !ends_in_force(rulebook, each))
    unreachable("clause “" + clause.id + "” is due at the end of a " + std::string(to_text(each)) +
                    ", and none ends while the rulebook is in force",
                at + (streak ? "/streak/each" : "/each"),
                "choose a shorter one, or correct the rulebook's dates", problems);
}

// The first and last day whose facts the rulebook can count.
struct Days {
  Date first;
  std::optional<Date> last;
};

Days days_of(const Rulebook& rulebook) {  // yearly duties look back over their year
  return {period_of(rulebook.effective_from, PeriodKind::k_year).first, rulebook.effective_to};
}

bool outside(const Comparison& comparison, const Days& days) {
  if (comparison.field.kind != FieldRef::Kind::k_occurred || comparison.values.empty()) return false;
  const auto [least, most] = std::minmax_element(comparison.values.begin(), comparison.values.end());
  const auto last = [&](std::int64_t value) { return days.last && days.last->days < value; };
  switch (comparison.op) {
    case Op::k_eq:
    case Op::k_in:
      return *most < days.first.days || last(*least);
    case Op::k_lt:
      return *most <= days.first.days;
    case Op::k_le:
      return *most < days.first.days;
    case Op::k_gt:
      return last(*least + 1);
    case Op::k_ge:
      return last(*least);
    case Op::k_ne:
    case Op::k_not_in:
    case Op::k_present:
    case Op::k_missing:
      break;
  }
  return false;
}

// Facts the clause selects by their day, all of them from before or after the rulebook's time.
void check_days(const Rulebook& rulebook, const Selector& select, const std::string& at,
                ProblemList& problems) {
  const Days days = days_of(rulebook);
  for (std::size_t i = 0; i < select.where.size(); ++i)
    if (outside(select.where[i], days))
      unreachable("only records from outside the rulebook's own time are counted",
                  at + "/where/" + std::to_string(i), "correct the day, or the rulebook's dates", problems);
}

// ---- What a clause says of itself

bool same_field(FieldRef a, FieldRef b) {
  return a.kind == b.kind && a.slot == b.slot;
}

void check_itself(const Clause& clause, const std::string& at, ProblemList& problems) {
  if (clause.kind == ClauseKind::k_ratio && within(clause.denominator, clause.select))
    unreachable("every record of the denominator is in the numerator, so the rate is always 100 % or more",
                at + "/denominator", "count in \"select\" only those that were done", problems);
  if (clause.kind == ClauseKind::k_lateness && same_field(clause.due_field, clause.done_field))
    unreachable("a day is never later than itself", at + "/done", "name the field of the day it was done",
                problems);
}

void check_gate(const Rulebook& rulebook, const Clause& clause, const std::string& at,
                ProblemList& problems) {
  if (clause.kind != ClauseKind::k_gate) return;
  if (clause.gate == GateEffect::k_highest_grade && !rulebook.grades.empty() &&
      clause.gate_grade == rulebook.grades.front().title)
    unreachable("“" + clause.gate_grade + "” is the best grade: the gate holds nobody down", at + "/grade",
                "name a lower grade", problems);
  if (clause.gate == GateEffect::k_lower_grade && rulebook.grades.size() == 1)
    unreachable("there is only one grade: none is lower", at + "/gate", "list the grades, or drop the gate",
                problems);
}

// ---- What one clause leaves of another

// Whether a single fact of this clause already takes (or gives) the whole item, or leaves nothing of it.
bool settles_item(const Clause& clause) {
  if (clause.kind == ClauseKind::k_check) return clause.whole_item && !clause.when_absent;
  return clause.kind == ClauseKind::k_gate && clause.threshold == 1 &&
         (clause.gate == GateEffect::k_item_zero || clause.gate == GateEffect::k_total_zero);
}

// Whether the clause moves points only by facts that are there.
bool moved_by_facts(const Clause& clause) {
  switch (clause.kind) {
    case ClauseKind::k_per_event:
    case ClauseKind::k_tiers:
    case ClauseKind::k_lateness:
      return true;
    case ClauseKind::k_check:
      return !clause.when_absent;
    case ClauseKind::k_accrual:
      return clause.streak.count == 0;
    case ClauseKind::k_shortfall:
    case ClauseKind::k_ratio:
    case ClauseKind::k_baseline:
    case ClauseKind::k_judged:
    case ClauseKind::k_gate:
      break;
  }
  return false;
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
  if (under.kind == ClauseKind::k_check && settles_item(under)) return false;  // two of the kind: a conflict
  const bool gate = over.kind == ClauseKind::k_gate;
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

void check_grades(const Rulebook& rulebook, ProblemList& problems) {
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

void check_clause_reach(const Rulebook& rulebook, const Item& item, const Clause& clause,
                        const std::string& at, ProblemList& problems) {
  check_archetypes(rulebook, clause, at, problems);
  check_start(item, clause, at, problems);
  check_due(rulebook, clause, at, problems);
  if (clause.kind != ClauseKind::k_judged && clause.streak.count == 0)
    check_days(rulebook, clause.select, at + "/select", problems);
  if (clause.kind == ClauseKind::k_ratio)
    check_days(rulebook, clause.denominator, at + "/denominator", problems);
  check_itself(clause, at, problems);
  check_gate(rulebook, clause, at, problems);
}

}  // namespace

void check_reach(const Rulebook& rulebook, ProblemList& problems) {
  if (problems.empty()) check_grades(rulebook, problems);  // a wrong base makes every grade wrong
  if (rulebook.effective_to && rulebook.effective_from <= *rulebook.effective_to &&
      !ends_in_force(rulebook, rulebook.assesses))
    problems.add(invalid("rulebook.dates",
                         "no " + std::string(to_text(rulebook.assesses)) + " ends while it is in force",
                         "/effective_to", "assessed is what ends between its two days: correct one of them"));
  for (std::size_t i = 0; i < rulebook.items.size(); ++i) {
    const Item& item = rulebook.items[i];
    const std::string at = "/items/" + std::to_string(i);
    for (std::size_t k = 0; k < item.clauses.size(); ++k)
      check_clause_reach(rulebook, item, item.clauses[k], at + "/clauses/" + std::to_string(k), problems);
    check_shadows(item, at, problems);
  }
  for (std::size_t i = 0; i < rulebook.vetoes.size(); ++i)
    check_days(rulebook, rulebook.vetoes[i].select, "/vetoes/" + std::to_string(i) + "/select", problems);
  check_assessed(rulebook, problems);
}

}  // namespace anze
