// 比率: the share of facts that satisfy `select` among those that satisfy `denominator`, against a target.
//
// deduct takes for what is short of the target; award gives for what is reached (proportional: up to the
// amount; per point: for every full percentage point above the target).
#include "scoring/clauses/clauses.h"

namespace anze {
namespace {

constexpr std::int64_t k_ppm = 1'000'000;

// A rate as people read it, to two decimals of a percent; cut, not rounded, for the exact counts stand beside
// it and 99.999 % must not read as 100 %.
std::string percent_text(const Exact& rate) {
  return to_text(Points{(rate * 10'000).whole() * 100}) + "%";
}

std::int64_t full_percents(const Exact& difference) {
  return (difference * 100).whole();
}

void proportional(const ClauseCase& c, Line& line, const Exact& rate, const Exact& target) {
  const Clause& clause = c.clause();
  const bool takes = clause.effect == Effect::k_deduct;
  const Exact share = rate < target ? rate / target : Exact::ratio(1, 1);
  const Exact part = takes ? Exact::ratio(1, 1) - share : share;
  if (part.sign() > 0)
    c.tell(line, [&] { return "，" + points_text(clause.amount) + " × " + to_text(part); });
  settle(c, line, Exact(clause.amount) * part);
}

void per_point(const ClauseCase& c, Line& line, const Exact& rate, const Exact& target) {
  const Clause& clause = c.clause();
  const bool takes = clause.effect == Effect::k_deduct;
  const Exact difference = takes ? target - rate : rate - target;
  const std::int64_t percents = difference.sign() > 0 ? full_percents(difference) : 0;
  if (percents > 0)
    c.tell(line, [&] {
      return (takes ? "，低 " : "，高 ") + times_text(percents, "个百分点") + " × " +
             points_text(clause.amount);
    });
  settle(c, line, Exact(clause.amount) * percents);
}

void range(const ClauseCase& c, Line& line, const Exact& rate, const Exact& target) {
  const bool takes = c.clause().effect == Effect::k_deduct;
  if ((rate < target) == takes)
    score_judged(c, line);
  else
    settle(c, line, Exact{});
}

}  // namespace

void score_ratio(const ClauseCase& c, Line& line) {
  const Clause& clause = c.clause();
  line.count = c.cell(k_numerator).count;
  line.target = c.cell(k_denominator).count;
  const Exact target = Exact::ratio(clause.target_ppm, k_ppm);
  Exact rate;
  if (line.target == 0 && clause.empty == EmptyRatio::k_not_applicable) {
    leave_out(c, line, "分母为 0");
    return;
  }
  if (line.target > 0)
    rate = Exact::ratio(line.count, line.target);
  else if (clause.empty == EmptyRatio::k_full)
    rate = target;
  c.tell(line, [&] {
    const std::string is = line.target > 0                      ? " = " + percent_text(rate)
                           : clause.empty == EmptyRatio::k_full ? "，分母为 0，按达到目标计"
                                                                : "，分母为 0，按 0 计";
    return std::to_string(line.count) + " / " + std::to_string(line.target) + is + "，目标 " +
           percent_text(target);
  });
  switch (clause.ratio_mode) {
    case RatioMode::k_proportional:
      return proportional(c, line, rate, target);
    case RatioMode::k_per_point:
      return per_point(c, line, rate, target);
    case RatioMode::k_range:
      return range(c, line, rate, target);
  }
}

}  // namespace anze
