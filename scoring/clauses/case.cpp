#include "scoring/clauses/case.h"

namespace anze {

TallyCell ClauseCase::cell(std::int32_t bucket) const {
  return cell_of(cells, plan, {index, subject(), bucket}, early);
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

Exact share_asked(const ClausePlan& plan, const Term& term, const Period& part) {
  const Exact all = Exact::ratio(1, 1);
  if (plan.part_term == PartTerm::k_whole) return all;
  const std::int64_t held = term.days_in(part);
  const std::int64_t days = part.last - part.first + 1;
  if (plan.part_term == PartTerm::k_by_days) return Exact::ratio(held, days);
  return held * 2 >= days ? all : Exact{};
}

std::string share_text(const ClausePlan& plan, const Term& term, const Period& part) {
  const Exact share = share_asked(plan, term, part);
  if (share == Exact::ratio(1, 1)) return {};
  if (share.sign() == 0) return "，任职不足半期，不计";
  return "，按任职 " + std::to_string(term.days_in(part)) + "/" + std::to_string(part.last - part.first + 1) +
         " 天折算";
}

std::optional<std::int64_t> target_of(const std::vector<Target>& targets, const Post& post) {
  const Target* best = nullptr;
  for (const Target& target : targets) {
    if (target.subject == post.id) return target.count;
    if (target.subject == post.unit || (target.subject == k_no_code && best == nullptr)) best = &target;
  }
  if (best == nullptr) return std::nullopt;
  return best->count;
}

bool gate_shut(const Clause& clause, const Line& line) {
  return gate_of(clause) != nullptr && line.state == LineState::k_counted && line.count >= line.target;
}

}  // namespace anze
