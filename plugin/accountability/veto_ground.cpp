#include "plugin/accountability/veto_ground.h"

#include <algorithm>

#include "plugin/accountability/veto_facts.h"
#include "scoring/entries/accident_class.h"

namespace anze::plugin {
namespace {

const Field* field_of(const Ledger& ledger, FieldRef ref) {
  for (const Field& field : ledger.fields)
    if (field.slot && *field.slot == ref.slot) return &field;
  return nullptr;
}

const Field* class_field(const Ledger& ledger) {
  for (const Field& field : ledger.fields)
    if (field.type == FieldType::k_accident_class && field.slot) return &field;
  return nullptr;
}

json value_of(const Fact& fact, const Field& field, const Codebook& codes) {
  if (!field.slot || !fact.knows(*field.slot)) return nullptr;
  const std::int64_t value = fact.slot[*field.slot];
  switch (field.type) {
    case FieldType::k_boolean:
      return value != 0;
    case FieldType::k_date:
      return to_text(Date{static_cast<std::int32_t>(value)});
    case FieldType::k_accident_class:
      return std::string(to_text(static_cast<AccidentClass>(value)));
    case FieldType::k_code:
    case FieldType::k_reference:
      return codes.text(static_cast<CodeId>(value));
    case FieldType::k_integer:
    case FieldType::k_text:
    case FieldType::k_texts:
    case FieldType::k_codes:
      break;
  }
  return value;
}

// What the record says of what the clause asks, for whoever reads the decision later.
json said_by(const Fact& fact, const Selector& selector, const LedgerSet& ledgers, const Codebook& codes) {
  json said = {{"on", to_text(fact.occurred)}};
  if (fact.official != k_no_code) said["official"] = codes.text(fact.official);
  const Ledger* ledger = ledgers.find(fact.ledger);
  if (ledger == nullptr) return said;
  if (const Field* field = class_field(*ledger)) said[field->name] = value_of(fact, *field, codes);
  for (const Comparison& comparison : selector.where) {
    if (comparison.field.kind != FieldRef::Kind::k_slot) continue;
    if (const Field* field = field_of(*ledger, comparison.field))
      said[field->name] = value_of(fact, *field, codes);
  }
  return said;
}

const VetoClause* clause_of(const Rulebook& book, const std::string& id) {
  const auto found = std::find_if(book.vetoes.begin(), book.vetoes.end(),
                                  [&](const VetoClause& clause) { return clause.id == id; });
  return found == book.vetoes.end() ? nullptr : &*found;
}

// What a clause looks at of a fact, in the order of what it could have been.
Selector looked_at(const VetoClause& clause, const Fact& fact) {
  if (fact.ledger != clause.select.ledger && clause.total && fact.ledger == clause.total->figure.ledger) {
    Selector figure = clause.total->figure;
    figure.where.push_back({clause.total->figure_field, Op::k_present, {}});
    return figure;
  }
  Selector looked = fact.ledger == clause.select.ledger ? clause.select : clause.finding;
  if (clause.total && clause.total->field) looked.where.push_back({*clause.total->field, Op::k_present, {}});
  return looked;
}

Result<VetoRecord> body_of(const Call& call, store::Reader& reader, const InstalledRulebook& installed,
                           const VetoProposal& proposal) {
  const Codebook& codes = call.store.codes();
  const VetoClause& clause = *clause_of(installed.rulebook, proposal.clause);
  VetoRecord body;
  body.about = to_text(proposal.window);
  body.ground.emplace();
  ANZE_CHECK(reader.facts_by_seq(proposal.facts, [&](const store::FactVersion& version) -> Result<void> {
    const Fact& fact = version.record.fact;
    body.facts.push_back(version.record.id);
    if (fact.seq == proposal.about) body.about = version.record.id;
    (*body.ground)[version.record.id] = said_by(fact, looked_at(clause, fact), call.model->ledgers, codes);
    return {};
  }));
  body.clause = proposal.clause;
  body.title = clause.title;
  body.basis = clause.basis;
  body.authority = clause.authority;
  body.yellow_card = proposal.yellow_card;
  body.on = proposal.on;
  body.subject = codes.text(proposal.subject);
  body.subject_title = call.model->organisation->title(proposal.subject);
  body.from = proposal.from;
  body.until = proposal.until;
  body.forced_grade = clause.forced_grade;
  body.effects = clause.effects;
  body.provisional = proposal.provisional;
  body.how = proposal.how;
  body.rulebook = {codes.text(installed.rulebook.id), installed.rulebook.version, installed.digest};
  body.months_from_decision = proposal.months_from_decision;
  return body;
}

bool names(const std::vector<std::string>& list, const std::string& id) {
  return std::find(list.begin(), list.end(), id) != list.end();
}

bool share_a_fact(const VetoRecord& one, const VetoRecord& other) {
  return std::any_of(one.facts.begin(), one.facts.end(),
                     [&](const std::string& id) { return names(other.facts, id); });
}

bool goes_on(const VetoRecord& recorded, const VetoRecord& proposal) {
  if (recorded.about || recorded.clause != proposal.clause || recorded.subject != proposal.subject)
    return false;
  if (proposal.facts.empty()) return recorded.from == proposal.from;
  return share_a_fact(recorded, proposal);
}

void give_ids(std::vector<CurrentVeto>& proposals, const std::vector<RecordedVeto>& recorded) {
  std::vector<std::string> taken;
  for (CurrentVeto& proposal : proposals) {
    const auto known = [&](const RecordedVeto& each) { return each.id == proposal.id; };
    if (std::any_of(recorded.begin(), recorded.end(), known)) continue;
    const auto older = std::find_if(recorded.begin(), recorded.end(), [&](const RecordedVeto& each) {
      return goes_on(each.body, proposal.body) &&
             std::find(taken.begin(), taken.end(), each.id) == taken.end();
    });
    if (older == recorded.end()) continue;
    proposal.id = older->id;
    taken.push_back(older->id);
  }
}

// Findings a clause would count that lead to nobody: without a person, and without a post or with a vacant
// one.
Result<void> add_unresolved(const Call& call, store::Reader& reader, const Rulebook& book,
                            const VetoFacts& known, std::vector<std::string>& unresolved) {
  std::vector<std::int64_t> seqs;
  for (const VetoClause& clause : book.vetoes)
    for (const Fact& finding : known.facts) {
      if (clause.finding.ledger == k_no_code || !clause.finding.matches(finding)) continue;
      Date day = finding.occurred;
      std::int64_t link = 0;
      if (clause.select.ledger != k_no_code && read_field(finding, clause.finding_link, link)) {
        const auto about =
            std::find(known.ids.begin(), known.ids.end(), static_cast<CodeId>(link)) - known.ids.begin();
        if (about < static_cast<std::ptrdiff_t>(known.facts.size()))
          day = known.facts[static_cast<std::size_t>(about)].occurred;
      }
      if (person_found(*call.model->organisation, finding, day) != k_no_code) continue;
      seqs.push_back(finding.seq);
    }
  return reader.facts_by_seq(seqs, [&](const store::FactVersion& version) -> Result<void> {
    if (!names(unresolved, version.record.id)) unresolved.push_back(version.record.id);
    return {};
  });
}

std::string class_title(const json& word) {
  for (const AccidentClass each : {AccidentClass::k_ordinary, AccidentClass::k_larger, AccidentClass::k_major,
                                   AccidentClass::k_extraordinary})
    if (word == std::string(to_text(each))) return std::string(to_chinese(each));
  return "未定";
}

int class_rank(const json& said) {
  for (const json& value : said)
    for (const AccidentClass each : {AccidentClass::k_ordinary, AccidentClass::k_larger,
                                     AccidentClass::k_major, AccidentClass::k_extraordinary})
      if (value == std::string(to_text(each))) return static_cast<int>(each);
  return 0;
}

void compare_said(const store::FactVersion& version, const json& then, const Call& call,
                  std::vector<std::string>& told) {
  const Fact& fact = version.record.fact;
  const std::string& id = version.record.id;
  if (text_of(then, "on") != to_text(fact.occurred))
    told.push_back(id + " 的日期由 " + text_of(then, "on") + " 更正为 " + to_text(fact.occurred));
  if (then.contains("official") && text_of(then, "official") != call.store.codes().text(fact.official))
    told.push_back(id + " 的当事人已更正为他人");
  const Ledger* ledger = call.model->ledgers.find(fact.ledger);
  for (const auto& [name, value] : then.items()) {
    const Field* field = ledger == nullptr ? nullptr : ledger->field(name);
    if (field == nullptr) continue;
    const json now = value_of(fact, *field, call.store.codes());
    if (now == value) continue;
    if (field->type == FieldType::k_accident_class)
      told.push_back(id + " 的事故等级由" + class_title(value) + "变为" + class_title(now));
    else
      told.push_back(id + " 的“" + field->title + "”已更正");
  }
}

// A later finding about the same person and accident, which replaced the one the veto rests on.
Result<void> tell_replaced(Call& call, store::Reader& reader, const VetoRecord& then,
                           std::vector<std::string>& told) {
  const Codebook& codes = call.store.codes();
  for (const InstalledRulebook& installed : call.model->rulebooks) {
    if (installed.digest != then.rulebook.digest) continue;
    const VetoClause* clause = clause_of(installed.rulebook, then.clause);
    if (clause == nullptr || clause->on != VetoOn::k_official || clause->select.ledger == k_no_code) continue;
    VetoFacts known;
    ANZE_CHECK(
        gather_veto_facts(call, reader, installed.rulebook, period_of(then.from, PeriodKind::k_year), known));
    const VetoQuestion question{known.facts, known.ids, call.today, call.today, {}};
    for (const std::string& accident : then.facts) {
      const Fact* last = last_finding(*clause, *call.model->organisation, question, codes.find(then.subject),
                                      codes.find(accident));
      if (last == nullptr) continue;
      ANZE_TRY(const std::optional<store::FactVersion> version, reader.fact_by_seq(last->seq));
      if (version && !names(then.facts, version->record.id))
        told.push_back("对 " + accident + " 的责任认定已由 " + version->record.id + " 代替");
    }
  }
  return {};
}

// What a veto's ground said of a fact; an empty object when it said nothing.
json said_of(const VetoRecord& veto, const std::string& fact) {
  if (!veto.ground) return json::object();
  const auto found = veto.ground->find(fact);
  return found == veto.ground->end() ? json::object() : found->second;
}

}  // namespace

Result<CurrentVetoes> current_vetoes(Call& call, store::Reader& reader, const Period& year,
                                     const std::vector<RecordedVeto>& recorded) {
  ANZE_TRY(const Organisation* organisation, call.model->need_organisation());
  CurrentVetoes current;
  for (const InstalledRulebook& installed : call.model->rulebooks) {
    const Rulebook& book = installed.rulebook;
    if (book.vetoes.empty()) continue;
    VetoFacts known;
    ANZE_CHECK(gather_veto_facts(call, reader, book, year, known));
    ANZE_TRY(const std::vector<SealedResult> results, gather_results(call, reader, book, year));
    const VetoQuestion question{known.facts, known.ids, std::min(year.last, call.today), call.today, results};
    for (const VetoProposal& proposal : propose_vetoes(book, *organisation, question)) {
      // A trigger is judged by the list that held on its day, also when it becomes known later.
      if (!call.model->in_force(installed, proposal.from)) continue;
      ANZE_TRY(VetoRecord body, body_of(call, reader, installed, proposal));
      std::string key = veto_key(proposal, call.store.codes(), *body.about);
      current.proposals.push_back({std::move(key), std::move(body)});
    }
    ANZE_CHECK(add_unresolved(call, reader, book, known, current.unresolved));
  }
  give_ids(current.proposals, recorded);
  return current;
}

bool same_ground(const VetoRecord& one, const VetoRecord& other) {
  if (one.from != other.from || one.until != other.until || one.forced_grade != other.forced_grade ||
      one.effects != other.effects)
    return false;
  std::vector<std::string> facts = one.facts;
  std::vector<std::string> others = other.facts;
  std::sort(facts.begin(), facts.end());
  std::sort(others.begin(), others.end());
  if (facts != others) return false;
  if (!one.ground || !other.ground) return true;
  return std::all_of(facts.begin(), facts.end(), [&](const std::string& id) {
    return text_of(said_of(one, id), "on") == text_of(said_of(other, id), "on");
  });
}

Result<std::vector<std::string>> what_changed(Call& call, store::Reader& reader, const VetoRecord& then,
                                              const VetoRecord* now) {
  std::vector<std::string> told;
  for (const std::string& id : then.facts) {
    ANZE_TRY(const std::optional<store::FactVersion> version, reader.fact(id));
    if (!version || version->voided)
      told.push_back(id + " 已撤回" +
                     (version && !version->reason.empty() ? "：" + version->reason : std::string()));
    else if (then.ground)
      compare_said(*version, said_of(then, id), call, told);
  }
  ANZE_CHECK(tell_replaced(call, reader, then, told));
  if (now != nullptr)
    for (const std::string& id : now->facts)
      if (!names(then.facts, id)) told.push_back(id + " 新计入");
  if (now != nullptr && told.empty()) told.push_back("影响期或者影响已按规定变化");
  if (told.empty()) told.push_back("所依据的事实已不符合条款规定的条件");
  return told;
}

std::vector<std::string> superseding(const VetoRecord& gone, const std::vector<CurrentVeto>& proposals) {
  std::vector<std::string> by;
  const std::map<std::string, json> grounds = gone.ground.value_or(std::map<std::string, json>());
  for (const CurrentVeto& proposal : proposals) {
    const VetoRecord& body = proposal.body;
    if (body.subject != gone.subject || !share_a_fact(gone, body)) continue;
    if (body.yellow_card && !gone.yellow_card) continue;
    const bool risen = std::any_of(grounds.begin(), grounds.end(), [&](const auto& each) {
      return class_rank(said_of(body, each.first)) > class_rank(each.second);
    });
    if (risen || (grounds.empty() && body.clause != gone.clause)) by.push_back(proposal.id);
  }
  return by;
}

}  // namespace anze::plugin
