// 对标增减: what happened against a control figure (控制指标) or against the same period of last year (同比).
#include <algorithm>
#include <set>

#include "scoring/clauses/kinds/table.h"
#include "scoring/ledgers/selector_check.h"

namespace anze {
namespace {

using json::Place;

const Baseline& own(const Clause& clause) {
  return own_of<Baseline>(clause);
}
Baseline& own(Clause& clause) {
  return own_of<Baseline>(clause);
}

constexpr std::int32_t k_after_frozen = k_before_unknown + 1;  // last year's, recorded too late to be in it
constexpr std::int64_t k_whole_ppm = 1'000'000;
constexpr std::int64_t k_percent_ppm = 10'000;

constexpr std::string_view k_members =
    R"json("sum": {"title": "合计字段 / Field summed", "$ref": "#/definitions/text"},
        "quota": {"title": "控制数 / Quota", "type": "integer", "minimum": 0},
        "quotas": {
          "title": "分岗位控制数 / Quotas by post or unit", "type": "array",
          "items": {"type": "object", "additionalProperties": false, "required": ["subject", "count"],
                    "properties": {"subject": {"title": "岗位或单位 / Post or unit", "$ref": "#/definitions/id"}, "count": {"title": "数量 / Count", "type": "integer", "minimum": 0}}}
        },
        "last_year": {"title": "上年同期 / Same period last year", "$ref": "#/definitions/select"},
        "frozen_days": {"title": "上年同期数以期末后多少天内登记的为准 / Days after that period's end by which last year's must have been known", "type": "integer", "minimum": 0, "maximum": 366},
        "percent": {"title": "要求的升降幅度（%），-5 为下降5% / Change in percent that is asked for", "$ref": "#/definitions/points"},
        "none_before": {"title": "基数为零时每一起按上升百分之几计 / Percent each one is a rise of, against nothing", "type": "integer", "minimum": 1, "maximum": 10000},
        "minus": {"title": "每多一个扣 / Taken for each above", "$ref": "#/definitions/points"},
        "plus": {"title": "每少一个加 / Given for each below", "$ref": "#/definitions/points"},
        "minus_cap": {"title": "扣分封顶 / Most taken", "$ref": "#/definitions/points"},
        "plus_cap": {"title": "加分封顶 / Most given", "$ref": "#/definitions/points"})json";

constexpr json::Word<BaselineMode> k_baseline_modes[] = {{"linear", BaselineMode::k_linear},
                                                         {"pass_fail", BaselineMode::k_pass_fail},
                                                         {"percent", BaselineMode::k_percent},
                                                         {"percent_begun", BaselineMode::k_percent_begun}};

bool by_percent(const Clause& clause) {
  return own(clause).mode == BaselineMode::k_percent || own(clause).mode == BaselineMode::k_percent_begun;
}

void read_linear(const ReadCase& c, Clause& clause) {
  clause.amount = c.object.get<Points>("minus", Points{});
  own(clause).plus = c.object.get<Points>("plus", Points{});
  own(clause).minus_cap = c.object.get<Points>("minus_cap");
  own(clause).plus_cap = c.object.get<Points>("plus_cap");
  clause.effect = clause.amount.e4 != 0 ? Effect::k_deduct : Effect::k_award;
}

void read_percent(const ReadCase& c, Clause& clause) {
  own(clause).change_ppm = c.object.get<Points>("percent", Points{}).e4;  // e4 of a percent is ppm
  own(clause).none_before = c.object.need_integer<std::int64_t>("none_before", 1, 10'000);
}

// Without such a day last year's figure could be raised after this year's score is known.
void read_frozen(const ReadCase& c, Clause& clause) {
  if (c.object.has("frozen_days")) {
    own(clause).frozen_days = c.object.get_integer<std::int32_t>("frozen_days", 0, 0, 366);
    if (!own(clause).last_year)
      c.object.place().problem("clause.baseline", "a quota is not counted, so nothing of it is frozen",
                               "drop \"frozen_days\", or write \"last_year\"");
  } else if (own(clause).last_year) {
    c.object.place().draft_problem(
        "clause.baseline", "last year's figure could still be raised when this year's score is known",
        "add \"frozen_days\": how many days after that period ended its records must have been made");
  }
}

void read(const ReadCase& c, Clause& clause) {
  if (c.object.has("sum")) own(clause).sum_field = need_field(c, "sum", {FieldType::k_integer});
  own(clause).targets = read_targets(c, "quota", "quotas");
  if (const std::optional<Place> last_year = c.object.find("last_year")) {
    const Ledger* before = nullptr;
    own(clause).last_year = true;
    clause.denominator = read_selector(*last_year, c.known.ledgers, c.known.words, &before);
    if (before != nullptr && c.ledger != nullptr && before != c.ledger)
      last_year->problem("clause.baseline", "last year is counted in another ledger than this year",
                         "name the ledger of \"select\"");
  }
  if (own(clause).last_year != own(clause).targets.empty())
    c.object.place().problem("clause.baseline", "the baseline must be one thing",
                             "write \"quota\" and \"quotas\", or \"last_year\"");
  read_frozen(c, clause);
  own(clause).mode = c.object.need_word("mode", k_baseline_modes);
  if (by_percent(clause)) read_percent(c, clause);
  if (own(clause).mode != BaselineMode::k_pass_fail)
    read_linear(c, clause);
  else
    clause.amount = c.object.need<Points>("amount");
}

// The cap of one direction. A bonus without an upper end may give any number.
void check_way(const CheckCase& c, const std::string& way, Points amount, const std::optional<Points>& cap) {
  if (!cap) return;
  const std::string path = c.at + "/" + way + "_cap";
  if (amount.e4 == 0)
    c.problems.add_of_draft(invalid("clause.cap", "there is a cap and nothing to cap", path,
                                    "add \"" + way + "\", or drop the cap"));
  else if (*cap < amount)
    c.problems.add(invalid(
        "clause.cap",
        "a single one already moves " + to_text(amount) + " points, more than the cap of " + to_text(*cap),
        path, "raise the cap, or lower \"" + way + "\""));
  else if (!c.uncapped && c.points < *cap)
    c.problems.add_of_draft(invalid("clause.cap",
                                    "the cap of " + to_text(*cap) + " points is more than the " +
                                        to_text(c.points) + " of item “" + std::string(c.item) + "”",
                                    path, "lower the cap, or drop it: the item's points hold anyway"));
}

// Linear: either way may be left out, but not both.
void check_linear(const CheckCase& c) {
  if (c.clause.amount.e4 == 0 && own(c.clause).plus.e4 == 0)
    c.problems.add(invalid("clause.amount", "clause “" + c.clause.id + "” moves no points either way", c.at,
                           "add \"minus\", \"plus\" or both"));
  if (c.clause.amount.e4 != 0) check_amount(c, "minus", c.clause.amount);
  if (own(c.clause).plus.e4 != 0) check_amount(c, "plus", own(c.clause).plus);
  if (c.clause.cap)
    c.problems.add(invalid("clause.cap", "one cap for two directions is not clear", c.at + "/cap",
                           "write \"minus_cap\" and \"plus_cap\""));
  check_way(c, "minus", c.clause.amount, own(c.clause).minus_cap);
  check_way(c, "plus", own(c.clause).plus, own(c.clause).plus_cap);
}

// A quota of 0 is a quota: nobody may die.
void check(const CheckCase& c) {
  std::set<CodeId> subjects;
  for (const Target& target : own(c.clause).targets)
    if (!subjects.insert(target.subject).second)
      c.problems.add(invalid("clause.target", "one post or unit is given two quotas", c.at + "/quotas",
                             "keep one of the two"));
  if (own(c.clause).last_year && c.clause.counts_for == CountsFor::k_term)
    c.problems.add(invalid("clause.baseline", "who holds the post now often did not hold it last year",
                           c.at + "/counts_for", "use \"post\", so that both years belong to the post"));
  if (own(c.clause).change_ppm < -k_whole_ppm)
    c.problems.add(invalid("clause.target", "nothing falls by more than all of it", c.at + "/percent",
                           "write at least \"-100\""));
  if (own(c.clause).mode != BaselineMode::k_pass_fail)
    check_linear(c);
  else
    check_amount(c, "amount", c.clause.amount);
}

bool endless(const Clause& clause) {
  return own(clause).mode != BaselineMode::k_pass_fail && !own(clause).plus_cap;
}

// A quota for some posts only asks nothing of the others.
bool leaves_out(const Clause& clause) {
  const std::vector<Target>& quotas = own(clause).targets;
  return !own(clause).last_year && std::none_of(quotas.begin(), quotas.end(), [](const Target& target) {
    return target.subject == k_no_code;
  });
}

bool gives(const Clause& clause) {
  return clause.effect == Effect::k_award || own(clause).plus.e4 > 0;
}

void condition(const Clause& clause, ConditionKey& key) {
  key << own(clause).sum_field << own(clause).last_year << own(clause).change_ppm
      << key_of(clause.denominator);
  for (const Target& target : own(clause).targets) key << target.subject << target.count;
}

void measures(const Clause& clause, Measures& out) {
  out.add(own(clause).sum_field);
}

// Last year's days are counted beside the period's.
void plan(const Clause& clause, const Period& period, ClausePlan& plan) {
  if (!own(clause).last_year) return;
  Period before = previous(period);
  while (civil(before.first).month != civil(period.first).month) before = previous(before);
  plan.year_before = before;
  plan.first = before.first;
}

std::int32_t buckets(const ClausePlan& plan) {
  return k_before_unknown + (own(*plan.clause).frozen_days ? 2 : 1);
}

// What the year before counted, or what the period counts; the other days of the plan are the other's.
Result<void> count(const Counting& c, Contribution& out) {
  const bool before = c.denominator;
  const bool in_year_before = c.plan.year_before && c.plan.year_before->contains(c.day);
  if (before != in_year_before || (!before && c.day < c.plan.parts.front().first)) return {};
  const std::optional<std::int32_t>& frozen = own(c.clause()).frozen_days;
  if (before && frozen && c.plan.year_before->last + *frozen < c.fact.recorded) {
    out.add(k_after_frozen, {1, 0});
    return {};
  }
  const std::optional<FieldRef>& sum = own(c.clause()).sum_field;
  std::int64_t size = 1;
  if (sum && !read_field(c.fact, *sum, size)) {
    out.add(before ? k_before_unknown : k_actual_unknown, {1, 0});
    return {};
  }
  out.add(before ? k_before : k_actual, {1, std::max<std::int64_t>(size, 0)});
  return {};
}

bool holds_each(std::int32_t bucket) {
  return bucket == k_actual || bucket == k_actual_unknown;
}

void pass_or_fail(const ClauseCase& c, Line& line, const Exact& over) {
  const bool takes = c.clause().effect == Effect::k_deduct;
  const bool failed = over.sign() > 0;
  c.tell(line, [&] { return failed ? "，超过" : "，未超过"; });
  settle(c, line, failed == takes ? Exact(c.clause().amount) : Exact{});
}

void linear(const ClauseCase& c, Line& line, const Exact& over) {
  const Clause& clause = c.clause();
  const Exact distance = over.sign() < 0 ? Exact{} - over : over;
  const Points each = over.sign() < 0 ? own(clause).plus : clause.amount;
  if (over.sign() != 0)
    c.tell(line, [&] {
      return (over.sign() < 0 ? "，少 " : "，多 ") + to_text(distance) +
             (each.e4 != 0 ? " × " + points_text(each) : "");
    });
  const Exact size = Exact(each) * distance;
  settle_signed(c, line, over.sign() > 0 ? Exact{} - size : size, own(clause).minus_cap,
                own(clause).plus_cap);
}

// What happened against the base, as a change: parts of `of` are ppm. Against nothing each one is a rise of
// its own.
struct Change {
  int128 scaled = 0;
  int128 of = 1;
};

Change change_of(const Clause& clause, int128 happened, std::int64_t base) {
  if (base == 0) return {happened * own(clause).none_before * k_percent_ppm, 1};
  return {(happened - base) * k_whole_ppm, base};
}

std::string percent_text(int128 ppm) {
  constexpr int128 k_hundredth = 100;  // cut, as a rate's: the numbers stand beside it
  const int128 shown = (ppm < 0 ? -ppm : ppm) / k_hundredth * k_hundredth;
  return to_text(Points{static_cast<std::int64_t>(shown)}) + "%";
}

// Percentage points between the change and the one asked for; begun ones only where it is above.
void percent(const ClauseCase& c, Line& line, int128 happened) {
  const Clause& clause = c.clause();
  const Change change = change_of(clause, happened, line.target);
  const int128 apart = change.scaled - int128{own(clause).change_ppm} * change.of;
  const int128 point = change.of * k_percent_ppm;
  const bool begun = own(clause).mode == BaselineMode::k_percent_begun && apart > 0;
  const auto points =
      static_cast<std::int64_t>(((apart < 0 ? -apart : apart) + (begun ? point - 1 : 0)) / point);
  const Points each = apart < 0 ? own(clause).plus : clause.amount;
  c.tell(line, [&] {
    std::string how = line.target == 0 && happened > 0
                          ? "，基数为零，每 1 按上升 " + std::to_string(own(clause).none_before) + "% 计"
                          : std::string();
    how += (change.scaled < 0 ? "，下降 " : "，上升 ") + percent_text(change.scaled / change.of);
    const std::int64_t asked = own(clause).change_ppm;
    if (asked != 0) how += (asked < 0 ? "，要求下降 " : "，允许上升 ") + percent_text(asked);
    if (points > 0 && each.e4 != 0)
      how += (apart < 0 ? "，低 " : "，高 ") + times_text(points, "个百分点") + " × " + points_text(each);
    return how;
  });
  const Exact size = Exact(each) * points;
  settle_signed(c, line, apart > 0 ? Exact{} - size : size, own(clause).minus_cap, own(clause).plus_cap);
}

// An unknown amount is not zero: it counts as one where that is to the subject's cost, and is shown.
void score(const ClauseCase& c, Line& line) {
  const Clause& clause = c.clause();
  const TallyCell actual = c.cell(k_actual);
  const std::int64_t unknown = c.cell(k_actual_unknown).count;
  const std::optional<std::int64_t> quota = target_of(own(clause).targets, c.post);
  if (!own(clause).last_year && !quota) {
    leave_out(c, line, "未对该岗位规定控制数");
    return;
  }
  const TallyCell before = c.cell(k_before);
  line.count = actual.count + unknown;
  line.target = own(clause).last_year ? before.amount : *quota;
  const Exact happened = Exact::ratio(actual.amount, 1) + Exact::ratio(unknown, 1);
  c.tell(line, [&] {
    std::string how = "实际 " + to_text(happened);
    if (unknown > 0) how += "（其中 " + times_text(unknown, "起") + "数量未填，各按 1 计）";
    how += (own(clause).last_year ? "，上年同期 " : "，控制数 ") + std::to_string(line.target);
    if (const std::int64_t gaps = c.cell(k_before_unknown).count; gaps > 0)
      how += "（另 " + times_text(gaps, "起") + "数量未填，不计）";
    if (const std::int64_t after = own(clause).frozen_days ? c.cell(k_after_frozen).count : 0; after > 0)
      how += "（另 " + times_text(after, "起") + "在上年同期数核定后登记，不计）";
    return how;
  });
  const Exact over = happened - Exact::ratio(line.target, 1);
  if (own(clause).mode == BaselineMode::k_pass_fail)
    pass_or_fail(c, line, over);
  else if (by_percent(clause))
    percent(c, line, int128{actual.amount} + unknown);
  else
    linear(c, line, over);
}

std::optional<Exact> worth(const ClauseCase& c) {
  const Clause& clause = c.clause();
  if (own(clause).mode == BaselineMode::k_pass_fail) return Exact(clause.amount);
  const std::optional<Points>& cap =
      clause.effect == Effect::k_deduct ? own(clause).minus_cap : own(clause).plus_cap;
  if (!cap) return std::nullopt;
  return Exact(*cap);
}

int sign(const Clause&) {
  return -1;
}

int128 each(const Clause&, Points, std::int32_t bucket) {
  return holds_each(bucket) ? -1 : 0;  // which way; how much depends on the baseline
}

// How many may happen before it costs.
std::int64_t most_of(const Clause& clause, std::int64_t base) {
  if (!by_percent(clause)) return base;
  const std::int64_t asked = own(clause).change_ppm;
  if (base == 0) return std::max<std::int64_t>(asked, 0) / (own(clause).none_before * k_percent_ppm);
  return static_cast<std::int64_t>(int128{base} * (k_whole_ppm + asked) / k_whole_ppm);
}

void owed(const OwedCase& a, std::vector<Owed>& out) {
  const Clause& clause = a.clause();
  const std::optional<std::int64_t> quota = target_of(own(clause).targets, a.post);
  if (!own(clause).last_year && !quota) return;
  const std::int64_t base = own(clause).last_year ? a.cell(k_before).amount : *quota;
  const std::int64_t most = most_of(clause, base);
  const std::int64_t happened = a.cell(k_actual).amount + a.cell(k_actual_unknown).count;
  std::string what = "实际 " + std::to_string(happened) +
                     (own(clause).last_year ? "，上年同期 " : "，控制数 ") + std::to_string(base);
  if (by_percent(clause)) {
    if (most != base) what += "，至多 " + std::to_string(most);
    if (clause.amount.e4 > 0) what += "，超过后每高 1 个百分点扣 " + points_text(clause.amount);
    if (own(clause).plus.e4 > 0) what += "，每低 1 个百分点加 " + points_text(own(clause).plus);
    return tell_limit(a, happened, most, std::move(what), out);
  }
  if (clause.amount.e4 > 0)
    what += own(clause).mode == BaselineMode::k_linear
                ? "，超过后每多 1 扣 " + points_text(clause.amount)
                : std::string(clause.effect == Effect::k_deduct ? "，超过即扣 " : "，不超过加 ") +
                      points_text(clause.amount);
  if (own(clause).plus.e4 > 0) what += "，比这每少 1 加 " + points_text(own(clause).plus);
  tell_limit(a, happened, most, std::move(what), out);
}

std::string lost(const LostCase& lost) {
  return lost.clause().effect == Effect::k_deduct ? "已经超过控制数或上年同期，不能撤销"
                                                  : "与控制数或上年同期比，不靠补办";
}

}  // namespace

constinit const Kind k_baseline{
    .word = "baseline",
    .chinese = "对标",
    .members = k_members,
    .needs = R"json({"required": ["scope", "select", "mode"]})json",
    .blank = make_blank<Baseline>,
    .only_takes = [](json::Object& object) { return !object.has("effect"); },
    .usual = [](json::Object&) { return CountsFor::k_post; },
    .read = read,
    .check = check,
    .endless = endless,
    .leaves_out = leaves_out,
    .gives = gives,
    .condition = condition,
    .measures = measures,
    .plan = plan,
    .buckets = buckets,
    .count = count,
    .holds_each = holds_each,
    .score = score,
    .worth = worth,
    .sign = sign,
    .each = each,
    .owed = owed,
    .lost = lost,
};

}  // namespace anze
