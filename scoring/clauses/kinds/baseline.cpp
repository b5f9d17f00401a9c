// 对标增减: what happened against a control figure (控制指标) or against the same period of last year (同比).
#include "scoring/clauses/case.h"

namespace anze {
namespace {

void pass_or_fail(const ClauseCase& c, Line& line, const Exact& over) {
  const bool takes = c.clause().effect == Effect::k_deduct;
  const bool failed = over.sign() > 0;
  c.tell(line, [&] { return failed ? "，超过" : "，未超过"; });
  settle(c, line, failed == takes ? Exact(c.clause().amount) : Exact{});
}

void linear(const ClauseCase& c, Line& line, const Exact& over) {
  const Clause& clause = c.clause();
  const Exact distance = over.sign() < 0 ? Exact{} - over : over;
  const Points each = over.sign() < 0 ? clause.plus : clause.amount;
  if (over.sign() != 0)
    c.tell(line, [&] {
      return (over.sign() < 0 ? "，少 " : "，多 ") + to_text(distance) +
             (each.e4 != 0 ? " × " + points_text(each) : "");
    });
  const Exact size = Exact(each) * distance;
  settle_signed(c, line, over.sign() > 0 ? Exact{} - size : size, clause.minus_cap, clause.plus_cap);
}

}  // namespace

// An unknown amount is not zero: it counts as one where that is to the subject's cost, and is shown.
void score_baseline(const ClauseCase& c, Line& line) {
  const Clause& clause = c.clause();
  const TallyCell actual = c.cell(k_actual);
  const std::int64_t unknown = c.cell(k_actual_unknown).count;
  const std::optional<std::int64_t> quota = target_of(clause, c.post);
  if (!clause.last_year && !quota) {
    leave_out(c, line, "未对该岗位规定控制数");
    return;
  }
  const TallyCell before = c.cell(k_before);
  line.count = actual.count + unknown;
  line.target = clause.last_year ? before.amount : *quota;
  const Exact happened = Exact::ratio(actual.amount, 1) + Exact::ratio(unknown, 1);
  c.tell(line, [&] {
    std::string how = "实际 " + to_text(happened);
    if (unknown > 0) how += "（其中 " + times_text(unknown, "起") + "数量未填，各按 1 计）";
    how += (clause.last_year ? "，上年同期 " : "，控制数 ") + std::to_string(line.target);
    if (const std::int64_t gaps = c.cell(k_before_unknown).count; gaps > 0)
      how += "（另 " + times_text(gaps, "起") + "数量未填，不计）";
    return how;
  });
  const Exact over = happened - Exact::ratio(line.target, 1);
  if (clause.baseline_mode == BaselineMode::k_pass_fail)
    pass_or_fail(c, line, over);
  else
    linear(c, line, over);
}

}  // namespace anze
