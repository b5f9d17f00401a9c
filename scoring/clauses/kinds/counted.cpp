// The kinds that multiply a count: per_event (逐次), check (是否), tiers (分档), and gate (门槛), which only
// counts.
#include <algorithm>

#include "scoring/clauses/case.h"

namespace anze {

namespace {

// 5, 6, 7, 8, and so on: the list, then the last amount and what is added to it each time.
Exact escalated(const ClauseCase& c, Line& line) {
  const Clause& clause = c.clause();
  const std::int64_t count = line.count;
  Exact size;
  const auto listed = static_cast<std::int64_t>(clause.amounts.size());
  for (std::int64_t i = 0; i < std::min(count, listed); ++i) {
    const Points amount = clause.amounts[static_cast<std::size_t>(i)];
    size += Exact(amount);
    c.tell(line, [&] { return (i == 0 ? "，依次 " : "、") + to_text(amount); });
  }
  if (count > 0) c.tell(line, [] { return " 分"; });
  const std::int64_t rest = count - listed;
  if (rest <= 0) return size;
  c.tell(line,
         [&] { return "，其后 " + times_text(rest, "次") + "每次递增 " + points_text(clause.increment); });
  size += Exact(clause.amounts.back()) * rest;
  return size +
         Exact(clause.increment) * rest * (Exact::ratio(rest, 1) + Exact::ratio(1, 1)) / Exact::ratio(2, 1);
}

}  // namespace

void score_per_event(const ClauseCase& c, Line& line) {
  const Clause& clause = c.clause();
  const TallyCell events = c.cell(k_events);
  const std::int64_t unknown = c.cell(k_events_unknown).count;
  line.count = events.count;
  c.tell(line, [&] {
    std::string how = times_text(events.count, "次");
    if (clause.times_field) how += "，合计 " + std::to_string(events.amount);
    if (unknown > 0)
      how += "（其中 " + times_text(unknown, "次") +
             (clause.effect == Effect::k_deduct ? "数量未填，各按 1 计）" : "数量未填，不计）");
    return how;
  });
  if (!clause.amounts.empty()) return settle(c, line, escalated(c, line));
  if (events.amount > 0) c.tell(line, [&] { return " × " + points_text(clause.amount); });
  settle(c, line, Exact(clause.amount) * events.amount);
}

void score_check(const ClauseCase& c, Line& line) {
  const Clause& clause = c.clause();
  line.count = c.cell(0).count;
  const bool present = line.count > 0;
  const bool hit = present != clause.when_absent;
  c.tell(line, [&] {
    return (present ? "有记录 " + times_text(line.count, "条") : "无记录") +
           (hit && clause.whole_item ? "，计本项全部分值" : "");
  });
  const Points amount = clause.whole_item ? c.item_points : clause.amount;
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
    size += Exact(band.points) * count;
    c.tell(line, [&] {
      return (line.how.empty() ? "" : "，") + band.title + " " + times_text(count, "次") + " × " +
             points_text(band.points);
    });
  }
  const std::int64_t unknown = c.cell(static_cast<std::int32_t>(clause.bands.size())).count;
  if (unknown > 0) {
    line.count += unknown;
    c.tell(line,
           [&] { return (line.how.empty() ? "" : "，") + times_text(unknown, "次") + "分档依据未填，不计"; });
  }
  if (line.count == 0) c.tell(line, [] { return "0 次"; });
  settle(c, line, size);
}

bool gate_shut(const Clause& clause, const Line& line) {
  return clause.kind == ClauseKind::k_gate && line.state == LineState::k_counted && line.count >= line.target;
}

namespace {

std::string outcome(const Clause& clause, bool shut) {
  if (!shut) return "，未触发";
  switch (clause.gate) {
    case GateEffect::k_total_zero:
      return "，总分记 0 分";
    case GateEffect::k_item_zero:
      return "，本项记 0 分";
    case GateEffect::k_lower_grade:
      return "，降低一个等次";
    case GateEffect::k_no_grade:
      return "，不定等次";
    case GateEffect::k_highest_grade:
      return "，等次不高于" + clause.gate_grade;
  }
  return {};
}

}  // namespace

void score_gate(const ClauseCase& c, Line& line) {
  const Clause& clause = c.clause();
  line.count = c.cell(0).count;
  line.target = clause.threshold;
  if (!c.in_words && !gate_shut(clause, line))
    return;  // a shut gate is always told: the card's note quotes it
  line.how = "发生 " + times_text(line.count, "次") + "，门槛 " + times_text(line.target, "次") +
             outcome(clause, gate_shut(clause, line));
}

}  // namespace anze
