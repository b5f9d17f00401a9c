#include "scoring/clauses/case.h"

namespace anze {

TallyCell ClauseCase::cell(std::int32_t bucket) const {
  const TallyCell* found = cells.find({index, subject(), bucket});
  return found != nullptr ? *found : TallyCell{};
}

std::string points_text(const Exact& points) {
  return to_text(points) + " 分";
}

std::string times_text(std::int64_t count, std::string_view measure) {
  return std::to_string(count) + " " + std::string(measure);
}

void settle(const ClauseCase& c, Line& line, const Exact& size) {
  const Clause& clause = c.clause();
  const bool takes = clause.effect == Effect::k_deduct;
  Exact held = size;
  if (clause.cap && Exact(*clause.cap) < size) {
    held = Exact(*clause.cap);
    c.tell(line, [&] { return " = " + points_text(size) + "，封顶 " + points_text(held); });
  }
  line.before_cap = takes ? Exact{} - size : size;
  line.points = takes ? Exact{} - held : held;
  c.tell(line, [&] {
    if (held == Exact{}) return std::string(takes ? "，不扣分" : "，不加分");
    return (takes ? "，扣 " : "，加 ") + points_text(held);
  });
}

void settle_signed(const ClauseCase& c, Line& line, const Exact& size, const std::optional<Points>& least,
                   const std::optional<Points>& most) {
  line.before_cap = size;
  line.points = size;
  const auto hold = [&](const Exact& cap) {
    line.points = cap;
    c.tell(line, [&] { return "，封顶 " + points_text(cap.sign() < 0 ? Exact{} - cap : cap); });
  };
  if (least && size < Exact{} - Exact(*least)) hold(Exact{} - Exact(*least));
  if (most && Exact(*most) < size) hold(Exact(*most));
  c.tell(line, [&] {
    if (line.points == Exact{}) return std::string("，不扣分也不加分");
    if (line.points.sign() < 0) return "，扣 " + points_text(Exact{} - line.points);
    return "，加 " + points_text(line.points);
  });
}

void leave_out(const ClauseCase& c, Line& line, const char* why) {
  line.state = LineState::k_not_applicable;
  line.how.clear();
  c.tell(line, [&] { return std::string("不适用：") + why; });
}

namespace {

void score_kind(const ClauseCase& c, Line& line) {
  switch (c.clause().kind) {
    case ClauseKind::k_shortfall:
      score_shortfall(c, line);
      break;
    case ClauseKind::k_per_event:
      score_per_event(c, line);
      break;
    case ClauseKind::k_check:
      score_check(c, line);
      break;
    case ClauseKind::k_tiers:
      score_tiers(c, line);
      break;
    case ClauseKind::k_ratio:
      score_ratio(c, line);
      break;
    case ClauseKind::k_lateness:
      score_lateness(c, line);
      break;
    case ClauseKind::k_judged:
      score_judged(c, line);
      break;
    case ClauseKind::k_baseline:
      score_baseline(c, line);
      break;
    case ClauseKind::k_accrual:
      score_accrual(c, line);
      break;
    case ClauseKind::k_gate:
      score_gate(c, line);
      break;
  }
}

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

}  // namespace

void score_clause(const ClauseCase& c, Line& line) {
  line.clause = c.index;
  if (c.applies)
    score_kind(c, line);
  else
    leave_out(c, line, "本条款不考核该岗位类别");
  if (c.applies && c.plan.unproven >= 0) tell_unproven(c, line);
  if (c.judged != nullptr && c.judged->self != nullptr) {
    line.self = c.judged->self->value;
    c.tell(line, [&] { return "；自评 " + points_text(*line.self); });
  }
}

}  // namespace anze
