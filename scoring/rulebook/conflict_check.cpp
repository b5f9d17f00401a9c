#include "scoring/rulebook/conflict_check.h"

#include <algorithm>
#include <map>
#include <set>

#include "scoring/clauses/kind.h"
#include "scoring/ledgers/condition_key.h"
#include "scoring/ledgers/selector_check.h"

namespace anze {
namespace {

using json::ProblemList;

struct Placed {
  const Clause* clause = nullptr;
  std::size_t item = 0;
  std::string at;
};

std::vector<Placed> clauses_of(const Rulebook& rulebook) {
  std::vector<Placed> all;
  for (std::size_t i = 0; i < rulebook.items.size(); ++i)
    for (std::size_t k = 0; k < rulebook.items[i].clauses.size(); ++k)
      all.push_back({&rulebook.items[i].clauses[k], i,
                     "/items/" + std::to_string(i) + "/clauses/" + std::to_string(k)});
  return all;
}

const std::vector<CodeId>& assessed_by(const Rulebook& rulebook, const Clause& clause) {
  return clause.archetypes.empty() ? rulebook.archetypes : clause.archetypes;
}

// The first clause of each condition and archetype; a later one of both conflicts with it. Clauses of two
// items do not: an accident may well cost points under each. A gate that replaces the total is of no item.
void check_clauses(const Rulebook& rulebook, ProblemList& problems) {
  std::map<std::pair<std::string, CodeId>, const Clause*> first;
  for (const Placed& each : clauses_of(rulebook)) {
    const Clause& clause = *each.clause;
    const Kind& kind = kind_of(clause);
    if (kind.condition == nullptr) continue;  // two judgements look at two things
    ConditionKey key;
    key << std::string(kind.word) << clause.effect << clause.scope << clause.counts_for
        << key_of(clause.select);
    kind.condition(clause, key);
    const Gate* gate = gate_of(clause);
    if (gate == nullptr || gate->effect == GateEffect::k_item_zero) key << each.item;
    for (const CodeId archetype : assessed_by(rulebook, clause)) {
      const auto [known, is_new] = first.try_emplace({key.text(), archetype}, &clause);
      if (is_new) continue;
      problems.add(
          invalid("clause.conflict",
                  "clauses “" + known->second->id + "” and “" + clause.id +
                      "” move points on the same condition; neither goes before the other",
                  each.at + "/select",
                  "make one clause of them, or say in \"select\" or \"archetypes\" which is for what"));
      break;
    }
  }
}

// ---- Gates that hold the grade down: the higher threshold must hold it lower.

std::size_t rank_of(const Rulebook& rulebook, const std::string& grade) {
  std::size_t rank = 0;
  while (rank < rulebook.grades.size() && rulebook.grades[rank].title != grade) ++rank;
  return rank;
}

void check_gates(const Rulebook& rulebook, ProblemList& problems) {
  struct Held {
    const Clause* clause;
    std::int64_t threshold;
    std::size_t rank;
    std::string at;
  };
  std::map<std::string, std::vector<Held>> gates;
  for (const Placed& each : clauses_of(rulebook)) {
    const Clause& clause = *each.clause;
    const Gate* gate = gate_of(clause);
    if (gate == nullptr || gate->effect != GateEffect::k_highest_grade) continue;
    ConditionKey key;
    key << clause.scope << clause.counts_for << key_of(clause.select);
    std::vector<CodeId> archetypes = assessed_by(rulebook, clause);
    std::sort(archetypes.begin(), archetypes.end());
    for (const CodeId archetype : archetypes) key << archetype;
    gates[key.text()].push_back({&clause, gate->threshold, rank_of(rulebook, gate->grade), each.at});
  }
  for (auto& [key, held] : gates) {
    std::stable_sort(held.begin(), held.end(),
                     [](const Held& a, const Held& b) { return a.threshold < b.threshold; });
    for (std::size_t i = 1; i < held.size(); ++i)
      if (held[i - 1].threshold < held[i].threshold && held[i].rank <= held[i - 1].rank)
        problems.add(invalid("clause.unreachable",
                             "gate “" + held[i - 1].clause->id +
                                 "” already holds the grade down as far from " +
                                 std::to_string(held[i - 1].threshold) + " on",
                             held[i].at + "/grade", "name a lower grade, or drop the gate"));
  }
}

// ---- Vetoes

std::string trigger_of(const VetoClause& veto) {
  ConditionKey key;
  key << veto.on << key_of(veto.select) << veto.window << veto.authority << veto.reach << veto.in_a_row
      << (veto.below ? veto.below->e4 : -1);
  if (veto.on == VetoOn::k_official) key << key_of(veto.finding) << veto.finding_link;
  return key.text();
}

bool share_kinds(const VetoClause& a, const VetoClause& b) {
  return a.on == VetoOn::k_official ||
         std::any_of(a.unit_kinds.begin(), a.unit_kinds.end(), [&](CodeId kind) {
           return std::find(b.unit_kinds.begin(), b.unit_kinds.end(), kind) != b.unit_kinds.end();
         });
}

bool conclude_alike(const VetoClause& a, const VetoClause& b) {
  return std::set<std::string>(a.effects.begin(), a.effects.end()) ==
             std::set<std::string>(b.effects.begin(), b.effects.end()) &&
         a.yellow_card == b.yellow_card && a.forced_grade == b.forced_grade && a.end == b.end &&
         a.end_months == b.end_months;
}

void check_pair(const VetoClause& before, const VetoClause& veto, const std::string& at,
                ProblemList& problems) {
  if (before.count == veto.count)
    problems.add(invalid("veto.conflict",
                         "“" + before.id + "” and “" + veto.id + "” have one trigger in one list and " +
                             (conclude_alike(before, veto) ? "say the same twice" : "conclude differently"),
                         at, "keep one of them, or give each the authority whose list it stands in"));
  const VetoClause& card = veto.yellow_card ? veto : before;
  const VetoClause& full = veto.yellow_card ? before : veto;
  if (card.yellow_card && !full.yellow_card && full.count < card.count)
    problems.add(invalid("veto.unreachable",
                         "the yellow card “" + card.id + "” comes at " + std::to_string(card.count) +
                             ", after the veto “" + full.id + "” at " + std::to_string(full.count),
                         at, "let the card come first, or drop it"));
}

void check_vetoes_agree(const Rulebook& rulebook, ProblemList& problems) {
  std::map<std::string, std::vector<const VetoClause*>> seen;
  for (std::size_t i = 0; i < rulebook.vetoes.size(); ++i) {
    const VetoClause& veto = rulebook.vetoes[i];
    std::vector<const VetoClause*>& same = seen[trigger_of(veto)];
    for (const VetoClause* before : same)
      if (share_kinds(*before, veto)) check_pair(*before, veto, "/vetoes/" + std::to_string(i), problems);
    same.push_back(&veto);
  }
}

}  // namespace

void check_conflicts(const Rulebook& rulebook, ProblemList& problems) {
  check_clauses(rulebook, problems);
  check_gates(rulebook, problems);
  check_vetoes_agree(rulebook, problems);
}

}  // namespace anze
