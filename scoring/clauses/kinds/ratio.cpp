// 比率: the share of facts that satisfy `select` among those that satisfy `denominator`, against a target.
//
// deduct takes for what is short of the target; award gives for what is reached (proportional: up to the
// amount; per point: for every full percentage point above the target).
#include "scoring/clauses/case.h"

namespace anze {
namespace {

constexpr std::int64_t k_ppm = 1'000'000;

// A rate as people read it, to two decimals of a percent; cut, not rounded, for the exact counts stand beside
// it and 99.999 % must not read as 100 %.
std::string percent_text(std::int64_t count, std::int64_t of) {
  const auto hundredths = static_cast<std::int64_t>(int128{count} * 10'000 / of);
  return to_text(Points{hundredths * 100}) + "%";
}

// A rate and a target as whole numbers: count / of against target_ppm / 1 000 000. Only a proportional share
// that falls short needs a fraction.
struct Rate {
  std::int64_t count = 0;
  std::int64_t of = 1;
  std::int64_t target_ppm = k_ppm;

  int128 scaled() const { return int128{count} * k_ppm; }
  int128 scaled_target() const { return int128{target_ppm} * of; }
  bool short_of_target() const { return scaled() < scaled_target(); }
  // Full percentage points between them, the sign apart.
  std::int64_t percents_apart() const {
    const int128 apart = scaled() - scaled_target();
    return static_cast<std::int64_t>((apart < 0 ? -apart : apart) / (int128{of} * (k_ppm / 100)));
  }
  // The share of the target that is reached: at most all of it.
  Exact share() const {
    if (!short_of_target()) return Exact::ratio(1, 1);
    return Exact::ratio(count, of) / Exact::ratio(target_ppm, k_ppm);
  }
};

void proportional(const ClauseCase& c, Line& line, const Rate& rate) {
  const Clause& clause = c.clause();
  const bool takes = clause.effect == Effect::k_deduct;
  const Exact part = takes ? Exact::ratio(1, 1) - rate.share() : rate.share();
  if (part.sign() > 0)
    c.tell(line, [&] { return "，" + points_text(clause.amount) + " × " + to_text(part); });
  settle(c, line, Exact(clause.amount) * part);
}

void per_point(const ClauseCase& c, Line& line, const Rate& rate) {
  const Clause& clause = c.clause();
  const bool takes = clause.effect == Effect::k_deduct;
  const std::int64_t percents = rate.short_of_target() == takes ? rate.percents_apart() : 0;
  if (percents > 0)
    c.tell(line, [&] {
      return (takes ? "，低 " : "，高 ") + times_text(percents, "个百分点") + " × " +
             points_text(clause.amount);
    });
  settle(c, line, Exact(clause.amount) * percents);
}

void range(const ClauseCase& c, Line& line, const Rate& rate) {
  const bool takes = c.clause().effect == Effect::k_deduct;
  if (rate.short_of_target() == takes)
    score_judged(c, line);
  else
    settle(c, line, Exact{});
}

}  // namespace

void score_ratio(const ClauseCase& c, Line& line) {
  const Clause& clause = c.clause();
  line.count = c.cell(k_numerator).count;
  line.target = c.cell(k_denominator).count;
  if (line.target == 0 && clause.empty == EmptyRatio::k_not_applicable) {
    leave_out(c, line, "分母为 0");
    return;
  }
  Rate rate{line.count, line.target, clause.target_ppm};
  if (line.target == 0)
    rate = {clause.empty == EmptyRatio::k_full ? clause.target_ppm : 0, k_ppm, clause.target_ppm};
  c.tell(line, [&] {
    const std::string is = line.target > 0                      ? " = " + percent_text(rate.count, rate.of)
                           : clause.empty == EmptyRatio::k_full ? "，分母为 0，按达到目标计"
                                                                : "，分母为 0，按 0 计";
    return std::to_string(line.count) + " / " + std::to_string(line.target) + is + "，目标 " +
           percent_text(clause.target_ppm, k_ppm);
  });
  switch (clause.ratio_mode) {
    case RatioMode::k_proportional:
      return proportional(c, line, rate);
    case RatioMode::k_per_point:
      return per_point(c, line, rate);
    case RatioMode::k_range:
      return range(c, line, rate);
  }
}

}  // namespace anze
