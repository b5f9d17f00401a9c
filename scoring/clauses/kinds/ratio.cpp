// 比率: the share of facts that satisfy `select` among those that satisfy `denominator`, against a target.
//
// deduct takes for what is short of the target; award gives for what is reached (proportional: up to the
// amount; per point: for every full percentage point above the target).
#include "scoring/clauses/kinds/judged.h"
#include "scoring/clauses/kinds/table.h"
#include "scoring/ledgers/selector_check.h"

namespace anze {
namespace {

using json::Place;

const Ratio& own(const Clause& clause) {
  return own_of<Ratio>(clause);
}
Ratio& own(Clause& clause) {
  return own_of<Ratio>(clause);
}

constexpr std::string_view k_members =
    R"json("denominator": {"title": "分母 / Denominator", "$ref": "#/definitions/select"},
        "target_percent": {"title": "目标百分比 / Target", "$ref": "#/definitions/points"},
        "mode": {"title": "计法 / Mode", "description": "ratio: proportional 按比例, per_point 每低一个百分点, per_point_begun 每低一个百分点（不足一个按一个）, range 未达标时酌情, pass_fail 达标与否; baseline: linear 逐个增减, pass_fail 达标与否, percent 升降每一个百分点, percent_begun 升降每一个百分点（上升不足一个按一个）",
                 "enum": ["proportional", "per_point", "per_point_begun", "range", "linear", "pass_fail", "percent", "percent_begun"]},
        "empty": {"title": "分母为零 / When nothing is to be counted", "description": "full 视为达标, zero 视为零, not_applicable 不适用", "enum": ["full", "zero", "not_applicable"]})json";

constexpr json::Word<RatioMode> k_modes[] = {{"proportional", RatioMode::k_proportional},
                                             {"per_point", RatioMode::k_per_point},
                                             {"per_point_begun", RatioMode::k_per_point_begun},
                                             {"range", RatioMode::k_range},
                                             {"pass_fail", RatioMode::k_pass_fail}};
constexpr json::Word<EmptyRatio> k_empty[] = {{"full", EmptyRatio::k_full},
                                              {"zero", EmptyRatio::k_zero},
                                              {"not_applicable", EmptyRatio::k_not_applicable}};

constexpr std::int64_t k_ppm = 1'000'000;

// A day of the one ledger's own is none of the other's.
void check_ledgers(const ReadCase& c, const Ledger* denominator) {
  const std::optional<Place> by = c.object.find("by");
  const bool own_day =
      by && by->is_string() && by->as<std::string>() != "occurred" && by->as<std::string>() != "known";
  if (own_day && c.ledger != nullptr && denominator != nullptr && c.ledger != denominator)
    c.object.place().problem("clause.by",
                             "the two counts are of two ledgers, so one due day does not fit both",
                             "count both in one ledger, or drop \"by\"");
}

void read(const ReadCase& c, Clause& clause) {
  const Ledger* of = nullptr;
  if (const std::optional<Place> denominator = c.object.need("denominator"))
    clause.denominator = read_selector(*denominator, c.known.ledgers, c.known.words, &of);
  check_ledgers(c, of);
  own(clause).target_ppm =
      c.object.get<Points>("target_percent", Points{1'000'000}).e4;  // e4 of a percent is ppm
  own(clause).mode = c.object.need_word("mode", k_modes);
  own(clause).empty = c.object.get_word("empty", k_empty, EmptyRatio::k_full);
  if (own(clause).mode == RatioMode::k_range)
    own(clause).range = need_range(c.object);
  else
    clause.amount = c.object.need<Points>("amount");
}

void check(const CheckCase& c) {
  if (own(c.clause).target_ppm <= 0 || own(c.clause).target_ppm > 1'000'000)
    c.problems.add(invalid("clause.target",
                           "a target of " + to_text(Points{own(c.clause).target_ppm}) + " % is no share",
                           c.at + "/target_percent", "write more than 0 and at most \"100\""));
  if (own(c.clause).mode == RatioMode::k_range)
    check_range(c, own(c.clause).range);
  else
    check_amount(c, "amount", c.clause.amount);
}

bool by_percents(const Clause& clause) {
  return own(clause).mode == RatioMode::k_per_point || own(clause).mode == RatioMode::k_per_point_begun;
}

bool endless(const Clause& clause) {
  return by_percents(clause);
}

bool leaves_out(const Clause& clause) {
  return own(clause).empty == EmptyRatio::k_not_applicable;
}

void condition(const Clause& clause, ConditionKey& key) {
  key << key_of(clause.denominator) << own(clause).target_ppm;
}

void reach(const ReachCase& c) {
  check_selected(c);
  check_days(c.force, c.clause.denominator, c.at + "/denominator", c.problems);
  if (within(c.clause.denominator, c.clause.select))
    unreachable("every record of the denominator is in the numerator, so the rate is always 100 % or more",
                c.at + "/denominator", "count in \"select\" only those that were done", c.problems);
}

std::int32_t buckets(const ClausePlan&) {
  return k_denominator + 1;
}

Result<void> count(const Counting& c, Contribution& out) {
  out.add(c.denominator ? k_denominator : k_numerator, {1, 0});
  return {};
}

bool holds_each(std::int32_t bucket) {
  return bucket == k_numerator;
}

// A rate as people read it, to two decimals of a percent; cut, not rounded, for the exact counts stand beside
// it and 99.999 % must not read as 100 %.
std::string percent_text(std::int64_t count, std::int64_t of) {
  const auto hundredths = static_cast<std::int64_t>(int128{count} * 10'000 / of);
  return to_text(Points{hundredths * 100}) + "%";
}

// A rate and a target as whole numbers: count / of against target_ppm / 1 000 000. Only a proportional share
// that falls short needs a fraction.
struct Rate {
  std::int64_t count = 0;
  std::int64_t of = 1;
  std::int64_t target_ppm = k_ppm;

  int128 scaled() const { return int128{count} * k_ppm; }
  int128 scaled_target() const { return int128{target_ppm} * of; }
  bool short_of_target() const { return scaled() < scaled_target(); }
  // Percentage points between them, the sign apart: full ones, or those begun.
  std::int64_t percents_apart(bool begun) const {
    const int128 apart = scaled() - scaled_target();
    const int128 percent = int128{of} * (k_ppm / 100);
    return static_cast<std::int64_t>(((apart < 0 ? -apart : apart) + (begun ? percent - 1 : 0)) / percent);
  }
  // The share of the target that is reached: at most all of it.
  Exact share() const {
    if (!short_of_target()) return Exact::ratio(1, 1);
    return Exact::ratio(count, of) / Exact::ratio(target_ppm, k_ppm);
  }
};

void proportional(const ClauseCase& c, Line& line, const Rate& rate) {
  const Clause& clause = c.clause();
  const bool takes = clause.effect == Effect::k_deduct;
  const Exact part = takes ? Exact::ratio(1, 1) - rate.share() : rate.share();
  if (part.sign() > 0)
    c.tell(line, [&] { return "，" + points_text(clause.amount) + " × " + to_text(part); });
  settle(c, line, Exact(clause.amount) * part);
}

void per_point(const ClauseCase& c, Line& line, const Rate& rate) {
  const Clause& clause = c.clause();
  const bool takes = clause.effect == Effect::k_deduct;
  const std::int64_t percents = rate.short_of_target() == takes
                                    ? rate.percents_apart(own(clause).mode == RatioMode::k_per_point_begun)
                                    : 0;
  if (percents > 0)
    c.tell(line, [&] {
      return (takes ? "，低 " : "，高 ") + times_text(percents, "个百分点") + " × " +
             points_text(clause.amount);
    });
  settle(c, line, Exact(clause.amount) * percents);
}

void pass_fail(const ClauseCase& c, Line& line, const Rate& rate) {
  const bool takes = c.clause().effect == Effect::k_deduct;
  c.tell(line, [&] { return rate.short_of_target() ? "，未达到目标" : "，达到目标"; });
  settle(c, line, rate.short_of_target() == takes ? Exact(c.clause().amount) : Exact{});
}

void range(const ClauseCase& c, Line& line, const Rate& rate) {
  const bool takes = c.clause().effect == Effect::k_deduct;
  if (rate.short_of_target() == takes)
    score_by_person(c, own(c.clause()).range, {}, line);
  else
    settle(c, line, Exact{});
}

void score(const ClauseCase& c, Line& line) {
  const Clause& clause = c.clause();
  line.count = c.cell(k_numerator).count;
  line.target = c.cell(k_denominator).count;
  if (line.target == 0 && own(clause).empty == EmptyRatio::k_not_applicable) {
    leave_out(c, line, "分母为 0");
    return;
  }
  Rate rate{line.count, line.target, own(clause).target_ppm};
  if (line.target == 0)
    rate = {own(clause).empty == EmptyRatio::k_full ? own(clause).target_ppm : 0, k_ppm,
            own(clause).target_ppm};
  c.tell(line, [&] {
    const std::string is = line.target > 0 ? " = " + percent_text(rate.count, rate.of)
                           : own(clause).empty == EmptyRatio::k_full ? "，分母为 0，按达到目标计"
                                                                     : "，分母为 0，按 0 计";
    return std::to_string(line.count) + " / " + std::to_string(line.target) + is + "，目标 " +
           percent_text(own(clause).target_ppm, k_ppm);
  });
  switch (own(clause).mode) {
    case RatioMode::k_proportional:
      return proportional(c, line, rate);
    case RatioMode::k_per_point:
    case RatioMode::k_per_point_begun:
      return per_point(c, line, rate);
    case RatioMode::k_pass_fail:
      return pass_fail(c, line, rate);
    case RatioMode::k_range:
      return range(c, line, rate);
  }
}

std::optional<Exact> worth(const ClauseCase& c) {
  const Ratio& ratio = own(c.clause());
  if (ratio.mode == RatioMode::k_proportional || ratio.mode == RatioMode::k_pass_fail)
    return Exact(c.clause().amount);
  if (ratio.mode == RatioMode::k_range) return Exact(ratio.range.max);
  return std::nullopt;
}

const Range* judged(const Clause& clause) {
  return own(clause).mode == RatioMode::k_range ? &own(clause).range : nullptr;
}

// Of what is asked for; one more of the denominator alone lowers the rate.
int sign(const Clause&) {
  return +1;
}

// One more in both never lowers a rate, one more of what is asked for alone never lets it sink.
bool lowers(std::int64_t selected, std::int64_t beside) {
  return selected < 0 || beside > selected;
}

std::string rate_gives(const Clause& clause) {
  if (own(clause).mode == RatioMode::k_proportional)
    return "，按比例加，至多加 " + points_text(clause.amount);
  if (by_percents(clause)) return "，目标以上每高 1 个百分点加 " + points_text(clause.amount);
  if (own(clause).mode == RatioMode::k_pass_fail) return "，达到目标加 " + points_text(clause.amount);
  return "，达到目标由评定人加分";
}

// How many more must move from the denominator into the numerator; of nothing that counts as zero, one.
void owed(const OwedCase& a, std::vector<Owed>& out) {
  const Clause& clause = a.clause();
  const std::int64_t done = a.cell(k_numerator).count;
  const std::int64_t all = a.cell(k_denominator).count;
  const int128 wanted_ppm = static_cast<int128>(own(clause).target_ppm) * all;
  const bool nothing = all == 0 && own(clause).empty == EmptyRatio::k_zero;
  const bool gives = clause.effect == Effect::k_award;
  const bool grows = gives && by_percents(clause) && all > done;  // above the target too
  const std::int64_t wanted = nothing ? 1 : static_cast<std::int64_t>((wanted_ppm + k_ppm - 1) / k_ppm);
  if (done >= wanted && !grows) return;
  Owed owed = make_owed(a, a.period.last);
  const bool over = owed.by < a.today;
  if (gives && over) return;
  owed.state = gives ? OwedState::k_may : over ? OwedState::k_missed : OwedState::k_owed;
  owed.wanted = wanted;
  owed.found = done;
  owed.missing = std::max<std::int64_t>(wanted - done, 0);
  owed.what = "现为 " + std::to_string(done) + " / " + std::to_string(all);
  if (nothing)
    owed.what += "，没有记录按 0 计，有 1 件达标的即按实际比率计";
  else if (owed.missing > 0)
    owed.what += "，再办结 " + times_text(owed.missing, "件") + "达到目标 " +
                 to_text(Points{own(clause).target_ppm}) + "%";
  if (gives) owed.what += rate_gives(clause);
  out.push_back(std::move(owed));
}

std::string lost(const LostCase& lost) {
  if (std::string over = why_over(lost); !over.empty()) return over;
  if (own(lost.clause()).mode == RatioMode::k_range) return "低于目标，扣多少由评定人在规定范围内决定";
  if (lost.clause().scope == Scope::k_own) return "其余的记录已经按未达标计入，补办也达不到目标";
  return "其余的不能再办结";
}

// How many more good records bring a rate to its target: into the numerator alone where the two are counted
// in different ledgers, into both otherwise.
std::int64_t missing_of_rate(const Clause& clause, std::int64_t done, std::int64_t all) {
  constexpr std::int64_t k_whole = 1'000'000;
  const bool both = clause.select.ledger == clause.denominator.ledger;
  if (all == 0 && own(clause).empty != EmptyRatio::k_zero) return 0;  // nothing is as good as all
  for (std::int64_t more = 0; more < k_most_awards; ++more)
    if (static_cast<int128>(done + more) * k_whole >=
            static_cast<int128>(own(clause).target_ppm) * (all + (both ? more : 0)) &&
        all + more > 0)
      return more;
  return k_most_awards;
}

// Good records of the post's own, until the target is reached.
void wants(const WantCase& c, std::vector<Want>& out) {
  if (c.clause().scope != Scope::k_own) return;
  const std::int64_t missing = missing_of_rate(c.clause(), c.counted(k_numerator), c.counted(k_denominator));
  out.push_back({c.plan.first, c.plan.last, missing});
}

// An open matter of the denominator is brought to where the numerator takes it.
void close(const Clause& clause, const Fact& open, Date today, Fact& after) {
  if (!clause.denominator.matches(open) || clause.select.ledger != open.ledger || clause.select.matches(open))
    return;
  const std::optional<Fact> fits = fitted(clause.select, after, today);
  if (fits && clause.denominator.matches(*fits)) after = *fits;
}

}  // namespace

constinit const Kind k_ratio{
    .word = "ratio",
    .chinese = "比率",
    .members = k_members,
    .needs = R"json({"required": ["effect", "scope", "select", "denominator", "mode"]})json",
    .blank = make_blank<Ratio>,
    .read = read,
    .check = check,
    .endless = endless,
    .leaves_out = leaves_out,
    .condition = condition,
    .reach = reach,
    .buckets = buckets,
    .count = count,
    .holds_each = holds_each,
    .score = score,
    .worth = worth,
    .judged = judged,
    .sign = sign,
    .lowers = lowers,
    .owed = owed,
    .lost = lost,
    .wants = wants,
    .close = close,
};

}  // namespace anze
