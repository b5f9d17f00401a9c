// Clause (评分条款): one way to lose or gain points. Its kind says which of the members below mean anything;
// a rulebook's reader fills them, checks hold them, the kinds' arithmetic (kind files of this room) turns
// counts into points.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
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

enum class ClauseKind {
  k_shortfall,
  k_per_event,
  k_check,
  k_tiers,
  k_ratio,
  k_lateness,
  k_judged,
  k_gate,
  k_baseline,
  k_accrual
};
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

enum class RatioMode { k_proportional, k_per_point, k_range };
enum class EmptyRatio { k_full, k_zero, k_not_applicable };  // what a denominator of 0 means
enum class LateUnit { k_day, k_workday, k_minute, k_hour };  // the last two: of fields in minutes
enum class BaselineMode { k_linear, k_pass_fail };
enum class AccrualTake { k_sum, k_highest };
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

struct Clause {
  std::string id;
  std::string title;
  std::vector<std::string> basis;  // never empty
  ClauseKind kind = ClauseKind::k_check;
  Effect effect = Effect::k_deduct;
  std::vector<CodeId> archetypes;  // who it applies to; empty: everybody
  Scope scope = Scope::k_own;
  CountsFor counts_for = CountsFor::k_post;
  std::string highest_of;     // of the clauses of one such name, one fact counts under the dearest only
  Selector select;            // what is counted (the numerator of a ratio); unused by judged
  std::optional<Points> cap;  // at most this much, of the clause over the period
  std::optional<Evidence> evidence;  // in place of the policy's; see evidence.h
  std::optional<FieldRef> proof;     // the ledger's field that says whether anything is attached

  // shortfall: each sub-period of kind `each` wants `targets` facts, or one of every value in `list` of
  // `list_field` (a named list); every missing one costs `amount`.
  PeriodKind each = PeriodKind::k_quarter;
  std::vector<Target> targets;
  FieldRef list_field;
  std::vector<CodeTitle> list;

  // per_event: `amount` a fact, times `times_field` when there is one.
  // check: `amount` when facts are present (or absent); `whole_item`: all the item's points.
  Points amount;
  std::optional<FieldRef> times_field;
  std::vector<Points> amounts;  // per_event: of the first, the second … ; empty: `amount` each
  Points increment;             // per_event: every event after those costs this much more than the last
  bool when_absent = false;
  bool whole_item = false;

  // tiers: the band of `value_field` in each fact.
  FieldRef value_field;
  std::vector<Band> bands;

  // ratio: select / denominator against target_ppm. proportional: amount × (target − rate) / target is lost;
  // per_point: amount for each full percentage point short; range: a person decides between min and max when
  // short.
  Selector denominator;
  std::int64_t target_ppm = 1'000'000;
  RatioMode ratio_mode = RatioMode::k_proportional;
  EmptyRatio empty = EmptyRatio::k_full;

  // lateness: days (or hours) from due_field to done_field beyond `grace`, `amount` each and `event_cap` at
  // most; done unknown after the due day costs `missing`. Of a lateness and a ratio: `moved_to` is the day
  // the matter was put off to, and `by_due` counts it in the period in which its time ends (counting_day.h).
  FieldRef due_field;
  FieldRef done_field;
  std::optional<FieldRef> moved_to;
  bool by_due = false;
  LateUnit late_unit = LateUnit::k_day;
  std::int64_t grace = 0;
  Points missing;
  std::optional<Points> event_cap;

  // judged (and range ratios): a person's value in [min, max] in steps of `step`; `unjudged` until given.
  Points min;
  Points max;
  Points step;
  std::int64_t raters = 0;     // judged: wanted before it counts, by their mean; 0: one person judges
  std::int64_t trim_from = 0;  // from so many raters the highest and the lowest are dropped; 0: never

  // baseline: facts (or the sum of `sum_field`) against the baseline: `targets`, or what `denominator`
  // selects in the same period a year before (`last_year`). linear: `amount` is taken for each one above,
  // `plus` given for each one below; pass_fail: above fails, and `amount` is taken, or given to who did not
  // fail.
  BaselineMode baseline_mode = BaselineMode::k_linear;
  std::optional<FieldRef> sum_field;
  bool last_year = false;
  Points plus;
  std::optional<Points> minus_cap;
  std::optional<Points> plus_cap;

  // accrual: each fact gives the amount of its level (`amount` where there are no levels); facts of the same
  // key count once, by the highest. A streak gives `amount` when no fact is found.
  FieldRef level_field;
  std::vector<Level> levels;
  AccrualTake take = AccrualTake::k_sum;
  std::optional<FieldRef> key_field;
  Streak streak;

  // gate: at least `threshold` facts.
  std::int64_t threshold = 1;
  GateEffect gate = GateEffect::k_total_zero;
  std::string gate_grade;
  Streak lasting;  // of facts about the official in person, which outlast the period and the post
};

// A lateness whose fields are minutes from an origin of the sender's own, not days.
inline bool by_the_clock(const Clause& clause) {
  return clause.late_unit == LateUnit::k_minute || clause.late_unit == LateUnit::k_hour;
}

// An accrual's buckets of one key.
inline std::int32_t accrual_width(const Clause& clause) {
  return static_cast<std::int32_t>(clause.levels.size()) + 1;
}

}  // namespace anze
