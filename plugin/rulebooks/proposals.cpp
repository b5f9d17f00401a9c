#include "plugin/rulebooks/proposals.h"

#include <tuple>

#include "plugin/calls/persons.h"
#include "plugin/calls/verified.h"
#include "plugin/definitions/rule_changes.h"
#include "plugin/records/assessment_record.h"
#include "plugin/records/record_kinds.h"
#include "plugin/rulebooks/loosened.h"
#include "plugin/rulebooks/reached.h"

namespace anze::plugin {
namespace {

// Makes it the definition in force.
Result<json> enact(store::Writer& writer, const Definition& definition, const std::string& behind_subject) {
  ANZE_TRY(const store::Record record, writer.put(definition.kind, definition.id, 0, definition.body));
  const std::string named =
      definition.id == "current" ? " version " + std::to_string(record.version) : " " + definition.id;
  writer.subject(definition.noun + named + behind_subject);
  json answer = definition.answer;
  if (definition_kind(definition.kind).tells_version) answer["version"] = record.version;
  answer["in_force"] = true;
  return answer;
}

// The text in force once more: nothing is written, so that nobody's proposal rests on another one by it.
json already(store::Writer& writer, const Definition& definition) {
  writer.subject(definition.noun + " " + definition.id + " as it is in force");
  json answer = definition.answer;
  if (definition_kind(definition.kind).tells_version) answer["version"] = definition.replaces->version;
  answer["in_force"] = true;
  return answer;
}

// The text of what it replaces; "" for nothing.
Result<std::string> replaced_body(store::Reader& reader, const Definition& definition) {
  if (!definition.replaces) return std::string();
  ANZE_TRY(const std::optional<store::Record> record,
           reader.record(definition.kind, definition.replaces->id));
  return record ? record->body : std::string();
}

// One person sets a district up: as long as nobody was assessed, and where nothing is replaced. The same text
// once more changes nothing.
Result<bool> holds_at_once(store::Reader& reader, const Definition& definition, const std::string& before) {
  if (definition.replaces) return before == definition.body;
  ANZE_TRY(const std::vector<AssessmentRecord> assessments, read_assessments(reader));
  return assessments.empty();
}

// The rules it comes after, to be held against: what it replaces, or of a rulebook under another id the last
// one that assesses by the same period before its days. "" where there are none.
Result<std::string> rules_before(Call& call, store::Reader& reader, const Definition& definition,
                                 const std::string& before) {
  if (!before.empty() || definition.kind != k_rulebook_record) return before;
  const json book = json::parse(definition.body);
  ANZE_TRY(const Date from, parse_date(text_of(book, "effective_from")));
  const Rulebook* last = nullptr;
  for (const InstalledRulebook& installed : call.model->rulebooks) {
    const Rulebook& other = installed.rulebook;
    if (to_text(other.assesses) != text_of(book, "assesses") || from < other.effective_from) continue;
    if (last == nullptr ||
        std::tie(last->effective_from, last->version) < std::tie(other.effective_from, other.version))
      last = &other;
  }
  if (last == nullptr) return std::string();
  const std::string id = call.store.codes().text(last->id) + "/" + std::to_string(last->version);
  ANZE_TRY(const std::optional<store::Record> record, reader.record(k_rulebook_record, id));
  return record ? record->body : std::string();
}

// What the second person has to know of it.
Result<void> weigh(Call& call, store::Reader& reader, const Definition& definition, const std::string& before,
                   ProposalRecord& proposal) {
  ANZE_TRY(const std::string rules, rules_before(call, reader, definition, before));
  if (!rules.empty()) {
    auto found = loosened(definition.kind, rules, definition.body, call.store.codes());
    if (!found) return damage_or(call.store, found.error());  // the new one was read: it is the stored one
    proposal.loosens = *std::move(found);
  }
  ANZE_TRY(proposal.reaches, reached(reader, definition.kind, before, definition.body, call.today));
  return {};
}

// Two proposals for one definition cannot both come true: the later takes the place of the earlier.
Result<void> replace_earlier(Call& call, store::Writer& writer, const ProposalRecord& proposal) {
  ANZE_TRY(const std::vector<ProposalRecord> proposals, read_proposals(writer));
  for (ProposalRecord earlier : proposals) {
    if (earlier.state != ProposalState::k_open || earlier.definition != proposal.definition ||
        earlier.target != proposal.target)
      continue;
    earlier.state = ProposalState::k_replaced;
    earlier.decision = ProposalRecord::Decision{call.actor.principal, proposal.role, call.today, proposal.id};
    ANZE_CHECK(put_proposal(writer, earlier));
  }
  return {};
}

Result<json> propose(Call& call, store::Writer& writer, const Definition& definition,
                     const std::string& before) {
  ProposalRecord proposal;
  ANZE_CHECK(weigh(call, writer, definition, before, proposal));
  proposal.reason = call.text("reason");
  if (proposal.grave() && proposal.reason.empty())
    return Error{Code::k_invalid, "proposal.reason",
                 proposal.loosens.empty()
                     ? "it reaches into what is assessed or over: " + proposal.reaches.front().text
                     : "it loosens a control: " + proposal.loosens.front().text,
                 "/reason", "say why in \"reason\": results and papers will tell it"};
  ANZE_TRY(const store::ChainHead head, writer.head());
  proposal.id = proposal_id(head.seq + 1);
  proposal.definition = definition.kind;
  proposal.target = definition.id;
  proposal.title = definition.title;
  proposal.document = definition.body;
  proposal.replaces = definition.replaces;
  proposal.by = call.actor.principal;
  proposal.role = definition_kind(definition.kind).proposer;
  proposal.on = call.today;
  ANZE_CHECK(replace_earlier(call, writer, proposal));
  ANZE_CHECK(put_proposal(writer, proposal));
  writer.subject("proposal " + proposal.id + ": " + definition.noun + " " + definition.id);
  json answer = definition.answer;
  answer["in_force"] = false;
  answer["proposal"] = proposal.id;
  answer["loosens"] = loosens_json(proposal);
  answer["reaches"] = reaches_json(proposal);
  return answer;
}

// As what the actor confirms: 签发, or the administrator who does not propose such definitions.
Result<std::string> confirming_role(const Call& call, const ProposalRecord& proposal) {
  for (const std::string_view role : {k_signer, k_security_admin, k_system_admin})
    if (role != proposal.role && call.actor.has(role)) return std::string(role);
  return Error{Code::k_forbidden, "actor.role",
               "what a " + proposal.role + " proposes is confirmed by a signer or the other administrator",
               "/actor", "let a signer or the other administrator confirm it"};
}

Error stale(const ProposalRecord& proposal, const std::string& why) {
  return {Code::k_conflict, "proposal.stale", "since “" + proposal.id + "” was proposed, " + why, "/proposal",
          "propose it anew as things stand, and let it be confirmed then"};
}

// Runs the check of its kind on the proposal's document, as if it were sent now.
Result<Definition> checked_again(Call& call, store::Writer& writer, const ProposalRecord& proposal) {
  const DefinitionKind& kind = definition_kind(proposal.definition);
  const json request = {{kind.member, json::parse(proposal.document)}, {"id", proposal.target}};
  Call inner{call.store,        call.services, call.method, request,    call.actor,
             call.now_ms,       call.clock_ms, call.today,  call.model, call.calendar,
             call.sheet_limits, call.uploads,  call.desk,   {}};
  Result<Definition> definition = kind.check(inner, writer);
  for (const Error& problem : inner.problems) call.problems.push_back(problem.within("/proposal"));
  if (!definition) return definition.error().within("/proposal");
  return definition;
}

}  // namespace

Result<json> take_in(Call& call, store::Writer& writer, std::string_view record) {
  ANZE_TRY(const Definition definition, definition_kind(record).check(call, writer));
  ANZE_TRY(const std::string before, replaced_body(writer, definition));
  if (definition.replaces && before == definition.body && definition.replaces->id == definition.id)
    return already(writer, definition);
  ANZE_TRY(const bool at_once, holds_at_once(writer, definition, before));
  return at_once ? enact(writer, definition, {}) : propose(call, writer, definition, before);
}

Result<json> put_in_force(Call& call, store::Writer& writer, ProposalRecord proposal) {
  ANZE_TRY(const bool same, is_same_person(call, writer, proposal.by));
  if (same)
    return Error{Code::k_forbidden, "actor.four_eyes",
                 "who proposed a change of the rules does not confirm it", "/actor",
                 "let a signer or the other administrator confirm it"};
  ANZE_TRY(const std::string role, confirming_role(call, proposal));
  ANZE_TRY(const Definition definition, checked_again(call, writer, proposal));
  if (definition.replaces != proposal.replaces)
    return stale(proposal, "what it would replace was changed itself");
  ANZE_TRY(const std::string before, replaced_body(writer, definition));
  ProposalRecord now;
  ANZE_CHECK(weigh(call, writer, definition, before, now));
  if (now.loosens != proposal.loosens || now.reaches != proposal.reaches)
    return stale(proposal, "other periods or controls are touched by it");
  ANZE_CHECK(enact(writer, definition, " (" + proposal.id + ")"));
  proposal.state = ProposalState::k_confirmed;
  proposal.decision = ProposalRecord::Decision{call.actor.principal, role, call.today, {}};
  ANZE_CHECK(put_proposal(writer, proposal));
  return json{{"proposal", proposal.id},
              {"state", row_of(k_proposal_states, proposal.state).word},
              {"definition", proposal.definition},
              {"target", proposal.target},
              {"in_force", true},
              {"confirmed_on", to_text(call.today)}};
}

}  // namespace anze::plugin
