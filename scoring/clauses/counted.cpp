// The kinds that multiply a count: per_event (逐次), check (是否), tiers (分档), and gate (门槛), which only
// counts.
#include <algorithm>

#include "scoring/clauses/clauses.h"

namespace anze {

namespace {

// 5, 6, 7, 8, and so on: the list, then the last amount and what is added to it each time.
Exact escalated(const Clause& clause, std::int64_t count, std::string& how) {
  Exact size;
  const auto listed = static_cast<std::int64_t>(clause.amounts.size());
  for (std::int64_t i = 0; i < std::min(count, listed); ++i) {
    const Points amount = clause.amounts[static_cast<std::size_t>(i)];
    size += Exact(amount);
    how += (i == 0 ? "，依次 " : "、") + to_text(amount);
  }
  if (count > 0) how += " 分";
  const std::int64_t rest = count - listed;
  if (rest <= 0) return size;
  how += "，其后 " + times_text(rest, "次") + "每次递增 " + points_text(clause.increment);
  const Exact n = Exact::ratio(rest, 1);
  size += Exact(clause.amounts.back()) * n;
  return size + Exact(clause.increment) * n * (n + Exact::ratio(1, 1)) * Exact::ratio(1, 2);
}

}  // namespace

void score_per_event(const ClauseCase& c, Line& line) {
  const Clause& clause = c.clause();
  const TallyCell events = c.cell(k_events);
  const std::int64_t unknown = c.cell(k_events_unknown).count;
  line.count = events.count;
  line.how = times_text(events.count, "次");
  if (clause.times_field) line.how += "，合计 " + std::to_string(events.amount);
  if (unknown > 0)
    line.how += "（其中 " + times_text(unknown, "次") +
                (clause.effect == Effect::k_deduct ? "数量未填，各按 1 计）" : "数量未填，不计）");
  if (!clause.amounts.empty()) return settle(c, line, escalated(clause, events.count, line.how));
  if (events.amount > 0) line.how += " × " + points_text(clause.amount);
  settle(c, line, Exact(clause.amount) * Exact::ratio(events.amount, 1));
}

void score_check(const ClauseCase& c, Line& line) {
  const Clause& clause = c.clause();
  line.count = c.cell(0).count;
  const bool present = line.count > 0;
  const bool hit = present != clause.when_absent;
  line.how = present ? "有记录 " + times_text(line.count, "条") : "无记录";
  if (hit && clause.whole_item) line.how += "，计本项全部分值";
  const Points amount = clause.whole_item ? c.item.points : clause.amount;
  settle(c, line, hit ? Exact(amount) : Exact{});
}

void score_tiers(const ClauseCase& c, Line& line) {
  const Clause& clause = c.clause();
  Exact size;
  for (std::size_t i = 0; i < clause.bands.size(); ++i) {
    const Band& band = clause.bands[i];
    const std::int64_t count = c.cell(static_cast<std::int32_t>(i)).count;
    if (count == 0) continue;
    line.count += count;
    size += Exact(band.points) * Exact::ratio(count, 1);
    if (!line.how.empty()) line.how += "，";
    line.how += band.title + " " + times_text(count, "次") + " × " + points_text(band.points);
  }
  const std::int64_t unknown = c.cell(static_cast<std::int32_t>(clause.bands.size())).count;
  if (unknown > 0) {
    line.count += unknown;
    line.how += (line.how.empty() ? "" : "，") + times_text(unknown, "次") + "分档依据未填，不计";
  }
  if (line.how.empty()) line.how = "0 次";
  settle(c, line, size);
}

bool gate_shut(const Clause& clause, const Line& line) {
  return clause.kind == ClauseKind::k_gate && line.state == LineState::k_counted && line.count >= line.target;
}

void score_gate(const ClauseCase& c, Line& line) {
  const Clause& clause = c.clause();
  line.count = c.cell(0).count;
  line.target = clause.threshold;
  line.how = "发生 " + times_text(line.count, "次") + "，门槛 " + times_text(line.target, "次");
  if (!gate_shut(clause, line)) {
    line.how += "，未触发";
  } else if (clause.gate == GateEffect::k_total_zero) {
    line.how += "，总分记 0 分";
  } else if (clause.gate == GateEffect::k_item_zero) {
    line.how += "，本项记 0 分";
  } else if (clause.gate == GateEffect::k_lower_grade) {
    line.how += "，降低一个等次";
  } else {
    line.how += "，等次不高于" + clause.gate_grade;
  }
}

}  // namespace anze
