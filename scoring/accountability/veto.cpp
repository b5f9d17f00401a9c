#include "scoring/accountability/veto.h"

#include <algorithm>
#include <map>
#include <set>

#include "scoring/entries/accident_class.h"
#include "scoring/values/broken.h"

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

// What one proposal would be about.
struct Ground {
  CodeId subject = k_no_code;
  Date window;             // its first day
  std::int64_t about = 0;  // seq
  friend auto operator<=>(const Ground&, const Ground&) = default;
};
using Triggers = std::map<Ground, std::vector<Trigger>>;

// Where one fact is enough each has a proposal of its own.
Ground ground_of(const VetoClause& clause, CodeId subject, const Fact& fact) {
  return {subject, period_of(fact.occurred, clause.window).first, clause.count == 1 ? fact.seq : 0};
}

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

std::set<CodeId> units_hit(VetoReach reach, const Organisation& organisation, const Fact& fact) {
  if (reach == VetoReach::k_unit) return {fact.unit};
  std::set<CodeId> units;
  if (reach == VetoReach::k_portfolio) {
    for (const CodeId post : organisation.posts_in_charge(fact.area, fact.sector, fact.occurred))
      units.insert(organisation.post(post)->unit);
    return units;
  }
  units.insert(fact.unit);
  for (const Unit& unit : organisation.data().units)
    if (fact.area != k_no_code && organisation.area_within(fact.area, unit.area)) units.insert(unit.id);
  return units;
}

Triggers trigger_units(const VetoClause& clause, const Organisation& organisation,
                       const std::vector<Event>& events) {
  Triggers triggers;
  for (const Event& event : events) {
    const std::set<CodeId> hit = units_hit(clause.reach, organisation, *event.fact);
    for (const Unit& unit : organisation.data().units)
      if (of_kind(clause, unit) && hit.contains(unit.id))
        triggers[ground_of(clause, unit.id, *event.fact)].push_back(
            {event.fact->occurred, event.fact, nullptr});
  }
  return triggers;
}

// Held to account so many times: each finding against the person counts by its own day.
Triggers trigger_by_findings(const VetoClause& clause, const Organisation& organisation,
                             const std::vector<Event>& findings) {
  Triggers triggers;
  for (const Event& finding : findings) {
    const CodeId official = person_found(organisation, *finding.fact, finding.fact->occurred);
    if (official == k_no_code) continue;
    triggers[ground_of(clause, official, *finding.fact)].push_back(
        {finding.fact->occurred, finding.fact, nullptr});
  }
  return triggers;
}

// One person's findings about one accident: the first since which each has upheld what the clause asks about,
// none when the last does not, and the last.
struct Line {
  const Fact* upheld = nullptr;
  const Fact* last = nullptr;
};
using Lines = std::map<std::pair<CodeId, CodeId>, Line>;  // by official, accident

Lines lines_of(const VetoClause& clause, const Organisation& organisation, const VetoQuestion& question,
               const std::map<CodeId, const Fact*>& accidents) {
  Selector any;
  any.ledger = clause.finding.ledger;
  Lines lines;
  for (const Event& finding : select(any, question.facts, question.ids, question.today)) {
    std::int64_t link = 0;
    if (!read_field(*finding.fact, clause.finding_link, link)) continue;
    const auto accident = accidents.find(static_cast<CodeId>(link));
    if (accident == accidents.end()) continue;
    const CodeId official = person_found(organisation, *finding.fact, accident->second->occurred);
    if (official == k_no_code) continue;
    Line& line = lines[{official, accident->first}];
    line.last = finding.fact;
    if (!clause.finding.matches(*finding.fact))
      line.upheld = nullptr;
    else if (line.upheld == nullptr)
      line.upheld = finding.fact;
  }
  return lines;
}

Triggers trigger_officials(const VetoClause& clause, const Organisation& organisation,
                           const VetoQuestion& question, const std::vector<Event>& events) {
  std::map<CodeId, const Fact*> accidents;
  for (const Event& event : events) accidents.emplace(event.id, event.fact);
  Triggers triggers;
  for (const auto& [whose, line] : lines_of(clause, organisation, question, accidents)) {
    if (line.upheld == nullptr) continue;
    const Fact* accident = accidents.at(whose.second);
    const Date completed = std::max(line.upheld->occurred, accident->occurred);
    if (completed > question.as_of) continue;
    triggers[ground_of(clause, whose.first, *accident)].push_back({completed, accident, line.last});
  }
  return triggers;
}

bool is_provisional(const VetoClause& clause, const Fact& fact, Date today) {
  if (!clause.class_may_change) return false;
  const bool is_short = clause.short_window.ledger != k_no_code && clause.short_window.matches(fact);
  return today <= toll_window_end(fact.occurred, is_short);
}

Date until(const VetoClause& clause, Date from) {
  return clause.end == VetoEnd::k_assessment_year ? period_of(from, PeriodKind::k_year).last
                                                  : add_months(from, clause.end_months);
}

std::string lasting(const VetoProposal& proposal) {
  return proposal.months_from_decision > 0
             ? "，自双方认定之日起 " + std::to_string(proposal.months_from_decision) + " 个月"
             : "，至" + to_chinese(proposal.until) + "止";
}

VetoProposal propose(const VetoClause& clause, const Ground& ground, const std::vector<Trigger>& triggers,
                     Date today) {
  ANZE_ASSERT(clause.count > 0 && static_cast<std::int64_t>(triggers.size()) >= clause.count);
  VetoProposal proposal;
  proposal.clause = clause.id;
  proposal.yellow_card = clause.yellow_card;
  proposal.on = clause.on;
  proposal.subject = ground.subject;
  proposal.about = ground.about;
  proposal.window = period_of(triggers.front().fact->occurred, clause.window);
  proposal.from = triggers[static_cast<std::size_t>(clause.count - 1)].completed_by;
  proposal.until = until(clause, proposal.from);
  if (clause.end == VetoEnd::k_months_from_decision) proposal.months_from_decision = clause.end_months;
  for (const Trigger& trigger : triggers) {
    proposal.facts.push_back(trigger.fact->seq);
    if (trigger.finding != nullptr) proposal.facts.push_back(trigger.finding->seq);
    proposal.provisional = proposal.provisional || is_provisional(clause, *trigger.fact, today);
  }
  proposal.how = clause.title + "：" + to_chinese(proposal.window) + "符合条件 " +
                 std::to_string(triggers.size()) + " 起，达到规定的 " + std::to_string(clause.count) +
                 " 起；" + to_chinese(proposal.from) + (clause.on == VetoOn::k_unit ? "起" : "责任认定起") +
                 lasting(proposal);
  if (proposal.provisional) proposal.how += "（伤亡仍可能变化，暂定）";
  return proposal;
}

Triggers trigger(const VetoClause& clause, const Organisation& organisation, const VetoQuestion& question) {
  if (clause.on == VetoOn::k_official && clause.select.ledger == k_no_code)
    return trigger_by_findings(clause, organisation,
                               select(clause.finding, question.facts, question.ids, question.as_of));
  const std::vector<Event> events = select(clause.select, question.facts, question.ids, question.as_of);
  return clause.on == VetoOn::k_unit ? trigger_units(clause, organisation, events)
                                     : trigger_officials(clause, organisation, question, events);
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
  ANZE_ASSERT(static_cast<std::int64_t>(run.size()) == clause.in_a_row && clause.below);
  VetoProposal proposal;
  proposal.clause = clause.id;
  proposal.yellow_card = clause.yellow_card;
  proposal.on = clause.on;
  proposal.subject = run.front()->official;
  proposal.window = run.front()->period;
  for (const SealedResult* result : run) proposal.from = std::max(proposal.from, result->sealed_on);
  proposal.until = until(clause, proposal.from);
  if (clause.end == VetoEnd::k_months_from_decision) proposal.months_from_decision = clause.end_months;
  proposal.how = clause.title + "：";
  for (auto result = run.rbegin(); result != run.rend(); ++result)
    proposal.how += to_chinese((*result)->period) + "得 " + to_text((*result)->points) + " 分，";
  proposal.how += std::string(run.size() > 1 ? "均" : "") + "低于 " + to_text(*clause.below) + " 分；" +
                  to_chinese(proposal.from) + "封存之日起" + lasting(proposal);
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
                                         const VetoQuestion& question) {
  const Period year = period_of(question.as_of, PeriodKind::k_year);
  std::vector<VetoProposal> proposals;
  for (const VetoClause& clause : rulebook.vetoes) {
    std::vector<VetoProposal> found;
    if (clause.below) propose_results(clause, question.results, found);
    Triggers triggers;
    if (!clause.below) triggers = trigger(clause, organisation, question);
    for (auto& [ground, list] : triggers) {
      if (static_cast<std::int64_t>(list.size()) < clause.count) continue;
      std::stable_sort(list.begin(), list.end(),
                       [](const Trigger& a, const Trigger& b) { return a.completed_by < b.completed_by; });
      found.push_back(propose(clause, ground, list, question.today));
      ANZE_ASSERT(found.back().from <= found.back().until);
    }
    std::stable_sort(found.begin(), found.end(), [](const VetoProposal& a, const VetoProposal& b) {
      return a.subject != b.subject ? a.subject < b.subject : a.from < b.from;
    });
    for (VetoProposal& proposal : found)
      if (year.contains(proposal.from) && proposal.from <= question.as_of && rulebook.in_force(proposal.from))
        proposals.push_back(std::move(proposal));
  }
  return proposals;
}

std::string veto_key(const VetoProposal& proposal, const Codebook& codes, const std::string& about) {
  return proposal.clause + "/" + codes.text(proposal.subject) + "/" +
         (about.empty() ? to_text(proposal.window) : about);
}

CodeId person_found(const Organisation& organisation, const Fact& finding, Date day) {
  if (finding.official != k_no_code || finding.post == k_no_code) return finding.official;
  const Term* term = organisation.holder(finding.post, day);
  return term == nullptr ? k_no_code : term->official;
}

const Fact* last_finding(const VetoClause& clause, const Organisation& organisation,
                         const VetoQuestion& question, CodeId official, CodeId accident) {
  for (std::size_t i = 0; i < question.facts.size(); ++i) {
    if (question.ids[i] != accident) continue;
    const Lines lines = lines_of(clause, organisation, question, {{accident, &question.facts[i]}});
    const auto line = lines.find({official, accident});
    return line == lines.end() ? nullptr : line->second.last;
  }
  return nullptr;
}

Result<VetoStatus> status_of(const std::vector<VetoDecision>& decisions) {
  const VetoDecision* organisation = nullptr;
  const VetoDecision* discipline = nullptr;
  bool confirmed = false;
  bool lifted = false;
  for (const VetoDecision& decision : decisions) {
    (decision.body == Body::k_organisation ? organisation : discipline) = &decision;
    if (organisation == nullptr || discipline == nullptr) continue;
    if (organisation->confirmed && discipline->confirmed) {
      confirmed = true;
      lifted = false;
    } else if (confirmed && !organisation->confirmed && !discipline->confirmed) {
      confirmed = false;
      lifted = true;
    }
  }
  if (organisation == nullptr || discipline == nullptr) return VetoStatus::k_proposed;
  if (organisation->decided_by == discipline->decided_by)
    return invalid("veto.same_person", "one person decided for both bodies", {},
                   "let another person of the organisation department or the discipline body decide");
  if (confirmed) return VetoStatus::k_confirmed;
  if (organisation->confirmed != discipline->confirmed) return VetoStatus::k_disagreed;
  return lifted ? VetoStatus::k_lifted : VetoStatus::k_rejected;
}

}  // namespace anze
