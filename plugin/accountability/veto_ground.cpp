#include "plugin/accountability/veto_ground.h"

#include <algorithm>

#include "plugin/accountability/veto_facts.h"
#include "plugin/records/veto_records.h"
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

Result<json> body_of(const Call& call, store::Reader& reader, const InstalledRulebook& installed,
                     const VetoProposal& proposal) {
  const Codebook& codes = call.store.codes();
  const VetoClause& clause = *clause_of(installed.rulebook, proposal.clause);
  json behind = json::array();
  json ground = json::object();
  std::string about = to_text(proposal.window);
  ANZE_CHECK(reader.facts_by_seq(proposal.facts, [&](const store::FactVersion& version) -> Result<void> {
    const Fact& fact = version.record.fact;
    behind.push_back(version.record.id);
    if (fact.seq == proposal.about) about = version.record.id;
    ground[version.record.id] =
        said_by(fact, fact.ledger == clause.select.ledger ? clause.select : clause.finding,
                call.model->ledgers, codes);
    return {};
  }));
  json body = {{"clause", proposal.clause},
               {"title", clause.title},
               {"basis", clause.basis},
               {"authority", clause.authority},
               {"yellow_card", proposal.yellow_card},
               {"on", proposal.on == VetoOn::k_unit ? "unit" : "official"},
               {"subject", codes.text(proposal.subject)},
               {"subject_title", std::string(call.model->organisation->title(proposal.subject))},
               {"about", about},
               {"from", to_text(proposal.from)},
               {"until", to_text(proposal.until)},
               {"facts", std::move(behind)},
               {"ground", std::move(ground)},
               {"forced_grade", clause.forced_grade},
               {"effects", clause.effects},
               {"provisional", proposal.provisional},
               {"how", proposal.how},
               {"rulebook",
                {{"id", codes.text(installed.rulebook.id)},
                 {"version", installed.rulebook.version},
                 {"digest", installed.digest}}}};
  if (proposal.months_from_decision > 0) body["months_from_decision"] = proposal.months_from_decision;
  return body;
}

bool share_a_fact(const json& one, const json& other) {
  const json& facts = other.at("facts");
  return std::any_of(one.at("facts").begin(), one.at("facts").end(), [&](const json& id) {
    return std::find(facts.begin(), facts.end(), id) != facts.end();
  });
}

bool goes_on(const json& recorded, const json& proposal) {
  if (recorded.contains("about") || recorded.at("clause") != proposal.at("clause") ||
      recorded.at("subject") != proposal.at("subject"))
    return false;
  if (proposal.at("facts").empty()) return recorded.at("from") == proposal.at("from");
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
                            const VetoFacts& known, json& unresolved) {
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
    if (std::find(unresolved.begin(), unresolved.end(), version.record.id) == unresolved.end())
      unresolved.push_back(version.record.id);
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

void compare_said(const store::FactVersion& version, const json& then, const Call& call, json& told) {
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
Result<void> tell_replaced(Call& call, store::Reader& reader, const json& then, json& told) {
  const Codebook& codes = call.store.codes();
  ANZE_TRY(const Date from, parse_date(text_of(then, "from")));
  for (const InstalledRulebook& installed : call.model->rulebooks) {
    if (installed.digest != text_of(then.at("rulebook"), "digest")) continue;
    const VetoClause* clause = clause_of(installed.rulebook, text_of(then, "clause"));
    if (clause == nullptr || clause->on != VetoOn::k_official || clause->select.ledger == k_no_code) continue;
    VetoFacts known;
    ANZE_CHECK(
        gather_veto_facts(call, reader, installed.rulebook, period_of(from, PeriodKind::k_year), known));
    const VetoQuestion question{known.facts, known.ids, call.today, call.today, {}};
    for (const json& accident : then.at("facts")) {
      const Fact* last =
          last_finding(*clause, *call.model->organisation, question, codes.find(text_of(then, "subject")),
                       codes.find(accident.get<std::string>()));
      if (last == nullptr) continue;
      ANZE_TRY(const std::optional<store::FactVersion> version, reader.fact_by_seq(last->seq));
      const json& facts = then.at("facts");
      if (version && std::find(facts.begin(), facts.end(), version->record.id) == facts.end())
        told.push_back("对 " + accident.get<std::string>() + " 的责任认定已由 " + version->record.id +
                       " 代替");
    }
  }
  return {};
}

}  // namespace

Result<std::vector<RecordedVeto>> recorded_vetoes(store::Reader& reader) {
  ANZE_TRY(const std::vector<store::Record> records, reader.records(k_veto_record));
  std::vector<RecordedVeto> vetoes;
  for (const store::Record& record : records)
    vetoes.push_back({record.id, record.version, record.year, json::parse(record.body)});
  return vetoes;
}

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
      ANZE_TRY(json body, body_of(call, reader, installed, proposal));
      std::string key = veto_key(proposal, call.store.codes(), text_of(body, "about"));
      current.proposals.push_back({std::move(key), std::move(body)});
    }
    ANZE_CHECK(add_unresolved(call, reader, book, known, current.unresolved));
  }
  give_ids(current.proposals, recorded);
  return current;
}

bool same_ground(const json& one, const json& other) {
  for (const char* member : {"from", "until", "forced_grade", "effects"})
    if (one.at(member) != other.at(member)) return false;
  std::vector<json> facts = one.at("facts");
  std::vector<json> others = other.at("facts");
  std::sort(facts.begin(), facts.end());
  std::sort(others.begin(), others.end());
  if (facts != others) return false;
  if (!one.contains("ground") || !other.contains("ground")) return true;
  return std::all_of(facts.begin(), facts.end(), [&](const json& fact) {
    const std::string id = fact.get<std::string>();
    return one.at("ground").value(id, json::object()).value("on", "") ==
           other.at("ground").value(id, json::object()).value("on", "");
  });
}

Result<json> what_changed(Call& call, store::Reader& reader, const json& then, const json* now) {
  json told = json::array();
  for (const json& fact : then.at("facts")) {
    const std::string id = fact.get<std::string>();
    ANZE_TRY(const std::optional<store::FactVersion> version, reader.fact(id));
    if (!version || version->voided)
      told.push_back(id + " 已撤回" +
                     (version && !version->reason.empty() ? "：" + version->reason : std::string()));
    else if (then.contains("ground"))
      compare_said(*version, then.at("ground").value(id, json::object()), call, told);
  }
  ANZE_CHECK(tell_replaced(call, reader, then, told));
  if (now != nullptr)
    for (const json& fact : now->at("facts"))
      if (std::find(then.at("facts").begin(), then.at("facts").end(), fact) == then.at("facts").end())
        told.push_back(fact.get<std::string>() + " 新计入");
  if (now != nullptr && told.empty()) told.push_back("影响期或者影响已按规定变化");
  if (told.empty()) told.push_back("所依据的事实已不符合条款规定的条件");
  return told;
}

json superseding(const json& gone, const std::vector<CurrentVeto>& proposals) {
  json by = json::array();
  for (const CurrentVeto& proposal : proposals) {
    const json& body = proposal.body;
    if (body.at("subject") != gone.at("subject") || !share_a_fact(gone, body)) continue;
    if (body.value("yellow_card", false) && !gone.value("yellow_card", false)) continue;
    const json grounds = gone.value("ground", json::object());
    const bool risen = std::any_of(body.at("ground").items().begin(), body.at("ground").items().end(),
                                   [&](const auto& each) {
                                     return grounds.contains(each.key()) &&
                                            class_rank(each.value()) > class_rank(grounds.at(each.key()));
                                   });
    if (risen || (grounds.empty() && body.at("clause") != gone.at("clause"))) by.push_back(proposal.id);
  }
  return by;
}

}  // namespace anze::plugin
