#include "plugin/tallies/upkeep.h"

#include <algorithm>
#include <optional>
#include <set>

#include "plugin/calls/verified.h"
#include "plugin/records/assessment_record.h"
#include "plugin/tallies/in_time.h"
#include "plugin/tallies/packed_cells.h"
#include "scoring/clauses/counting_day.h"

namespace anze::plugin {
namespace {

constexpr Date k_first_day{-36'525};  // a century before 1970
constexpr Date k_last_day{365'250};
constexpr std::size_t k_most_counters = 8;  // each as large as the organisation; a year's quarters and more

struct Delta {
  CodeId subject = k_no_code;
  StoredCell kept;

  auto place() const { return std::tuple(subject, kept.clause, kept.bucket); }
};

bool add_to(std::int64_t& value, std::int64_t more) {
  return !__builtin_add_overflow(value, more, &value);
}

// Two lists of cells in order, added up; nothing when a sum does not fit.
std::optional<std::vector<StoredCell>> merged(const std::vector<StoredCell>& kept,
                                              std::span<const Delta> deltas) {
  std::vector<StoredCell> sum;
  sum.reserve(kept.size() + deltas.size());
  const auto add = [&](const StoredCell& cell) {
    if (sum.empty() || sum.back().clause != cell.clause || sum.back().bucket != cell.bucket) {
      sum.push_back(cell);
      return true;
    }
    return add_to(sum.back().cell.count, cell.cell.count) && add_to(sum.back().cell.amount, cell.cell.amount);
  };
  auto next = kept.begin();
  for (const Delta& delta : deltas) {
    for (; next != kept.end() &&
           std::tuple(next->clause, next->bucket) <= std::tuple(delta.kept.clause, delta.kept.bucket);
         ++next)
      if (!add(*next)) return std::nullopt;
    if (!add(delta.kept)) return std::nullopt;
  }
  sum.insert(sum.end(), next, kept.end());
  std::erase_if(sum, [](const StoredCell& cell) { return cell.cell == TallyCell{}; });
  return sum;
}

// Clauses that go by another day than the one a fact occurred, of all rulebooks: it lies in a second period.
struct OtherDay {
  const Clause* clause = nullptr;
  PeriodKind assesses = PeriodKind::k_quarter;
};

std::vector<OtherDay> other_days_of(const Model& model) {
  std::vector<OtherDay> found;
  for (const InstalledRulebook& installed : model.rulebooks)
    for (const Item& item : installed.rulebook.items)
      for (const Clause& clause : item.clauses)
        if (clause.by != By::k_occurred || clause.begins_on > 0)
          found.push_back({&clause, installed.rulebook.assesses});
  return found;
}

Result<bool> is_sealed(store::Reader& reader, const Period& period) {
  ANZE_TRY(const std::optional<AssessmentRecord> assessment, read_assessment(reader, period));
  return assessment && assessment->sealed();
}

bool concerns(const Tally& tally, const Fact& fact) {
  return tally.first_day() <= fact.occurred && fact.occurred <= tally.last_day();
}

// What the changes add to cells; those that a day decides about are noted beside the cells instead.
// Returns: none when a change cannot be told.
Result<std::optional<std::vector<Delta>>> deltas_of(store::Writer& writer, const store::TallyHead& head,
                                                    Tally& tally, const std::vector<FactChange>& net,
                                                    StoredWhole& whole) {
  std::vector<Delta> deltas;
  std::vector<Hit> hits;
  for (const FactChange& change : net) {
    if (!concerns(tally, change.fact)) continue;
    if (tally.day_decides(change.fact)) {
      ANZE_CHECK(writer.put_tally_aside(head.id, change.fact.seq, change.sign > 0));
      if (change.sign > 0)
        whole.add_aside(change.fact.seq);
      else
        whole.take_aside(change.fact.seq);
      continue;
    }
    if (!tally.hits(change.fact, hits)) return std::optional<std::vector<Delta>>();
    for (const Hit& hit : hits)
      deltas.push_back({hit.key.subject,
                        {hit.key.clause,
                         hit.key.bucket,
                         {change.sign * hit.delta.count, change.sign * hit.delta.amount}}});
  }
  std::stable_sort(deltas.begin(), deltas.end(),
                   [](const Delta& a, const Delta& b) { return a.place() < b.place(); });
  return std::optional(std::move(deltas));
}

// Adds them to the rows kept, subject by subject.  Returns: whether every row could be read and added to.
Result<bool> add_deltas(store::Writer& writer, const store::TallyHead& head, const std::vector<Delta>& deltas,
                        StoredWhole& whole) {
  for (std::size_t i = 0; i < deltas.size();) {
    const CodeId subject = deltas[i].subject;
    std::size_t end = i;
    while (end < deltas.size() && deltas[end].subject == subject) ++end;
    ANZE_TRY(const std::string bytes, writer.tally_row(head.id, subject));
    const auto kept = stored_row(subject, bytes);
    const auto sum = kept ? merged(*kept, std::span(deltas).subspan(i, end - i)) : std::nullopt;
    if (!sum) return false;
    const std::string becomes = keep_row(subject, *sum);
    ANZE_CHECK(writer.put_tally_row(head.id, subject, becomes));
    whole.take_row(bytes);
    whole.add_row(becomes);
    i = end;
  }
  return true;
}

}  // namespace

// How a period is counted. Its tally counts nothing itself: it says what a fact hits.
struct TallyKeeper::Counter {
  const InstalledRulebook* rulebook;
  Tally tally;
};

TallyKeeper::Counter* TallyKeeper::counter(const Period& period) {
  const std::string name = to_text(period);
  if (const auto known = counters_.find(name); known != counters_.end()) return known->second.get();
  const auto rulebook = model_->need_rulebook(period);
  if (!rulebook || !model_->organisation) return nullptr;
  if (counters_.size() == k_most_counters) counters_.clear();
  auto made = std::make_shared<Counter>(
      Counter{*rulebook, {(*rulebook)->rulebook, *model_->organisation, calendar_, period, period.last}});
  return counters_.emplace(name, std::move(made)).first->second.get();
}

Result<void> TallyKeeper::follow(store::Writer& writer, const std::shared_ptr<const Model>& model,
                                 const Calendar& calendar) {
  ANZE_TRY(const store::ChainHead head, writer.head());
  ANZE_TRY(const std::int64_t before, head.seq > 0 ? writer.last_fact(head.seq) : Result<std::int64_t>(0));
  ANZE_TRY(const std::int64_t now, writer.last_fact());
  if (before == now) return {};
  if (model_ != model) counters_.clear();
  model_ = model;
  calendar_ = calendar;  // in place: the counters refer to it

  std::vector<FactChange> changes;
  ANZE_CHECK(writer.changes({k_first_day, k_last_day, before, now}, [&](const Fact& fact, int sign) {
    changes.push_back({fact, sign});
    return true;
  }));
  std::set<std::string> periods;
  ANZE_TRY(const std::vector<store::TallyHead> heads, writer.tallies());
  for (const store::TallyHead& kept : heads) periods.insert(kept.period);
  for (const InstalledRulebook& installed : model->rulebooks)
    for (const FactChange& change : changes)
      periods.insert(to_text(period_of(change.fact.occurred, installed.rulebook.assesses)));
  for (const OtherDay& by : other_days_of(*model))
    for (const FactChange& change : changes) {
      if (by.clause->select.ledger != change.fact.ledger) continue;
      // What cannot be told is left to whoever scores the period: it begins a tally then.
      const auto day = counting_day(*by.clause, change.fact, calendar_);
      if (!day || !*day) continue;
      const Period period = period_of(in_own_months(*by.clause, **day), by.assesses);
      if (period.first <= change.fact.recorded) periods.insert(to_text(period));  // it has begun
    }
  for (const std::string& text : periods) {
    ANZE_TRY(const Period period, parse_period(text));
    ANZE_CHECK(follow(writer, changes, before, now, period));
  }
  return {};
}

Result<void> TallyKeeper::follow(store::Writer& writer, const std::vector<FactChange>& changes,
                                 std::int64_t before, std::int64_t now, const Period& period) {
  Counter* counter = this->counter(period);
  if (counter == nullptr || lacks_calendar(counter->rulebook->rulebook, period, calendar_)) return {};
  Tally& tally = counter->tally;
  ANZE_TRY(const bool sealed, is_sealed(writer, period));
  if (sealed) return {};

  const store::Digest definitions = tally_definitions(*model_, *counter->rulebook, period, calendar_);
  ANZE_TRY(const std::vector<store::TallyHead> heads, writer.tallies());
  const auto head = std::find_if(heads.begin(), heads.end(), [&](const store::TallyHead& one) {
    return one.period == to_text(period) && one.definitions == definitions;
  });
  if (head == heads.end()) {
    if (std::none_of(changes.begin(), changes.end(),
                     [&](const FactChange& c) { return concerns(tally, c.fact); }))
      return {};
    Tally fresh(tally.rulebook(), tally.organisation(), calendar_, period, period.last);
    DayBound day_bound;
    if (auto counted = count_day_free(writer, 0, fresh, day_bound); !counted)
      return is_of_store(counted.error()) ? counted : Result<void>();
    return store_day_free(writer, definitions, now, fresh, day_bound);
  }
  ANZE_TRY(const std::string itself, writer.tally_row(head->id, k_tally_itself));
  Result<StoredWhole> whole = stored_whole(itself);
  if (!whole || whole->facts_to != head->facts_to) return writer.drop_tally(head->id);
  whole->facts_to = now;
  std::vector<FactChange> missed;  // behind: a flow's step, or an older library, wrote without us
  if (head->facts_to != before)
    ANZE_CHECK(writer.changes({tally.first_day(), tally.last_day(), head->facts_to, now},
                              [&](const Fact& fact, int sign) {
                                missed.push_back({fact, sign});
                                return true;
                              }));

  ANZE_TRY(const std::vector<FactChange> net,
           net_changes(writer, leaves_late_out(counter->rulebook->rulebook),
                       head->facts_to == before ? changes : missed));
  ANZE_TRY(const std::optional<std::vector<Delta>> deltas, deltas_of(writer, *head, tally, net, *whole));
  if (!deltas) return writer.drop_tally(head->id);
  ANZE_TRY(const bool added, add_deltas(writer, *head, *deltas, *whole));
  if (!added) return writer.drop_tally(head->id);
  ANZE_CHECK(writer.put_tally_row(head->id, k_tally_itself, keep_whole(*whole)));
  return writer.tally_reaches(head->id, now);
}

}  // namespace anze::plugin
