#include "scoring/clauses/kind.h"
#include "scoring/values/broken.h"

namespace anze {
namespace {

// The line says that the policy was used, and on how many.
void tell_unproven(const ClauseCase& c, Line& line) {
  line.unproven = c.cell(c.plan.unproven).count;
  if (line.unproven == 0) return;
  const bool counted = c.plan.evidence == Evidence::k_flagged;
  c.tell(line, [&] {
    return (counted ? "；其中 " : "；另有 ") + times_text(line.unproven, "条") + "无佐证材料，" +
           (counted ? "照计" : "按不利计，不作数");
  });
}

// What the clause's longer time came to before the period was charged, or given, then.
void take_off_early(const ClauseCase& c, Line& line) {
  const Line then = line_of_early_days(c);
  line.points = line.points - then.points;
  line.before_cap = line.before_cap - then.before_cap;
  c.tell(line, [&] {
    const int sign = line.points.sign();
    const std::string now = sign < 0   ? "扣 " + points_text(Exact{} - line.points)
                            : sign > 0 ? "加 " + points_text(line.points)
                                       : std::string("不扣分也不加分");
    const Exact taken = then.points.sign() < 0 ? Exact{} - then.points : then.points;
    return "；以上为" + to_chinese(c.plan.first) + "以来累计，此前各期已计 " + points_text(taken) + "，本期" +
           now;
  });
}

}  // namespace

Line line_of_early_days(const ClauseCase& c) {
  Line then;
  if (c.plan.early == 0) return then;
  ClauseCase before = c;
  before.early = true;
  before.in_words = false;
  kind_of(c.clause()).score(before, then);
  return then;
}

void score_clause(const ClauseCase& c, Line& line) {
  line.clause = c.index;
  if (c.applies)
    kind_of(c.clause()).score(c, line);
  else
    leave_out(c, line, "本条款不考核该岗位类别");
  if (c.applies && c.plan.early > 0) take_off_early(c, line);
  if (c.applies && c.plan.unproven >= 0) tell_unproven(c, line);
  if (c.judged != nullptr && c.judged->self != nullptr) {
    line.self = c.judged->self->value;
    c.tell(line, [&] { return "；自评 " + points_text(*line.self); });
  }
}

std::optional<Exact> worth_of(const ClauseCase& c) {
  const auto of_kind = kind_of(c.clause()).worth;
  const std::optional<Exact> worth = of_kind != nullptr ? of_kind(c) : std::nullopt;
  const std::optional<Points>& cap = c.clause().cap;
  if (!cap) return worth;
  if (!worth || Exact(*cap) < *worth) return Exact(*cap);
  return worth;
}

bool gives_points(const Clause& clause) {
  const auto gives = kind_of(clause).gives;
  return gives != nullptr ? gives(clause) : clause.effect == Effect::k_award;
}

const Range* judged_range(const Clause& clause) {
  const auto judged = kind_of(clause).judged;
  return judged != nullptr ? judged(clause) : nullptr;
}

bool may_be_given(const Clause& clause, Points value) {
  const Range* range = judged_range(clause);
  return range != nullptr && range->min <= value && value <= range->max &&
         (range->step.e4 <= 0 || (value.e4 - range->min.e4) % range->step.e4 == 0);
}

int sign_of_one(const Clause& clause) {
  const auto sign = kind_of(clause).sign;
  const int way = sign != nullptr ? sign(clause) : 0;
  ANZE_ASSERT(way >= -1 && way <= 1);
  return way;
}

bool wants_one(const Clause& clause) {
  const auto one_will_do = kind_of(clause).one_will_do;
  return one_will_do != nullptr && one_will_do(clause) && sign_of_one(clause) > 0;
}

int128 worth_of_one(const Clause& clause, Points item, std::int32_t bucket) {
  const auto each = kind_of(clause).each;
  return each != nullptr ? each(clause, item, bucket) : 0;
}

}  // namespace anze
