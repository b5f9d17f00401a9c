#include "scoring/clauses/check.h"

#include <algorithm>
#include <set>

#include "scoring/clauses/plan.h"

namespace anze {
namespace {

using json::ProblemList;

void check_amount(const std::string& name, Points amount, const Item& item, const Clause& clause,
                  const std::string& at, ProblemList& problems) {
  const std::string path = at + "/" + name;
  if (amount.e4 <= 0)
    problems.add(invalid("clause.amount",
                         "clause “" + clause.id + "” would move " + to_text(amount) + " points", path,
                         "write the points without sign; \"effect\" says which way"));
  else if (clause.cap && *clause.cap < amount)
    problems.add(
        invalid("clause.amount",
                to_text(amount) + " points are more than the clause's cap of " + to_text(*clause.cap), path,
                "lower the amount or raise \"cap\""));
  else if (item.points < amount)
    problems.add(invalid(
        "clause.amount",
        to_text(amount) + " points are more than the " + to_text(item.points) + " of item “" + item.id + "”",
        path, "lower the amount, or raise the points of the item"));
}

void check_cap(const Item& item, const Clause& clause, const std::string& at, ProblemList& problems) {
  if (!clause.cap) return;
  if (clause.cap->e4 <= 0)
    problems.add(invalid("clause.cap", "a cap of " + to_text(*clause.cap) + " lets nothing through",
                         at + "/cap", "write more than 0 points, or drop the clause"));
  else if (item.points < *clause.cap)
    problems.add(invalid("clause.cap",
                         "the cap of " + to_text(*clause.cap) + " points is more than the " +
                             to_text(item.points) + " of item “" + item.id + "”",
                         at + "/cap", "lower the cap, or drop it: the item's points hold anyway"));
}

void check_targets(const Clause& clause, const std::string& at, ProblemList& problems) {
  std::set<CodeId> subjects;
  for (const Target& target : clause.targets)
    if (!subjects.insert(target.subject).second)
      problems.add(invalid("clause.target", "one post or unit is given two targets", at + "/targets",
                           "keep one of the two"));
  const bool none_wanted = std::all_of(clause.targets.begin(), clause.targets.end(),
                                       [](const Target& target) { return target.count == 0; });
  if (clause.list.empty() && none_wanted)
    problems.add(invalid("clause.target", "clause “" + clause.id + "” wants nothing of anybody",
                         at + "/target", "write at least 1, or drop the clause"));
  std::set<CodeId> entries;
  for (const CodeTitle& entry : clause.list)
    if (!entries.insert(entry.code).second)
      problems.add(invalid("clause.list", "“" + entry.title + "” is listed twice", at + "/list/values",
                           "keep one of the two"));
}

void check_range(const Item& item, const Clause& clause, const std::string& at, ProblemList& problems) {
  if (clause.min.e4 < 0 || clause.max < clause.min || clause.max.e4 == 0) {
    problems.add(invalid("clause.range",
                         "from " + to_text(clause.min) + " to " + to_text(clause.max) + " is no range",
                         at + "/min", "write 0 <= min <= max, and max above 0"));
    return;
  }
  if (clause.step.e4 <= 0 || (clause.max.e4 - clause.min.e4) % clause.step.e4 != 0)
    problems.add(invalid("clause.range",
                         "steps of " + to_text(clause.step) + " do not lead from " + to_text(clause.min) +
                             " to " + to_text(clause.max),
                         at + "/step", "write a step that divides the range"));
  check_amount("max", clause.max, item, clause, at, problems);
}

// What is never done may not cost less than what is done late, or finishing it would be punished.
void check_missing(const Clause& clause, Points most_late, const std::string& at, ProblemList& problems) {
  const bool only_done =
      std::any_of(clause.select.where.begin(), clause.select.where.end(), [&](const Comparison& comparison) {
        return comparison.field.kind == clause.done_field.kind &&
               comparison.field.slot == clause.done_field.slot && comparison.op != Op::k_missing;
      });  // then another clause says what not doing it costs
  if (clause.amount.e4 <= 0 || most_late <= clause.missing || only_done) return;
  problems.add_of_draft(invalid(
      "clause.missing",
      "never done costs " + to_text(clause.missing) + " and done late up to " + to_text(most_late) +
          ", so under clause “" + clause.id + "” leaving it undone is the cheaper",
      at + "/missing",
      "write at least \"" + to_text(most_late) + "\", lower \"event_cap\", or select only what was done"));
}

// Whether what the clause can give is known without a cap: what a post is not asked for counts as given.
bool has_known_worth(const Clause& clause) {
  switch (clause.kind) {
    case ClauseKind::k_per_event:
    case ClauseKind::k_tiers:
      return false;
    case ClauseKind::k_accrual:
      return clause.streak.count > 0;
    case ClauseKind::k_ratio:
      return clause.ratio_mode != RatioMode::k_per_point;
    case ClauseKind::k_baseline:
      return clause.baseline_mode == BaselineMode::k_pass_fail || clause.plus_cap.has_value();
    case ClauseKind::k_shortfall:
    case ClauseKind::k_check:
    case ClauseKind::k_lateness:
    case ClauseKind::k_judged:
    case ClauseKind::k_gate:
      return true;
  }
  return true;
}

bool leaves_somebody_out(const Rulebook& rulebook, const Clause& clause) {
  const bool quotas = clause.kind == ClauseKind::k_baseline && !clause.last_year;
  const bool nobody_else = std::none_of(clause.targets.begin(), clause.targets.end(),
                                        [](const Target& target) { return target.subject == k_no_code; });
  return (quotas && nobody_else) ||
         (clause.kind == ClauseKind::k_ratio && clause.empty == EmptyRatio::k_not_applicable) ||
         std::any_of(rulebook.archetypes.begin(), rulebook.archetypes.end(),
                     [&](CodeId archetype) { return !applies_to(rulebook, clause, archetype); });
}

// An award somebody is not asked for counts as given in full; without an upper end there is no full.
void check_worth(const Rulebook& rulebook, const Item& item, const Clause& clause, const std::string& at,
                 ProblemList& problems) {
  if (item.start != ItemStart::k_zero || item.bonus || item.clauses.size() < 2) return;
  if (rulebook.policies.not_applicable != NotApplicable::k_full_points) return;
  if (clause.effect != Effect::k_award || clause.cap || has_known_worth(clause)) return;
  if (!leaves_somebody_out(rulebook, clause)) return;
  problems.add_of_draft(
      invalid("clause.worth",
              "clause “" + clause.id +
                  "” does not apply to everybody and has no upper end, so those it leaves out could not be "
                  "given its points",
              at, "add \"cap\", or make it an item, or a bonus, of its own"));
}

void check_lateness(const Item& item, const Clause& clause, const std::string& at, ProblemList& problems) {
  check_amount("amount", clause.amount, item, clause, at, problems);
  if (clause.missing.e4 != 0) check_amount("missing", clause.missing, item, clause, at, problems);
  if (clause.event_cap && *clause.event_cap < clause.amount)
    problems.add(invalid("clause.cap", "one day late already costs more than the cap of one event",
                         at + "/event_cap", "raise it, or lower \"amount\""));
  const Points most = clause.cap ? std::min(*clause.cap, item.points) : item.points;
  check_missing(clause, clause.event_cap ? std::min(*clause.event_cap, most) : most, at, problems);
  if (clause.event_cap && most < *clause.event_cap)
    problems.add_of_draft(invalid("clause.cap",
                                  "the cap of one event, " + to_text(*clause.event_cap) + ", is above the " +
                                      to_text(most) + " points there are to lose",
                                  at + "/event_cap", "lower it, or drop it"));
}

void check_ratio(const Item& item, const Clause& clause, const std::string& at, ProblemList& problems) {
  if (clause.target_ppm <= 0 || clause.target_ppm > 1'000'000)
    problems.add(invalid("clause.target",
                         "a target of " + to_text(Points{clause.target_ppm}) + " % is no share",
                         at + "/target_percent", "write more than 0 and at most \"100\""));
  if (clause.ratio_mode == RatioMode::k_range)
    check_range(item, clause, at, problems);
  else
    check_amount("amount", clause.amount, item, clause, at, problems);
}

void check_tiers(const Item& item, const Clause& clause, const std::string& at, ProblemList& problems) {
  std::vector<Rung> steps;
  for (std::size_t i = 0; i < clause.bands.size(); ++i) {
    const Band& band = clause.bands[i];
    steps.push_back({band.title, band.from, band.below});
    if (band.points.e4 != 0)  // a band may well cost nothing
      check_amount("bands/" + std::to_string(i) + "/points", band.points, item, clause, at, problems);
  }
  check_steps(
      "band", steps, at + "/bands", [](std::int64_t value) { return std::to_string(value); }, problems);
}

void check_amounts(const Item& item, const Clause& clause, const std::string& at, ProblemList& problems) {
  for (std::size_t i = 0; i < clause.amounts.size(); ++i)
    check_amount("amounts/" + std::to_string(i), clause.amounts[i], item, clause, at, problems);
  if (item.points < clause.increment)
    problems.add_of_draft(invalid("clause.amount",
                                  "each further event would cost " + to_text(clause.increment) +
                                      " points more, item “" + item.id + "” has " + to_text(item.points),
                                  at + "/increment", "lower it, or raise the points of the item"));
  if (clause.increment.e4 < 0)
    problems.add(invalid("clause.amount", "later events would cost ever less, in the end nothing",
                         at + "/increment", "write 0 or more, or drop it"));
}

// The cap of one direction. A bonus without an upper end may give any number.
void check_way(const std::string& way, Points amount, const std::optional<Points>& cap, const Item& item,
               const std::string& at, ProblemList& problems) {
  if (!cap) return;
  const std::string path = at + "/" + way + "_cap";
  if (amount.e4 == 0)
    problems.add_of_draft(invalid("clause.cap", "there is a cap and nothing to cap", path,
                                  "add \"" + way + "\", or drop the cap"));
  else if (*cap < amount)
    problems.add(invalid(
        "clause.cap",
        "a single one already moves " + to_text(amount) + " points, more than the cap of " + to_text(*cap),
        path, "raise the cap, or lower \"" + way + "\""));
  else if (!item.uncapped && item.points < *cap)
    problems.add_of_draft(invalid("clause.cap",
                                  "the cap of " + to_text(*cap) + " points is more than the " +
                                      to_text(item.points) + " of item “" + item.id + "”",
                                  path, "lower the cap, or drop it: the item's points hold anyway"));
}

// Linear: either way may be left out, but not both.
void check_linear(const Item& item, const Clause& clause, const std::string& at, ProblemList& problems) {
  if (clause.amount.e4 == 0 && clause.plus.e4 == 0)
    problems.add(invalid("clause.amount", "clause “" + clause.id + "” moves no points either way", at,
                         "add \"minus\", \"plus\" or both"));
  if (clause.amount.e4 != 0) check_amount("minus", clause.amount, item, clause, at, problems);
  if (clause.plus.e4 != 0) check_amount("plus", clause.plus, item, clause, at, problems);
  if (clause.cap)
    problems.add(invalid("clause.cap", "one cap for two directions is not clear", at + "/cap",
                         "write \"minus_cap\" and \"plus_cap\""));
  check_way("minus", clause.amount, clause.minus_cap, item, at, problems);
  check_way("plus", clause.plus, clause.plus_cap, item, at, problems);
}

// A quota of 0 is a quota: nobody may die.
void check_baseline(const Item& item, const Clause& clause, const std::string& at, ProblemList& problems) {
  std::set<CodeId> subjects;
  for (const Target& target : clause.targets)
    if (!subjects.insert(target.subject).second)
      problems.add(invalid("clause.target", "one post or unit is given two quotas", at + "/quotas",
                           "keep one of the two"));
  if (clause.last_year && clause.counts_for == CountsFor::k_term)
    problems.add(invalid("clause.baseline", "who holds the post now often did not hold it last year",
                         at + "/counts_for", "use \"post\", so that both years belong to the post"));
  if (clause.baseline_mode == BaselineMode::k_linear)
    check_linear(item, clause, at, problems);
  else
    check_amount("amount", clause.amount, item, clause, at, problems);
}

void check_accrual(const Item& item, const Clause& clause, const std::string& at, ProblemList& problems) {
  if (clause.levels.empty()) check_amount("amount", clause.amount, item, clause, at, problems);
  std::set<CodeId> codes;
  for (std::size_t i = 0; i < clause.levels.size(); ++i) {
    const Level& level = clause.levels[i];
    const std::string here = "levels/amounts/" + std::to_string(i);
    check_amount(here + "/amount", level.amount, item, clause, at, problems);
    if (!codes.insert(level.code).second)
      problems.add(invalid("clause.levels", "“" + level.title + "” is listed twice", at + "/" + here,
                           "keep one of the two"));
    if (i > 0 && clause.levels[i - 1].amount < level.amount)
      problems.add(invalid("clause.levels", "“" + level.title + "” is worth more than the level above it",
                           at + "/" + here, "list the levels from the highest"));
  }
}

}  // namespace

void check_steps(const std::string& kind, const std::vector<Rung>& steps, const std::string& at,
                 const std::function<std::string(std::int64_t)>& text, ProblemList& problems) {
  const std::string quote = kind == "grade" ? "\"" : "";  // points are written as strings
  if (steps.empty()) {
    problems.add(invalid(kind + ".empty", "the table is empty", at, "list them from the highest down to 0"));
    return;
  }
  if (steps.front().below)
    problems.add(invalid(kind + ".top",
                         "nothing is said of values from " + text(*steps.front().below) + " up",
                         at + "/0/below", "leave \"below\" of the first one null"));
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Rung& step = steps[i];
    const std::string here = at + "/" + std::to_string(i);
    if (step.below && *step.below <= step.from)
      problems.add(invalid(kind + ".order", "“" + step.title + "” holds no value", here,
                           "\"from\" is the lower end and is included, \"below\" the upper end and is not"));
    if (i == 0) continue;
    const Rung& above = steps[i - 1];
    const std::string help = "write \"below\": " + quote + text(above.from) + quote;
    if (!step.below || *step.below > above.from)
      problems.add(
          invalid(kind + ".overlap",
                  "“" + step.title + "” and “" + above.title + "” share values from " + text(above.from),
                  here + "/below", help));
    else if (*step.below < above.from)
      problems.add(
          invalid(kind + ".gap",
                  "values from " + text(*step.below) + " to below " + text(above.from) + " belong nowhere",
                  here + "/below", help));
  }
  if (steps.back().from > 0)
    problems.add(invalid(kind + ".floor", "values below " + text(steps.back().from) + " belong nowhere",
                         at + "/" + std::to_string(steps.size() - 1) + "/from", "begin the last one at 0"));
}

void check_clause(const Rulebook& rulebook, const Item& item, const Clause& clause, const std::string& at,
                  ProblemList& problems) {
  check_cap(item, clause, at, problems);
  check_worth(rulebook, item, clause, at, problems);
  switch (clause.kind) {
    case ClauseKind::k_shortfall:
      check_targets(clause, at, problems);
      return check_amount("amount", clause.amount, item, clause, at, problems);
    case ClauseKind::k_per_event:
      if (!clause.amounts.empty()) return check_amounts(item, clause, at, problems);
      return check_amount("amount", clause.amount, item, clause, at, problems);
    case ClauseKind::k_check:
      if (!clause.whole_item) check_amount("amount", clause.amount, item, clause, at, problems);
      return;
    case ClauseKind::k_tiers:
      return check_tiers(item, clause, at, problems);
    case ClauseKind::k_ratio:
      return check_ratio(item, clause, at, problems);
    case ClauseKind::k_lateness:
      return check_lateness(item, clause, at, problems);
    case ClauseKind::k_baseline:
      return check_baseline(item, clause, at, problems);
    case ClauseKind::k_accrual:
      return check_accrual(item, clause, at, problems);
    case ClauseKind::k_judged:
      return check_range(item, clause, at, problems);
    case ClauseKind::k_gate:
      if (clause.gate == GateEffect::k_highest_grade)
        check_grade_title(rulebook, clause.gate_grade, at + "/grade", problems);
      if (clause.lasting.count > 0 &&
          (clause.scope != Scope::k_named || clause.counts_for != CountsFor::k_term))
        problems.add(invalid("clause.lasting",
                             "only what names the official in person lasts beyond the period and the post",
                             at + "/lasting", "use \"scope\": \"named\", or drop it"));
      return;
  }
}

}  // namespace anze
