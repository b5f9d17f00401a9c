#include "scoring/clauses/contribution.h"

#include <algorithm>

#include "scoring/facts/due_day.h"

namespace anze {
namespace {

void count_shortfall(const ClausePlan& plan, const Fact& fact, Contribution& out) {
  const Clause& clause = *plan.clause;
  const std::int32_t part = plan.part_of(fact.occurred);
  if (clause.list.empty()) {
    out.add(part, {1, 0});
    return;
  }
  std::int64_t value = 0;
  if (!read_field(fact, clause.list_field, value)) return;
  for (std::size_t i = 0; i < clause.list.size(); ++i)
    if (clause.list[i].code == value)
      out.add(part * static_cast<std::int32_t>(clause.list.size()) + static_cast<std::int32_t>(i), {1, 0});
}

// An unknown multiplier is not zero: it takes as one, gives nothing, and is shown.
void count_event(const Clause& clause, const Fact& fact, Contribution& out) {
  std::int64_t times = 1;
  if (clause.times_field && !read_field(fact, *clause.times_field, times)) {
    out.add(k_events, {1, clause.effect == Effect::k_deduct ? 1 : 0});
    out.add(k_events_unknown, {1, 0});
    return;
  }
  out.add(k_events, {1, std::max<std::int64_t>(times, 0)});
}

void count_tier(const Clause& clause, const Fact& fact, Contribution& out) {
  std::int64_t value = 0;
  if (!read_field(fact, clause.value_field, value)) {
    out.add(static_cast<std::int32_t>(clause.bands.size()), {1, 0});
    return;
  }
  for (std::size_t i = 0; i < clause.bands.size(); ++i)
    if (clause.bands[i].from <= value && (!clause.bands[i].below || value < *clause.bands[i].below))
      out.add(static_cast<std::int32_t>(i), {1, 0});
}

// What the year before counted, or what the period counts; the other days of the plan are the other's.
void count_baseline(const ClausePlan& plan, const Fact& fact, bool before, Contribution& out) {
  const bool in_year_before = plan.year_before && plan.year_before->contains(fact.occurred);
  if (before != in_year_before || (!before && fact.occurred < plan.parts.front().first)) return;
  std::int64_t size = 1;
  if (plan.clause->sum_field && !read_field(fact, *plan.clause->sum_field, size)) {
    out.add(before ? k_before_unknown : k_actual_unknown, {1, 0});
    return;
  }
  out.add(before ? k_before : k_actual, {1, std::max<std::int64_t>(size, 0)});
}

std::int32_t level_of(const Clause& clause, const Fact& fact) {
  if (clause.levels.empty()) return 0;
  std::int64_t value = 0;
  std::size_t i = 0;
  if (!read_field(fact, clause.level_field, value)) return static_cast<std::int32_t>(clause.levels.size());
  while (i < clause.levels.size() && clause.levels[i].code != value) ++i;
  return static_cast<std::int32_t>(i);
}

// Facts whose key is unknown share key 0: nothing shows that they are different.
Result<void> count_accrual(const Clause& clause, const Fact& fact, Contribution& out) {
  std::int32_t bucket = level_of(clause, fact);
  if (clause.key_field) {
    std::int64_t key = 0;
    if (!read_field(fact, *clause.key_field, key)) key = 0;
    if (__builtin_mul_overflow(static_cast<std::int32_t>(key), accrual_width(clause), &bucket) ||
        __builtin_add_overflow(bucket, level_of(clause, fact), &bucket))
      return tally_overflow();
  }
  out.add(bucket, {1, 0});
  return {};
}

// Days (or working days) from the day after `due` to `day`, beyond the grace; 0 when in time.
Result<std::int64_t> units_late(const Clause& clause, Date due, Date day, const Calendar& calendar) {
  if (day <= due) return std::int64_t{0};
  std::int64_t units = day - due;
  if (clause.late_unit == LateUnit::k_workday) {
    ANZE_TRY(units, calendar.count_workdays(due + 1, day));
  }
  return std::max<std::int64_t>(units - clause.grace, 0);
}

// Hours or minutes: both fields are minutes from one origin. An hour begun counts, as a day begun does. Not
// done is late whatever the hour: the day of the question has no minutes.
std::int64_t clock_late(const Clause& clause, std::int64_t due, std::optional<std::int64_t> done) {
  if (!done) return 1;
  std::int64_t minutes = 0;
  if (__builtin_sub_overflow(*done, due, &minutes) || minutes <= clause.grace) return 0;
  minutes -= clause.grace;
  constexpr std::int64_t k_hour = 60;
  return clause.late_unit == LateUnit::k_minute ? minutes
                                                : minutes / k_hour + (minutes % k_hour != 0 ? 1 : 0);
}

// The cap of one event holds what late days add up to; what was not done costs `missing`, whatever the cap.
// Of a clause by the due day every fact here was due in the period, so at its end what is not done is late,
// on whatever day of the week it ends: it is counted in no other period.
Result<void> count_lateness(const ClausePlan& plan, const Fact& fact, const Calendar& calendar, Date as_of,
                            Contribution& out) {
  const Clause& clause = *plan.clause;
  const std::optional<std::int64_t> due = due_value(fact, clause.due_field, clause.moved_to);
  if (!due) return {};
  std::int64_t done = 0;
  const bool is_done = read_field(fact, clause.done_field, done);
  std::int64_t late = 0;
  if (by_the_clock(clause)) {
    late = clock_late(clause, *due, is_done ? std::optional(done) : std::nullopt);
  } else {
    const Date until = is_done ? Date{static_cast<std::int32_t>(done)} : as_of;
    ANZE_TRY(late, units_late(clause, Date{static_cast<std::int32_t>(*due)}, until, calendar));
    if (clause.by_due && !is_done && plan.last <= as_of) late = std::max<std::int64_t>(late, 1);
  }
  std::int64_t cost = is_done ? 0 : clause.missing.e4;
  if (is_done && __builtin_mul_overflow(clause.amount.e4, late, &cost)) return tally_overflow();
  if (is_done && clause.event_cap) cost = std::min(cost, clause.event_cap->e4);
  if (late > 0) out.add(is_done ? k_done_late : k_never_done, {1, cost});
  out.add(k_due, {1, is_done ? late : 0});
  return {};
}

}  // namespace

Error tally_overflow() {
  return {Code::k_limit,
          "tally.overflow",
          "a count or amount is larger than can be kept",
          {},
          "look for a mistyped amount in the records of the period"};
}

Result<Contribution> contribution_of(const ClausePlan& plan, const Fact& fact, bool denominator,
                                     const Calendar& calendar, Date as_of) {
  Contribution out;
  switch (plan.clause->kind) {
    case ClauseKind::k_shortfall:
      count_shortfall(plan, fact, out);
      break;
    case ClauseKind::k_per_event:
      count_event(*plan.clause, fact, out);
      break;
    case ClauseKind::k_tiers:
      count_tier(*plan.clause, fact, out);
      break;
    case ClauseKind::k_lateness:
      ANZE_CHECK(count_lateness(plan, fact, calendar, as_of, out));
      break;
    case ClauseKind::k_ratio:
      out.add(denominator ? k_denominator : k_numerator, {1, 0});
      break;
    case ClauseKind::k_baseline:
      count_baseline(plan, fact, denominator, out);
      break;
    case ClauseKind::k_accrual:
      ANZE_CHECK(count_accrual(*plan.clause, fact, out));
      break;
    case ClauseKind::k_check:
    case ClauseKind::k_gate:
      out.add(0, {1, 0});
      break;
    case ClauseKind::k_judged:
      break;
  }
  return out;
}

}  // namespace anze
