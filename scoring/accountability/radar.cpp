#include "scoring/accountability/radar.h"

#include <algorithm>
#include <map>
#include <set>

#include "scoring/accountability/trigger.h"
#include "scoring/entries/accident_class.h"

namespace anze {
namespace {

using Subjects = std::map<CodeId, VetoDistance>;

// The clause alone, in a rulebook that proposes it at `count`.
Rulebook lowered(const Rulebook& rulebook, std::size_t clause, std::int64_t count) {
  Rulebook one = rulebook;
  one.items.clear();
  one.vetoes = {rulebook.vetoes[clause]};
  one.vetoes.front().count = count;
  return one;
}

struct RadarQuery {
  const Rulebook& rulebook;
  const Organisation& organisation;
  const VetoQuestion& question;
};

// The nearest any window of the year came, for each subject. A low threshold alone would miss a subject whose
// first trigger was completed last year, so every threshold up to the clause's own is asked.
void count_subjects(const RadarQuery& asked, std::size_t index, const std::vector<Fact>& facts,
                    const std::set<std::int64_t>& seqs, Subjects& subjects) {
  const VetoClause& clause = asked.rulebook.vetoes[index];
  const VetoQuestion question{facts, asked.question.ids, asked.question.as_of, asked.question.today, {}};
  const std::int64_t most = std::min(clause.count, static_cast<std::int64_t>(seqs.size()));
  for (std::int64_t count = 1; count <= most; ++count)
    for (const VetoProposal& proposal :
         propose_vetoes(lowered(asked.rulebook, index, count), asked.organisation, question)) {
      const auto events = std::count_if(proposal.facts.begin(), proposal.facts.end(),
                                        [&](std::int64_t seq) { return seqs.contains(seq); });
      VetoDistance& distance = subjects[proposal.subject];
      if (clause.count == 1) {  // each of them is a proposal of its own; here they are told together
        distance.counted += events;
        distance.facts.insert(distance.facts.end(), proposal.facts.begin(), proposal.facts.end());
        distance.provisional = distance.provisional || proposal.provisional;
        distance.triggered = true;
        continue;
      }
      if (events <= distance.counted && !(count == clause.count && !distance.triggered)) continue;
      distance.counted = events;
      distance.facts = proposal.facts;
      distance.provisional = proposal.provisional;
      distance.triggered = count == clause.count;
    }
}

bool settles_later(const VetoClause& clause, const Fact& fact, const VetoQuestion& question) {
  const bool is_short = clause.short_window.ledger != k_no_code && clause.short_window.matches(fact);
  return fact.occurred <= question.as_of && question.today <= toll_window_end(fact.occurred, is_short);
}

// A total as it stands, for each unit (or its leaders, or each person found responsible): the window of the
// year that came nearest.
void count_totals(const RadarQuery& asked, std::size_t index, const std::vector<Fact>& facts,
                  Subjects& subjects) {
  const VetoClause& clause = asked.rulebook.vetoes[index];
  const VetoQuestion question{facts, asked.question.ids, asked.question.as_of, asked.question.today, {}};
  const Period year = period_of(question.as_of, PeriodKind::k_year);
  for (auto& [subject, distance] : subjects)
    distance.threshold = reached_by(clause, question, {subject, year.first, 0}, {}).need.value_or(0);
  for (const auto& [topic, triggers] : triggers_of(clause, asked.organisation, question)) {
    if (!year.contains(triggers.back().completed_by)) continue;
    const VetoReached reached = reached_by(clause, question, topic, triggers);
    const Date day = triggers.back().fact->occurred;
    for (const CodeId subject : clause.leaders.empty()
                                    ? std::vector<CodeId>{topic.subject}
                                    : leaders_of(clause, asked.organisation, topic.subject, day)) {
      VetoDistance& distance = subjects[subject];
      if (!distance.facts.empty() && reached.amount <= distance.counted) continue;
      distance.counted = reached.amount;
      distance.threshold = reached.need.value_or(0);
      distance.triggered = reached.reached();
      distance.facts.clear();
      for (const VetoTrigger& trigger : triggers) {
        distance.facts.push_back(trigger.fact->seq);
        distance.provisional = distance.provisional ||
                               (clause.class_may_change && settles_later(clause, *trigger.fact, question));
      }
    }
  }
}

// The facts with every accident that may still rise, and would then be counted, in the class that would
// count.
std::vector<Fact> risen(const VetoClause& clause, const LedgerSet& ledgers, const VetoQuestion& question,
                        std::set<std::int64_t>& changed) {
  std::vector<Fact> out = question.facts;
  const Ledger* ledger = ledgers.find(clause.select.ledger);
  if (ledger == nullptr || !clause.class_may_change) return out;
  const auto field = std::find_if(ledger->fields.begin(), ledger->fields.end(),
                                  [](const Field& f) { return f.type == FieldType::k_accident_class; });
  if (field == ledger->fields.end() || !field->slot) return out;
  for (Fact& fact : out) {
    if (fact.ledger != ledger->id || clause.select.matches(fact) || !settles_later(clause, fact, question))
      continue;
    Fact raised = fact;
    const std::int64_t present = fact.knows(*field->slot) ? fact.slot[*field->slot] : 0;
    constexpr auto k_top = static_cast<std::int64_t>(AccidentClass::k_extraordinary);
    for (std::int64_t level = present + 1; level <= k_top; ++level) {
      raised.set(*field->slot, level);
      if (!clause.select.matches(raised)) continue;
      fact = raised;
      changed.insert(fact.seq);
      break;
    }
  }
  return out;
}

// What is still missing, of a clause that counts facts.
std::string missing_facts(const VetoClause& clause, std::int64_t more) {
  return clause.on == VetoOn::k_unit || !clause.leaders.empty()
             ? "再发生 " + std::to_string(more) + " 起即触发"
             : "再有 " + std::to_string(more) + " 起经责任认定即触发";
}

std::string counted_so_far(const VetoClause& clause, const VetoDistance& distance) {
  const std::string name = clause.yellow_card ? "黄牌" : "一票否决";
  if (!clause.total || !clause.total->field)
    return "已计 " + std::to_string(distance.counted) + " 起，规定 " + std::to_string(distance.threshold) +
           " 起即" + name + "；";
  return "“" + clause.total->title + "”已计 " + std::to_string(distance.counted) + "，达到 " +
         std::to_string(distance.threshold) + " 即" + name + "；";
}

std::string what_triggers(const VetoClause& clause, const VetoDistance& distance) {
  if (distance.threshold == 0)
    return "已计 " + std::to_string(distance.counted) + "；台账中没有本单位的控制数，无从比较";
  const std::int64_t more = distance.threshold - distance.counted;
  std::string what = counted_so_far(clause, distance);
  if (distance.triggered)
    what += "已达到，由组织部门和纪检机关认定";
  else if (clause.total && clause.total->field)
    what += "再增加 " + std::to_string(more) + " 即触发";
  else
    what += missing_facts(clause, more);
  if (distance.provisional) what += "；所计事故伤亡仍可能变化，暂定";
  if (!distance.may_rise.empty())
    what += "；另有 " + std::to_string(distance.may_rise.size()) + " 起事故伤亡仍可能变化，等级上升后将计入";
  return what;
}

}  // namespace

std::vector<VetoDistance> veto_radar(const Rulebook& rulebook, const Organisation& organisation,
                                     const LedgerSet& ledgers, const VetoQuestion& question) {
  const RadarQuery asked{rulebook, organisation, question};
  const std::vector<Fact>& facts = question.facts;
  std::vector<VetoDistance> out;
  for (std::size_t i = 0; i < rulebook.vetoes.size(); ++i) {
    const VetoClause& clause = rulebook.vetoes[i];
    if (clause.on_results()) continue;  // a result is there or not: there is nothing to be near
    const bool counts_findings = clause.select.ledger == k_no_code;
    std::set<std::int64_t> events;
    for (const Fact& fact : facts)
      if (fact.ledger == (counts_findings ? clause.finding.ledger : clause.select.ledger))
        events.insert(fact.seq);
    const auto count = [&](const std::vector<Fact>& counted, Subjects& of) {
      if (clause.total)
        count_totals(asked, i, counted, of);
      else
        count_subjects(asked, i, counted, events, of);
    };
    Subjects subjects;
    if (clause.on == VetoOn::k_unit)
      for (const Unit& unit : organisation.data().units)
        if (std::find(clause.unit_kinds.begin(), clause.unit_kinds.end(), unit.kind) !=
            clause.unit_kinds.end())
          subjects[unit.id];
    count(facts, subjects);

    std::set<std::int64_t> changed;
    const std::vector<Fact> higher = risen(clause, ledgers, question, changed);
    Subjects with_risen;
    if (!changed.empty()) count(higher, with_risen);
    for (const auto& [subject, distance] : with_risen)
      for (const std::int64_t seq : distance.facts)
        if (changed.contains(seq)) {
          subjects.try_emplace(subject).first->second.may_rise.push_back(seq);
          if (clause.total) subjects[subject].threshold = distance.threshold;
        }

    std::vector<VetoDistance> of_clause;
    for (auto& [subject, distance] : subjects) {
      distance.clause = i;
      distance.subject = subject;
      if (!clause.total) distance.threshold = clause.count;
      distance.what = what_triggers(clause, distance);
      of_clause.push_back(std::move(distance));
    }
    std::stable_sort(of_clause.begin(), of_clause.end(), [](const VetoDistance& a, const VetoDistance& b) {
      if (a.counted != b.counted) return a.counted > b.counted;
      return a.may_rise.size() > b.may_rise.size();
    });
    std::move(of_clause.begin(), of_clause.end(), std::back_inserter(out));
  }
  return out;
}

}  // namespace anze
