// 逐次酌情: each event weighs what a person gave it, within a range (每次扣 5 至 15 分). The value lies in a
// field of the event's own record, so that it has a date, a reason and a name, is corrected like any other
// field and lies in the chain; a record without it waits for it.
#include <algorithm>

#include "scoring/clauses/kinds/table.h"
#include "scoring/values/points.h"

namespace anze {
namespace {

using json::Place;

constexpr std::int32_t k_given = 0;    // events; points_e4
constexpr std::int32_t k_waiting = 1;  // events nobody has given a value
constexpr std::int32_t k_held = 2;     // of the given: those whose value the range did not allow

const JudgedEvent& own(const Clause& clause) {
  return own_of<JudgedEvent>(clause);
}
JudgedEvent& own(Clause& clause) {
  return own_of<JudgedEvent>(clause);
}

constexpr std::string_view k_members =
    R"json("given": {"title": "酌定分值字段 / Field with the points given", "$ref": "#/definitions/text"},
        "reason": {"title": "理由字段 / Field with the reason", "$ref": "#/definitions/text"},
        "signed": {"title": "酌定人字段 / Field with who gave them", "$ref": "#/definitions/text"})json";

// A member that must name a field of the ledger, with a slot or without.
void need_written(const ReadCase& c, const char* member) {
  const std::optional<Place> place = c.object.need(member);
  const std::optional<std::string> name = place ? place->as<std::string>() : std::nullopt;
  if (!name || c.ledger == nullptr || c.ledger->field(*name) != nullptr) return;
  place->problem("field.unknown", "“" + c.ledger->title + "” has no field “" + *name + "”",
                 "name the field that is filled in with the points");
}

void read(const ReadCase& c, Clause& clause) {
  own(clause).range = need_range(c.object);
  own(clause).given = need_field(c, "given", {FieldType::k_integer});
  need_written(c, "reason");
  need_written(c, "signed");
  const std::string name = c.object.get<std::string>("given", "");
  const Field* field = c.ledger == nullptr ? nullptr : c.ledger->field(name);
  std::int64_t unit = k_points_scale;
  for (std::int32_t i = 0; field != nullptr && i < field->decimals; ++i) unit /= 10;
  if (unit == 0)
    c.object.place().problem("clause.range", "points have at most four decimals",
                             "give field “" + name + "” four decimals or fewer");
  own(clause).unit_e4 = std::max<std::int64_t>(unit, 1);
}

void check(const CheckCase& c) {
  check_range(c, own(c.clause).range);
}

bool always(const Clause&) {
  return true;
}

void condition(const Clause& clause, ConditionKey& key) {
  key << own(clause).given;
}

void measures(const Clause& clause, Measures& out) {
  out.add(own(clause).given);
}

std::int32_t buckets(const ClausePlan&) {
  return k_held + 1;
}

// What the range allows of a value: within its ends, on the step below.
std::int64_t allowed(const Range& range, std::int64_t e4) {
  const std::int64_t inside = std::clamp(e4, range.min.e4, range.max.e4);
  return range.min.e4 + (inside - range.min.e4) / range.step.e4 * range.step.e4;
}

Result<void> count(const Counting& c, Contribution& out) {
  const JudgedEvent& judged = own(c.clause());
  std::int64_t value = 0;
  if (!read_field(c.fact, judged.given, value)) {
    out.add(k_waiting, {1, 0});
    return {};
  }
  std::int64_t e4 = 0;
  if (__builtin_mul_overflow(value, judged.unit_e4, &e4)) e4 = value < 0 ? 0 : judged.range.max.e4 + 1;
  const std::int64_t held = allowed(judged.range, e4);
  out.add(k_given, {1, held});
  if (held != e4) out.add(k_held, {1, 0});
  return {};
}

std::int64_t fact_worth(const Clause&, Points, const Contribution::Part& part) {
  return part.delta.amount;  // nothing while it waits
}

bool holds_each(std::int32_t bucket) {
  return bucket != k_held;
}

std::string range_text(const Range& range) {
  return to_text(range.min) + "—" + to_text(range.max) + " 分";
}

void score(const ClauseCase& c, Line& line) {
  const TallyCell given = c.cell(k_given);
  const std::int64_t waiting = c.cell(k_waiting).count;
  const std::int64_t held = c.cell(k_held).count;
  const Range& range = own(c.clause()).range;
  line.count = given.count + waiting;
  c.tell(line, [&] {
    std::string how = times_text(line.count, "次");
    if (given.count > 0) how += "，酌定合计 " + points_text(Points{given.amount});
    if (held > 0)
      how += "（其中 " + times_text(held, "次") + "超出每次 " + range_text(range) + "，按规定范围计）";
    if (waiting > 0) how += "，待酌定 " + times_text(waiting, "次") + "（每次 " + range_text(range) + "）";
    return how;
  });
  settle(c, line, Exact(Points{given.amount}));
}

int sign(const Clause& clause) {
  return clause.effect == Effect::k_award ? +1 : -1;
}

void owed(const OwedCase& a, std::vector<Owed>& out) {
  const std::int64_t waiting = a.cell(k_waiting).count;
  if (waiting == 0) return;
  Owed owed = make_owed(a, a.period.last);
  owed.state = OwedState::k_waiting;
  owed.found = a.cell(k_given).count;
  owed.wanted = owed.found + waiting;
  owed.missing = waiting;
  owed.what = "待酌定 " + times_text(waiting, "次") + "（每次 " + range_text(own(a.clause()).range) + "）";
  out.push_back(std::move(owed));
}

std::string lost(const LostCase& lost) {
  return why_of_records(lost);
}

}  // namespace

constinit const Kind k_judged_event{
    .word = "judged_event",
    .chinese = "逐次酌情",
    .members = k_members,
    .needs =
        R"json({"required": ["effect", "scope", "select", "min", "max", "step", "given", "reason", "signed"]})json",
    .blank = make_blank<JudgedEvent>,
    .read = read,
    .check = check,
    .endless = always,
    .condition = condition,
    .by_facts = always,
    .shares = always,
    .measures = measures,
    .buckets = buckets,
    .count = count,
    .holds_each = holds_each,
    .fact_worth = fact_worth,
    .score = score,
    .sign = sign,
    .owed = owed,
    .lost = lost,
};

}  // namespace anze
