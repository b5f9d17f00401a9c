// 时效: what was done late and what was not done though due. Points are summed fact by fact in the tally,
// because each fact has its own cap.
#include "scoring/clauses/case.h"

namespace anze {

namespace {

std::string_view measure_of(LateUnit unit) {
  switch (unit) {
    case LateUnit::k_day:
      return "日";
    case LateUnit::k_workday:
      return "个工作日";
    case LateUnit::k_minute:
      return "分钟";
    case LateUnit::k_hour:
      return "小时";
  }
  return "";
}

}  // namespace

void score_lateness(const ClauseCase& c, Line& line) {
  const TallyCell due = c.cell(k_due);
  const TallyCell late = c.cell(k_done_late);
  const TallyCell never = c.cell(k_never_done);
  line.count = late.count + never.count;
  line.target = due.count;
  c.tell(line, [&] {
    std::string how = "应办 " + times_text(due.count, "件");
    if (late.count > 0)
      how += "，迟 " + times_text(late.count, "件") + "共 " +
             times_text(due.amount, measure_of(c.clause().late_unit)) + "（" +
             points_text(Points{late.amount}) + "）";
    if (never.count > 0)
      how += "，逾期未办 " + times_text(never.count, "件") + "（" + points_text(Points{never.amount}) + "）";
    return how;
  });
  settle(c, line, Exact(Points{late.amount}) + Exact(Points{never.amount}));
}

}  // namespace anze
