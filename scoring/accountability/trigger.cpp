#include "scoring/accountability/trigger.h"

#include <algorithm>
#include <limits>
#include <set>

#include "scoring/values/broken.h"

namespace anze {
namespace {

struct Event {
  const Fact* fact = nullptr;
  CodeId id = k_no_code;
};

// Where one fact is enough each has a proposal of its own.
VetoTopic topic_of(const VetoClause& clause, CodeId subject, const Fact& fact) {
  return {subject, period_of(fact.occurred, clause.window).first, clause.one_is_enough() ? fact.seq : 0};
}

std::vector<Event> select(const Selector& selector, const VetoQuestion& question, Date as_of) {
  std::vector<Event> chosen;
  for (std::size_t i = 0; i < question.facts.size(); ++i)
    if (question.facts[i].occurred <= as_of && selector.matches(question.facts[i]))
      chosen.push_back({&question.facts[i], question.ids[i]});
  std::sort(chosen.begin(), chosen.end(), [](const Event& a, const Event& b) {
    return a.fact->occurred != b.fact->occurred ? a.fact->occurred < b.fact->occurred
                                                : a.fact->seq < b.fact->seq;
  });
  return chosen;
}

bool of_kind(const VetoClause& clause, const Unit& unit) {
  return std::find(clause.unit_kinds.begin(), clause.unit_kinds.end(), unit.kind) != clause.unit_kinds.end();
}

// ---- Which units a fact hits

constexpr FieldRef k_own_area{FieldRef::Kind::k_area, 0};

std::vector<CodeId> areas_of(const VetoClause& clause, const Fact& fact) {
  std::vector<CodeId> areas;
  for (const FieldRef field : clause.areas.empty() ? std::vector<FieldRef>{k_own_area} : clause.areas) {
    std::int64_t area = 0;
    if (read_field(fact, field, area) && area != k_no_code) areas.push_back(static_cast<CodeId>(area));
  }
  return areas;
}

bool looks_at_own_area(const VetoClause& clause) {
  return clause.areas.empty() || std::any_of(clause.areas.begin(), clause.areas.end(), [](FieldRef field) {
           return field.kind == FieldRef::Kind::k_area;
         });
}

std::set<CodeId> units_hit(const VetoClause& clause, const Organisation& organisation, const Fact& fact) {
  std::set<CodeId> units;
  if (clause.reach != VetoReach::k_portfolio && looks_at_own_area(clause)) units.insert(fact.unit);
  if (clause.reach == VetoReach::k_unit) return units;
  if (clause.reach == VetoReach::k_unit_above) {
    for (const Unit& unit : organisation.data().units)
      if (organisation.unit(fact.unit) != nullptr && organisation.unit_within(fact.unit, unit.id))
        units.insert(unit.id);
    return units;
  }
  for (const CodeId area : areas_of(clause, fact)) {
    if (clause.reach == VetoReach::k_portfolio) {
      for (const CodeId post : organisation.posts_in_charge(area, fact.sector, fact.occurred))
        units.insert(organisation.post(post)->unit);
      continue;
    }
    for (const Unit& unit : organisation.data().units)
      if (organisation.area_within(area, unit.area)) units.insert(unit.id);
  }
  return units;
}

VetoTriggers trigger_units(const VetoClause& clause, const Organisation& organisation,
                           const std::vector<Event>& events) {
  VetoTriggers triggers;
  for (const Event& event : events) {
    const std::set<CodeId> hit = units_hit(clause, organisation, *event.fact);
    for (const Unit& unit : organisation.data().units)
      if (of_kind(clause, unit) && hit.contains(unit.id))
        triggers[topic_of(clause, unit.id, *event.fact)].push_back(
            {event.fact->occurred, event.fact, nullptr});
  }
  return triggers;
}

// ---- Which officials

// The day the clause counts a finding from: its own, or the one it takes effect on where it says that.
Date begins(const VetoClause& clause, const Fact& finding) {
  std::int64_t day = 0;
  if (clause.start != VetoStart::k_effective || !read_field(finding, clause.effective, day))
    return finding.occurred;
  return Date{static_cast<std::int32_t>(day)};
}

// Held to account so many times: each finding against the person counts by its own day.
VetoTriggers trigger_by_findings(const VetoClause& clause, const Organisation& organisation,
                                 const VetoQuestion& question) {
  VetoTriggers triggers;
  for (const Event& finding : select(clause.finding, question, question.as_of)) {
    const CodeId official = person_found(organisation, *finding.fact, finding.fact->occurred);
    const Date from = begins(clause, *finding.fact);
    if (official == k_no_code || from > question.as_of) continue;
    triggers[topic_of(clause, official, *finding.fact)].push_back({from, finding.fact, nullptr});
  }
  return triggers;
}

// One person's findings about one accident: the first since which each has upheld what the clause asks about,
// none when the last does not, and the last.
struct FindingLine {
  const Fact* upheld = nullptr;
  const Fact* last = nullptr;
};
using FindingLines = std::map<std::pair<CodeId, CodeId>, FindingLine>;  // by official, accident

FindingLines lines_of(const VetoClause& clause, const Organisation& organisation,
                      const VetoQuestion& question, const std::map<CodeId, const Fact*>& accidents) {
  Selector any;
  any.ledger = clause.finding.ledger;
  FindingLines lines;
  for (const Event& finding : select(any, question, question.today)) {
    std::int64_t link = 0;
    if (!read_field(*finding.fact, clause.finding_link, link)) continue;
    const auto accident = accidents.find(static_cast<CodeId>(link));
    if (accident == accidents.end()) continue;
    const CodeId official = person_found(organisation, *finding.fact, accident->second->occurred);
    if (official == k_no_code) continue;
    FindingLine& line = lines[{official, accident->first}];
    line.last = finding.fact;
    if (!clause.finding.matches(*finding.fact))
      line.upheld = nullptr;
    else if (line.upheld == nullptr)
      line.upheld = finding.fact;
  }
  return lines;
}

VetoTriggers trigger_officials(const VetoClause& clause, const Organisation& organisation,
                               const VetoQuestion& question, const std::vector<Event>& events) {
  std::map<CodeId, const Fact*> accidents;
  for (const Event& event : events) accidents.emplace(event.id, event.fact);
  VetoTriggers triggers;
  for (const auto& [whose, line] : lines_of(clause, organisation, question, accidents)) {
    if (line.upheld == nullptr) continue;
    const Fact* accident = accidents.at(whose.second);
    const Date completed = clause.start == VetoStart::k_event
                               ? accident->occurred
                               : std::max(begins(clause, *line.upheld), accident->occurred);
    if (completed > question.as_of) continue;
    triggers[topic_of(clause, whose.first, *accident)].push_back({completed, accident, line.last});
  }
  return triggers;
}

// The record of the unit that holds the figure of the year: the last one of the window's year.
const Fact* figure_of(const VetoTotal& total, const VetoQuestion& question, const VetoTopic& topic) {
  const Period year = period_of(topic.window, PeriodKind::k_year);
  const Fact* figure = nullptr;
  for (const Event& event : select(total.figure, question, question.as_of)) {
    std::int64_t value = 0;
    if (event.fact->unit == topic.subject && year.contains(event.fact->occurred) &&
        read_field(*event.fact, total.figure_field, value))
      figure = event.fact;
  }
  return figure;
}

}  // namespace

VetoTriggers triggers_of(const VetoClause& clause, const Organisation& organisation,
                         const VetoQuestion& question) {
  ANZE_ASSERT(!clause.on_results());
  const bool by_finding = clause.on == VetoOn::k_official && clause.leaders.empty();
  VetoTriggers triggers;
  if (by_finding && clause.select.ledger == k_no_code) {
    triggers = trigger_by_findings(clause, organisation, question);
  } else {
    const std::vector<Event> events = select(clause.select, question, question.as_of);
    triggers = by_finding ? trigger_officials(clause, organisation, question, events)
                          : trigger_units(clause, organisation, events);
  }
  for (auto& [topic, list] : triggers)
    std::stable_sort(list.begin(), list.end(), [](const VetoTrigger& a, const VetoTrigger& b) {
      return a.completed_by < b.completed_by;
    });
  return triggers;
}

VetoReached reached_by(const VetoClause& clause, const VetoQuestion& question, const VetoTopic& topic,
                       const std::vector<VetoTrigger>& triggers) {
  VetoReached reached;
  reached.need = clause.count;
  if (clause.total) {
    std::int64_t limit = clause.total->limit;
    if (clause.total->by_record()) {
      reached.figure = figure_of(*clause.total, question, topic);
      if (reached.figure != nullptr) read_field(*reached.figure, clause.total->figure_field, limit);
    }
    if (clause.total->over && limit < std::numeric_limits<std::int64_t>::max()) ++limit;
    reached.need = std::max<std::int64_t>(limit, 1);
    if (clause.total->by_record() && reached.figure == nullptr) reached.need.reset();
  }
  for (std::size_t i = 0; i < triggers.size(); ++i) {
    std::int64_t more = 1;
    if (clause.total && clause.total->field && !read_field(*triggers[i].fact, *clause.total->field, more)) {
      more = 0;
      ++reached.silent;
    }
    const bool before = reached.reached();
    // A mistyped number is no way round a veto: what does not fit is more than any figure.
    if (__builtin_add_overflow(reached.amount, std::max<std::int64_t>(more, 0), &reached.amount))
      reached.amount = std::numeric_limits<std::int64_t>::max();
    if (!before && reached.reached()) reached.completing = i;
  }
  return reached;
}

std::vector<CodeId> leaders_of(const VetoClause& clause, const Organisation& organisation, CodeId unit,
                               Date day) {
  std::vector<CodeId> officials;
  for (const Post& post : organisation.data().posts) {
    if (post.unit != unit ||
        std::find(clause.leaders.begin(), clause.leaders.end(), post.archetype) == clause.leaders.end())
      continue;
    const Term* term = organisation.holder(post.id, day);
    if (term != nullptr && std::find(officials.begin(), officials.end(), term->official) == officials.end())
      officials.push_back(term->official);
  }
  return officials;
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
    const FindingLines lines = lines_of(clause, organisation, question, {{accident, &question.facts[i]}});
    const auto line = lines.find({official, accident});
    return line == lines.end() ? nullptr : line->second.last;
  }
  return nullptr;
}

}  // namespace anze
