// 门槛: so many facts replace the total, the item or the grade. A gate only counts; what it replaces is the
// scorecard's business (scorecards/compose.h).
#include <algorithm>

#include "scoring/clauses/kinds/table.h"

namespace anze {
namespace {

using json::Place;

const Gate& own(const Clause& clause) {
  return own_of<Gate>(clause);
}
Gate& own(Clause& clause) {
  return own_of<Gate>(clause);
}

constexpr std::string_view k_members =
    R"json("threshold": {"title": "门槛 / Threshold", "type": "integer", "minimum": 1},
        "gate": {"title": "门槛后果 / What a gate replaces", "description": "total_zero 总分记零, item_zero 本项记零, highest_grade 不高于某等次, lower_grade 降低一个等次, no_grade 不定等次",
                 "enum": ["total_zero", "item_zero", "highest_grade", "lower_grade", "no_grade"]},
        "lasting": {
          "title": "影响的期间 / Periods a fact still counts in", "type": "object", "additionalProperties": false, "required": ["each", "count"],
          "properties": {"each": {"title": "每 / Kind", "description": "month 月, quarter 季度, half 半年, year 年", "enum": ["month", "quarter", "half", "year"]}, "count": {"title": "个数 / How many, this one included", "type": "integer", "minimum": 1, "maximum": 100}}
        },
        "grade": {"title": "最高等次 / Highest grade", "$ref": "#/definitions/text"})json";

constexpr json::Word<GateEffect> k_effects[] = {{"total_zero", GateEffect::k_total_zero},
                                                {"item_zero", GateEffect::k_item_zero},
                                                {"highest_grade", GateEffect::k_highest_grade},
                                                {"lower_grade", GateEffect::k_lower_grade},
                                                {"no_grade", GateEffect::k_no_grade}};

void read(const ReadCase& c, Clause& clause) {
  Gate& gate = own(clause);
  gate.threshold = c.object.get_integer<std::int64_t>("threshold", 1, 1, k_count_max);
  gate.effect = c.object.need_word("gate", k_effects);
  if (gate.effect == GateEffect::k_highest_grade) gate.grade = c.object.need_text("grade");
  if (const std::optional<Place> lasting = c.object.find("lasting")) gate.lasting = read_streak(*lasting);
}

void check(const CheckCase& c) {
  const Gate& gate = own(c.clause);
  if (gate.effect == GateEffect::k_highest_grade)
    check_grade_title(c.grades, gate.grade, c.at + "/grade", c.problems);
  if (gate.lasting.count > 0 &&
      (c.clause.scope != Scope::k_named || c.clause.counts_for != CountsFor::k_term))
    c.problems.add(invalid("clause.lasting",
                           "only what names the official in person lasts beyond the period and the post",
                           c.at + "/lasting", "use \"scope\": \"named\", or drop it"));
}

bool gives(const Clause&) {
  return false;
}

void condition(const Clause& clause, ConditionKey& key) {
  key << own(clause).effect << own(clause).threshold;
}

void reach(const ReachCase& c) {
  check_selected(c);
  const Gate& gate = own(c.clause);
  if (gate.effect == GateEffect::k_highest_grade && !c.grades.empty() && gate.grade == c.grades.front())
    unreachable("“" + gate.grade + "” is the best grade: the gate holds nobody down", c.at + "/grade",
                "name a lower grade", c.problems);
  if (gate.effect == GateEffect::k_lower_grade && c.grades.size() == 1)
    unreachable("there is only one grade: none is lower", c.at + "/gate", "list the grades, or drop the gate",
                c.problems);
}

// The first fact leaves nothing of the item.
bool settles(const Clause& clause) {
  const Gate& gate = own(clause);
  return gate.threshold == 1 &&
         (gate.effect == GateEffect::k_item_zero || gate.effect == GateEffect::k_total_zero);
}

// Facts that outlast their period are looked for in those before it.
void plan(const Clause& clause, const Period& period, ClausePlan& plan) {
  const Streak& lasting = own(clause).lasting;
  if (lasting.count == 0) return;
  Period first = period_of(period.last, lasting.each);
  for (std::int64_t i = 1; i < lasting.count; ++i) first = previous(first);
  plan.first = std::min(first.first, period.first);
}

Result<void> count(const Counting&, Contribution& out) {
  out.add(0, {1, 0});
  return {};
}

std::string outcome(const Clause& clause, bool shut) {
  if (!shut) return "，未触发";
  switch (own(clause).effect) {
    case GateEffect::k_total_zero:
      return "，总分记 0 分";
    case GateEffect::k_item_zero:
      return "，本项记 0 分";
    case GateEffect::k_lower_grade:
      return "，降低一个等次";
    case GateEffect::k_no_grade:
      return "，不定等次";
    case GateEffect::k_highest_grade:
      return "，等次不高于" + own(clause).grade;
  }
  return {};
}

void score(const ClauseCase& c, Line& line) {
  const Clause& clause = c.clause();
  line.count = c.cell(0).count;
  line.target = own(clause).threshold;
  if (!c.in_words && !gate_shut(clause, line))
    return;  // a shut gate is always told: the card's note quotes it
  line.how = "发生 " + times_text(line.count, "次") + "，门槛 " + times_text(line.target, "次") +
             outcome(clause, gate_shut(clause, line));
}

std::optional<Exact> worth(const ClauseCase&) {
  return Exact{};
}

int sign(const Clause&) {
  return -1;
}

int128 each(const Clause&, Points, std::int32_t) {
  return -1;  // which way: what a gate replaces is no number of points
}

void owed(const OwedCase& a, std::vector<Owed>& out) {
  const std::int64_t happened = a.cell(0).count;
  tell_limit(a, happened, own(a.clause()).threshold - 1,
             "已发生 " + times_text(happened, "次") + "，门槛 " +
                 times_text(own(a.clause()).threshold, "次") +
                 (happened >= own(a.clause()).threshold ? "，已触发" : ""),
             out);
}

std::string lost(const LostCase&) {
  return k_happened;
}

}  // namespace

constinit const Kind k_gate{
    .word = "gate",
    .chinese = "门槛",
    .members = k_members,
    .needs = R"json({"required": ["scope", "select", "gate"]})json",
    .blank = make_blank<Gate>,
    .only_takes = [](json::Object&) { return true; },
    .read = read,
    .check = check,
    .gives = gives,
    .condition = condition,
    .reach = reach,
    .settles = settles,
    .plan = plan,
    .count = count,
    .score = score,
    .worth = worth,
    .sign = sign,
    .each = each,
    .owed = owed,
    .lost = lost,
};

}  // namespace anze
