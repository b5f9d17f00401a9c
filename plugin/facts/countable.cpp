#include "plugin/facts/countable.h"

#include <algorithm>
#include <optional>
#include <set>

#include "plugin/tallies/culprit.h"
#include "scoring/clauses/contribution.h"
#include "scoring/clauses/counting_day.h"
#include "scoring/rulebook/plans.h"

namespace anze::plugin {
namespace {

// A thousandth of what a sum can hold: whatever is larger by itself would, with a few of its kind, be too
// large.
constexpr std::int64_t k_most = 10'000'000'000'000'000;

// What stops the clause when it counts the fact; nothing when it does count it, or does not look at it.
std::optional<Error> stops(const ClausePlan& plan, const Fact& fact, const Calendar& calendar, Date as_of) {
  const Clause& clause = *plan.clause;
  for (const bool denominator : {false, true}) {
    const Selector& select = denominator ? clause.denominator : clause.select;
    if (select.ledger != fact.ledger || !select.matches(fact)) continue;
    Date day = fact.occurred;
    if (clause.by != By::k_occurred) {
      const auto counts = counts_in(plan, fact, calendar, as_of, day);
      if (!counts) return counts.error();
      if (!*counts) continue;
    } else if (day < plan.first || plan.last < day) {
      continue;
    }
    const auto what = contribution_of({plan, fact, day, denominator, calendar, as_of});
    if (!what) return what.error();
    for (std::size_t i = 0; i < what->size; ++i)
      if (const std::int64_t amount = what->parts[i].delta.amount; amount > k_most || amount < -k_most)
        return tally_overflow();
  }
  return std::nullopt;
}

Error uncountable(const Call& call, const Clause& clause, const Fact& fact, const Error& why) {
  const Ledger& ledger = *call.model->ledgers.find(fact.ledger);
  const Field* field = suspect(ledger, fact, why, call.calendar);
  const bool day = field == nullptr || field->type == FieldType::k_date;
  const std::string title = field == nullptr ? "发生日期" : field->title;
  const std::string value =
      field == nullptr ? to_text(fact.occurred) : value_shown(*field, fact.slot[*field->slot]);
  return invalid(
      "fact.uncountable",
      "“" + title + "” is “" + value + "”: it cannot be counted under “" + clause.title + "” (" + clause.id +
          "): " + why.message,
      field == nullptr ? "/occurred_on" : "/fields/" + field->name,
      day ? "correct the day, or have that year's notice loaded into the calendar" : "correct the number");
}

}  // namespace

const std::vector<ClausePlan>& Countable::plans(const Call& call, const Period& period) {
  const auto [known, fresh] = plans_.try_emplace(to_text(period));
  if (!fresh) return known->second;
  const auto rulebook = call.model->need_rulebook(period);
  if (rulebook)
    for (ClausePlan& plan : plan_clauses((*rulebook)->rulebook, period))
      if (plan.count != nullptr) known->second.push_back(std::move(plan));
  return known->second;
}

Result<void> Countable::check(const Call& call, const FactRecord& record) {
  // Whoever lacks the notice of the present year is stopped by that, and by no record.
  const bool knows_today = call.calendar.knows(civil(call.today).year);
  std::set<PeriodKind> kinds;
  for (const InstalledRulebook& installed : call.model->rulebooks) kinds.insert(installed.rulebook.assesses);
  for (const PeriodKind kind : kinds) {
    const Period occurred = period_of(record.fact.occurred, kind);
    const Period present = period_of(call.today, kind);
    std::vector<Period> periods{occurred};
    if (!(present == occurred)) periods.push_back(present);
    for (const Period& period : periods) {
      for (const ClausePlan& plan : plans(call, period)) {
        const auto why = stops(plan, record.fact, call.calendar, std::min(period.last, call.today));
        if (!why || (why->reason == "calendar.unknown" && !knows_today)) continue;
        return uncountable(call, *plan.clause, record.fact, *why);
      }
    }
  }
  return {};
}

}  // namespace anze::plugin
