// 酌情: a person's value with a reason, or the mean of several raters. Until it is given the line takes and
// gives nothing and says so, unless the rulebook's policy is to assume the worst or the best.
#include <algorithm>

#include "scoring/clauses/case.h"

namespace anze {
namespace {

std::string range_text(const Clause& clause) {
  return "待评定（" + to_text(clause.min) + "—" + to_text(clause.max) + " 分）";
}

void leave_unjudged(const ClauseCase& c, Line& line) {
  const Clause& clause = c.clause();
  const MissingJudgement policy = c.missing;
  line.state = LineState::k_unjudged;
  const bool favourable = policy == MissingJudgement::k_favourable;
  c.tell(line, [&] {
    const char* taken = policy == MissingJudgement::k_neutral ? "，暂不扣分也不加分"
                        : favourable                          ? "，缺评定按有利计"
                                                              : "，缺评定按不利计";
    return range_text(clause) + taken;
  });
  if (policy == MissingJudgement::k_neutral) return;
  const bool whole = favourable == (clause.effect == Effect::k_award);
  settle(c, line, whole ? Exact(clause.max) : Exact{});
}

void mean_of_raters(const ClauseCase& c, std::vector<Points> values, Line& line) {
  const auto count = static_cast<std::int64_t>(values.size());
  c.tell(line, [&] {
    std::string how = "评定 " + times_text(count, "人") + "（";
    for (std::size_t i = 0; i < values.size(); ++i) how += (i > 0 ? "、" : "") + to_text(values[i]);
    return how + " 分）";
  });
  std::sort(values.begin(), values.end());
  const std::int64_t trim_from = c.clause().trim_from;
  if (trim_from > 0 && count >= trim_from) {
    values.erase(values.begin());
    values.pop_back();
    c.tell(line, [] { return "，去掉最高、最低各一"; });
  }
  Exact sum;
  for (const Points value : values) sum += Exact(value);
  const Exact mean = sum / Exact::ratio(static_cast<std::int64_t>(values.size()), 1);
  c.tell(line, [&] { return "，平均 " + points_text(mean); });
  settle(c, line, mean);
}

void judge_by_raters(const ClauseCase& c, Line& line) {
  std::vector<Points> values;
  if (c.judged != nullptr)
    for (const Judgement* judgement : c.judged->given) values.push_back(judgement->value);
  if (static_cast<std::int64_t>(values.size()) < c.clause().raters) {
    c.tell(line, [&] {
      return "已有 " + std::to_string(values.size()) + " 人评定，需 " + std::to_string(c.clause().raters) +
             " 人，";
    });
    leave_unjudged(c, line);
    return;
  }
  line.state = LineState::k_judged;
  mean_of_raters(c, std::move(values), line);
}

}  // namespace

void score_judged(const ClauseCase& c, Line& line) {
  if (!line.how.empty()) line.how += "，";
  if (c.clause().raters > 0) {
    judge_by_raters(c, line);
    return;
  }
  if (c.judged == nullptr || c.judged->given.empty()) {
    leave_unjudged(c, line);
    return;
  }
  const Judgement& judgement = *c.judged->given.front();
  line.state = LineState::k_judged;
  c.tell(line, [&] {
    return "评定 " + points_text(judgement.value) +
           (judgement.reason.empty() ? "" : "（" + judgement.reason + "）");
  });
  settle(c, line, Exact(judgement.value));
}

}  // namespace anze
