#include "scoring/tally/tally.h"

#include <algorithm>

#include "scoring/clauses/contribution.h"
#include "scoring/clauses/counting_day.h"
#include "scoring/clauses/evidence.h"
#include "scoring/clauses/kind.h"
#include "scoring/rulebook/plans.h"
#include "scoring/tally/highest_only.h"
#include "scoring/values/broken.h"

namespace anze {

Tally::Tally(const Rulebook& rulebook, const Organisation& organisation, const Calendar& calendar,
             const Period& period, Date as_of)
    : rulebook_(rulebook),
      organisation_(organisation),
      calendar_(calendar),
      period_(period),
      as_of_(as_of),
      plans_(plan_clauses(rulebook, period)),
      subjects_(rulebook, organisation, plans_),
      cells_(cell_shapes(plans_)) {
  first_day_ = first_day_of(plans_, period);
  ANZE_ASSERT(first_day_ <= period.last);
  const auto look = [this](CodeId ledger, std::size_t clause, bool denominator) {
    const auto row = static_cast<std::size_t>(ledger);
    if (row >= looks_.size()) looks_.resize(row + 1);
    looks_[row].push_back({static_cast<std::int32_t>(clause), denominator});
  };
  for (std::size_t i = 0; i < plans_.size(); ++i) {
    const Clause& clause = *plans_[i].clause;
    const Kind& kind = kind_of(clause);
    if (kind.count == nullptr) continue;
    look(clause.select.ledger, i, false);
    if (clause.denominator.ledger != k_no_code) look(clause.denominator.ledger, i, true);
    if (clause.by == By::k_overdue) overdue_.push_back(&clause);
    const FieldRef* done = kind.done != nullptr ? kind.done(clause) : nullptr;
    if (done == nullptr) continue;
    done_fields_.resize(looks_.size());
    done_fields_[static_cast<std::size_t>(clause.select.ledger)].push_back(*done);
  }
}

Result<void> Tally::hits(const Fact& fact, std::vector<Hit>& out, std::vector<GivenWay>* given_way) const {
  out.clear();
  const auto row = static_cast<std::size_t>(fact.ledger);
  if (row >= looks_.size() || fact.occurred < first_day_ || last_day() < fact.occurred) return {};
  if (rulebook_.policies.count_late_facts ? fact.replaced : fact.late) return {};
  std::vector<GroupMark> marks;  // empty, and costs nothing, without clauses in groups
  for (const Look& look : looks_[row]) {
    const ClausePlan& plan = plans_[static_cast<std::size_t>(look.clause)];
    Date day = fact.occurred;
    if (plan.clause->by != By::k_occurred) {
      ANZE_TRY(const bool counts, counts_in(plan, fact, calendar_, as_of_, day));
      if (!counts) continue;
    } else if (day < plan.first || plan.last < day) {
      continue;
    }
    if (!(look.denominator ? plan.clause->denominator : plan.clause->select).matches(fact)) continue;
    found_.clear();
    subjects_.find(look.clause, fact, day, found_);
    if (found_.empty()) continue;
    // What earlier days of a longer time came to is known apart, and was told and blamed in its own period.
    const std::int32_t shift = plan.early > 0 && day < plan.own_from ? plan.early : 0;
    if (shift > 0) std::erase_if(found_, [](const Subject& subject) { return subject.vacant; });
    const bool bare = plan.unproven >= 0 && !look.denominator && !is_proven(*plan.clause, fact);  // no papers
    if (bare && shift > 0 && plan.evidence == Evidence::k_unfavourable) continue;
    if (bare && shift == 0) {
      for (const Subject& subject : found_)
        out.push_back(
            {{look.clause, subject.code, subject.vacant ? -1 - plan.unproven : plan.unproven}, {1, 0}});
      if (plan.evidence == Evidence::k_unfavourable) continue;
    }
    ANZE_TRY(const Contribution what,
             contribution_of({plan, fact, day, look.denominator, calendar_, as_of_}));
    if (plan.highest_of >= 0)
      marks.push_back({plan.highest_of, look.clause,
                       worth_of_fact(*plan.clause, rulebook_.items[plan.item].points, what), out.size(),
                       out.size() + found_.size() * what.size});
    for (const Subject& subject : found_)
      for (std::size_t i = 0; i < what.size; ++i) {
        const std::int32_t bucket = what.parts[i].bucket + shift;
        out.push_back(
            {{look.clause, subject.code, subject.vacant ? -1 - bucket : bucket}, what.parts[i].delta});
      }
  }
  if (marks.size() > 1) keep_highest(marks, out, given_way);
  return {};
}

bool Tally::day_decides(const Fact& fact) const {
  for (const Clause* clause : overdue_)
    if (clause->select.ledger == fact.ledger && is_ever_overdue(*clause, fact)) return true;
  const auto row = static_cast<std::size_t>(fact.ledger);
  if (row >= done_fields_.size()) return false;
  std::int64_t done = 0;
  for (const FieldRef& field : done_fields_[row])
    if (!read_field(fact, field, done)) return true;
  return false;
}

Result<void> Tally::apply(const Fact& fact, int sign) {
  ANZE_ASSERT(sign == 1 || sign == -1);
  ANZE_CHECK(hits(fact, scratch_));
  for (const Hit& hit : scratch_) cells_.prefetch(hit.key);
  for (std::size_t i = 0; i < scratch_.size(); ++i) {
    if (cells_.add(scratch_[i].key, scratch_[i].delta, sign)) continue;
    while (i-- > 0) cells_.add(scratch_[i].key, scratch_[i].delta, -sign);
    return tally_overflow();
  }
  return {};
}

Result<void> Tally::count(const Fact& fact) {
  const auto found = hits(fact, scratch_);
  for (const Hit& hit : scratch_) cells_.prefetch(hit.key);
  ANZE_CHECK(settle());
  if (found) scratch_.swap(waiting_);
  return found;
}

Result<void> Tally::settle() {
  for (const Hit& hit : waiting_)
    if (!cells_.add(hit.key, hit.delta, +1)) return tally_overflow();
  waiting_.clear();
  return {};
}

Result<void> Tally::add(const TallyKey& key, const TallyCell& cell) {
  if (!cells_.add(key, cell, +1)) return tally_overflow();
  return {};
}

Result<void> Tally::add(const Tally& other) {
  ANZE_ASSERT(other.plans_.size() == plans_.size() && other.period_ == period_);  // or clauses would mix
  ANZE_ASSERT(other.waiting_.empty());  // or its last fact would be lost
  if (!cells_.add(other.cells_)) return tally_overflow();
  return {};
}

}  // namespace anze
