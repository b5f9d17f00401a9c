#include "scoring/clauses/owed.h"

#include <algorithm>

#include "scoring/clauses/case.h"
#include "scoring/values/broken.h"

namespace anze {
namespace {

std::optional<Date> last_workday(const Calendar& calendar, Date by) {
  auto day = calendar.add_workdays(by + 1, -1);
  if (!day) return std::nullopt;
  return *day;
}

}  // namespace

TallyCell OwedCase::cell(std::int32_t bucket) const {
  if (clause().counts_for == CountsFor::k_post) return cell_of(cells, plan, {index, post.id, bucket});
  TallyCell sum;
  for (const Term* term : organisation.terms_of_post(post.id)) {
    const TallyCell found = cell_of(cells, plan, {index, term->id, bucket});
    sum = {sum.count + found.count, sum.amount + found.amount};
  }
  return sum;
}

Owed make_owed(const OwedCase& a, Date by) {
  Owed owed;
  owed.clause = a.index;
  owed.post = a.post.id;
  owed.by = by;
  owed.last_workday = last_workday(a.calendar, by);
  ANZE_ASSERT(!owed.last_workday || *owed.last_workday <= by);
  return owed;
}

std::string cost_text(const Clause& clause, Points each) {
  return (clause.effect == Effect::k_deduct ? "，每缺 1 次扣 " : "，每办 1 次加 ") + points_text(each);
}

void tell_limit(const OwedCase& a, std::int64_t happened, std::int64_t most, std::string what,
                std::vector<Owed>& out) {
  Owed owed = make_owed(a, a.period.last);
  owed.state = OwedState::k_limit;
  owed.found = happened;
  owed.wanted = most;
  owed.missing = std::max<std::int64_t>(most - happened, 0);
  owed.what = std::move(what);
  out.push_back(std::move(owed));
}

void may_award(const OwedCase& a, std::int64_t done, Points each, std::vector<Owed>& out) {
  const Clause& clause = a.clause();
  Owed owed = make_owed(a, a.period.last);
  if (owed.by < a.today || each.e4 <= 0) return;
  owed.state = OwedState::k_may;
  owed.found = done;
  owed.each = each;
  owed.what = "已有 " + times_text(done, "次") + "，每多 1 次加 " + points_text(each);
  if (clause.cap) {
    const std::int64_t most = clause.cap->e4 / each.e4 + (clause.cap->e4 % each.e4 != 0 ? 1 : 0);
    if (done >= most) return;
    owed.wanted = most;
    owed.missing = most - done;
    owed.what += "，至多再加 " + points_text(Exact(*clause.cap) - Exact(each) * done);
  }
  out.push_back(std::move(owed));
}

void tell_running(const OwedCase& a, const Running& running, std::string_view measure,
                  std::vector<Owed>& out) {
  const Clause& clause = a.clause();
  const bool gives = clause.effect == Effect::k_award;
  const std::string verb = gives ? "加 " : "扣 ";
  Owed owed = make_owed(a, a.period.last);
  if ((gives && owed.by < a.today) || running.most.e4 <= 0) return;
  if (clause.cap && !(running.sum < Exact(*clause.cap))) return;
  owed.state = gives ? OwedState::k_may : OwedState::k_limit;
  owed.found = running.count;
  owed.each = running.next;
  owed.what = "已有 " + times_text(running.count, measure) + "，每多 1 " + std::string(measure);
  owed.what += running.next ? verb + points_text(*running.next)
                            : running.terms + verb + "分，最高 " + points_text(running.most);
  if (running.next && !running.terms.empty()) owed.what += "（" + running.terms + "）";
  owed.what += running.once;
  if (clause.cap) owed.what += std::string("，至多再") + verb + points_text(Exact(*clause.cap) - running.sum);
  out.push_back(std::move(owed));
}

}  // namespace anze
