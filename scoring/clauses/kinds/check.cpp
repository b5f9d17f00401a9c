// 是否: points when there is a record, or when there is none.
#include "scoring/clauses/kinds/table.h"

namespace anze {
namespace {

const Check& own(const Clause& clause) {
  return own_of<Check>(clause);
}
Check& own(Clause& clause) {
  return own_of<Check>(clause);
}

constexpr std::string_view k_members =
    R"json("when": {"title": "何时 / When", "description": "present 有记录时, absent 无记录时", "enum": ["present", "absent"]},
        "whole_item": {"title": "全部分值 / The whole item", "type": "boolean"})json";

constexpr json::Word<bool> k_when[] = {{"present", false}, {"absent", true}};

void read(const ReadCase& c, Clause& clause) {
  own(clause).when_absent = c.object.need_word("when", k_when);
  own(clause).whole_item = c.object.get<bool>("whole_item", false);
  if (!own(clause).whole_item)
    clause.amount = c.object.need<Points>("amount");
  else if (c.object.has("amount"))
    c.object.place().problem("clause.amount", "“whole_item” and “amount” contradict each other",
                             "keep one of the two");
}

void check(const CheckCase& c) {
  if (!own(c.clause).whole_item) check_amount(c, "amount", c.clause.amount);
}

void condition(const Clause& clause, ConditionKey& key) {
  key << own(clause).when_absent;
}

bool when_present(const Clause& clause) {
  return !own(clause).when_absent;
}

bool settles(const Clause& clause) {
  return own(clause).whole_item && !own(clause).when_absent;
}

Result<void> count(const Counting&, Contribution& out) {
  out.add(0, {1, 0});
  return {};
}

Points amount_of(const Clause& clause, Points item) {
  return own(clause).whole_item ? item : clause.amount;
}

std::int64_t fact_worth(const Clause& clause, Points item, const Contribution::Part&) {
  return amount_of(clause, item).e4;
}

std::optional<Points> undone(const Clause& clause, Points item) {
  return own(clause).when_absent ? Points{} : amount_of(clause, item);
}

void score(const ClauseCase& c, Line& line) {
  const Clause& clause = c.clause();
  line.count = c.cell(0).count;
  const bool present = line.count > 0;
  const bool hit = present != own(clause).when_absent;
  c.tell(line, [&] {
    return (present ? "有记录 " + times_text(line.count, "条") : "无记录") +
           (hit && own(clause).whole_item ? "，计本项全部分值" : "");
  });
  Exact size = hit ? Exact(amount_of(clause, c.item_points)) : Exact{};
  if (hit && own(clause).when_absent && clause.effect == Effect::k_deduct) {
    size = size * share_asked(c.plan, c.term, c.plan.parts.front());
    c.tell(line, [&] { return share_text(c.plan, c.term, c.plan.parts.front()); });
  }
  settle(c, line, size);
}

std::optional<Exact> worth(const ClauseCase& c) {
  return Exact(amount_of(c.clause(), c.item_points));
}

int sign(const Clause& clause) {
  const int gives = clause.effect == Effect::k_award ? +1 : -1;
  return own(clause).when_absent ? -gives : gives;
}

bool one_will_do(const Clause&) {
  return true;
}

int128 each(const Clause& clause, Points item, std::int32_t) {
  return int128{sign(clause)} * amount_of(clause, item).e4;
}

void owed(const OwedCase& a, std::vector<Owed>& out) {
  const Clause& clause = a.clause();
  if (!wants_one(clause) || a.cell(0).count > 0) return;
  const Date last = a.period.last;
  Owed owed = make_owed(a, last);
  owed.state = last < a.today ? OwedState::k_missed : OwedState::k_owed;
  owed.wanted = owed.missing = 1;
  owed.each = amount_of(clause, a.item_points);
  owed.what = to_chinese(a.period) + "还没有记录" + cost_text(clause, *owed.each);
  out.push_back(std::move(owed));
}

std::string lost(const LostCase& lost) {
  return wants_one(lost.clause()) ? why_wanted(lost, {}) : k_happened;
}

void wants(const WantCase& c, std::vector<Want>& out) {
  if (wants_one(c.clause()) && c.counted(0) == 0) out.push_back({c.plan.first, c.plan.last, 1});
}

}  // namespace

constinit const Kind k_check{
    .word = "check",
    .chinese = "是否",
    .members = k_members,
    .needs = R"json({"required": ["effect", "scope", "select", "when"]})json",
    .blank = make_blank<Check>,
    .usual = [](json::Object&) { return CountsFor::k_post; },
    .read = read,
    .check = check,
    .condition = condition,
    .by_facts = when_present,
    .shares = when_present,
    .settles = settles,
    .undone = undone,
    .count = count,
    .fact_worth = fact_worth,
    .score = score,
    .worth = worth,
    .sign = sign,
    .one_will_do = one_will_do,
    .each = each,
    .owed = owed,
    .lost = lost,
    .wants = wants,
};

}  // namespace anze
