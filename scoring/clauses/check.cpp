#include "scoring/clauses/check.h"

#include <algorithm>
#include <set>

namespace anze {
namespace {

using json::ProblemList;

void check_amount(const CheckCase& c, const std::string& name, Points amount) {
  const std::string path = c.at + "/" + name;
  if (amount.e4 <= 0)
    c.problems.add(invalid("clause.amount",
                           "clause “" + c.clause.id + "” would move " + to_text(amount) + " points", path,
                           "write the points without sign; \"effect\" says which way"));
  else if (c.clause.cap && *c.clause.cap < amount)
    c.problems.add(
        invalid("clause.amount",
                to_text(amount) + " points are more than the clause's cap of " + to_text(*c.clause.cap), path,
                "lower the amount or raise \"cap\""));
  else if (c.points < amount)
    c.problems.add(invalid("clause.amount",
                           to_text(amount) + " points are more than the " + to_text(c.points) + " of item “" +
                               std::string(c.item) + "”",
                           path, "lower the amount, or raise the points of the item"));
}

void check_targets(const CheckCase& c) {
  std::set<CodeId> subjects;
  for (const Target& target : c.clause.targets)
    if (!subjects.insert(target.subject).second)
      c.problems.add(invalid("clause.target", "one post or unit is given two targets", c.at + "/targets",
                             "keep one of the two"));
  const bool none_wanted = std::all_of(c.clause.targets.begin(), c.clause.targets.end(),
                                       [](const Target& target) { return target.count == 0; });
  if (c.clause.list.empty() && none_wanted)
    c.problems.add(invalid("clause.target", "clause “" + c.clause.id + "” wants nothing of anybody",
                           c.at + "/target", "write at least 1, or drop the clause"));
  std::set<CodeId> entries;
  for (const CodeTitle& entry : c.clause.list)
    if (!entries.insert(entry.code).second)
      c.problems.add(invalid("clause.list", "“" + entry.title + "” is listed twice", c.at + "/list/values",
                             "keep one of the two"));
}

void check_range(const CheckCase& c) {
  if (c.clause.min.e4 < 0 || c.clause.max < c.clause.min || c.clause.max.e4 == 0) {
    c.problems.add(invalid("clause.range",
                           "from " + to_text(c.clause.min) + " to " + to_text(c.clause.max) + " is no range",
                           c.at + "/min", "write 0 <= min <= max, and max above 0"));
    return;
  }
  if (c.clause.step.e4 <= 0 || (c.clause.max.e4 - c.clause.min.e4) % c.clause.step.e4 != 0)
    c.problems.add(invalid("clause.range",
                           "steps of " + to_text(c.clause.step) + " do not lead from " +
                               to_text(c.clause.min) + " to " + to_text(c.clause.max),
                           c.at + "/step", "write a step that divides the range"));
  check_amount(c, "max", c.clause.max);
}

// What is never done may not cost less than what is done late, or finishing it would be punished.
void check_missing(const CheckCase& c, Points most_late) {
  const bool only_done = std::any_of(
      c.clause.select.where.begin(), c.clause.select.where.end(), [&](const Comparison& comparison) {
        return comparison.field.kind == c.clause.done_field.kind &&
               comparison.field.slot == c.clause.done_field.slot && comparison.op != Op::k_missing;
      });  // then another clause says what not doing it costs
  if (c.clause.amount.e4 <= 0 || most_late <= c.clause.missing || only_done) return;
  c.problems.add_of_draft(invalid(
      "clause.missing",
      "never done costs " + to_text(c.clause.missing) + " and done late up to " + to_text(most_late) +
          ", so under clause “" + c.clause.id + "” leaving it undone is the cheaper",
      c.at + "/missing",
      "write at least \"" + to_text(most_late) + "\", lower \"event_cap\", or select only what was done"));
}

void check_lateness(const CheckCase& c) {
  check_amount(c, "amount", c.clause.amount);
  if (c.clause.missing.e4 != 0) check_amount(c, "missing", c.clause.missing);
  if (c.clause.event_cap && *c.clause.event_cap < c.clause.amount)
    c.problems.add(invalid("clause.cap", "one day late already costs more than the cap of one event",
                           c.at + "/event_cap", "raise it, or lower \"amount\""));
  const Points most = c.clause.cap ? std::min(*c.clause.cap, c.points) : c.points;
  check_missing(c, c.clause.event_cap ? std::min(*c.clause.event_cap, most) : most);
  if (c.clause.event_cap && most < *c.clause.event_cap)
    c.problems.add_of_draft(invalid("clause.cap",
                                    "the cap of one event, " + to_text(*c.clause.event_cap) +
                                        ", is above the " + to_text(most) + " points there are to lose",
                                    c.at + "/event_cap", "lower it, or drop it"));
}

void check_ratio(const CheckCase& c) {
  if (c.clause.target_ppm <= 0 || c.clause.target_ppm > 1'000'000)
    c.problems.add(invalid("clause.target",
                           "a target of " + to_text(Points{c.clause.target_ppm}) + " % is no share",
                           c.at + "/target_percent", "write more than 0 and at most \"100\""));
  if (c.clause.ratio_mode == RatioMode::k_range)
    check_range(c);
  else
    check_amount(c, "amount", c.clause.amount);
}

void check_tiers(const CheckCase& c) {
  std::vector<Rung> steps;
  for (std::size_t i = 0; i < c.clause.bands.size(); ++i) {
    const Band& band = c.clause.bands[i];
    steps.push_back({band.title, band.from, band.below});
    if (band.points.e4 != 0)  // a band may well cost nothing
      check_amount(c, "bands/" + std::to_string(i) + "/points", band.points);
  }
  check_steps(
      "band", steps, c.at + "/bands", [](std::int64_t value) { return std::to_string(value); }, c.problems);
}

void check_amounts(const CheckCase& c) {
  for (std::size_t i = 0; i < c.clause.amounts.size(); ++i)
    check_amount(c, "amounts/" + std::to_string(i), c.clause.amounts[i]);
  if (c.points < c.clause.increment)
    c.problems.add_of_draft(invalid("clause.amount",
                                    "each further event would cost " + to_text(c.clause.increment) +
                                        " points more, item “" + std::string(c.item) + "” has " +
                                        to_text(c.points),
                                    c.at + "/increment", "lower it, or raise the points of the item"));
  if (c.clause.increment.e4 < 0)
    c.problems.add(invalid("clause.amount", "later events would cost ever less, in the end nothing",
                           c.at + "/increment", "write 0 or more, or drop it"));
}

// The cap of one direction. A bonus without an upper end may give any number.
void check_way(const CheckCase& c, const std::string& way, Points amount, const std::optional<Points>& cap) {
  if (!cap) return;
  const std::string path = c.at + "/" + way + "_cap";
  if (amount.e4 == 0)
    c.problems.add_of_draft(invalid("clause.cap", "there is a cap and nothing to cap", path,
                                    "add \"" + way + "\", or drop the cap"));
  else if (*cap < amount)
    c.problems.add(invalid(
        "clause.cap",
        "a single one already moves " + to_text(amount) + " points, more than the cap of " + to_text(*cap),
        path, "raise the cap, or lower \"" + way + "\""));
  else if (!c.uncapped && c.points < *cap)
    c.problems.add_of_draft(invalid("clause.cap",
                                    "the cap of " + to_text(*cap) + " points is more than the " +
                                        to_text(c.points) + " of item “" + std::string(c.item) + "”",
                                    path, "lower the cap, or drop it: the item's points hold anyway"));
}

// Linear: either way may be left out, but not both.
void check_linear(const CheckCase& c) {
  if (c.clause.amount.e4 == 0 && c.clause.plus.e4 == 0)
    c.problems.add(invalid("clause.amount", "clause “" + c.clause.id + "” moves no points either way", c.at,
                           "add \"minus\", \"plus\" or both"));
  if (c.clause.amount.e4 != 0) check_amount(c, "minus", c.clause.amount);
  if (c.clause.plus.e4 != 0) check_amount(c, "plus", c.clause.plus);
  if (c.clause.cap)
    c.problems.add(invalid("clause.cap", "one cap for two directions is not clear", c.at + "/cap",
                           "write \"minus_cap\" and \"plus_cap\""));
  check_way(c, "minus", c.clause.amount, c.clause.minus_cap);
  check_way(c, "plus", c.clause.plus, c.clause.plus_cap);
}

// A quota of 0 is a quota: nobody may die.
void check_baseline(const CheckCase& c) {
  std::set<CodeId> subjects;
  for (const Target& target : c.clause.targets)
    if (!subjects.insert(target.subject).second)
      c.problems.add(invalid("clause.target", "one post or unit is given two quotas", c.at + "/quotas",
                             "keep one of the two"));
  if (c.clause.last_year && c.clause.counts_for == CountsFor::k_term)
    c.problems.add(invalid("clause.baseline", "who holds the post now often did not hold it last year",
                           c.at + "/counts_for", "use \"post\", so that both years belong to the post"));
  if (c.clause.baseline_mode == BaselineMode::k_linear)
    check_linear(c);
  else
    check_amount(c, "amount", c.clause.amount);
}

void check_accrual(const CheckCase& c) {
  if (c.clause.levels.empty()) check_amount(c, "amount", c.clause.amount);
  std::set<CodeId> codes;
  for (std::size_t i = 0; i < c.clause.levels.size(); ++i) {
    const Level& level = c.clause.levels[i];
    const std::string here = "levels/amounts/" + std::to_string(i);
    check_amount(c, here + "/amount", level.amount);
    if (!codes.insert(level.code).second)
      c.problems.add(invalid("clause.levels", "“" + level.title + "” is listed twice", c.at + "/" + here,
                             "keep one of the two"));
    if (i > 0 && c.clause.levels[i - 1].amount < level.amount)
      c.problems.add(invalid("clause.levels", "“" + level.title + "” is worth more than the level above it",
                             c.at + "/" + here, "list the levels from the highest"));
  }
}

}  // namespace

void check_cap(const CheckCase& c) {
  if (!c.clause.cap) return;
  if (c.clause.cap->e4 <= 0)
    c.problems.add(invalid("clause.cap", "a cap of " + to_text(*c.clause.cap) + " lets nothing through",
                           c.at + "/cap", "write more than 0 points, or drop the clause"));
  else if (c.points < *c.clause.cap)
    c.problems.add(invalid("clause.cap",
                           "the cap of " + to_text(*c.clause.cap) + " points is more than the " +
                               to_text(c.points) + " of item “" + std::string(c.item) + "”",
                           c.at + "/cap", "lower the cap, or drop it: the item's points hold anyway"));
}

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

void check_grade_title(const std::vector<std::string_view>& grades, const std::string& title,
                       const std::string& at, ProblemList& problems) {
  if (std::find(grades.begin(), grades.end(), title) == grades.end())
    problems.add(
        invalid("grade.unknown", "there is no grade “" + title + "”", at, "use " + json::listed(grades)));
}

void check_kind(const CheckCase& c) {
  switch (c.clause.kind) {
    case ClauseKind::k_shortfall:
      check_targets(c);
      return check_amount(c, "amount", c.clause.amount);
    case ClauseKind::k_per_event:
      if (!c.clause.amounts.empty()) return check_amounts(c);
      return check_amount(c, "amount", c.clause.amount);
    case ClauseKind::k_check:
      if (!c.clause.whole_item) check_amount(c, "amount", c.clause.amount);
      return;
    case ClauseKind::k_tiers:
      return check_tiers(c);
    case ClauseKind::k_ratio:
      return check_ratio(c);
    case ClauseKind::k_lateness:
      return check_lateness(c);
    case ClauseKind::k_baseline:
      return check_baseline(c);
    case ClauseKind::k_accrual:
      return check_accrual(c);
    case ClauseKind::k_judged:
      return check_range(c);
    case ClauseKind::k_gate:
      if (c.clause.gate == GateEffect::k_highest_grade)
        check_grade_title(c.grades, c.clause.gate_grade, c.at + "/grade", c.problems);
      if (c.clause.lasting.count > 0 &&
          (c.clause.scope != Scope::k_named || c.clause.counts_for != CountsFor::k_term))
        c.problems.add(invalid("clause.lasting",
                               "only what names the official in person lasts beyond the period and the post",
                               c.at + "/lasting", "use \"scope\": \"named\", or drop it"));
      return;
  }
}

}  // namespace anze
