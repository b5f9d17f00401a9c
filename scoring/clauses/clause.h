// Clause (评分条款): one way to lose or gain points: what all kinds share, and what one kind owns. A
// rulebook's reader fills it, checks hold it, its kind (kind.h) turns counts into points.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "scoring/days/period.h"
#include "scoring/facts/fact.h"
#include "scoring/facts/scope.h"
#include "scoring/ledgers/field.h"
#include "scoring/values/code.h"
#include "scoring/values/points.h"

namespace anze {

// What a count belongs to. A periodic duty belongs to the post: acts of any holder in the period fulfil it. A
// dated event belongs to whoever held the post that day.
enum class CountsFor { k_post, k_term };

enum class Effect { k_deduct, k_award };

struct Target {
  CodeId subject = k_no_code;  // a post, or a unit for all its posts; k_no_code: everybody else
  std::int64_t count = 0;
};

struct Band {  // from <= value < below
  std::int64_t from = 0;
  std::optional<std::int64_t> below;
  Points points;
  std::string title;
};

enum class RatioMode { k_proportional, k_per_point, k_range, k_per_point_begun, k_pass_fail };
enum class EmptyRatio { k_full, k_zero, k_not_applicable };  // what a denominator of 0 means
enum class LateUnit { k_day, k_workday, k_minute, k_hour };  // the last two: of fields in minutes

// By which day a fact belongs to a period, and to whoever held the post then (counting_day.h).
enum class By {
  k_occurred,
  k_due_day,  // the day its time ends
  k_known,    // the day it was first recorded
  k_field,    // a date field of the ledger: decided, done, published
  k_overdue   // each period at whose end, or on whose day of the question, it is past its day and not done
};

// Over which time amounts and caps run on: the period alone, or the half-year or year it lies in, or the
// twelve months that end with it. What earlier periods of that time came to is taken off again.
enum class Within { k_period, k_half, k_year, k_twelve_months };
enum class BaselineMode {
  k_linear,
  k_pass_fail,
  k_percent,       // by full percentage points of change
  k_percent_begun  // by those begun, where it is above
};
enum class AccrualTake { k_sum, k_highest, k_repeats };  // repeats: what a key has beyond its first
enum class GateEffect {
  k_total_zero,
  k_item_zero,
  k_highest_grade,  // no better grade than `grade`
  k_lower_grade,    // one grade lower
  k_no_grade        // takes part, is not graded (不定等次)
};

struct Level {  // of an accrual, from the highest
  CodeId code = k_no_code;
  Points amount;
  std::string title;
};

// The last `count` periods of kind `each`: without any fact for a streak, or in which a fact still shuts a
// gate. count 0: neither.
struct Streak {
  PeriodKind each = PeriodKind::k_year;
  std::int64_t count = 0;
};

// 佐证: what a record without anything attached is worth where records help the assessed: nobody asks; it
// counts and the line says so; or it does not count, and where records cost it counts all the same (从严).
enum class Evidence { k_not_asked, k_flagged, k_unfavourable };

// What a judged clause is until someone judges: nothing, or at its worst or best for the assessed.
enum class MissingJudgement { k_neutral, k_unfavourable, k_favourable };

// 任职不满一期: what a duty asks of who held the post on some days only of its sub-period: all of it; the
// share of the days, of what is missing; or all of it from half of the days on, and nothing below.
enum class PartTerm { k_whole, k_by_days, k_half };

// In steps of `step` from `min` to `max`: what a person may give.
struct Range {
  Points min;
  Points max;
  Points step;
};

// ---- What a clause says that only its kind understands; the arithmetic is told in the kind's file (kinds/).

// 迟报: what is there but was done after its day. It stands for one that was wanted, and costs this much less
// than a missing one would: `amount` each, at most `cap` together.
struct LateOnes {
  FieldRef due;
  std::optional<FieldRef> moved_to;
  FieldRef done;
  Points amount;
  std::optional<Points> cap;
};

// Each sub-period of kind `each` wants `targets` facts, or one of every value in `list` of `list_field` (a
// named list); every missing one costs the clause's amount. Facts alike in `distinct` count once.
struct Shortfall {
  PeriodKind each = PeriodKind::k_quarter;
  std::vector<Target> targets;
  FieldRef list_field;
  std::vector<CodeTitle> list;
  std::optional<LateOnes> late;
  std::optional<FieldRef> distinct;
  std::string measure;  // of the distinct: 人, 家
};

// The amount a fact, times `times_field` when there is one.
struct PerEvent {
  std::optional<FieldRef> times_field;
  std::vector<Points> amounts;  // of the first, the second … ; empty: the clause's amount each
  Points increment;             // every event after those costs this much more than the last
};

// The amount when facts are present (or absent); `whole_item`: all the item's points.
struct Check {
  bool when_absent = false;
  bool whole_item = false;
};

// The band of `value_field` in each fact.
struct Tiers {
  FieldRef value_field;
  std::vector<Band> bands;
};

// select / denominator against target_ppm. proportional: amount × (target − rate) / target is lost;
// per_point: the amount for each full percentage point short, or each one begun; range: a person decides
// within it when short; pass_fail: the amount when short.
struct Ratio {
  std::int64_t target_ppm = 1'000'000;
  RatioMode mode = RatioMode::k_proportional;
  EmptyRatio empty = EmptyRatio::k_full;
  Range range;
};

// Days (or hours) from the due day to done_field beyond `grace`, the amount each and `event_cap` at most;
// done unknown after the due day costs `missing`; those done late cost `late_cap` at most together. Rulebooks
// that do not say the unit of their grace give minutes to minutes and hours, else units of the count.
struct Lateness {
  FieldRef done_field;
  LateUnit unit = LateUnit::k_day;
  std::int64_t grace = 0;
  Points missing;
  std::optional<Points> event_cap;
  std::optional<Points> late_cap;
  LateUnit grace_unit = LateUnit::k_day;
};

// A person's value in the range; `unjudged` until given.
struct Judged {
  Range range;
  std::int64_t raters = 0;     // wanted before it counts, by their mean; 0: one person judges
  std::int64_t trim_from = 0;  // from so many raters the highest and the lowest are dropped; 0: never
};

// At least `threshold` facts.
struct Gate {
  std::int64_t threshold = 1;
  GateEffect effect = GateEffect::k_total_zero;
  std::string grade;
  Streak lasting;  // of facts about the official in person, which outlast the period and the post
};

// Facts (or the sum of `sum_field`) against the baseline: `targets`, or what `denominator` selects in the
// same period a year before (`last_year`). linear: the amount is taken for each one above, `plus` given for
// each one below; pass_fail: above fails, and the amount is taken, or given to who did not fail; percent: the
// same of percentage points of change above or below `change_ppm`. What was first recorded more than
// `frozen_days` after last year's period ended is not in last year's figure.
struct Baseline {
  BaselineMode mode = BaselineMode::k_linear;
  std::vector<Target> targets;
  std::optional<FieldRef> sum_field;
  bool last_year = false;
  std::optional<std::int32_t> frozen_days;
  std::int64_t change_ppm = 0;   // the change that is asked for; -5 %: it must fall by so much
  std::int64_t none_before = 0;  // percent that each one is a rise of, against nothing
  Points plus;
  std::optional<Points> minus_cap;
  std::optional<Points> plus_cap;
};

// Each fact gives the amount of its level (the clause's where there are no levels); facts of the same key
// count once, by the highest. repeats: the first of a key costs `first`, the others the amount. A streak
// gives the amount when no fact is found.
struct Accrual {
  FieldRef level_field;
  std::vector<Level> levels;
  AccrualTake take = AccrualTake::k_sum;
  std::optional<FieldRef> key_field;
  Points first;
  Streak streak;
};

// Each fact weighs what `given` says, in units of `unit_e4`, held to the range.
struct JudgedEvent {
  Range range;
  FieldRef given;
  std::int64_t unit_e4 = 1;
};

// What `sum_field` adds up to against `targets`: the amount for each one missing, or once when short
// (`whole`).
struct Minimum {
  FieldRef sum_field;
  std::vector<Target> targets;
  bool whole = false;
  std::string measure;  // 计量单位
};

// The kinds, in the order of their table (kinds/table.cpp).
using OfKind = std::variant<Shortfall, PerEvent, Check, Tiers, Ratio, Lateness, Judged, Gate, Baseline,
                            Accrual, JudgedEvent, Minimum>;

struct Clause {
  std::string id;
  std::string title;
  std::vector<std::string> basis;  // never empty
  Effect effect = Effect::k_deduct;
  std::vector<CodeId> archetypes;  // who it applies to; empty: everybody
  Scope scope = Scope::k_own;
  CountsFor counts_for = CountsFor::k_post;
  std::string highest_of;     // of the clauses of one such name, one fact counts under the dearest only
  Selector select;            // what is counted (the numerator of a ratio); nothing of a judged one
  Selector denominator;       // what is counted beside it: of a ratio, and of last year; else nothing
  Points amount;              // of one, however the kind counts; 0 where it says its points otherwise
  std::optional<Points> cap;  // at most this much, of the clause over the period
  std::optional<Evidence> evidence;  // in place of the policy's; see evidence.h
  std::optional<FieldRef> proof;     // the ledger's field that says whether anything is attached

  // Of matters with a due day: `moved_to` is the day one was put off to, and `roll` moves one that falls on a
  // day off to the next working day (Civil Code art. 203).
  FieldRef due_field;
  std::optional<FieldRef> moved_to;
  bool roll = false;

  // Which facts of which days are the period's own: see counting_day.h.
  By by = By::k_occurred;
  FieldRef by_field;  // of k_field; of k_overdue the day it was done
  Within within = Within::k_period;
  std::int32_t begins_on = 0;  // the day of the month before on which its periods begin; 0: on the first

  OfKind own = Check{};
};

// What the clause replaces when its count is reached; nullptr: it is no gate. Rooms above may ask, for a gate
// is no line of points but acts on the card.
inline const Gate* gate_of(const Clause& clause) {
  return std::get_if<Gate>(&clause.own);
}

// A lateness whose fields are minutes from an origin of the sender's own, not days.
inline bool by_the_clock(const Clause& clause) {
  const auto* late = std::get_if<Lateness>(&clause.own);
  return late != nullptr && (late->unit == LateUnit::k_minute || late->unit == LateUnit::k_hour);
}

// Whether several people judge it, each for himself.
inline bool by_raters(const Clause& clause) {
  const auto* judged = std::get_if<Judged>(&clause.own);
  return judged != nullptr && judged->raters > 0;
}

}  // namespace anze
