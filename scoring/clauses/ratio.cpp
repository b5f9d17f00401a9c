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
  const Exact e4 = rate * Exact::ratio(100 * 100, 1);
  const auto hundredths = static_cast<std::int64_t>(e4.numerator() / e4.denominator());
  return to_text(Points{hundredths * 100}) + "%";
}

std::int64_t full_percents(const Exact& difference) {
  const Exact percents = difference * Exact::ratio(100, 1);
  return static_cast<std::int64_t>(percents.numerator() / percents.denominator());
}

void proportional(const ClauseCase& c, Line& line, const Exact& rate, const Exact& target) {
  const Clause& clause = c.clause();
  const bool takes = clause.effect == Effect::k_deduct;
  const Exact share = rate < target ? rate / target : Exact::ratio(1, 1);
  const Exact part = takes ? Exact::ratio(1, 1) - share : share;
  if (part.sign() > 0) line.how += "，" + points_text(clause.amount) + " × " + to_text(part);
  settle(c, line, Exact(clause.amount) * part);
}

void per_point(const ClauseCase& c, Line& line, const Exact& rate, const Exact& target) {
  const Clause& clause = c.clause();
  const bool takes = clause.effect == Effect::k_deduct;
  const Exact difference = takes ? target - rate : rate - target;
  const std::int64_t percents = difference.sign() > 0 ? full_percents(difference) : 0;
  if (percents > 0)
    line.how +=
        (takes ? "，低 " : "，高 ") + times_text(percents, "个百分点") + " × " + points_text(clause.amount);
  settle(c, line, Exact(clause.amount) * Exact::ratio(percents, 1));
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
  line.how = std::to_string(line.count) + " / " + std::to_string(line.target);
  if (line.target == 0) {
    if (clause.empty == EmptyRatio::k_not_applicable) {
      leave_out(line, "分母为 0");
      return;
    }
    rate = clause.empty == EmptyRatio::k_full ? target : Exact{};
    line.how += clause.empty == EmptyRatio::k_full ? "，分母为 0，按达到目标计" : "，分母为 0，按 0 计";
  } else {
    rate = Exact::ratio(line.count, line.target);
    line.how += " = " + percent_text(rate);
  }
  line.how += "，目标 " + percent_text(target);
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
