// The static check of a rulebook's meaning. Problems, all with the JSON path:
//   rulebook.dates, rulebook.archetype, rulebook.base, rulebook.rounding, rulebook.duplicate
//   quarters.period, quarters.points, quarters.weights
//   item.points, item.start, item.empty
//   grade.empty, grade.order, grade.gap, grade.overlap, grade.floor, grade.top, grade.unknown
//   veto.short_window, veto.effect, veto.result, veto.instead
//   clause.* and band.*: the kinds (clauses/kind.h); group.*, clause.highest_of: group_check.cpp;
//   clause.evidence: here; clause.by, clause.within, clause.begins_on and what is never done: days_check.cpp
//   of drafts only: *.unreachable: reach_check.cpp and the kinds; *.conflict: conflict_check.cpp
#include <algorithm>
#include <set>

#include "scoring/clauses/check.h"
#include "scoring/clauses/evidence.h"
#include "scoring/clauses/kind.h"
#include "scoring/rulebook/conflict_check.h"
#include "scoring/rulebook/days_check.h"
#include "scoring/rulebook/group_check.h"
#include "scoring/rulebook/parts.h"
#include "scoring/rulebook/plans.h"
#include "scoring/rulebook/reach_check.h"

namespace anze {
namespace {

using json::ProblemList;

void check_header(const Rulebook& rulebook, ProblemList& problems) {
  if (rulebook.effective_to && *rulebook.effective_to < rulebook.effective_from)
    problems.add(invalid("rulebook.dates",
                         "it ends on " + to_text(*rulebook.effective_to) + ", before it begins on " +
                             to_text(rulebook.effective_from),
                         "/effective_to", "correct one of the two days"));
  if (rulebook.archetypes.empty())
    problems.add(invalid("rulebook.archetype", "nobody is assessed by it", "/archetypes",
                         "list at least one archetype"));
  if (rulebook.base.e4 <= 0)
    problems.add_of_draft(invalid("rulebook.base", "a base of " + to_text(rulebook.base) + " points is none",
                                  "/base", "write more than 0, for example \"100\""));
  if (rulebook.policies.rounding_step.e4 <= 0)
    problems.add(invalid("rulebook.rounding", "scores cannot be rounded to multiples of zero or less",
                         "/policies/rounding", "write a step such as \"0.01\""));
  else if (rulebook.base.e4 > 0 && rulebook.base < rulebook.policies.rounding_step)
    problems.add_of_draft(invalid("rulebook.rounding",
                                  "rounded to multiples of " + to_text(rulebook.policies.rounding_step) +
                                      " no score is left between 0 and the base",
                                  "/policies/rounding", "write a step such as \"0.01\""));
}

std::vector<std::string_view> titles_of(const Rulebook& rulebook) {
  std::vector<std::string_view> titles;
  for (const Grade& grade : rulebook.grades) titles.push_back(grade.title);
  return titles;
}

// A list of codes that names one twice.
void check_repeats(const std::vector<CodeId>& codes, const std::string& at, ProblemList& problems) {
  std::set<CodeId> seen;
  for (std::size_t i = 0; i < codes.size(); ++i)
    if (!seen.insert(codes[i]).second)
      problems.add_of_draft(invalid("rulebook.duplicate", "this is listed twice",
                                    at + "/" + std::to_string(i), "keep one of the two"));
}

void check_weights(const Quarters& quarters, ProblemList& problems) {
  std::int64_t sum = 0;
  bool negative = false;
  for (const Points weight : quarters.weights) {
    negative = negative || weight.e4 < 0 || __builtin_add_overflow(sum, weight.e4, &sum);
  }
  constexpr std::int64_t k_percent = 100 * k_points_scale;
  if (quarters.policy != QuarterPolicy::k_mean || quarters.by_days)
    problems.add(invalid("quarters.weights", "only a mean of quarters, not weighed by days, has weights",
                         "/quarters/weights", "drop them, or use \"policy\": \"mean\" without \"weigh\""));
  else if (negative || sum != k_percent)
    problems.add(invalid("quarters.weights", "the weights of the quarters do not add up to 100 percent",
                         "/quarters/weights", "write four such as [\"20\", \"20\", \"30\", \"30\"]"));
}

void check_quarters(const Rulebook& rulebook, ProblemList& problems) {
  const Quarters& quarters = rulebook.quarters;
  if (quarters.policy == QuarterPolicy::k_none) return;
  if (rulebook.assesses != PeriodKind::k_year)
    problems.add(invalid("quarters.period", "only a rulebook that assesses years takes quarters in",
                         "/quarters", "use \"assesses\": \"year\", or drop it"));
  if (!quarters.counts() && quarters.points.e4 != 0)
    problems.add(invalid("quarters.points", "quarters that stand beside the year have no points in it",
                         "/quarters/points", "drop it, or use \"policy\": \"mean\""));
  if (quarters.counts() && (quarters.points.e4 <= 0 || rulebook.base < quarters.points))
    problems.add(invalid("quarters.points",
                         "the quarters are worth " + to_text(quarters.points) + " points of a base of " +
                             to_text(rulebook.base),
                         "/quarters/points", "give more than 0 points and at most the base"));
  if (quarters.weighted) check_weights(quarters, problems);
}

void check_item(const Item& item, const std::string& at, ProblemList& problems) {
  if (item.points.e4 <= 0)
    problems.add(invalid("item.points", "item “" + item.id + "” has no points to lose or gain",
                         at + "/points", "give it more than 0 points"));
  if (item.bonus && item.start == ItemStart::k_full)
    problems.add(invalid("item.start", "a bonus that is full from the start is no bonus", at + "/start",
                         "use \"start\": \"zero\""));
  if (item.clauses.empty())
    problems.add(invalid("item.empty", "item “" + item.id + "” has no clause", at + "/clauses",
                         "add one, or drop the item"));
  const bool gives = std::any_of(item.clauses.begin(), item.clauses.end(), gives_points);
  if (item.start == ItemStart::k_zero && !gives && !item.below_zero && !item.clauses.empty())
    problems.add(invalid("item.start", "item “" + item.id + "” starts from zero and no clause gives points",
                         at + "/start",
                         "use \"start\": \"full\", or add a clause with \"effect\": \"award\""));
}

void check_unique(std::set<std::string>& ids, const std::string& id, const std::string& at,
                  ProblemList& problems) {
  if (ids.insert(id).second) return;
  problems.add(
      invalid("rulebook.duplicate", "the id “" + id + "” is used twice", at + "/id", "give each its own id"));
}

bool leaves_somebody_out(const Rulebook& rulebook, const Clause& clause) {
  const auto leaves_out = kind_of(clause).leaves_out;
  return (leaves_out != nullptr && leaves_out(clause)) ||
         std::any_of(rulebook.archetypes.begin(), rulebook.archetypes.end(),
                     [&](CodeId archetype) { return !applies_to(rulebook, clause, archetype); });
}

// An award somebody is not asked for counts as given in full; without an upper end there is no full.
void check_worth(const Rulebook& rulebook, const Item& item, const Clause& clause, const std::string& at,
                 ProblemList& problems) {
  if (item.start != ItemStart::k_zero || item.bonus || item.clauses.size() < 2) return;
  if (rulebook.policies.not_applicable != NotApplicable::k_full_points) return;
  const auto endless = kind_of(clause).endless;
  if (clause.effect != Effect::k_award || clause.cap || endless == nullptr || !endless(clause)) return;
  if (!leaves_somebody_out(rulebook, clause)) return;
  problems.add_of_draft(
      invalid("clause.worth",
              "clause “" + clause.id +
                  "” does not apply to everybody and has no upper end, so those it leaves out could not be "
                  "given its points",
              at, "add \"cap\", or make it an item, or a bonus, of its own"));
}

void check_evidence(const Rulebook& rulebook, json::ProblemList& problems) {
  for (std::size_t i = 0; i < rulebook.items.size(); ++i)
    for (std::size_t k = 0; k < rulebook.items[i].clauses.size(); ++k) {
      const Clause& clause = rulebook.items[i].clauses[k];
      const std::string at = "/items/" + std::to_string(i) + "/clauses/" + std::to_string(k);
      if (clause.evidence && *clause.evidence != Evidence::k_not_asked && !records_help(clause))
        problems.add(
            invalid("clause.evidence",
                    "no record helps anybody under clause “" + clause.id + "”, so none wants evidence",
                    at + "/evidence", "leave it out: what costs counts with or without papers"));
      if (wanted_evidence(clause, rulebook.policies.missing_evidence) != Evidence::k_not_asked &&
          !clause.proof)
        problems.add_of_draft(
            invalid("clause.evidence",
                    "the ledger of clause “" + clause.id + "” does not say whether anything is attached",
                    at + "/select/ledger",
                    "add a boolean field with \"attachments\": true to the ledger, or write "
                    "\"evidence\": \"not_asked\" in the clause"));
    }
}

void check_items(const Rulebook& rulebook, ProblemList& problems) {
  std::set<std::string> items;
  std::set<std::string> clauses;
  const std::vector<std::string_view> grades = titles_of(rulebook);
  for (std::size_t i = 0; i < rulebook.items.size(); ++i) {
    const Item& item = rulebook.items[i];
    const std::string at = "/items/" + std::to_string(i);
    check_unique(items, item.id, at, problems);
    check_item(item, at, problems);
    for (std::size_t k = 0; k < item.clauses.size(); ++k) {
      const std::string clause_at = at + "/clauses/" + std::to_string(k);
      check_unique(clauses, item.clauses[k].id, clause_at, problems);
      check_repeats(item.clauses[k].archetypes, clause_at + "/archetypes", problems);
      const CheckCase one{item.clauses[k], item.id, item.points, item.uncapped, grades, clause_at, problems};
      check_cap(one);
      check_worth(rulebook, item, item.clauses[k], clause_at, problems);
      kind_of(one.clause).check(one);
    }
  }
}

void check_grades(const Rulebook& rulebook, ProblemList& problems) {
  std::vector<Rung> steps;
  std::set<std::string> titles;
  for (std::size_t i = 0; i < rulebook.grades.size(); ++i) {
    const Grade& grade = rulebook.grades[i];
    std::optional<std::int64_t> below;
    if (grade.below) below = grade.below->e4;
    steps.push_back({grade.title, grade.from.e4, below});
    if (!titles.insert(grade.title).second)
      problems.add(invalid("rulebook.duplicate", "the grade “" + grade.title + "” is there twice",
                           "/grades/" + std::to_string(i) + "/title", "give each its own title"));
  }
  check_steps(
      "grade", steps, "/grades", [](std::int64_t e4) { return to_text(Points{e4}); }, problems);
}

bool has_clause(const Rulebook& rulebook, const std::string& id) {
  return std::any_of(rulebook.items.begin(), rulebook.items.end(), [&](const Item& item) {
    return std::any_of(item.clauses.begin(), item.clauses.end(),
                       [&](const Clause& clause) { return clause.id == id; });
  });
}

void check_vetoes(const Rulebook& rulebook, ProblemList& problems) {
  std::set<std::string> ids;
  for (std::size_t i = 0; i < rulebook.vetoes.size(); ++i) {
    const VetoClause& veto = rulebook.vetoes[i];
    const std::string at = "/vetoes/" + std::to_string(i);
    check_unique(ids, veto.id, at, problems);
    check_repeats(veto.unit_kinds, at + "/unit_kinds", problems);
    if (!veto.forced_grade.empty())
      check_grade_title(titles_of(rulebook), veto.forced_grade, at + "/forced_grade", problems);
    if (!rulebook.grades.empty() && veto.forced_grade == rulebook.grades.front().title)
      problems.add_of_draft(invalid("veto.effect",
                                    "a veto that makes everybody “" + veto.forced_grade + "” is none",
                                    at + "/forced_grade", "name a lower grade"));
    if (veto.below && veto.below->e4 <= 0)
      problems.add_of_draft(invalid("veto.result", "no result is below " + to_text(*veto.below),
                                    at + "/result/below", "write more than 0 points"));
    if (veto.last > 0 && rulebook.ranking_document.empty())
      problems.add(invalid("veto.result", "there are no last places where nobody is ranked",
                           at + "/result/last",
                           "add \"ranking\": {\"document\": \"…〔…〕…号\"} to the rulebook"));
    if (!veto.instead.empty() && !has_clause(rulebook, veto.instead))
      problems.add(invalid("veto.instead", "there is no clause “" + veto.instead + "” to take points by",
                           at + "/instead", "name a clause of this rulebook by its id"));
    if (!veto.yellow_card && veto.forced_grade.empty() && veto.effects.empty())
      problems.add_of_draft(invalid("veto.effect", "veto “" + veto.id + "” bars nothing and forces no grade",
                                    at, "add \"effects\" or \"forced_grade\", or make it a yellow card"));
    std::set<std::string> effects;
    for (std::size_t k = 0; k < veto.effects.size(); ++k)
      if (!effects.insert(veto.effects[k]).second)
        problems.add_of_draft(invalid("rulebook.duplicate", "“" + veto.effects[k] + "” is listed twice",
                                      at + "/effects/" + std::to_string(k), "keep one of the two"));
    if (veto.short_window.ledger != k_no_code && veto.short_window.ledger != veto.select.ledger)
      problems.add(invalid("veto.short_window", "the short window looks at another ledger than the clause",
                           at + "/short_window/ledger", "name the ledger of \"select\""));
  }
}

}  // namespace

void check_rulebook(const Rulebook& rulebook, ProblemList& problems) {
  check_header(rulebook, problems);
  check_repeats(rulebook.archetypes, "/archetypes", problems);
  check_quarters(rulebook, problems);
  check_items(rulebook, problems);
  check_groups(rulebook, problems);
  check_highest_of(rulebook, problems);
  check_evidence(rulebook, problems);
  check_days_of_clauses(rulebook, problems);
  check_grades(rulebook, problems);
  check_vetoes(rulebook, problems);
  if (problems.reading() == Reading::k_stored) return;
  check_undone(rulebook, problems);
  check_reach(rulebook, problems);
  check_conflicts(rulebook, problems);
}

}  // namespace anze
