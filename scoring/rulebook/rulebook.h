// Rulebook (考核办法): dated scoring rules as data, bound to a store's codes. Read from JSON by read_rulebook
// (format: plugin/docs/formats/rulebook.md); never edited, a new version with its own dates is added.
//
// An item (考核项) starts from its full points or from zero, its clauses (评分条款) take away or give, and
// the result is held between zero and the item's points. A clause has its own cap. Bonus items lie outside
// the base.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scoring/days/period.h"
#include "scoring/facts/fact.h"
#include "scoring/facts/scope.h"
#include "scoring/json/reading.h"
#include "scoring/ledgers/ledger.h"
#include "scoring/organisation/organisation.h"
#include "scoring/scorecards/year.h"
#include "scoring/values/code.h"
#include "scoring/values/error.h"
#include "scoring/values/points.h"
#include "scoring/values/result.h"

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
  // the matter was put off to, and `by_due` counts it in the period in which its time ends (due_day.h).
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

enum class ItemStart { k_full, k_zero };

struct Item {
  std::string id;
  std::string title;
  std::vector<std::string> basis;
  Points points;  // full points, also the cap
  ItemStart start = ItemStart::k_full;
  bool bonus = false;             // outside the base
  bool uncapped = false;          // a bonus item without an upper end
  bool below_zero = false;        // a bonus item that may also take, as much as it may give
  std::optional<Points> fold_to;  // 折合: what its full points are worth in its group or the base
  std::string group;              // id of its group; "": none
  std::vector<Clause> clauses;

  Points worth() const { return fold_to.value_or(points); }
};

// Items, and groups of them, under one cap, folded or not. A group stands behind its parent.
struct ItemGroup {
  std::string id;
  std::string title;
  std::vector<std::string> basis;
  Points points;
  std::optional<Points> fold_to;
  std::string parent;
  bool bonus = false;

  Points worth() const { return fold_to.value_or(points); }
};

struct Grade {  // from <= score < below
  std::string title;
  Points from;
  std::optional<Points> below;  // none: no upper bound
};

enum class NotApplicable { k_full_points, k_renormalise };
// What a judged clause is until someone judges: nothing, or at its worst or best for the assessed.
enum class MissingJudgement { k_neutral, k_unfavourable, k_favourable };
// What deciding over the quota of the best grade takes: nothing but a note, a document that allows it, or it
// may not be.
enum class OverQuota { k_note, k_document, k_refuse };
enum class TransferRule { k_by_days, k_current };
enum class SecondedRule { k_by_days, k_half_period };
enum class GradeFrom { k_rounded, k_exact };
enum class VetoEnd { k_assessment_year, k_months_from_start, k_months_from_decision };

struct Policies {
  Points rounding_step{100};  // 0.01
  GradeFrom grade_from = GradeFrom::k_rounded;
  NotApplicable not_applicable = NotApplicable::k_full_points;
  MissingJudgement missing_judgement = MissingJudgement::k_neutral;
  Evidence missing_evidence = Evidence::k_not_asked;
  bool fold_total = false;  // the items' points, whatever they add up to, are converted to the base
  bool count_late_facts = true;
  std::int32_t excellent_quota_percent = 0;  // 0: none
  OverQuota over_quota = OverQuota::k_note;
  TransferRule transfer = TransferRule::k_by_days;
  SecondedRule seconded = SecondedRule::k_by_days;
  std::int32_t leave_over_percent = 0;  // of the period, on sick and private leave: no grade; 0: never
};

enum class VetoOn { k_unit, k_official };

// Which units a fact hits: those whose area it lies in (and its own), those of which a post looked after its
// area and sector that day, or its own alone.
enum class VetoReach { k_area, k_portfolio, k_unit };

// A veto (or yellow card) trigger: `count` matching facts within the window. On officials it needs a finding:
// a fact of the finding selector that names the official and refers to the accident by `finding_link`.
// Without `select` the findings themselves are counted; with `below` neither, but sealed results.
struct VetoClause {
  std::string id;
  std::string title;
  std::vector<std::string> basis;
  std::string authority;  // who published the veto list this one is from
  bool yellow_card = false;
  Selector select;
  bool class_may_change = false;  // the ledger computes an accident class, so a toll may still raise it
  Selector short_window;          // the facts whose toll settles in 7 days (road traffic, fire), not 30
  std::int64_t count = 1;
  PeriodKind window = PeriodKind::k_year;
  VetoOn on = VetoOn::k_unit;
  std::vector<CodeId> unit_kinds;  // of the units it hits
  VetoReach reach = VetoReach::k_area;
  std::optional<Points> below;  // results below this line, so many periods running
  std::int64_t in_a_row = 1;
  Selector finding;
  FieldRef finding_link;
  VetoEnd end = VetoEnd::k_assessment_year;
  std::int32_t end_months = 0;
  std::string forced_grade;
  std::vector<std::string> effects;  // no_excellent no_honours no_promotion pay talk demotion removal
};

// An embedded test: a tiny world and what its clauses must come to. Run when the rulebook is read, so that
// one whose text and numbers disagree never gets in; kept is which clauses it speaks of, for coverage.
struct RulebookTest {
  std::string title;
  std::vector<std::string> clauses;
};

struct Rulebook {
  CodeId id = k_no_code;
  std::string title;
  std::string document_no;
  std::string authority;
  int version = 1;
  Date effective_from;
  std::optional<Date> effective_to;
  PeriodKind assesses = PeriodKind::k_quarter;
  std::vector<CodeId> archetypes;  // whom it assesses
  Points base;
  std::string ranking_document;  // the document that authorises ranking people by it; "": nobody is ranked
  Policies policies;
  Quarters quarters;  // of a yearly rulebook
  std::vector<ItemGroup> groups;
  std::vector<Item> items;
  std::vector<VetoClause> vetoes;
  std::vector<Grade> grades;  // from the best
  std::vector<RulebookTest> tests;
  Problems failed_tests;  // of a draft on trial; any other rulebook with one is refused

  // What the items share: the base less what the quarters are worth of it.
  Points item_base() const { return {base.e4 - (quarters.counts() ? quarters.points.e4 : 0)}; }
  bool in_force(Date day) const { return effective_from <= day && (!effective_to || day <= *effective_to); }
};

// Reads and checks a rulebook: JSON shape (published schema), then meaning: gaps and overlaps of grades and
// bands, amounts over their cap, items that do not add up to the base, missing basis, unknown ledgers,
// fields, codes and archetypes, and of drafts unreachable and conflicting clauses; then its own tests are
// run. Every problem has its JSON path and the fix. Interns only when there is none. Threads: any, on
// distinct codebooks.
Result<Rulebook> read_rulebook(std::string_view json, const LedgerSet& ledgers,
                               const OrganisationData& organisation, Codebook& codes,
                               Problems* problems = nullptr, Reading reading = Reading::k_draft);

// The published JSON Schema of the format, draft 7.
std::string_view rulebook_schema();

}  // namespace anze
