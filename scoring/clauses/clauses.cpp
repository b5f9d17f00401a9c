#include "scoring/clauses/clauses.h"

namespace anze {

TallyCell ClauseCase::cell(std::int32_t bucket) const {
  const CodeId subject = clause().counts_for == CountsFor::k_post ? post.id : term.id;
  const TallyCell* found = tally.find({index, subject, bucket});
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
  if (clause.cap && !size.overflowed() && Exact(*clause.cap) < size) {
    held = Exact(*clause.cap);
    line.how += " = " + points_text(size) + "，封顶 " + points_text(held);
  }
  line.before_cap = takes ? Exact{} - size : size;
  line.points = takes ? Exact{} - held : held;
  if (held == Exact{})
    line.how += takes ? "，不扣分" : "，不加分";
  else
    line.how += (takes ? "，扣 " : "，加 ") + points_text(held);
}

void leave_out(Line& line, std::string why) {
  line.state = LineState::k_not_applicable;
  line.how = "不适用：" + std::move(why);
}

Line score_clause(const ClauseCase& c) {
  Line line;
  line.clause = c.index;
  if (!applies_to(c.tally.rulebook(), c.clause(), c.post.archetype)) {
    leave_out(line, "本条款不考核该岗位类别");
    return line;
  }
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
    case ClauseKind::k_gate:
      score_gate(c, line);
      break;
  }
  return line;
}

}  // namespace anze
