// 累加: points by level, each fact or each key once, all of them or the highest only; and streaks of periods
// in which nothing happened (连续无事故).
#include <algorithm>
#include <set>

#include "scoring/clauses/kinds/keys.h"
#include "scoring/clauses/kinds/table.h"

namespace anze {
namespace {

using json::Object;
using json::Place;

const Accrual& own(const Clause& clause) {
  return own_of<Accrual>(clause);
}
Accrual& own(Clause& clause) {
  return own_of<Accrual>(clause);
}

constexpr std::string_view k_members = R"json("levels": {
          "title": "级别分值 / Points by level", "type": "object", "additionalProperties": false, "required": ["field", "amounts"],
          "properties": {
            "field": {"title": "字段 / Field", "$ref": "#/definitions/text"},
            "amounts": {"title": "各级分值 / Points of each level, from the highest", "type": "array", "minItems": 1,
                        "items": {"type": "object", "additionalProperties": false, "required": ["value", "amount"],
                                  "properties": {"value": {"title": "级别 / Level", "$ref": "#/definitions/text"}, "amount": {"title": "分值 / Points", "$ref": "#/definitions/points"}}}}
          }
        },
        "take": {"title": "累计或就高 / Sum or highest only", "description": "sum 累计, highest 只计最高, repeats 同一事项再次发生的才计", "enum": ["sum", "highest", "repeats"]},
        "key": {"title": "去重字段 / Counted once by", "$ref": "#/definitions/text"},
        "first": {"title": "同一事项首次扣 / Taken for the first of its key", "$ref": "#/definitions/points"},
        "streak": {
          "title": "连续未发生 / Periods without any", "type": "object", "additionalProperties": false, "required": ["each", "count"],
          "properties": {"each": {"title": "每 / In each", "$ref": "#/definitions/period"}, "count": {"title": "连续期数 / How many periods", "type": "integer", "minimum": 1, "maximum": 40}}
        })json";

constexpr json::Word<AccrualTake> k_takes[] = {
    {"sum", AccrualTake::k_sum}, {"highest", AccrualTake::k_highest}, {"repeats", AccrualTake::k_repeats}};

void read_levels(const ReadCase& c, const Place& place, Clause& clause) {
  Object object(place);
  const std::optional<Place> name = object.need("field");
  const std::vector<Place> amounts = object.need_list("amounts", rulebook_limits::k_list);
  object.close();
  if (!name || c.ledger == nullptr) return;
  const auto field = read_field_name(*name, *c.ledger, {FieldType::k_code});
  if (!field) return;
  own(clause).level_field = field->ref;
  for (const Place& each : amounts) {
    Object level(each);
    const std::optional<Place> value = level.need("value");
    const Points amount = level.need<Points>("amount");
    level.close();
    const auto code = value ? read_field_value(*value, *field, c.known.words) : std::nullopt;
    if (!code) continue;
    const auto id = static_cast<CodeId>(*code);
    own(clause).levels.push_back({id, amount, title_of(id, *field, c.known)});
  }
}

void read(const ReadCase& c, Clause& clause) {
  if (const std::optional<Place> streak = c.object.find("streak")) {
    own(clause).streak = read_streak(*streak);
    clause.amount = c.object.need<Points>("amount");
    return;
  }
  if (const std::optional<Place> levels = c.object.find("levels"))
    read_levels(c, *levels, clause);
  else
    clause.amount = c.object.need<Points>("amount");
  if (c.object.has("key"))
    own(clause).key_field = need_field(c, "key", {FieldType::k_code, FieldType::k_reference});
  own(clause).take = c.object.get_word("take", k_takes, AccrualTake::k_sum);
  const bool alike = own(clause).key_field && own(clause).levels.empty() && clause.effect == Effect::k_deduct;
  if (own(clause).take == AccrualTake::k_repeats && !alike)
    c.object.place().problem(
        "clause.take", "what happened again is taken for by a key, with one amount",
        "add \"key\", the field that says which are the same, and \"amount\"; use \"deduct\"");
  own(clause).first = c.object.get<Points>("first", Points{});
  if (c.object.has("first") && own(clause).take != AccrualTake::k_repeats)
    c.object.place().problem("clause.take", "a first one is told apart only from those that happen again",
                             "use \"take\": \"repeats\", or drop \"first\"");
}

void check(const CheckCase& c) {
  if (own(c.clause).levels.empty()) check_amount(c, "amount", c.clause.amount);
  if (own(c.clause).first.e4 != 0) check_amount(c, "first", own(c.clause).first);
  if (c.clause.amount < own(c.clause).first && own(c.clause).levels.empty())
    c.problems.add(invalid("clause.take",
                           "the first costs " + to_text(own(c.clause).first) +
                               " and one that happens again " + to_text(c.clause.amount) +
                               ", so worse conduct costs less",
                           c.at + "/first", "lower it, or raise \"amount\""));
  std::set<CodeId> codes;
  for (std::size_t i = 0; i < own(c.clause).levels.size(); ++i) {
    const Level& level = own(c.clause).levels[i];
    const std::string here = "levels/amounts/" + std::to_string(i);
    check_amount(c, here + "/amount", level.amount);
    if (!codes.insert(level.code).second)
      c.problems.add(invalid("clause.levels", "“" + level.title + "” is listed twice", c.at + "/" + here,
                             "keep one of the two"));
    if (i > 0 && own(c.clause).levels[i - 1].amount < level.amount)
      c.problems.add(invalid("clause.levels", "“" + level.title + "” is worth more than the level above it",
                             c.at + "/" + here, "list the levels from the highest"));
  }
}

bool is_streak(const Clause& clause) {
  return own(clause).streak.count > 0;
}

bool by_levels(const Clause& clause) {
  return !is_streak(clause);
}

bool shares(const Clause& clause) {
  return !is_streak(clause) && own(clause).take != AccrualTake::k_repeats;
}

void condition(const Clause& clause, ConditionKey& key) {
  key << own(clause).level_field << own(clause).key_field << own(clause).streak.each
      << own(clause).streak.count << (own(clause).take == AccrualTake::k_repeats);
}

// A streak looks back beyond the rulebook's own days.
void reach(const ReachCase& c) {
  if (is_streak(c.clause))
    check_due(c, own(c.clause).streak.each, "/streak/each");
  else
    check_selected(c);
}

void measures(const Clause& clause, Measures& out) {
  if (!own(clause).levels.empty()) out.add(own(clause).level_field);
  for (const Level& level : own(clause).levels) out.add(level.title);
  out.add(own(clause).key_field);
}

// The last `count` periods of the streak's kind; due in the period that ends the last of them.
void plan(const Clause& clause, const Period& period, ClausePlan& plan) {
  if (!is_streak(clause)) return;
  const Streak& streak = own(clause).streak;
  const Period last = period_of(period.last, streak.each);
  plan.due = last.last == period.last;
  plan.parts = {last};
  for (std::int64_t i = 1; i < streak.count; ++i)
    plan.parts.insert(plan.parts.begin(), previous(plan.parts.front()));
  plan.first = plan.parts.front().first;
}

std::int32_t width_of(const Clause& clause) {
  return static_cast<std::int32_t>(own(clause).levels.size()) + 1;
}

// The buckets of one key: its levels, and once more those of earlier days where amounts run on.
std::int32_t key_width(const Clause& clause) {
  return width_of(clause) * (clause.within != Within::k_period ? 2 : 1);
}

std::int32_t buckets(const ClausePlan& plan) {
  return own(*plan.clause).key_field ? 0 : width_of(*plan.clause);
}

std::int32_t level_of(const Clause& clause, const Fact& fact) {
  if (own(clause).levels.empty()) return 0;
  std::int64_t value = 0;
  std::size_t i = 0;
  if (!read_field(fact, own(clause).level_field, value))
    return static_cast<std::int32_t>(own(clause).levels.size());
  while (i < own(clause).levels.size() && own(clause).levels[i].code != value) ++i;
  return static_cast<std::int32_t>(i);
}

// Facts whose key is unknown share key 0: nothing shows that they are different.
Result<void> count(const Counting& c, Contribution& out) {
  const Clause& clause = c.clause();
  std::int32_t bucket = level_of(clause, c.fact);
  if (own(clause).key_field) {
    std::int64_t key = 0;
    const bool known = read_field(c.fact, *own(clause).key_field, key);
    // Nothing shows that it is the same: it is a first one, or, where those cost nothing, none at all.
    if (!known && own(clause).take == AccrualTake::k_repeats && own(clause).first.e4 == 0) return {};
    if (!known) key = 0;
    if (__builtin_mul_overflow(static_cast<std::int32_t>(key), key_width(clause), &bucket) ||
        __builtin_add_overflow(bucket, level_of(clause, c.fact), &bucket))
      return tally_overflow();
  }
  out.add(bucket, {1, 0});
  return {};
}

// Of a bucket; that of facts of an unknown level is worth nothing.
std::int64_t worth_of_level(const Clause& clause, std::int32_t bucket) {
  const std::vector<Level>& levels = own(clause).levels;
  if (levels.empty()) return clause.amount.e4;
  const auto level = static_cast<std::size_t>(bucket % width_of(clause));
  return level < levels.size() ? levels[level].amount.e4 : 0;
}

std::int64_t fact_worth(const Clause& clause, Points, const Contribution::Part& part) {
  return worth_of_level(clause, part.bucket);
}

using Counts = std::vector<std::int64_t>;  // by level, the last of an unknown one

Counts plain_counts(const ClauseCase& c) {
  Counts counts;
  for (std::int32_t level = 0; level < width_of(c.clause()); ++level) counts.push_back(c.cell(level).count);
  return counts;
}

// Of cells in key order.
std::vector<Met> met_by(const Clause& clause, std::span<const KeyedCells::Cell> cells, bool only_early) {
  return keys_met(cells, width_of(clause), key_width(clause), only_early);
}

// Of one key the highest level counts, once. A key met only at unknown levels counts as unknown.
Counts keyed_counts(const ClauseCase& c, std::int64_t& repeated) {
  Counts counts(static_cast<std::size_t>(width_of(c.clause())), 0);
  for (const Met& met : met_by(c.clause(), c.keyed->of(c.index, c.subject()), c.early)) {
    ++counts[static_cast<std::size_t>(met.level)];
    repeated += met.count - 1;
  }
  return counts;
}

// 同类再次发生: each beyond the first of its key, and the first for what it costs.
void score_repeats(const ClauseCase& c, Line& line) {
  const Points first = own(c.clause()).first;
  const Again again(met_by(c.clause(), c.keyed->of(c.index, c.subject()), c.early));
  line.count = again.firsts + again.repeated;
  c.tell(line, [&] {
    const std::string firsts =
        first.e4 > 0 ? "，首次 " + times_text(again.firsts, "次") + " × " + points_text(first) + "，"
                     : "，其中";
    return times_text(line.count, "次") + firsts + "再次发生 " + times_text(again.repeated, "次") +
           (again.repeated > 0 ? " × " + points_text(c.clause().amount) : "");
  });
  settle(c, line, Exact(first) * again.firsts + Exact(c.clause().amount) * again.repeated);
}

std::string level_text(const Clause& clause, std::size_t level, std::int64_t count) {
  if (own(clause).levels.empty()) return times_text(count, "项") + " × " + points_text(clause.amount);
  return own(clause).levels[level].title + " " + times_text(count, "项") + " × " +
         points_text(own(clause).levels[level].amount);
}

void score_levels(const ClauseCase& c, Line& line) {
  const Clause& clause = c.clause();
  std::int64_t repeated = 0;
  const Counts counts = own(clause).key_field ? keyed_counts(c, repeated) : plain_counts(c);
  const std::size_t levels = std::max<std::size_t>(own(clause).levels.size(), 1);
  Exact size;
  Exact highest;
  for (std::size_t i = 0; i < levels; ++i) {
    if (counts[i] == 0) continue;
    const Exact amount{own(clause).levels.empty() ? clause.amount : own(clause).levels[i].amount};
    line.count += counts[i];
    c.tell(line, [&] { return (line.how.empty() ? "" : "，") + level_text(clause, i, counts[i]); });
    size += amount * counts[i];
    if (highest < amount) highest = amount;
  }
  const std::int64_t unknown = own(clause).levels.empty() ? 0 : counts.back();
  c.tell(line, [&] {
    std::string how = line.count == 0 ? "0 项" : "";
    if (unknown > 0) how += "，另 " + times_text(unknown, "项") + "级别未填或不在表内，不计";
    if (repeated > 0) how += "，同一事项重复 " + times_text(repeated, "条") + "不另计";
    return how;
  });
  line.count += unknown + repeated;
  if (own(clause).take == AccrualTake::k_highest && highest.sign() > 0) {
    c.tell(line, [&] { return "，就高计 " + points_text(highest); });
    size = highest;
  }
  settle(c, line, size);
}

void score_streak(const ClauseCase& c, Line& line) {
  const Clause& clause = c.clause();
  line.count = c.cell(0).count;
  line.target = own(clause).streak.count;
  c.tell(line, [&] {
    std::string how = to_chinese(c.plan.parts.front());
    if (c.plan.parts.size() > 1) how += "至" + to_chinese(c.plan.parts.back());
    return how + (line.count == 0 ? "未发生" : "发生 " + times_text(line.count, "次") + "，连续中断");
  });
  if (!c.plan.due) {
    line.state = LineState::k_not_due;
    c.tell(line, [&] { return "，" + to_chinese(c.plan.parts.back()) + "末到期，本期不计"; });
    return;
  }
  settle(c, line, line.count == 0 ? Exact(clause.amount) : Exact{});
}

void score(const ClauseCase& c, Line& line) {
  if (is_streak(c.clause()))
    score_streak(c, line);
  else if (own(c.clause()).take == AccrualTake::k_repeats)
    score_repeats(c, line);
  else
    score_levels(c, line);
}

std::optional<Exact> worth(const ClauseCase& c) {
  if (is_streak(c.clause())) return Exact(c.clause().amount);
  return std::nullopt;
}

int sign(const Clause& clause) {
  const int gives = clause.effect == Effect::k_award ? +1 : -1;
  return is_streak(clause) ? -gives : gives;
}

int128 each(const Clause& clause, Points, std::int32_t bucket) {
  if (is_streak(clause)) return sign(clause);
  return int128{sign(clause)} * worth_of_level(clause, bucket);
}

// Any one record keeps a streak that deducts from costing.
void owed_streak(const OwedCase& a, std::vector<Owed>& out) {
  const Clause& clause = a.clause();
  if (a.cell(0).count > 0) return;
  const Period& last = a.plan.parts.back();
  Owed owed = make_owed(a, last.last);
  owed.state = last.last < a.today ? OwedState::k_missed : OwedState::k_owed;
  owed.wanted = owed.missing = 1;
  owed.each = clause.amount;
  owed.this_period = a.plan.due;
  owed.what = to_chinese(a.plan.parts.front());
  if (a.plan.parts.size() > 1) owed.what += "至" + to_chinese(last);
  owed.what += "还没有记录，一次也没有的扣 " + points_text(clause.amount);
  if (!owed.this_period) owed.what += "，" + to_chinese(last) + "末到期，本期不计分";
  out.push_back(std::move(owed));
}

void limit_streak(const OwedCase& a, std::vector<Owed>& out) {
  const std::int64_t happened = a.cell(0).count;
  tell_limit(a, happened, 0,
             happened > 0
                 ? "已发生 " + times_text(happened, "次") + "，连续中断"
                 : "至" + to_chinese(a.plan.parts.back()) + "末不发生，加 " + points_text(a.clause().amount),
             out);
}

// The cells of the post, of all its terms where the clause counts for those.
std::vector<KeyedCells::Cell> cells_of_post(const OwedCase& a) {
  std::vector<KeyedCells::Cell> cells = a.cells.sorted(a.index);
  std::erase_if(cells, [&](const KeyedCells::Cell& cell) {
    const TallyKey& key = cell.first;
    const Term* term = a.organisation.term(key.subject);
    const bool of_post = a.clause().counts_for == CountsFor::k_post || term == nullptr;
    return (of_post ? key.subject : term->post) != a.post.id || key.bucket < 0 ||
           key.bucket == a.plan.unproven;
  });
  return cells;
}

// What the levels counted, of a key once, by its highest.
Running running_levels(const OwedCase& a) {
  const Clause& clause = a.clause();
  const std::int32_t width = width_of(clause);
  Running running;
  running.most = own(clause).levels.empty() ? clause.amount : own(clause).levels.front().amount;
  if (own(clause).levels.empty()) running.next = clause.amount;
  if (!own(clause).levels.empty()) running.terms = "按级别";
  Exact highest;
  const auto add = [&](std::int32_t level, std::int64_t count) {
    const Exact amount{Points{worth_of_level(clause, level)}};
    running.count += count;
    running.sum += amount * count;
    highest = std::max(highest, amount);
  };
  const std::vector<KeyedCells::Cell> cells = cells_of_post(a);
  if (own(clause).take == AccrualTake::k_repeats) {
    const Again again(met_by(clause, cells, false));
    running.count = again.repeated + (own(clause).first.e4 > 0 ? again.firsts : 0);
    running.sum = Exact(own(clause).first) * again.firsts + Exact(clause.amount) * again.repeated;
  } else if (own(clause).key_field)
    for (const Met& met : met_by(clause, cells, false)) add(met.level, 1);
  else
    for (const auto& [key, cell] : cells) add(key.bucket % width, cell.count);
  if (own(clause).take == AccrualTake::k_repeats) {
    running.once += own(clause).first.e4 > 0 ? "，同一事项首次扣 " + points_text(own(clause).first)
                                             : std::string("，同一事项首次不计");
    return running;
  }
  if (own(clause).take == AccrualTake::k_highest) running.sum = highest;
  if (own(clause).key_field) running.once += "，同一事项只计一次";
  if (own(clause).take == AccrualTake::k_highest) running.once += "，只计最高的一项";
  return running;
}

// One more is told whatever its way: an award as what may be done, a deduction as what it would cost.
void running_accrual(const OwedCase& a, std::vector<Owed>& out) {
  const Clause& clause = a.clause();
  const bool gives = clause.effect == Effect::k_award;
  if (gives && clause.scope != Scope::k_own) return;
  const bool plain =
      own(clause).levels.empty() && !own(clause).key_field && own(clause).take == AccrualTake::k_sum;
  if (gives && plain) return may_award(a, a.cell(0).count, clause.amount, out);
  const Running running = running_levels(a);
  if (own(clause).take == AccrualTake::k_highest && !(running.sum < Exact(running.most))) return;
  tell_running(a, running, "次", out);
}

void owed(const OwedCase& a, std::vector<Owed>& out) {
  if (!is_streak(a.clause())) return running_accrual(a, out);
  if (wants_one(a.clause())) return owed_streak(a, out);
  limit_streak(a, out);
}

std::string lost(const LostCase& lost) {
  const Clause& clause = lost.clause();
  if (wants_one(clause)) return why_wanted(lost, {});
  if (!is_streak(clause) || clause.effect == Effect::k_deduct) return why_of_records(lost);
  return lost.c.cell(0).count > 0 ? "已经发生，连续中断" : "期末不发生才计，不靠补办";
}

void wants(const WantCase& c, std::vector<Want>& out) {
  const Clause& clause = c.clause();
  if (wants_one(clause) && c.counted(0) == 0) out.push_back({c.plan.first, c.plan.last, 1});
  if (is_streak(clause) || clause.effect != Effect::k_award || clause.scope != Scope::k_own) return;
  std::optional<std::int64_t> times;
  if (own(clause).take == AccrualTake::k_highest) times = 1;
  out.push_back({c.plan.first, c.plan.last, times, own(clause).key_field.has_value()});
}

bool choose_level(const Clause& clause, ShapedRecord& record) {
  for (const Level& level : own(clause).levels) {
    if (!choose(record, clause.select, own(clause).level_field, level.code)) continue;
    record.what = level.title;
    record.each = level.amount;
    return true;
  }
  return own(clause).levels.empty();
}

// The highest level, and the `nth` key not credited yet.
bool shape(const ShapeCase& s, ShapedRecord& record) {
  const Clause& clause = s.clause;
  if (!choose_level(clause, record)) return false;
  if (!own(clause).key_field) return true;
  std::int32_t last_key = 0;
  for (const auto& [known, cell] : s.cells.sorted(s.index))
    if (known.bucket != k_unproven_key) last_key = std::max(last_key, known.bucket / key_width(clause));
  return choose(record, clause.select, *own(clause).key_field, last_key + 1 + s.nth);
}

}  // namespace

constinit const Kind k_accrual{
    .word = "accrual",
    .chinese = "累加",
    .members = k_members,
    .needs = R"json({"required": ["effect", "scope", "select"]})json",
    .blank = make_blank<Accrual>,
    .usual =
        [](json::Object& object) {
          return object.has("streak") ? CountsFor::k_post : CountsFor::k_term;  // it outlives most terms
        },
    .read = read,
    .check = check,
    .endless = by_levels,
    .condition = condition,
    .reach = reach,
    .by_facts = by_levels,
    .shares = shares,
    .measures = measures,
    .plan = plan,
    .buckets = buckets,
    .key_width = key_width,
    .count = count,
    .fact_worth = fact_worth,
    .score = score,
    .worth = worth,
    .sign = sign,
    .one_will_do = is_streak,
    .each = each,
    .owed = owed,
    .lost = lost,
    .wants = wants,
    .shape = shape,
};

}  // namespace anze
