#include "scoring/veto.h"

#include <algorithm>
#include <map>
#include <set>

#include "scoring/accident.h"

namespace anze {
namespace {

struct Event {
  const Fact* fact = nullptr;
  CodeId id = k_no_code;
};

// One subject's matching facts of one window, with the finding that ties each to an official.
struct Trigger {
  Date completed_by;  // the fact's own day, or its finding's
  const Fact* fact = nullptr;
  const Fact* finding = nullptr;
};
using Triggers = std::map<std::pair<CodeId, Date>, std::vector<Trigger>>;  // by subject, window's first day

std::vector<Event> select(const Selector& selector, const std::vector<Fact>& facts,
                          const std::vector<CodeId>& ids, Date as_of) {
  std::vector<Event> chosen;
  for (std::size_t i = 0; i < facts.size(); ++i)
    if (facts[i].occurred <= as_of && selector.matches(facts[i])) chosen.push_back({&facts[i], ids[i]});
  std::sort(chosen.begin(), chosen.end(), [](const Event& a, const Event& b) {
    return a.fact->occurred != b.fact->occurred ? a.fact->occurred < b.fact->occurred
                                                : a.fact->seq < b.fact->seq;
  });
  return chosen;
}

bool of_kind(const VetoClause& clause, const Unit& unit) {
  return std::find(clause.unit_kinds.begin(), clause.unit_kinds.end(), unit.kind) != clause.unit_kinds.end();
}

Triggers trigger_units(const VetoClause& clause, const Organisation& organisation,
                       const std::vector<Event>& events) {
  Triggers triggers;
  for (const Event& event : events) {
    const Date window = period_of(event.fact->occurred, clause.window).first;
    for (const Unit& unit : organisation.data().units)
      if (of_kind(clause, unit) &&
          (unit.id == event.fact->unit ||
           (event.fact->area != k_no_code && organisation.area_within(event.fact->area, unit.area))))
        triggers[{unit.id, window}].push_back({event.fact->occurred, event.fact, nullptr});
  }
  return triggers;
}

Triggers trigger_officials(const VetoClause& clause, const std::vector<Event>& events,
                           const std::vector<Event>& findings) {
  Triggers triggers;
  std::set<std::pair<CodeId, CodeId>> held;  // official, accident: a second finding adds nothing
  for (const Event& finding : findings) {
    std::int64_t link = 0;
    if (finding.fact->official == k_no_code || !read_field(*finding.fact, clause.finding_link, link))
      continue;
    const auto event =
        std::find_if(events.begin(), events.end(), [&](const Event& e) { return e.id == link; });
    if (event == events.end() || !held.emplace(finding.fact->official, event->id).second) continue;
    const Date window = period_of(event->fact->occurred, clause.window).first;
    triggers[{finding.fact->official, window}].push_back(
        {std::max(finding.fact->occurred, event->fact->occurred), event->fact, finding.fact});
  }
  return triggers;
}

bool is_provisional(const VetoClause& clause, const Fact& fact, Date as_of) {
  if (!clause.class_may_change) return false;
  const bool is_short = clause.short_window.ledger != k_no_code && clause.short_window.matches(fact);
  return as_of <= toll_window_end(fact.occurred, is_short);
}

Date until(const VetoClause& clause, Date from) {
  return clause.end == VetoEnd::k_assessment_year ? period_of(from, PeriodKind::k_year).last
                                                  : add_months(from, clause.end_months);
}

VetoProposal propose(const VetoClause& clause, CodeId subject, const std::vector<Trigger>& triggers,
                     Date as_of) {
  VetoProposal proposal;
  proposal.clause = clause.id;
  proposal.yellow_card = clause.yellow_card;
  proposal.on = clause.on;
  proposal.subject = subject;
  proposal.from = triggers[static_cast<std::size_t>(clause.count - 1)].completed_by;
  proposal.until = until(clause, proposal.from);
  for (const Trigger& trigger : triggers) {
    proposal.facts.push_back(trigger.fact->seq);
    if (trigger.finding != nullptr) proposal.facts.push_back(trigger.finding->seq);
    proposal.provisional = proposal.provisional || is_provisional(clause, *trigger.fact, as_of);
  }
  const Period window = period_of(triggers.front().fact->occurred, clause.window);
  proposal.how = clause.title + "：" + to_chinese(window) + "符合条件 " + std::to_string(triggers.size()) +
                 " 起，达到规定的 " + std::to_string(clause.count) + " 起；" + to_chinese(proposal.from) +
                 (clause.on == VetoOn::k_unit ? "起" : "责任认定起") + "，至" + to_chinese(proposal.until) +
                 "止";
  if (proposal.provisional) proposal.how += "（伤亡仍可能变化，暂定）";
  return proposal;
}

}  // namespace

std::vector<VetoProposal> propose_vetoes(const Rulebook& rulebook, const Organisation& organisation,
                                         const std::vector<Fact>& facts, const std::vector<CodeId>& fact_ids,
                                         Date as_of) {
  const Period year = period_of(as_of, PeriodKind::k_year);
  std::vector<VetoProposal> proposals;
  for (const VetoClause& clause : rulebook.vetoes) {
    const std::vector<Event> events = select(clause.select, facts, fact_ids, as_of);
    Triggers triggers =
        clause.on == VetoOn::k_unit
            ? trigger_units(clause, organisation, events)
            : trigger_officials(clause, events, select(clause.finding, facts, fact_ids, as_of));
    for (auto& [key, list] : triggers) {
      if (static_cast<std::int64_t>(list.size()) < clause.count) continue;
      std::stable_sort(list.begin(), list.end(),
                       [](const Trigger& a, const Trigger& b) { return a.completed_by < b.completed_by; });
      VetoProposal proposal = propose(clause, key.first, list, as_of);
      if (year.contains(proposal.from) && rulebook.in_force(proposal.from))
        proposals.push_back(std::move(proposal));
    }
  }
  return proposals;
}

Result<VetoStatus> status_of(const std::vector<VetoDecision>& decisions) {
  const VetoDecision* organisation = nullptr;
  const VetoDecision* discipline = nullptr;
  for (const VetoDecision& decision : decisions)
    (decision.body == Body::k_organisation ? organisation : discipline) = &decision;
  if (organisation == nullptr || discipline == nullptr) return VetoStatus::k_proposed;
  if (organisation->decided_by == discipline->decided_by)
    return invalid("veto.same_person", "one person decided for both bodies", {},
                   "let another person of the organisation department or the discipline body decide");
  if (organisation->confirmed != discipline->confirmed) return VetoStatus::k_disagreed;
  return organisation->confirmed ? VetoStatus::k_confirmed : VetoStatus::k_rejected;
}

}  // namespace anze
