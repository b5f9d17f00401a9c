// 时效: what was done late and what was not done though due. Points are summed fact by fact in the tally,
// because each fact has its own cap.
#include <algorithm>

#include "scoring/clauses/counting_day.h"
#include "scoring/clauses/kinds/table.h"
#include "scoring/facts/due_day.h"

namespace anze {
namespace {

const Lateness& own(const Clause& clause) {
  return own_of<Lateness>(clause);
}
Lateness& own(Clause& clause) {
  return own_of<Lateness>(clause);
}

constexpr std::string_view k_members =
    R"json("due": {"title": "到期日字段 / Due date field", "$ref": "#/definitions/text"},
        "done": {"title": "完成日字段 / Done date field", "$ref": "#/definitions/text"},
        "unit": {"title": "计时单位 / Unit", "description": "day 日, workday 工作日, minute 分钟, hour 小时", "enum": ["day", "workday", "minute", "hour"]},
        "grace": {"title": "宽限 / Grace", "type": "integer", "minimum": 0},
        "grace_unit": {"title": "宽限单位 / Unit of the grace", "description": "day 日, workday 工作日, minute 分钟, hour 小时", "enum": ["day", "workday", "minute", "hour"]},
        "missing": {"title": "逾期未办 / Not done", "$ref": "#/definitions/points"},
        "event_cap": {"title": "单件迟办封顶 / Most that one late one costs", "anyOf": [{"$ref": "#/definitions/points"}, {"type": "null"}]},
        "late_cap": {"title": "迟办合计封顶，不含未办 / Most that all late ones cost, those never done apart", "$ref": "#/definitions/points"})json";

constexpr json::Word<LateUnit> k_late_units[] = {{"day", LateUnit::k_day},
                                                 {"workday", LateUnit::k_workday},
                                                 {"minute", LateUnit::k_minute},
                                                 {"hour", LateUnit::k_hour}};

// Rulebooks of before gave minutes where they counted hours, and did not say so.
void read_grace(const ReadCase& c, bool clock, Lateness& late) {
  late.grace = c.object.get_integer<std::int64_t>("grace", 0, 0, 3660);
  late.grace_unit = c.object.get_word("grace_unit", k_late_units, clock ? LateUnit::k_minute : late.unit);
  const bool of_clock = late.grace_unit == LateUnit::k_minute || late.grace_unit == LateUnit::k_hour;
  if (of_clock != clock)
    c.object.place().problem(
        "clause.grace", "days are not given to minutes, nor minutes to days",
        clock ? "use \"grace_unit\": \"minute\" or \"hour\"" : "use \"grace_unit\": \"day\" or \"workday\"");
  if (late.unit == LateUnit::k_hour && late.grace > 0 && !c.object.has("grace_unit"))
    c.object.place().draft_problem("clause.grace",
                                   "the unit counts hours, and the grace does not say what it is",
                                   "add \"grace_unit\": \"minute\" or \"hour\"");
}

void read(const ReadCase& c, Clause& clause) {
  own(clause).unit = c.object.get_word("unit", k_late_units, LateUnit::k_day);
  const bool clock = own(clause).unit == LateUnit::k_minute || own(clause).unit == LateUnit::k_hour;
  const FieldType wanted = clock ? FieldType::k_integer : FieldType::k_date;
  clause.due_field = need_field(c, "due", {wanted});
  own(clause).done_field = need_field(c, "done", {wanted});
  read_grace(c, clock, own(clause));
  clause.amount = c.object.need<Points>("amount");
  own(clause).missing = c.object.get<Points>("missing", Points{});
  own(clause).event_cap = c.object.get<Points>("event_cap");
  own(clause).late_cap = c.object.get<Points>("late_cap");
  if (clause.effect == Effect::k_award)
    c.object.place().problem("clause.effect", "lateness can only take points", "use \"effect\": \"deduct\"");
}

// What is never done may not cost less than what is done late, or finishing it would be punished.
void check_missing(const CheckCase& c, Points most_late) {
  const bool only_done = std::any_of(
      c.clause.select.where.begin(), c.clause.select.where.end(), [&](const Comparison& comparison) {
        return comparison.field.kind == own(c.clause).done_field.kind &&
               comparison.field.slot == own(c.clause).done_field.slot && comparison.op != Op::k_missing;
      });  // then another clause says what not doing it costs
  if (c.clause.amount.e4 <= 0 || most_late <= own(c.clause).missing || only_done) return;
  c.problems.add_of_draft(invalid(
      "clause.missing",
      "never done costs " + to_text(own(c.clause).missing) + " and done late up to " + to_text(most_late) +
          ", so under clause “" + c.clause.id + "” leaving it undone is the cheaper",
      c.at + "/missing",
      "write at least \"" + to_text(most_late) + "\", lower \"event_cap\", or select only what was done"));
}

Points most_late(const Clause& clause, Points item) {
  Points most = clause.cap ? std::min(*clause.cap, item) : item;
  if (own(clause).late_cap) most = std::min(*own(clause).late_cap, most);
  return own(clause).event_cap ? std::min(*own(clause).event_cap, most) : most;
}

// By the day it occurred a matter is judged as of the end of that period: late in the next one costs when it
// is done, and nothing when it is not.
void check_by(const CheckCase& c) {
  if (by_the_clock(c.clause) || c.clause.by == By::k_due_day) return;
  c.problems.add_of_draft(
      invalid("clause.by",
              "what falls due after the period of its record would be charged when it is done late, and not "
              "when it is never done",
              c.at + "/by", "write \"by\": \"due\", so that it counts where its time ends"));
}

// A cap of what is done late alone. None of what is never done alone: once it was reached, one more would
// cost nothing undone and something done late.
void check_late_cap(const CheckCase& c) {
  if (!own(c.clause).late_cap) return;
  const Points cap = *own(c.clause).late_cap;
  const Points one = own(c.clause).event_cap.value_or(c.clause.amount);
  const Points all = c.clause.cap ? std::min(*c.clause.cap, c.points) : c.points;
  if (cap < one)
    c.problems.add(
        invalid("clause.cap",
                "one done late may cost " + to_text(one) + ", more than the cap of all that are done late",
                c.at + "/late_cap", "raise it, or lower \"event_cap\""));
  if (all <= cap)
    c.problems.add(invalid("clause.cap",
                           "the cap of what is done late, " + to_text(cap) + ", is no lower than the " +
                               to_text(all) + " points there are to lose",
                           c.at + "/late_cap", "lower it, or drop it"));
}

void check(const CheckCase& c) {
  check_by(c);
  check_late_cap(c);
  check_amount(c, "amount", c.clause.amount);
  if (own(c.clause).missing.e4 != 0) check_amount(c, "missing", own(c.clause).missing);
  if (own(c.clause).event_cap && *own(c.clause).event_cap < c.clause.amount)
    c.problems.add(invalid("clause.cap", "one day late already costs more than the cap of one event",
                           c.at + "/event_cap", "raise it, or lower \"amount\""));
  const Points most = c.clause.cap ? std::min(*c.clause.cap, c.points) : c.points;
  check_missing(c, most_late(c.clause, c.points));
  if (own(c.clause).event_cap && most < *own(c.clause).event_cap)
    c.problems.add_of_draft(invalid("clause.cap",
                                    "the cap of one event, " + to_text(*own(c.clause).event_cap) +
                                        ", is above the " + to_text(most) + " points there are to lose",
                                    c.at + "/event_cap", "lower it, or drop it"));
}

bool always(const Clause&) {
  return true;
}

void condition(const Clause& clause, ConditionKey& key) {
  key << clause.due_field << own(clause).done_field << own(clause).unit << own(clause).grace
      << own(clause).grace_unit;
}

void reach(const ReachCase& c) {
  check_selected(c);
  const FieldRef due = c.clause.due_field;
  const FieldRef done = own(c.clause).done_field;
  if (due.kind == done.kind && due.slot == done.slot)
    unreachable("a day is never later than itself", c.at + "/done", "name the field of the day it was done",
                c.problems);
}

std::optional<DoneLate> done_late(const Clause& clause, Points item) {
  return DoneLate{own(clause).done_field, most_late(clause, item)};
}

std::optional<Points> undone(const Clause& clause, Points) {
  return own(clause).missing;
}

void measures(const Clause& clause, Measures& out) {
  out.add(clause.due_field);
  out.add(own(clause).done_field);
}

std::int32_t buckets(const ClausePlan&) {
  return k_due + 1;
}

// Days or working days from the day after `due` to `day`. Requires: due < day.
Result<std::int64_t> units_between(LateUnit unit, Date due, Date day, const Calendar& calendar) {
  if (unit != LateUnit::k_workday) return std::int64_t{day - due};
  ANZE_TRY(const int worked, calendar.count_workdays(due + 1, day));
  return std::int64_t{worked};
}

// The same beyond the grace; 0 when in time. The calendar is asked for no day after `day`.
Result<std::int64_t> units_late(const Clause& clause, Date due, Date day, const Calendar& calendar) {
  const Lateness& late = own(clause);
  if (day <= due) return std::int64_t{0};
  if (clause.roll) {
    ANZE_TRY(const int worked, calendar.count_workdays(due, day - 1));
    if (worked == 0) return std::int64_t{0};  // no working day before: the next one is not over yet
    ANZE_TRY(due, calendar.next_workday(due));
  }
  ANZE_TRY(const std::int64_t given, units_between(late.grace_unit, due, day, calendar));
  if (late.grace_unit == late.unit) return std::max<std::int64_t>(given - late.grace, 0);
  if (given < late.grace) return std::int64_t{0};
  if (late.grace_unit == LateUnit::k_day) {
    due = due + static_cast<std::int32_t>(late.grace);
  } else if (late.grace > 0) {
    ANZE_TRY(due, calendar.add_workdays(due, static_cast<int>(late.grace)));
  }
  if (day <= due) return std::int64_t{0};  // where the grace ends on a working day a day off may follow it
  return units_between(late.unit, due, day, calendar);
}

// Hours or minutes: both fields are minutes from one origin. An hour begun counts, as a day begun does. Not
// done is late whatever the hour: the day of the question has no minutes.
std::int64_t clock_late(const Clause& clause, std::int64_t due, std::optional<std::int64_t> done) {
  if (!done) return 1;
  std::int64_t minutes = 0;
  constexpr std::int64_t k_hour = 60;
  const std::int64_t grace = own(clause).grace * (own(clause).grace_unit == LateUnit::k_hour ? k_hour : 1);
  if (__builtin_sub_overflow(*done, due, &minutes) || minutes <= grace) return 0;
  minutes -= grace;
  return own(clause).unit == LateUnit::k_minute ? minutes
                                                : minutes / k_hour + (minutes % k_hour != 0 ? 1 : 0);
}

// The cap of one event holds what late days add up to; what was not done costs `missing`, whatever the cap.
// Of a clause by the due day every fact here was due in the period, so at its end what is not done is late,
// on whatever day of the week it ends: it is counted in no other period.
Result<void> count(const Counting& c, Contribution& out) {
  const Clause& clause = c.clause();
  const std::optional<std::int64_t> due = due_value(c.fact, clause.due_field, clause.moved_to);
  if (!due) return {};
  std::int64_t done = 0;
  const bool is_done = read_field(c.fact, own(clause).done_field, done);
  std::int64_t late = 0;
  if (by_the_clock(clause)) {
    late = clock_late(clause, *due, is_done ? std::optional(done) : std::nullopt);
  } else {
    const Date until = is_done ? Date{static_cast<std::int32_t>(done)} : c.as_of;
    ANZE_TRY(late, units_late(clause, Date{static_cast<std::int32_t>(*due)}, until, c.calendar));
    if (clause.by == By::k_due_day && !is_done && c.plan.last <= c.as_of)
      late = std::max<std::int64_t>(late, 1);
  }
  std::int64_t cost = is_done ? 0 : own(clause).missing.e4;
  if (is_done && __builtin_mul_overflow(clause.amount.e4, late, &cost)) return tally_overflow();
  if (is_done && own(clause).event_cap) cost = std::min(cost, own(clause).event_cap->e4);
  if (late > 0) out.add(is_done ? k_done_late : k_never_done, {1, cost});
  out.add(k_due, {1, is_done ? late : 0});
  return {};
}

bool holds_each(std::int32_t bucket) {
  return bucket == k_due;
}

std::int64_t cost(std::int32_t bucket, const TallyCell& cell) {
  return bucket == k_due ? 0 : cell.amount;
}

std::int64_t fact_worth(const Clause&, Points, const Contribution::Part& part) {
  return cost(part.bucket, part.delta);
}

// What is not done gets later day by day; minutes have no day.
const FieldRef* done(const Clause& clause) {
  return by_the_clock(clause) ? nullptr : &own(clause).done_field;
}

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

void score(const ClauseCase& c, Line& line) {
  const TallyCell due = c.cell(k_due);
  const TallyCell late = c.cell(k_done_late);
  const TallyCell never = c.cell(k_never_done);
  line.count = late.count + never.count;
  line.target = due.count;
  c.tell(line, [&] {
    std::string how = "应办 " + times_text(due.count, "件");
    if (late.count > 0)
      how += "，迟 " + times_text(late.count, "件") + "共 " +
             times_text(due.amount, measure_of(own(c.clause()).unit)) + "（" +
             points_text(Points{late.amount}) + "）";
    if (never.count > 0)
      how += "，逾期未办 " + times_text(never.count, "件") + "（" + points_text(Points{never.amount}) + "）";
    return how;
  });
  Points done_late{late.amount};
  if (own(c.clause()).late_cap && *own(c.clause()).late_cap < done_late) {
    done_late = *own(c.clause()).late_cap;
    c.tell(line, [&] { return "，其中迟办封顶 " + points_text(done_late); });
  }
  settle(c, line, Exact(done_late) + Exact(Points{never.amount}));
}

// A dated matter that waits: the fact of a lateness clause without its done day.
Result<void> owed_fact(const OwedCase& a, const Fact& fact, std::vector<Owed>& out) {
  const Clause& clause = a.clause();
  std::int64_t done = 0;
  const std::optional<std::int64_t> due = due_value(fact, clause.due_field, clause.moved_to);
  if (!due || read_field(fact, own(clause).done_field, done)) return {};
  if (by_the_clock(clause)) {  // minutes have no day: it waits since the day it occurred
    Owed owed = make_owed(a, fact.occurred);
    owed.state = OwedState::k_overdue;
    owed.wanted = owed.missing = 1;
    owed.each = own(clause).missing;
    owed.fact = fact.seq;
    owed.what =
        to_chinese(fact.occurred) + "的一件按时分计时，尚未办结，现扣 " + points_text(own(clause).missing);
    out.push_back(std::move(owed));
    return {};
  }
  ANZE_TRY(const std::optional<Date> rolled, rolled_due_day(clause, fact, a.calendar));
  Date by = rolled.value_or(Date{static_cast<std::int32_t>(*due)});
  if (own(clause).grace > 0 && own(clause).grace_unit == LateUnit::k_workday) {
    ANZE_TRY(by, a.calendar.add_workdays(by, static_cast<int>(own(clause).grace)));
  } else {
    by = by + static_cast<std::int32_t>(own(clause).grace);
  }
  Owed owed = make_owed(a, by);
  owed.state = by < a.today ? OwedState::k_overdue : OwedState::k_owed;
  owed.wanted = owed.missing = 1;
  owed.each = own(clause).missing;
  owed.fact = fact.seq;
  owed.what = owed.state == OwedState::k_overdue
                  ? "已逾期 " + std::to_string(a.today - by) + " 天未办结，现扣 " +
                        points_text(own(clause).missing) + "，办结后按迟办天数计"
                  : "最迟" + to_chinese(by) + "办结，逾期未办扣 " + points_text(own(clause).missing);
  // Late from the day after; by the due day, what ends on the last day is the period's own.
  owed.this_period = clause.by == By::k_due_day || by < a.period.last;
  if (!owed.this_period) owed.what += "，到期日不早于本期末，本期不扣分";
  out.push_back(std::move(owed));
  return {};
}

std::string lost(const LostCase& lost) {
  if (by_the_clock(lost.clause())) return "按时分计时，现在办结的时刻不在台账里，算不出还能少扣多少";
  if (std::string over = why_over(lost); !over.empty()) return over;
  if (lost.c.cell(k_never_done).count > 0) return "现在办结按迟办计，不比未办扣得少；办结后扣分不撤销";
  return "已经迟办，扣分不撤销";
}

void close(const Clause& clause, const Fact& open, Date today, Fact& after) {
  const FieldRef* field = done(clause);
  std::int64_t day = 0;
  if (field != nullptr && clause.select.matches(open) && due_day(open, clause.due_field, clause.moved_to) &&
      !read_field(open, *field, day))
    put(after, *field, today.days);
}

}  // namespace

constinit const Kind k_lateness{
    .word = "lateness",
    .chinese = "时效",
    .members = k_members,
    .needs = R"json({"required": ["scope", "select", "due", "done", "amount"]})json",
    .blank = make_blank<Lateness>,
    .only_takes = [](json::Object&) { return true; },
    .usual = [](json::Object&) { return CountsFor::k_post; },
    .read = read,
    .check = check,
    .condition = condition,
    .reach = reach,
    .by_facts = always,
    .shares = always,
    .measures = measures,
    .done_late = done_late,
    .undone = undone,
    .buckets = buckets,
    .count = count,
    .holds_each = holds_each,
    .fact_worth = fact_worth,
    .done = done,
    .score = score,
    .cost = cost,
    .owed_fact = owed_fact,
    .lost = lost,
    .close = close,
};

}  // namespace anze
