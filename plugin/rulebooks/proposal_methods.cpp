// Proposals for definitions: shown to the second person, confirmed, refused.
#include "plugin/records/record_kinds.h"
#include "plugin/rulebooks/differences.h"
#include "plugin/rulebooks/proposals.h"
#include "plugin/rulebooks/rulebook_answers.h"

namespace anze::plugin {
namespace {

json proposal_row(const ProposalRecord& proposal) {
  json told = proposal_json(proposal);
  told["proposal"] = proposal.id;
  told.erase("document");
  if (!told.contains("reason")) told["reason"] = "";
  if (!proposal.replaces) told["replaces"] = nullptr;
  return told;
}

// The version it would replace, or did.
Result<std::optional<std::string>> replaced_text(store::Reader& reader, const ProposalRecord& proposal) {
  if (!proposal.replaces) return std::optional<std::string>();
  ANZE_TRY(const std::vector<store::Record> versions,
           reader.versions(proposal.definition, proposal.replaces->id));
  for (const store::Record& each : versions)
    if (each.version == proposal.replaces->version) return std::optional(each.body);
  return std::optional<std::string>();
}

Result<ProposalRecord> need_proposal(store::Reader& reader, const std::string& id) {
  ANZE_TRY(std::optional<ProposalRecord> proposal, read_proposal(reader, id));
  if (proposal) return *std::move(proposal);
  return Error{Code::k_not_found, "proposal.unknown", "there is no proposal “" + id + "”", "/proposal",
               "definition.proposals/1 lists them"};
}

Result<ProposalRecord> need_open(store::Reader& reader, const std::string& id) {
  ANZE_TRY(ProposalRecord proposal, need_proposal(reader, id));
  if (proposal.state == ProposalState::k_open) return proposal;
  return Error{Code::k_conflict, "proposal.decided",
               "the proposal “" + id + "” is " + std::string(row_of(k_proposal_states, proposal.state).word) +
                   " already",
               "/proposal",
               "definition.proposals/1 shows who decided; propose it anew where it is still wanted"};
}

// One of them whole: with its document, and what differs from what it replaces.
Result<json> show_one(store::Reader& reader, const std::string& id) {
  constexpr std::size_t k_changes = 500;
  ANZE_TRY(const ProposalRecord proposal, need_proposal(reader, id));
  json told = proposal_row(proposal);
  told["document"] = json::parse(proposal.document);
  ANZE_TRY(const std::optional<std::string> before, replaced_text(reader, proposal));
  if (before) told.update(differences(json::parse(*before), told.at("document"), k_changes));
  return json{{"proposals", json::array({std::move(told)})}};
}

Result<json> list_proposals(Call& call, store::Reader& reader) {
  if (!call.text("proposal").empty()) return show_one(reader, call.text("proposal"));
  ANZE_TRY(const std::vector<ProposalRecord> proposals, read_proposals(reader));
  const std::string state = call.text("state");
  json list = json::array();
  for (const ProposalRecord& each : proposals)
    if (state.empty() || row_of(k_proposal_states, each.state).word == state)
      list.push_back(proposal_row(each));
  return json{{"proposals", std::move(list)}};
}

Result<json> confirm(Call& call, store::Writer& writer) {
  ANZE_TRY(ProposalRecord proposal, need_open(writer, call.text("proposal")));
  return put_in_force(call, writer, std::move(proposal));
}

Result<json> refuse(Call& call, store::Writer& writer) {
  ANZE_TRY(ProposalRecord proposal, need_open(writer, call.text("proposal")));
  std::string_view as = k_signer;
  for (const std::string_view role : {k_system_admin, k_security_admin, k_signer})
    if (call.actor.has(role)) as = role;
  proposal.state = ProposalState::k_refused;
  proposal.decision =
      ProposalRecord::Decision{call.actor.principal, std::string(as), call.today, call.text("reason")};
  ANZE_CHECK(put_proposal(writer, proposal));
  writer.subject("refusal of proposal " + proposal.id);
  return json{{"proposal", proposal.id}, {"state", row_of(k_proposal_states, proposal.state).word}};
}

}  // namespace

void add_proposal_methods(std::vector<Method>& methods) {
  methods.push_back({.name = "definition.proposals/1",
                     .title = "规则修改提议",
                     .summary = "Lists proposed changes of definitions; of one the document and every "
                                "difference to what it replaces.",
                     .roles = {k_system_admin, k_security_admin, k_signer, k_auditor},
                     .members = {ask::word("state", {"open", "confirmed", "refused", "replaced"}),
                                 ask::text("proposal", 1, 100).says("this one, whole")},
                     .answer = definition_proposals_answer(),
                     .errors = {"proposal.unknown"},
                     .function = list_proposals});
  methods.push_back(
      {.name = "definition.confirm/1",
       .title = "确认规则修改",
       .summary = "Puts a proposed definition in force, by a second person, after every check "
                  "was run again.",
       .roles = {k_signer, k_system_admin, k_security_admin},
       .members = {ask::text("proposal", 1, 100).needed()},
       .answer = confirmed_answer(),
       .errors = refusals({definition_refusals(),
                           {"actor.four_eyes", "proposal.unknown", "proposal.decided", "proposal.stale"}}),
       .function = confirm,
       .changes_model = true});
  methods.push_back(
      {.name = "definition.refuse/1",
       .title = "退回规则修改",
       .summary = "Refuses a proposed definition, or takes the own one back.",
       .roles = {k_signer, k_system_admin, k_security_admin},
       .members = {ask::text("proposal", 1, 100).needed(), ask::text("reason", 1, 1000).needed()},
       .answer = {tell::text("proposal"), tell::word("state", {"refused"})},
       .errors = {"proposal.unknown", "proposal.decided"},
       .function = refuse});
}

}  // namespace anze::plugin
