// 缺额: in each sub-period that meets the term, what was wanted and is missing.
#include <algorithm>

#include "scoring/clauses/case.h"

namespace anze {
namespace {

struct Sum {
  std::int64_t wanted = 0;
  std::int64_t found = 0;     // all that was recorded
  std::int64_t credited = 0;  // at most what was wanted, part by part
  std::string missing;        // which, in words
};

void name_missing(Sum& sum, std::string_view what) {
  if (!sum.missing.empty()) sum.missing += "、";
  sum.missing += what;
}

void add_counted_part(const ClauseCase& c, std::size_t part, std::int64_t wanted, Sum& sum) {
  const std::int64_t found = c.cell(static_cast<std::int32_t>(part)).count;
  sum.wanted += wanted;
  sum.found += found;
  sum.credited += std::min(wanted, found);
  if (found < wanted && c.in_words && c.plan.parts.size() > 1)
    name_missing(sum, to_chinese(c.plan.parts[part]));
}

void add_listed_part(const ClauseCase& c, std::size_t part, Sum& sum) {
  const auto& list = c.clause().list;
  for (std::size_t i = 0; i < list.size(); ++i) {
    ++sum.wanted;
    if (c.cell(static_cast<std::int32_t>(part * list.size() + i)).count > 0) {
      ++sum.found;
      ++sum.credited;
    } else if (c.in_words) {
      const std::string when = c.plan.parts.size() > 1 ? to_chinese(c.plan.parts[part]) : "";
      name_missing(sum, when + list[i].title);
    }
  }
}

}  // namespace

std::optional<std::int64_t> target_of(const Clause& clause, const Post& post) {
  const Target* best = nullptr;
  for (const Target& target : clause.targets) {
    if (target.subject == post.id) return target.count;
    if (target.subject == post.unit || (target.subject == k_no_code && best == nullptr)) best = &target;
  }
  if (best == nullptr) return std::nullopt;
  return best->count;
}

void score_shortfall(const ClauseCase& c, Line& line) {
  const Clause& clause = c.clause();
  const std::optional<std::int64_t> target = target_of(clause, c.post);
  if (clause.list.empty() && !target) {
    leave_out(c, line, "未对该岗位规定数量");
    return;
  }
  Sum sum;
  for (std::size_t part = 0; part < c.plan.parts.size(); ++part) {
    if (c.term.days_in(c.plan.parts[part]) == 0) continue;
    if (clause.list.empty())
      add_counted_part(c, part, *target, sum);
    else
      add_listed_part(c, part, sum);
  }
  const std::string_view measure = clause.list.empty() ? "次" : "项";
  line.count = sum.found;
  line.target = sum.wanted;
  c.tell(line,
         [&] { return "应 " + times_text(sum.wanted, measure) + "，实 " + times_text(sum.found, measure); });
  if (!c.plan.due) {
    line.state = LineState::k_not_due;
    c.tell(line, [&] { return "，" + to_chinese(c.plan.parts.front()) + "末到期，本期不计"; });
    return;
  }
  const bool takes = clause.effect == Effect::k_deduct;
  const std::int64_t counted = takes ? sum.wanted - sum.credited : sum.credited;
  if (counted > 0)
    c.tell(line, [&] {
      const std::string which = takes && !sum.missing.empty() ? "（" + sum.missing + "）" : "";
      return (takes ? "，缺 " : "，计 ") + times_text(counted, measure) + which + " × " +
             points_text(clause.amount);
    });
  settle(c, line, Exact(clause.amount) * counted);
}

}  // namespace anze
