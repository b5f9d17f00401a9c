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

// The units in whose area the fact lies, and its own.
bool lies_in(const Organisation& organisation, const Fact& fact, const Unit& unit) {
  return unit.id == fact.unit || (fact.area != k_no_code && organisation.area_within(fact.area, unit.area));
}

// The units of the posts that looked after the fact's area and sector that day.
std::set<CodeId> in_charge(const Organisation& organisation, const Fact& fact) {
  std::set<CodeId> units;
  for (const CodeId post : organisation.posts_in_charge(fact.area, fact.sector, fact.occurred))
    units.insert(organisation.post(post)->unit);
  return units;
}

Triggers trigger_units(const VetoClause& clause, const Organisation& organisation,
                       const std::vector<Event>& events) {
  Triggers triggers;
  for (const Event& event : events) {
    const Date window = period_of(event.fact->occurred, clause.window).first;
    const bool by_portfolio = clause.reach == VetoReach::k_portfolio;
    const std::set<CodeId> charged = by_portfolio ? in_charge(organisation, *event.fact) : std::set<CodeId>();
    for (const Unit& unit : organisation.data().units)
      if (of_kind(clause, unit) &&
          (by_portfolio ? charged.contains(unit.id) : lies_in(organisation, *event.fact, unit)))
        triggers[{unit.id, window}].push_back({event.fact->occurred, event.fact, nullptr});
  }
  return triggers;
}

// Held to account so many times: each finding against the person counts by its own day.
Triggers trigger_by_findings(const VetoClause& clause, const std::vector<Event>& findings) {
  Triggers triggers;
  for (const Event& finding : findings)
    if (finding.fact->official != k_no_code)
      triggers[{finding.fact->official, period_of(finding.fact->occurred, clause.window).first}].push_back(
          {finding.fact->occurred, finding.fact, nullptr});
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

Triggers trigger(const VetoClause& clause, const Organisation& organisation, const std::vector<Fact>& facts,
                 const std::vector<CodeId>& ids, Date as_of) {
  const auto findings = [&] { return select(clause.finding, facts, ids, as_of); };
  if (clause.on == VetoOn::k_official && clause.select.ledger == k_no_code)
    return trigger_by_findings(clause, findings());
  const std::vector<Event> events = select(clause.select, facts, ids, as_of);
  return clause.on == VetoOn::k_unit ? trigger_units(clause, organisation, events)
                                     : trigger_officials(clause, events, findings());
}

// ---- Results

// The results of the person's last periods up to this one that are below the line; empty when fewer than
// wanted are, or one is missing between them.
std::vector<const SealedResult*> run_below(const VetoClause& clause, std::span<const SealedResult> results,
                                           const SealedResult& last) {
  std::vector<const SealedResult*> run;
  Period wanted = last.period;
  while (static_cast<std::int64_t>(run.size()) < clause.in_a_row) {
    const auto found = std::find_if(results.begin(), results.end(), [&](const SealedResult& each) {
      return each.official == last.official && each.period == wanted;
    });
    if (found == results.end() || !(found->points < *clause.below)) return {};
    run.push_back(&*found);
    wanted = previous(wanted);
  }
  return run;
}

VetoProposal propose_result(const VetoClause& clause, const std::vector<const SealedResult*>& run) {
  VetoProposal proposal;
  proposal.clause = clause.id;
  proposal.yellow_card = clause.yellow_card;
  proposal.on = clause.on;
  proposal.subject = run.front()->official;
  for (const SealedResult* result : run) proposal.from = std::max(proposal.from, result->sealed_on);
  proposal.until = until(clause, proposal.from);
  proposal.how = clause.title + "：";
  for (auto result = run.rbegin(); result != run.rend(); ++result)
    proposal.how += to_chinese((*result)->period) + "得 " + to_text((*result)->points) + " 分，";
  proposal.how += std::string(run.size() > 1 ? "均" : "") + "低于 " + to_text(*clause.below) + " 分；" +
                  to_chinese(proposal.from) + "封存之日起，至" + to_chinese(proposal.until) + "止";
  return proposal;
}

void propose_results(const VetoClause& clause, std::span<const SealedResult> results,
                     std::vector<VetoProposal>& proposals) {
  for (const SealedResult& last : results)
    if (const auto run = run_below(clause, results, last); !run.empty())
      proposals.push_back(propose_result(clause, run));
}

}  // namespace

std::vector<VetoProposal> propose_vetoes(const Rulebook& rulebook, const Organisation& organisation,
                                         const std::vector<Fact>& facts, const std::vector<CodeId>& fact_ids,
                                         Date as_of, std::span<const SealedResult> results) {
  const Period year = period_of(as_of, PeriodKind::k_year);
  std::vector<VetoProposal> proposals;
  for (const VetoClause& clause : rulebook.vetoes) {
    std::vector<VetoProposal> found;
    if (clause.below) propose_results(clause, results, found);
    Triggers triggers;
    if (!clause.below) triggers = trigger(clause, organisation, facts, fact_ids, as_of);
    for (auto& [key, list] : triggers) {
      if (static_cast<std::int64_t>(list.size()) < clause.count) continue;
      std::stable_sort(list.begin(), list.end(),
                       [](const Trigger& a, const Trigger& b) { return a.completed_by < b.completed_by; });
      found.push_back(propose(clause, key.first, list, as_of));
    }
    for (VetoProposal& proposal : found)
      if (year.contains(proposal.from) && proposal.from <= as_of && rulebook.in_force(proposal.from))
        proposals.push_back(std::move(proposal));
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
