#include "scoring/clauses/check.h"

#include <algorithm>

namespace anze {
namespace {

using json::ProblemList;

// The first and last day whose facts the rulebook can count.
struct Days {
  Date first;
  std::optional<Date> last;
};

Days days_of(const Force& force) {  // yearly duties look back over their year
  return {period_of(force.from, PeriodKind::k_year).first, force.to};
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

}  // namespace

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

void check_range(const CheckCase& c, const Range& range) {
  if (range.min.e4 < 0 || range.max < range.min || range.max.e4 == 0) {
    c.problems.add(invalid("clause.range",
                           "from " + to_text(range.min) + " to " + to_text(range.max) + " is no range",
                           c.at + "/min", "write 0 <= min <= max, and max above 0"));
    return;
  }
  if (range.step.e4 <= 0 || (range.max.e4 - range.min.e4) % range.step.e4 != 0)
    c.problems.add(invalid("clause.range",
                           "steps of " + to_text(range.step) + " do not lead from " + to_text(range.min) +
                               " to " + to_text(range.max),
                           c.at + "/step", "write a step that divides the range"));
  check_amount(c, "max", range.max);
}

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

void unreachable(const std::string& message, const std::string& at, const std::string& help,
                 ProblemList& problems) {
  problems.add(invalid("clause.unreachable", message, at, help));
}

bool ends_in_force(const Force& force, PeriodKind kind) {
  if (!force.to) return true;
  Period last = period_of(*force.to, kind);
  if (last.last != *force.to) last = previous(last);
  return force.from <= last.last;
}

void check_days(const Force& force, const Selector& select, const std::string& at, ProblemList& problems) {
  const Days days = days_of(force);
  for (std::size_t i = 0; i < select.where.size(); ++i)
    if (outside(select.where[i], days))
      unreachable("only records from outside the rulebook's own time are counted",
                  at + "/where/" + std::to_string(i), "correct the day, or the rulebook's dates", problems);
}

void check_due(const ReachCase& c, PeriodKind each, const std::string& member) {
  if (c.force.assesses < each && !ends_in_force(c.force, each))
    unreachable("clause “" + c.clause.id + "” is due at the end of a " + std::string(to_text(each)) +
                    ", and none ends while the rulebook is in force",
                c.at + member, "choose a shorter one, or correct the rulebook's dates", c.problems);
}

void check_selected(const ReachCase& c) {
  check_days(c.force, c.clause.select, c.at + "/select", c.problems);
}

}  // namespace anze
