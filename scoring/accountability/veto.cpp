#include "scoring/accountability/veto.h"

#include <algorithm>

#include "scoring/accountability/trigger.h"
#include "scoring/entries/accident_class.h"
#include "scoring/values/broken.h"

namespace anze {
namespace {

bool is_provisional(const VetoClause& clause, const Fact& fact, Date today) {
  if (!clause.class_may_change) return false;
  const bool is_short = clause.short_window.ledger != k_no_code && clause.short_window.matches(fact);
  return today <= toll_window_end(fact.occurred, is_short);
}

Date until(const VetoClause& clause, Date from) {
  return clause.end == VetoEnd::k_assessment_year ? period_of(from, PeriodKind::k_year).last
                                                  : add_months(from, clause.end_months);
}

// What the bodies may decide in its place.
std::string otherwise(const VetoClause& clause) {
  return clause.instead.empty() ? std::string()
                                : "；按规定可以否决，也可以按条款 " + clause.instead + " 扣分，由双方认定";
}

std::string lasting(const VetoProposal& proposal) {
  return proposal.months_from_decision > 0
             ? "，自双方认定之日起 " + std::to_string(proposal.months_from_decision) + " 个月"
             : "，至" + to_chinese(proposal.until) + "止";
}

// How many, or how much of what.
std::string in_words(const VetoClause& clause, const VetoReached& reached, std::size_t count) {
  if (!clause.total)
    return "符合条件 " + std::to_string(count) + " 起，达到规定的 " + std::to_string(clause.count) + " 起";
  const VetoTotal& total = *clause.total;
  const std::int64_t limit = *reached.need - (total.over ? 1 : 0);
  std::string words = total.field ? "“" + total.title + "”合计 " : "符合条件共 ";
  words += std::to_string(reached.amount) + (total.field ? "" : " 起") + (total.over ? "，超过" : "，达到") +
           (total.by_record() ? "控制数 " : "规定的 ") + std::to_string(limit);
  if (reached.silent > 0) words += "（另有 " + std::to_string(reached.silent) + " 起未填）";
  return words;
}

// The facts it rests on. What comes after a total is reached changes nothing about it.
void rest_on(const VetoClause& clause, const VetoReached& reached, const std::vector<VetoTrigger>& triggers,
             Date today, VetoProposal& proposal) {
  const std::size_t last = clause.total ? reached.completing : triggers.size() - 1;
  for (std::size_t i = 0; i <= last; ++i) {
    const VetoTrigger& trigger = triggers[i];
    proposal.facts.push_back(trigger.fact->seq);
    if (trigger.finding != nullptr) proposal.facts.push_back(trigger.finding->seq);
    proposal.provisional = proposal.provisional || is_provisional(clause, *trigger.fact, today);
  }
  if (reached.figure != nullptr) proposal.facts.push_back(reached.figure->seq);
}

std::string_view begun_by(const VetoClause& clause) {
  if (clause.start == VetoStart::k_event) return "事故发生之日起";
  if (clause.start == VetoStart::k_effective) return "责任认定生效之日起";
  return clause.by_finding() ? "责任认定起" : "起";
}

VetoProposal propose(const VetoClause& clause, const VetoTopic& topic, const VetoReached& reached,
                     const std::vector<VetoTrigger>& triggers, Date today) {
  VetoProposal proposal;
  proposal.clause = clause.id;
  proposal.yellow_card = clause.yellow_card;
  proposal.on = clause.on;
  proposal.subject = topic.subject;
  proposal.about = topic.about;
  proposal.window = period_of(triggers.front().fact->occurred, clause.window);
  proposal.from = triggers[reached.completing].completed_by;
  if (reached.figure != nullptr) proposal.from = std::max(proposal.from, reached.figure->occurred);
  proposal.until = until(clause, proposal.from);
  if (clause.end == VetoEnd::k_months_from_decision) proposal.months_from_decision = clause.end_months;
  rest_on(clause, reached, triggers, today, proposal);
  proposal.how = clause.title + "：" + to_chinese(proposal.window) +
                 in_words(clause, reached, triggers.size()) + "；" + to_chinese(proposal.from) +
                 std::string(begun_by(clause)) + lasting(proposal) + otherwise(clause);
  if (proposal.provisional) proposal.how += "（伤亡仍可能变化，暂定）";
  return proposal;
}

// On the unit, or on each of its leaders on the day of the fact that completes it; nobody is told twice of
// one thing by two units.
void propose_to(const VetoClause& clause, const Organisation& organisation, Date day,
                const VetoProposal& proposal, std::vector<VetoProposal>& proposals) {
  if (clause.leaders.empty()) {
    proposals.push_back(proposal);
    return;
  }
  for (const CodeId official : leaders_of(clause, organisation, proposal.subject, day)) {
    const bool known = std::any_of(proposals.begin(), proposals.end(), [&](const VetoProposal& each) {
      return each.subject == official && each.about == proposal.about && each.window == proposal.window;
    });
    if (known) continue;
    proposals.push_back(proposal);
    proposals.back().subject = official;
    proposals.back().how += "；所涉单位：" + std::string(organisation.title(proposal.subject));
  }
}

void propose_facts(const VetoClause& clause, const Organisation& organisation, const VetoQuestion& question,
                   std::vector<VetoProposal>& proposals) {
  for (const auto& [topic, triggers] : triggers_of(clause, organisation, question)) {
    const VetoReached reached = reached_by(clause, question, topic, triggers);
    if (!reached.reached()) continue;
    const VetoProposal proposal = propose(clause, topic, reached, triggers, question.today);
    ANZE_ASSERT(proposal.from <= proposal.until);
    propose_to(clause, organisation, triggers[reached.completing].fact->occurred, proposal, proposals);
  }
}

// ---- Results

// Among the last so many of the period; who shares the last place is last. Where all are equal nobody is.
bool is_last(const VetoClause& clause, std::span<const SealedResult> results, const SealedResult& result) {
  std::int64_t lower = 0;
  bool higher = false;
  for (const SealedResult& each : results) {
    if (!(each.period == result.period)) continue;
    if (each.points < result.points) ++lower;
    higher = higher || result.points < each.points;
  }
  return higher && lower < clause.last;
}

bool counts(const VetoClause& clause, std::span<const SealedResult> results, const SealedResult& result) {
  if (clause.last > 0) return is_last(clause, results, result);
  return result.points < *clause.below || (clause.at_most && result.points == *clause.below);
}

// The results of the person's last periods up to this one that are below the line (or the last); empty when
// fewer than wanted are, or one is missing between them.
std::vector<const SealedResult*> run_below(const VetoClause& clause, std::span<const SealedResult> results,
                                           const SealedResult& last) {
  std::vector<const SealedResult*> run;
  Period wanted = last.period;
  while (static_cast<std::int64_t>(run.size()) < clause.in_a_row) {
    const auto found = std::find_if(results.begin(), results.end(), [&](const SealedResult& each) {
      return each.official == last.official && each.period == wanted;
    });
    if (found == results.end() || !counts(clause, results, *found)) return {};
    run.push_back(&*found);
    wanted = previous(wanted);
  }
  return run;
}

VetoProposal propose_result(const VetoClause& clause, const std::vector<const SealedResult*>& run) {
  ANZE_ASSERT(static_cast<std::int64_t>(run.size()) == clause.in_a_row && clause.on_results());
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
  proposal.how += std::string(run.size() > 1 ? "均" : "");
  if (clause.last > 0)
    proposal.how += "居最后 " + std::to_string(clause.last) + " 名；";
  else
    proposal.how += (clause.at_most ? "不高于 " : "低于 ") + to_text(*clause.below) + " 分；";
  proposal.how += to_chinese(proposal.from) + "封存之日起" + lasting(proposal) + otherwise(clause);
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
    if (clause.on_results())
      propose_results(clause, question.results, found);
    else
      propose_facts(clause, organisation, question, found);
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
