// 累加: points by level, each fact or each key once, all of them or the highest only; and streaks of periods
// in which nothing happened (连续无事故).
#include <algorithm>

#include "scoring/clauses/case.h"

namespace anze {
namespace {

using Counts = std::vector<std::int64_t>;  // by level, the last of an unknown one

Counts plain_counts(const ClauseCase& c) {
  Counts counts;
  for (std::int32_t level = 0; level < accrual_width(c.clause()); ++level)
    counts.push_back(c.cell(level).count);
  return counts;
}

// Of one key the highest level counts, once. A key met only at unknown levels counts as unknown.
Counts keyed_counts(const ClauseCase& c, std::int64_t& repeated) {
  const std::int32_t width = accrual_width(c.clause());
  Counts counts(static_cast<std::size_t>(width), 0);
  std::int32_t last_key = -1;
  for (const auto& [key, cell] : c.keyed->of(c.index, c.subject())) {
    if (key.bucket == k_unproven_key) continue;
    const bool is_new = key.bucket / width != last_key;
    last_key = key.bucket / width;
    counts[static_cast<std::size_t>(key.bucket % width)] += is_new ? 1 : 0;
    repeated += cell.count - (is_new ? 1 : 0);
  }
  return counts;
}

std::string level_text(const Clause& clause, std::size_t level, std::int64_t count) {
  if (clause.levels.empty()) return times_text(count, "项") + " × " + points_text(clause.amount);
  return clause.levels[level].title + " " + times_text(count, "项") + " × " +
         points_text(clause.levels[level].amount);
}

void score_levels(const ClauseCase& c, Line& line) {
  const Clause& clause = c.clause();
  std::int64_t repeated = 0;
  const Counts counts = clause.key_field ? keyed_counts(c, repeated) : plain_counts(c);
  const std::size_t levels = std::max<std::size_t>(clause.levels.size(), 1);
  Exact size;
  Exact highest;
  for (std::size_t i = 0; i < levels; ++i) {
    if (counts[i] == 0) continue;
    const Exact amount{clause.levels.empty() ? clause.amount : clause.levels[i].amount};
    line.count += counts[i];
    c.tell(line, [&] { return (line.how.empty() ? "" : "，") + level_text(clause, i, counts[i]); });
    size += amount * counts[i];
    if (highest < amount) highest = amount;
  }
  const std::int64_t unknown = clause.levels.empty() ? 0 : counts.back();
  c.tell(line, [&] {
    std::string how = line.count == 0 ? "0 项" : "";
    if (unknown > 0) how += "，另 " + times_text(unknown, "项") + "级别未填或不在表内，不计";
    if (repeated > 0) how += "，同一事项重复 " + times_text(repeated, "条") + "不另计";
    return how;
  });
  line.count += unknown + repeated;
  if (clause.take == AccrualTake::k_highest && highest.sign() > 0) {
    c.tell(line, [&] { return "，就高计 " + points_text(highest); });
    size = highest;
  }
  settle(c, line, size);
}

void score_streak(const ClauseCase& c, Line& line) {
  const Clause& clause = c.clause();
  line.count = c.cell(0).count;
  line.target = clause.streak.count;
  c.tell(line, [&] {
    std::string how = to_chinese(c.plan.parts.front());
    if (c.plan.parts.size() > 1) how += "至" + to_chinese(c.plan.parts.back());
    return how + (line.count == 0 ? "未发生" : "发生 " + times_text(line.count, "次") + "，连续中断");
  });
  if (!c.plan.due) {
    line.state = LineState::k_not_due;
    c.tell(line, [&] { return "，" + to_chinese(c.plan.parts.back()) + "末到期，本期不计"; });
    return;
  }
  settle(c, line, line.count == 0 ? Exact(clause.amount) : Exact{});
}

}  // namespace

void score_accrual(const ClauseCase& c, Line& line) {
  if (c.clause().streak.count > 0)
    score_streak(c, line);
  else
    score_levels(c, line);
}

}  // namespace anze
