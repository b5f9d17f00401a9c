#include "scoring/clauses/kinds/late_ones.h"

#include <algorithm>

#include "scoring/facts/due_day.h"

namespace anze {

LateOnes read_late(const ReadCase& c, const json::Place& place, Effect effect) {
  json::Object object(place);
  const ReadCase inside{object, c.ledger, c.known};
  LateOnes late;
  late.due = need_field(inside, "due", {FieldType::k_date});
  if (object.has("moved_to")) late.moved_to = need_field(inside, "moved_to", {FieldType::k_date});
  late.done = need_field(inside, "done", {FieldType::k_date});
  late.amount = object.need<Points>("amount");
  late.cap = object.get<Points>("cap");
  object.close();
  if (effect == Effect::k_award)
    place.problem("clause.effect", "what is late can only take points", "use \"effect\": \"deduct\"");
  return late;
}

// What is missing is the worse conduct: no late one costs so much that leaving it out is cheaper.
void check_late(const CheckCase& c, const LateOnes& late) {
  check_amount(c, "late/amount", late.amount);
  if (c.clause.amount < late.amount)
    c.problems.add(invalid("clause.missing",
                           "one that is missing costs " + to_text(c.clause.amount) + " and a late one " +
                               to_text(late.amount) + ", so under clause “" + c.clause.id +
                               "” leaving it out is the cheaper",
                           c.at + "/late/amount", "lower it, or raise \"amount\""));
  if (late.cap && *late.cap < late.amount)
    c.problems.add(invalid("clause.cap", "one late one already costs more than the cap of them all",
                           c.at + "/late/cap", "raise it, or lower \"amount\""));
}

void reach_late(const ReachCase& c, const LateOnes& late) {
  if (late.due.kind == late.done.kind && late.due.slot == late.done.slot)
    unreachable("a day is never later than itself", c.at + "/late/done",
                "name the field of the day it was done", c.problems);
}

bool is_done(const LateOnes& late, const Fact& fact) {
  std::int64_t done = 0;
  return read_field(fact, late.done, done);
}

bool is_late(const LateOnes& late, const Fact& fact) {
  std::int64_t done = 0;
  const std::optional<std::int64_t> due = due_value(fact, late.due, late.moved_to);
  return due && read_field(fact, late.done, done) && *due < done;
}

std::int64_t late_of(const TallyCell& cell, std::int64_t wanted) {
  return std::clamp<std::int64_t>(wanted - (cell.count - cell.amount), 0, cell.amount);
}

Exact cost_of_late(const ClauseCase& c, const LateOnes& late, std::int64_t times, const Exact& spared,
                   Line& line) {
  Exact all = Exact(late.amount) * times;
  if (spared.sign() != 0) all -= Exact(late.amount) * spared;
  const bool over = late.cap && Exact(*late.cap) < all;
  c.tell(line, [&] {
    return "，迟 " + times_text(times, "次") + " × " + points_text(late.amount) +
           (over ? "，其中迟报封顶 " + points_text(*late.cap) : "");
  });
  return over ? Exact(*late.cap) : all;
}

}  // namespace anze
