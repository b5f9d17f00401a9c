// 酌情: a person's value with a reason. Until it is given the line takes and gives nothing and says so.
#include "scoring/clauses/clauses.h"

namespace anze {

void score_judged(const ClauseCase& c, Line& line) {
  if (!line.how.empty()) line.how += "，";
  if (c.judgement == nullptr) {
    line.state = LineState::k_unjudged;
    line.how +=
        "待评定（" + to_text(c.clause().min) + "—" + to_text(c.clause().max) + " 分），暂不扣分也不加分";
    return;
  }
  line.state = LineState::k_judged;
  line.how += "评定 " + points_text(c.judgement->value);
  if (!c.judgement->reason.empty()) line.how += "（" + c.judgement->reason + "）";
  settle(c, line, Exact(c.judgement->value));
}

}  // namespace anze
