#include "scoring/scorecards/term_rules.h"
#include "scoring/values/broken.h"

#include <algorithm>

namespace anze {
namespace {

struct Person {
  const Tally& tally;
  std::span<Scorecard> cards;

  const Term& term(const Scorecard& card) const { return *tally.organisation().term(card.term); }
};

bool at_least_half(int days, const Period& period) {
  return 2 * days >= period.days();
}

// Days on which the person held a post `wanted` is true of, each counted once.
template <class Wanted>
int days_held(const Person& person, const Wanted& wanted) {
  const Period& period = person.tally.period();
  int days = 0;
  for (Date day = period.first; day <= period.last; day = day + 1)
    if (std::any_of(person.cards.begin(), person.cards.end(), [&](const Scorecard& card) {
          return wanted(person.term(card)) && person.term(card).covers(day);
        }))
      ++days;
  return days;
}

// Leaves the weight to the cards `keep` is true of, when there are any.
template <class Keep>
void leave_weight_to(std::span<Scorecard> cards, const Keep& keep) {
  if (std::none_of(cards.begin(), cards.end(),
                   [&](const Scorecard& card) { return card.weight > 0 && keep(card); }))
    return;
  for (Scorecard& card : cards)
    if (!keep(card)) card.weight = 0;
}

void choose_seconded(const Person& person) {
  const auto seconded = [](const Term& term) { return term.kind == TermKind::k_seconded; };
  const bool there = at_least_half(days_held(person, seconded), person.tally.period());
  leave_weight_to(person.cards, [&](const Scorecard& card) {
    return (person.term(card).kind == TermKind::k_seconded) == there;
  });
}

void choose_current(const Person& person) {
  const Date end = person.tally.period().last;
  const auto last_day = [&](const Scorecard& card) {
    return std::min(person.term(card).to.value_or(end), end);
  };
  Date last = person.tally.period().first;
  for (const Scorecard& card : person.cards)
    if (card.weight > 0) last = std::max(last, last_day(card));
  leave_weight_to(person.cards, [&](const Scorecard& card) { return last_day(card) == last; });
}

}  // namespace

std::string apply_term_rules(const Tally& tally, std::span<Scorecard> cards) {
  ANZE_ASSERT(!cards.empty());
  const Person person{tally, cards};
  const Policies& policies = tally.rulebook().policies;
  const Organisation& organisation = tally.organisation();
  const Period& period = tally.period();
  const CodeId official = cards.front().official;
  for (const Scorecard& card : cards)
    ANZE_ASSERT(card.official == official && organisation.term(card.term) != nullptr);
  for (Scorecard& card : cards) card.weight = std::int64_t{card.days} * person.term(card).weight;
  if (policies.seconded == SecondedRule::k_half_period) choose_seconded(person);
  if (policies.transfer == TransferRule::k_current) choose_current(person);
  ANZE_ASSERT(std::any_of(cards.begin(), cards.end(), [](const Scorecard& card) { return card.weight > 0; }));

  if (policies.least_days > 0) {
    const int held = days_held(person, [](const Term&) { return true; });
    if (held < policies.least_days)
      return "本期任职 " + std::to_string(held) + " 天，不满 " + std::to_string(policies.least_days) + " 天";
  }
  if (organisation.data().absences.empty()) return {};
  if (policies.seconded == SecondedRule::k_half_period) {
    const int away = organisation.days_absent(official, {AbsenceKind::k_away}, period);
    if (at_least_half(away, period))
      return "外派（援派、挂职）" + std::to_string(away) + " 天，达到考核期的一半，由所在单位考核";
  }
  const int leave = organisation.days_absent(official, {AbsenceKind::k_sick, AbsenceKind::k_private}, period);
  const int percent = policies.leave_over_percent;
  if (percent > 0 && leave * 100 > percent * period.days())
    return "病假、事假 " + std::to_string(leave) + " 天，超过考核期 " + std::to_string(period.days()) +
           " 天的 " + std::to_string(percent) + "%";
  return {};
}

}  // namespace anze
