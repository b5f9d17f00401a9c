// 缺额: in each sub-period that meets the term, what was wanted and is missing; what is there, but late, in
// the same clause; records of one person or place once.
#include <algorithm>
#include <limits>
#include <set>

#include "scoring/clauses/kinds/keys.h"
#include "scoring/clauses/kinds/late_ones.h"
#include "scoring/clauses/kinds/table.h"

namespace anze {
namespace {

using json::Object;
using json::Place;

const Shortfall& own(const Clause& clause) {
  return own_of<Shortfall>(clause);
}
Shortfall& own(Clause& clause) {
  return own_of<Shortfall>(clause);
}

constexpr std::string_view k_members =
    R"json("each": {"title": "每 / In each", "description": "day 日, week 周（周一至周日）, ten_days 旬, month 月, quarter 季度, half 半年, year 年", "enum": ["day", "week", "ten_days", "month", "quarter", "half", "year"]},
        "target": {"title": "应有数量 / Target", "type": "integer", "minimum": 0},
        "targets": {
          "title": "分岗位数量 / Targets by post or unit", "type": "array",
          "items": {"type": "object", "additionalProperties": false, "required": ["subject", "count"],
                    "properties": {"subject": {"title": "岗位或单位 / Post or unit", "$ref": "#/definitions/id"}, "count": {"title": "数量 / Count", "type": "integer", "minimum": 0}}}
        },
        "list": {
          "title": "清单 / Named list", "type": "object", "additionalProperties": false, "required": ["field", "values"],
          "properties": {"field": {"title": "字段 / Field", "$ref": "#/definitions/text"}, "values": {"title": "值 / Values", "type": "array", "items": {"$ref": "#/definitions/text"}}}
        },
        "late": {
          "title": "迟报 / What is there, but late", "type": "object", "additionalProperties": false, "required": ["due", "done", "amount"],
          "properties": {
            "due": {"title": "到期日字段 / Due date field", "$ref": "#/definitions/text"},
            "moved_to": {"title": "延期至字段 / Field of the day it was put off to", "$ref": "#/definitions/text"},
            "done": {"title": "完成日字段 / Done date field", "$ref": "#/definitions/text"},
            "amount": {"title": "迟一次扣 / Taken for each late one", "$ref": "#/definitions/points"},
            "cap": {"title": "迟报合计封顶，不含缺额 / Most that all late ones cost, those missing apart", "$ref": "#/definitions/points"}
          }
        },
        "distinct": {"title": "不重复计数字段（同一人、同一家只计一次） / Records alike in it count once", "$ref": "#/definitions/text"},
        "amount": {"title": "分值 / Points each", "$ref": "#/definitions/points"})json";

void read_list(const ReadCase& c, const Place& place, Clause& clause) {
  Object object(place);
  const std::optional<Place> name = object.need("field");
  const std::vector<Place> values = object.need_list("values", rulebook_limits::k_list);
  object.close();
  if (!name || c.ledger == nullptr) return;
  const auto field = read_field_name(*name, *c.ledger, {FieldType::k_code, FieldType::k_reference});
  if (!field) return;
  own(clause).list_field = field->ref;
  for (const Place& value : values) {
    const std::optional<std::int64_t> code = read_field_value(value, *field, c.known.words);
    if (!code) continue;
    const auto id = static_cast<CodeId>(*code);
    own(clause).list.push_back({id, title_of(id, *field, c.known)});
  }
}

// One record may not be both late and the second of its person: which of the two was in time is not asked.
void read_distinct(const ReadCase& c, Clause& clause) {
  own(clause).distinct = need_field(c, "distinct", {FieldType::k_code, FieldType::k_reference});
  own(clause).measure = c.object.get<std::string>("measure", "次");
  if (own(clause).late || c.object.has("list"))
    c.object.place().problem("clause.target", "a list counts each of its entries once, and late ones each",
                             "drop \"distinct\", or \"list\" and \"late\"");
}

void read(const ReadCase& c, Clause& clause) {
  own(clause).each = c.object.need_word("each", k_each);
  clause.amount = c.object.need<Points>("amount");
  const std::optional<Place> list = c.object.find("list");
  if (list) read_list(c, *list, clause);
  own(clause).targets = read_targets(c, "target", "targets");
  if (list && !own(clause).targets.empty())
    c.object.place().problem("clause.target", "a named list and a number are two different targets",
                             "keep \"list\", or \"target\" and \"targets\"");
  if (!list && own(clause).targets.empty())
    c.object.place().problem("clause.target", "nothing says how many are wanted",
                             "add \"target\", \"targets\" or \"list\"");
  if (const std::optional<Place> late = c.object.find("late"))
    own(clause).late = read_late(c, *late, clause.effect);
  if (c.object.has("distinct")) read_distinct(c, clause);
}

void check_targets(const CheckCase& c) {
  std::set<CodeId> subjects;
  for (const Target& target : own(c.clause).targets)
    if (!subjects.insert(target.subject).second)
      c.problems.add(invalid("clause.target", "one post or unit is given two targets", c.at + "/targets",
                             "keep one of the two"));
  const bool none_wanted = std::all_of(own(c.clause).targets.begin(), own(c.clause).targets.end(),
                                       [](const Target& target) { return target.count == 0; });
  if (own(c.clause).list.empty() && none_wanted)
    c.problems.add(invalid("clause.target", "clause “" + c.clause.id + "” wants nothing of anybody",
                           c.at + "/target", "write at least 1, or drop the clause"));
  std::set<CodeId> entries;
  for (const CodeTitle& entry : own(c.clause).list)
    if (!entries.insert(entry.code).second)
      c.problems.add(invalid("clause.list", "“" + entry.title + "” is listed twice", c.at + "/list/values",
                             "keep one of the two"));
}

void check(const CheckCase& c) {
  check_targets(c);
  if (own(c.clause).late) check_late(c, *own(c.clause).late);
  if (c.clause.begins_on > 0 && own(c.clause).each < PeriodKind::k_month)
    c.problems.add(invalid("clause.begins_on", "days and weeks do not begin on a day of a month",
                           c.at + "/begins_on", "drop it, or use \"each\": \"month\""));
  check_amount(c, "amount", c.clause.amount);
}

void condition(const Clause& clause, ConditionKey& key) {
  key << own(clause).each << own(clause).list_field;
  for (const Target& target : own(clause).targets) key << target.subject << target.count;
  for (const CodeTitle& entry : own(clause).list) key << entry.code;
  key << own(clause).distinct;
}

void reach(const ReachCase& c) {
  check_due(c, own(c.clause).each, "/each");
  check_selected(c);
  if (own(c.clause).late) reach_late(c, *own(c.clause).late);
}

void measures(const Clause& clause, Measures& out) {
  if (own(clause).late) {
    out.add(own(clause).late->due);
    out.add(own(clause).late->done);
  }
  if (own(clause).distinct) {
    out.add(own(clause).distinct);
    out.add(std::string_view(own(clause).measure));
  }
  if (own(clause).list.empty()) return;
  out.add(own(clause).list_field);
  for (const CodeTitle& entry : own(clause).list) out.add(entry.title);
}

// A duty longer than the period is due in the one that ends it, and looks back.
void plan(const Clause& clause, const Period& period, ClausePlan& plan) {
  if (own(clause).each <= period.kind) {
    plan.parts = divide(period, own(clause).each);
    plan.first = plan.parts.front().first;  // a week belongs to the period it ends in
    plan.last = plan.parts.back().last;
    return;
  }
  plan.parts = {period_of(period.first, own(clause).each)};
  plan.due = plan.parts.front().last == period.last;
  plan.first = plan.parts.front().first;
}

std::int32_t buckets(const ClausePlan& plan) {
  if (own(*plan.clause).distinct) return 0;  // key × sub-periods + sub-period
  return static_cast<std::int32_t>(plan.parts.size() *
                                   std::max<std::size_t>(own(*plan.clause).list.size(), 1));
}

// Which person or place; what does not say it is like no other and unlike none, so it does not count.
Result<void> count_distinct(const Counting& c, Contribution& out) {
  std::int64_t key = 0;
  if (!read_field(c.fact, *own(c.clause()).distinct, key) || key <= 0) return {};
  std::int32_t bucket = 0;
  if (__builtin_mul_overflow(key, static_cast<std::int64_t>(c.plan.parts.size()), &bucket) ||
      __builtin_add_overflow(bucket, c.plan.part_of(c.day), &bucket) || bucket == k_unproven_key)
    return tally_overflow();
  out.add(bucket, {1, 0});
  return {};
}

// The amount of a cell: how many of its facts are late. One that is not done is not there yet.
Result<void> count(const Counting& c, Contribution& out) {
  if (own(c.clause()).distinct) return count_distinct(c, out);
  const std::vector<CodeTitle>& list = own(c.clause()).list;
  const std::int32_t part = c.plan.part_of(c.day);
  bool late = false;
  if (const std::optional<LateOnes>& late_ones = own(c.clause()).late) {
    if (!is_done(*late_ones, c.fact)) return {};
    late = is_late(*late_ones, c.fact);
  }
  if (list.empty()) {
    out.add(part, {1, late ? 1 : 0});
    return {};
  }
  std::int64_t value = 0;
  if (!read_field(c.fact, own(c.clause()).list_field, value)) return {};
  for (std::size_t i = 0; i < list.size(); ++i)
    if (list[i].code == value)
      out.add(part * static_cast<std::int32_t>(list.size()) + static_cast<std::int32_t>(i),
              {1, late ? 1 : 0});
  return {};
}

bool one_of(const Organisation& organisation, CodeId subject, CodeId post) {
  const Term* term = organisation.term(subject);
  return subject == post || (term != nullptr && term->post == post);
}

constexpr std::int64_t k_most_named = 12;  // sub-periods named one by one: as many as a year has months

struct Sum {
  std::int64_t wanted = 0;
  std::int64_t found = 0;     // all that was recorded
  std::int64_t credited = 0;  // at most what was wanted, part by part
  std::int64_t late = 0;      // of those credited, what no other in time stood for
  Exact spared;               // of the missing, what who was in office for some days only is not asked for
  Exact late_spared;          // the same of the late ones
  std::string shares;         // of which sub-periods, in words
  std::string missing;        // which, in words
  std::int64_t named = 0;
};

// Days and weeks without any would fill a page: the first are named.
void name_missing(PeriodKind each, Sum& sum, std::string_view what) {
  if (each < PeriodKind::k_month && sum.named == k_most_named) sum.missing += "等";
  if (each < PeriodKind::k_month && ++sum.named > k_most_named) return;
  if (!sum.missing.empty()) sum.missing += "、";
  sum.missing += what;
}

void add_counted_part(const ClauseCase& c, std::size_t part, std::int64_t wanted, const TallyCell& cell,
                      Sum& sum) {
  const std::int64_t found = cell.count;
  sum.wanted += wanted;
  sum.late += late_of(cell, wanted);
  sum.found += found;
  sum.credited += std::min(wanted, found);
  if (found < wanted && c.in_words && c.plan.parts.size() > 1)
    name_missing(own(c.clause()).each, sum, to_chinese(c.plan.parts[part]));
}

void add_listed_part(const ClauseCase& c, std::size_t part, Sum& sum) {
  const auto& list = own(c.clause()).list;
  for (std::size_t i = 0; i < list.size(); ++i) {
    ++sum.wanted;
    const TallyCell cell = c.cell(static_cast<std::int32_t>(part * list.size() + i));
    if (cell.count > 0) {
      sum.late += late_of(cell, 1);
      ++sum.found;
      ++sum.credited;
    } else if (c.in_words) {
      const std::string when = c.plan.parts.size() > 1 ? to_chinese(c.plan.parts[part]) : "";
      name_missing(own(c.clause()).each, sum, when + list[i].title);
    }
  }
}

// After the sub-period was added to what there was before.
void spare_part(const ClauseCase& c, std::size_t part, const Sum& before, Sum& sum) {
  const Period& days = c.plan.parts[part];
  const std::int64_t missing = sum.wanted - before.wanted - (sum.credited - before.credited);
  const std::int64_t late = sum.late - before.late;
  const Exact rest = Exact::ratio(1, 1) - share_asked(c.plan, c.term, days);
  if (rest.sign() == 0 || (missing == 0 && late == 0)) return;
  sum.spared += rest * missing;
  sum.late_spared += rest * late;
  if (c.in_words) sum.shares += "，" + to_chinese(days) + share_text(c.plan, c.term, days);
}

std::string_view measure_of(const Clause& clause) {
  if (own(clause).distinct) return own(clause).measure;
  return own(clause).list.empty() ? "次" : "项";
}

void tell_sum(const ClauseCase& c, const Sum& sum, Line& line) {
  const std::string_view measure = measure_of(c.clause());
  line.count = sum.found;
  line.target = sum.wanted;
  c.tell(line,
         [&] { return "应 " + times_text(sum.wanted, measure) + "，实 " + times_text(sum.found, measure); });
}

void settle_sum(const ClauseCase& c, const Sum& sum, Line& line) {
  const Clause& clause = c.clause();
  const std::string_view measure = measure_of(clause);
  const bool takes = clause.effect == Effect::k_deduct;
  const std::int64_t counted = takes ? sum.wanted - sum.credited : sum.credited;
  if (counted > 0)
    c.tell(line, [&] {
      const std::string which = takes && !sum.missing.empty() ? "（" + sum.missing + "）" : "";
      return (takes ? "，缺 " : "，计 ") + times_text(counted, measure) + which + " × " +
             points_text(clause.amount);
    });
  Exact size = Exact(clause.amount) * counted;
  if (sum.spared.sign() != 0) size -= Exact(clause.amount) * sum.spared;
  if (sum.late > 0) size += cost_of_late(c, *own(clause).late, sum.late, sum.late_spared, line);
  c.tell(line, [&] { return sum.shares; });
  settle(c, line, size);
}

void score(const ClauseCase& c, Line& line) {
  const Clause& clause = c.clause();
  const std::optional<std::int64_t> target = target_of(own(clause).targets, c.post);
  if (own(clause).list.empty() && !target) {
    leave_out(c, line, "未对该岗位规定数量");
    return;
  }
  const bool takes = clause.effect == Effect::k_deduct;
  const bool spares = takes && c.plan.part_term != PartTerm::k_whole;
  Sum sum;
  std::vector<std::int64_t> distinct;
  if (own(clause).distinct)
    distinct =
        distinct_in(c.plan.parts.size(), c.keyed->of(c.index, c.subject()), [](CodeId) { return true; });
  for (std::size_t part = 0; part < c.plan.parts.size(); ++part) {
    if (c.term.days_in(c.plan.parts[part]) == 0) continue;
    const std::optional<Sum> before = spares ? std::optional(sum) : std::nullopt;
    if (!own(clause).list.empty())
      add_listed_part(c, part, sum);
    else
      add_counted_part(
          c, part, *target,
          distinct.empty() ? c.cell(static_cast<std::int32_t>(part)) : TallyCell{distinct[part], 0}, sum);
    if (before) spare_part(c, part, *before, sum);
  }
  tell_sum(c, sum, line);
  if (!c.plan.due) {
    line.state = LineState::k_not_due;
    c.tell(line, [&] { return "，" + to_chinese(c.plan.parts.front()) + "末到期，本期不计"; });
    return;
  }
  settle_sum(c, sum, line);
}

std::optional<Exact> worth(const ClauseCase& c) {
  const Clause& clause = c.clause();
  const auto parts = static_cast<std::int64_t>(c.plan.parts.size());
  const auto listed = static_cast<std::int64_t>(own(clause).list.size());
  const std::optional<std::int64_t> wanted =
      own(clause).list.empty() ? target_of(own(clause).targets, c.post) : listed;
  if (!wanted) return std::nullopt;
  return Exact(clause.amount) * *wanted * parts;
}

int sign(const Clause&) {
  return +1;
}

int128 each(const Clause&, Points, std::int32_t) {
  return +1;  // which way; how much depends on what is missing
}

void add_part(const OwedCase& a, const Period& part, std::int64_t wanted, std::int64_t found,
              const std::string& name, std::vector<Owed>& out) {
  if (found >= wanted) return;
  Owed owed = make_owed(a, part.last);
  owed.state = part.last < a.today ? OwedState::k_missed : OwedState::k_owed;
  owed.wanted = wanted;
  owed.found = found;
  owed.missing = wanted - found;
  owed.each = a.clause().amount;
  owed.this_period = a.plan.due;
  owed.what = to_chinese(part) + (name.empty() ? "" : "“" + name + "”");
  owed.what += owed.state == OwedState::k_missed ? "少办 " : "还应办 ";
  const std::string_view measure = own(a.clause()).distinct ? measure_of(a.clause()) : "次";
  owed.what += times_text(owed.missing, measure);
  if (wanted > 1)
    owed.what += "（应 " + times_text(wanted, measure) + "，已办 " + times_text(found, measure) + "）";
  owed.what += cost_text(a.clause(), a.clause().amount);
  if (a.plan.evidence == Evidence::k_unfavourable)
    if (const std::int64_t bare = a.cell(a.plan.unproven).count; bare > 0)
      owed.what += "（另有 " + times_text(bare, "条") + "无佐证材料，不作数）";
  if (!owed.this_period) owed.what += "，" + to_chinese(part) + "末到期，本期不计分";
  out.push_back(std::move(owed));
}

void owed(const OwedCase& a, std::vector<Owed>& out) {
  const Clause& clause = a.clause();
  const std::optional<std::int64_t> target = target_of(own(clause).targets, a.post);
  std::vector<std::int64_t> distinct;
  if (own(clause).distinct)
    distinct = distinct_in(a.plan.parts.size(), a.cells.sorted(a.index),
                           [&](CodeId subject) { return one_of(a.organisation, subject, a.post.id); });
  for (std::size_t part = 0; part < a.plan.parts.size(); ++part) {
    const Period& period = a.plan.parts[part];
    if (own(clause).list.empty()) {
      const std::int64_t found =
          distinct.empty() ? a.cell(static_cast<std::int32_t>(part)).count : distinct[part];
      if (target) add_part(a, period, *target, found, "", out);
      continue;
    }
    for (std::size_t i = 0; i < own(clause).list.size(); ++i) {
      const auto bucket = static_cast<std::int32_t>(part * own(clause).list.size() + i);
      add_part(a, period, 1, std::min<std::int64_t>(a.cell(bucket).count, 1), own(clause).list[i].title, out);
    }
  }
}

// The sub-periods that ended short of what was wanted: "2025年7月、2025年8月".
std::string lost(const LostCase& lost) {
  const ClauseCase& c = lost.c;
  const Shortfall& wants = own(c.clause());
  const std::size_t width = std::max<std::size_t>(wants.list.size(), 1);
  const std::int64_t wanted = wants.list.empty() ? target_of(wants.targets, c.post).value_or(0) : 1;
  std::vector<std::int64_t> distinct;
  if (wants.distinct)
    distinct =
        distinct_in(c.plan.parts.size(), c.keyed->of(c.index, c.subject()), [](CodeId) { return true; });
  std::string ended;
  bool all_there = true;
  for (std::size_t part = 0; part < c.plan.parts.size(); ++part) {
    if (c.term.days_in(c.plan.parts[part]) == 0) continue;
    if (share_asked(c.plan, c.term, c.plan.parts[part]).sign() == 0) continue;
    bool is_short = wants.distinct && distinct[part] < wanted;
    for (std::size_t i = 0; !wants.distinct && i < width; ++i)
      is_short = is_short || c.cell(static_cast<std::int32_t>(part * width + i)).count < wanted;
    all_there = all_there && !is_short;
    if (is_short && c.plan.parts[part].last < lost.today)
      ended += (ended.empty() ? "" : "、") + to_chinese(c.plan.parts[part]);
  }
  if (wants.late && all_there) return "已经迟报，扣分不撤销";
  return why_wanted(lost, ended);
}

// What is missing in each sub-period that meets the term.
void wants(const WantCase& c, std::vector<Want>& out) {
  const Shortfall& asked = own(c.clause());
  const std::optional<std::int64_t> target = target_of(asked.targets, c.post);
  std::vector<std::int64_t> distinct;
  const CodeId subject = c.clause().counts_for == CountsFor::k_post ? c.post.id : c.term.id;
  if (asked.distinct)
    distinct = distinct_in(c.plan.parts.size(), c.cells.sorted(c.index),
                           [&](CodeId mine) { return mine == subject; });
  for (std::size_t part = 0; part < c.plan.parts.size(); ++part) {
    const Period& period = c.plan.parts[part];
    const Date by = std::min(period.last, c.plan.last);
    if (c.term.days_in(period) == 0) continue;
    if (asked.list.empty() && target)
      out.push_back({period.first, by,
                     *target - (asked.distinct ? distinct[part] : c.counted(static_cast<std::int32_t>(part))),
                     asked.distinct.has_value()});
    for (std::size_t i = 0; i < asked.list.size(); ++i)
      if (c.counted(static_cast<std::int32_t>(part * asked.list.size() + i)) == 0)
        out.push_back(
            {period.first, by, 1, false, asked.list_field, asked.list[i].code, asked.list[i].title});
  }
}

// A record that counts: done today and not late, and of one who is not among those counted.
bool shape(const ShapeCase& s, ShapedRecord& record) {
  const Clause& clause = s.clause;
  if (const std::optional<LateOnes>& late = own(clause).late) {
    const std::int64_t today = record.fact.occurred.days;
    if (!choose(record, clause.select, late->due, today) || !choose(record, clause.select, late->done, today))
      return false;
  }
  if (!own(clause).distinct) return true;
  constexpr std::int64_t k_nobody =
      std::numeric_limits<std::int32_t>::max() / 400;  // no store has such codes
  return choose(record, clause.select, *own(clause).distinct, k_nobody - s.nth);
}

}  // namespace

constinit const Kind k_shortfall{
    .word = "shortfall",
    .chinese = "缺额",
    .members = k_members,
    .needs = R"json({"required": ["effect", "scope", "select", "each", "amount"]})json",
    .blank = make_blank<Shortfall>,
    .usual = [](json::Object&) { return CountsFor::k_post; },
    .read = read,
    .check = check,
    .condition = condition,
    .reach = reach,
    .measures = measures,
    .plan = plan,
    .buckets = buckets,
    .key_width = [](const Clause&) { return 1; },  // amounts of a duty never run on
    .count = count,
    .score = score,
    .worth = worth,
    .sign = sign,
    .each = each,
    .owed = owed,
    .lost = lost,
    .wants = wants,
    .shape = shape,
};

}  // namespace anze
