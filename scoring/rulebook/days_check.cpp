#include "scoring/rulebook/days_check.h"

#include <algorithm>
#include <string>

#include "scoring/clauses/kind.h"
#include "scoring/rulebook/plans.h"

namespace anze {
namespace {

using json::ProblemList;

// A clause, and where it stands.
struct ClauseAt {
  const Rulebook& rulebook;
  const Item& item;
  const Clause& clause;
  std::string at;
};

template <class Visit>
void each_clause(const Rulebook& rulebook, const Visit& visit) {
  for (std::size_t i = 0; i < rulebook.items.size(); ++i)
    for (std::size_t k = 0; k < rulebook.items[i].clauses.size(); ++k)
      visit(ClauseAt{rulebook, rulebook.items[i], rulebook.items[i].clauses[k],
                     "/items/" + std::to_string(i) + "/clauses/" + std::to_string(k)});
}

// Whether the clause moves points only by facts that are there, one by one.
bool by_single_facts(const Clause& clause) {
  const auto by_facts = kind_of(clause).by_facts;
  return by_facts != nullptr && by_facts(clause);
}

bool longer_than(Within within, PeriodKind assessed) {
  switch (within) {
    case Within::k_half:
      return assessed < PeriodKind::k_half;
    case Within::k_year:
    case Within::k_twelve_months:
      return assessed < PeriodKind::k_year;
    case Within::k_period:
      break;
  }
  return true;
}

void check_within(const ClauseAt& one, ProblemList& problems) {
  const Clause& clause = one.clause;
  if (clause.within == Within::k_period) return;
  if (!by_single_facts(clause))
    problems.add(invalid("clause.within",
                         "amounts run on over several periods only where single records move points",
                         one.at + "/within",
                         "drop it; a duty says its time with \"each\", a streak and a gate with \"count\""));
  else if (!longer_than(clause.within, one.rulebook.assesses))
    problems.add(invalid("clause.within", "the time named is no longer than the period that is assessed",
                         one.at + "/within", "drop it: within the period amounts run on anyway"));
}

void check_begins_on(const ClauseAt& one, ProblemList& problems) {
  if (one.clause.begins_on > 0 && one.clause.by == By::k_overdue)
    problems.add(invalid("clause.begins_on", "what is overdue is asked of the period's last day alone",
                         one.at + "/begins_on", "drop it"));
}

void check_by(const ClauseAt& one, ProblemList& problems) {
  const Clause& clause = one.clause;
  if (clause.by == By::k_overdue && !by_single_facts(clause) && gate_of(clause) == nullptr)
    problems.add(invalid("clause.by", "what stands overdue at the end of a period is counted one by one",
                         one.at + "/by", "use a kind that counts records, or \"by\": \"due\""));
  if (clause.by == By::k_overdue && clause.roll)
    problems.add(invalid("clause.by", "what stands overdue is asked of the day it was due as written",
                         one.at + "/roll", "drop \"roll\""));
}

// ---- What is never done

// Whether the clause asks that the field is filled in.
bool wants_known(const Selector& select, FieldRef field) {
  return std::any_of(select.where.begin(), select.where.end(), [&](const Comparison& comparison) {
    return comparison.field.kind == field.kind && comparison.field.slot == field.slot &&
           comparison.op != Op::k_missing;
  });
}

bool share_somebody(const Rulebook& rulebook, const Clause& a, const Clause& b) {
  return std::any_of(rulebook.archetypes.begin(), rulebook.archetypes.end(), [&](CodeId archetype) {
    return applies_to(rulebook, a, archetype) && applies_to(rulebook, b, archetype);
  });
}

// The most that any other clause takes for a record of that ledger that is not done; nothing where one does
// whose cost is no number.
std::optional<Points> cost_elsewhere(const ClauseAt& late, FieldRef done) {
  std::optional<Points> most = Points{};
  each_clause(late.rulebook, [&](const ClauseAt& other) {
    if (&other.clause == &late.clause || other.clause.effect != Effect::k_deduct ||
        other.clause.select.ledger != late.clause.select.ledger || wants_known(other.clause.select, done) ||
        !share_somebody(late.rulebook, late.clause, other.clause))
      return;
    const auto undone = kind_of(other.clause).undone;
    const std::optional<Points> cost =
        undone != nullptr ? undone(other.clause, other.item.points) : std::nullopt;
    if (!cost) most.reset();
    if (cost && most) most = std::max(*most, *cost);
  });
  return most;
}

}  // namespace

void check_days_of_clauses(const Rulebook& rulebook, ProblemList& problems) {
  each_clause(rulebook, [&](const ClauseAt& one) {
    check_within(one, problems);
    check_begins_on(one, problems);
    check_by(one, problems);
  });
}

void check_undone(const Rulebook& rulebook, ProblemList& problems) {
  each_clause(rulebook, [&](const ClauseAt& one) {
    const auto done_late = kind_of(one.clause).done_late;
    const std::optional<DoneLate> late =
        done_late != nullptr ? done_late(one.clause, one.item.points) : std::nullopt;
    if (!late || !wants_known(one.clause.select, late->done)) return;  // its own "missing" says the rest
    const std::optional<Points> undone = cost_elsewhere(one, late->done);
    if (!undone || late->most <= *undone) return;
    problems.add_of_draft(invalid(
        "clause.missing",
        "clause “" + one.clause.id + "” takes up to " + to_text(late->most) +
            " for what is done late, and what is never done costs " + to_text(*undone) +
            ", so leaving it undone is the cheaper",
        one.at + "/select",
        "take at least as much for what is never done: \"missing\" here without asking that it is done, or a "
        "clause that selects what is not; or lower \"event_cap\""));
  });
}

}  // namespace anze
