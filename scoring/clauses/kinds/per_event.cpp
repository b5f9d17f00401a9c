// 逐次: an amount for each event, times a number where there is one, or ever more from one to the next.
#include <algorithm>
#include <limits>

#include "scoring/clauses/kinds/table.h"

namespace anze {
namespace {

using json::Place;

const PerEvent& own(const Clause& clause) {
  return own_of<PerEvent>(clause);
}
PerEvent& own(Clause& clause) {
  return own_of<PerEvent>(clause);
}

constexpr std::string_view k_members =
    R"json("amounts": {"title": "依次分值 / Points of the first, the second …", "type": "array", "minItems": 1, "items": {"$ref": "#/definitions/points"}},
        "increment": {"title": "其后每次递增 / Added each time after", "$ref": "#/definitions/points"},
        "times": {"title": "乘数字段 / Multiplier field", "$ref": "#/definitions/text"})json";

void read(const ReadCase& c, Clause& clause) {
  if (c.object.has("times")) own(clause).times_field = need_field(c, "times", {FieldType::k_integer});
  if (!c.object.has("amounts")) {
    clause.amount = c.object.need<Points>("amount");
    return;
  }
  for (const Place& amount : c.object.need_list("amounts", rulebook_limits::k_list))
    own(clause).amounts.push_back(amount.as<Points>().value_or(Points{}));
  own(clause).increment = c.object.get<Points>("increment", Points{});
  if (c.object.has("amount"))
    c.object.place().problem("clause.amount", "“amounts” and “amount” contradict each other",
                             "keep one of the two");
  if (own(clause).times_field)
    c.object.place().problem("clause.amount",
                             "the order of events says their amounts, so they cannot be multiplied",
                             "drop \"times\", or write one \"amount\"");
}

void check_amounts(const CheckCase& c) {
  for (std::size_t i = 0; i < own(c.clause).amounts.size(); ++i)
    check_amount(c, "amounts/" + std::to_string(i), own(c.clause).amounts[i]);
  if (c.points < own(c.clause).increment)
    c.problems.add_of_draft(invalid("clause.amount",
                                    "each further event would cost " + to_text(own(c.clause).increment) +
                                        " points more, item “" + std::string(c.item) + "” has " +
                                        to_text(c.points),
                                    c.at + "/increment", "lower it, or raise the points of the item"));
  if (own(c.clause).increment.e4 < 0)
    c.problems.add(invalid("clause.amount", "later events would cost ever less, in the end nothing",
                           c.at + "/increment", "write 0 or more, or drop it"));
}

void check(const CheckCase& c) {
  if (own(c.clause).amounts.empty())
    check_amount(c, "amount", c.clause.amount);
  else
    check_amounts(c);
}

void condition(const Clause&, ConditionKey&) {}  // what it selects says all

bool always(const Clause&) {
  return true;
}

bool shares(const Clause& clause) {
  return own(clause).amounts.empty();
}

std::optional<Points> undone(const Clause& clause, Points) {
  return own(clause).amounts.empty() ? clause.amount : own(clause).amounts.front();
}

void measures(const Clause& clause, Measures& out) {
  out.add(own(clause).times_field);
}

std::int32_t buckets(const ClausePlan&) {
  return k_events_unknown + 1;
}

// An unknown multiplier is not zero: it takes as one, gives nothing, and is shown.
Result<void> count(const Counting& c, Contribution& out) {
  const std::optional<FieldRef>& field = own(c.clause()).times_field;
  std::int64_t times = 1;
  if (field && !read_field(c.fact, *field, times)) {
    out.add(k_events, {1, c.clause().effect == Effect::k_deduct ? 1 : 0});
    out.add(k_events_unknown, {1, 0});
    return {};
  }
  out.add(k_events, {1, std::max<std::int64_t>(times, 0)});
  return {};
}

bool holds_each(std::int32_t bucket) {
  return bucket == k_events;
}

std::int64_t fact_worth(const Clause& clause, Points, const Contribution::Part& part) {
  std::int64_t product = 0;
  return __builtin_mul_overflow(clause.amount.e4, part.delta.amount, &product)
             ? std::numeric_limits<std::int64_t>::max()
             : product;
}

// 5, 6, 7, 8, and so on: the list, then the last amount and what is added to it each time.
Exact escalated(const ClauseCase& c, Line& line) {
  const Clause& clause = c.clause();
  const std::int64_t count = line.count;
  Exact size;
  const auto listed = static_cast<std::int64_t>(own(clause).amounts.size());
  for (std::int64_t i = 0; i < std::min(count, listed); ++i) {
    const Points amount = own(clause).amounts[static_cast<std::size_t>(i)];
    size += Exact(amount);
    c.tell(line, [&] { return (i == 0 ? "，依次 " : "、") + to_text(amount); });
  }
  if (count > 0) c.tell(line, [] { return " 分"; });
  const std::int64_t rest = count - listed;
  if (rest <= 0) return size;
  c.tell(line, [&] {
    return "，其后 " + times_text(rest, "次") + "每次递增 " + points_text(own(clause).increment);
  });
  size += Exact(own(clause).amounts.back()) * rest;
  return size + Exact(own(clause).increment) * rest * (Exact::ratio(rest, 1) + Exact::ratio(1, 1)) /
                    Exact::ratio(2, 1);
}

void score(const ClauseCase& c, Line& line) {
  const Clause& clause = c.clause();
  const TallyCell events = c.cell(k_events);
  const std::int64_t unknown = c.cell(k_events_unknown).count;
  line.count = events.count;
  c.tell(line, [&] {
    std::string how = times_text(events.count, "次");
    if (own(clause).times_field) how += "，合计 " + std::to_string(events.amount);
    if (unknown > 0)
      how += "（其中 " + times_text(unknown, "次") +
             (clause.effect == Effect::k_deduct ? "数量未填，各按 1 计）" : "数量未填，不计）");
    return how;
  });
  if (!own(clause).amounts.empty()) return settle(c, line, escalated(c, line));
  if (events.amount > 0) c.tell(line, [&] { return " × " + points_text(clause.amount); });
  settle(c, line, Exact(clause.amount) * events.amount);
}

int sign(const Clause& clause) {
  return clause.effect == Effect::k_award ? +1 : -1;
}

int128 each(const Clause& clause, Points, std::int32_t bucket) {
  const std::vector<Points>& amounts = own(clause).amounts;
  const Points first = amounts.empty() ? clause.amount : amounts.front();
  return bucket == k_events ? int128{sign(clause)} * first.e4 : 0;
}

// 5, 6, 7 and so on: the amount of the n-th, from 1.
Points nth_amount(const Clause& clause, std::int64_t n) {
  const auto listed = static_cast<std::int64_t>(own(clause).amounts.size());
  if (n <= listed) return own(clause).amounts[static_cast<std::size_t>(n - 1)];
  return Points{own(clause).amounts.back().e4 + own(clause).increment.e4 * (n - listed)};
}

void owed(const OwedCase& a, std::vector<Owed>& out) {
  const Clause& clause = a.clause();
  if (clause.effect != Effect::k_award || clause.scope != Scope::k_own) return;
  const std::int64_t done = a.cell(k_events).count;
  if (own(clause).amounts.empty()) return may_award(a, done, clause.amount, out);
  Running running{done, {}, nth_amount(clause, done + 1), nth_amount(clause, done + 1), "依次递增"};
  for (std::int64_t n = 1; n <= done; ++n) running.sum += Exact(nth_amount(clause, n));
  tell_running(a, running, "次", out);
}

std::string lost(const LostCase& lost) {
  return why_of_records(lost);
}

// What the post does itself and is paid for, until the clause is full.
void wants(const WantCase& c, std::vector<Want>& out) {
  if (c.clause().effect != Effect::k_award || c.clause().scope != Scope::k_own) return;
  const bool rising = !own(c.clause()).amounts.empty();
  out.push_back({c.plan.first, c.plan.last, rising ? std::optional(k_most_awards) : std::nullopt});
}

// A number of 1 where each is paid by number: how it is spread over records is no matter.
bool shape(const ShapeCase& s, ShapedRecord& record) {
  const std::optional<FieldRef>& times = own(s.clause).times_field;
  if (!times) return true;
  if (!choose(record, s.clause.select, *times, 1)) return false;
  record.what = "数量 1";
  return true;
}

}  // namespace

constinit const Kind k_per_event{
    .word = "per_event",
    .chinese = "逐次",
    .members = k_members,
    .needs =
        R"json({"required": ["effect", "scope", "select"], "anyOf": [{"required": ["amount"]}, {"required": ["amounts"]}]})json",
    .blank = make_blank<PerEvent>,
    .read = read,
    .check = check,
    .endless = always,
    .condition = condition,
    .by_facts = always,
    .shares = shares,
    .measures = measures,
    .undone = undone,
    .buckets = buckets,
    .count = count,
    .holds_each = holds_each,
    .fact_worth = fact_worth,
    .score = score,
    .sign = sign,
    .each = each,
    .owed = owed,
    .lost = lost,
    .wants = wants,
    .shape = shape,
};

}  // namespace anze
