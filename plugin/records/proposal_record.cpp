#include "plugin/records/proposal_record.h"

#include "plugin/records/body.h"
#include "plugin/records/record_kinds.h"

namespace anze::plugin {
namespace {

using anze::json::Object;
using anze::json::Place;

Loosening loosening_of(const Place& place) {
  Object object(place);
  Loosening loosening{object.need<std::string>("at"), object.need<std::string>("text")};
  object.close();
  return loosening;
}

Reach reach_of(const Place& place) {
  Object object(place);
  Reach reach;
  reach.at = object.need<std::string>("at");
  reach.text = object.need<std::string>("text");
  reach.state = object.need<std::string>("state");
  reach.period = optional_text(object, "period");
  const Date first = object.need<Date>("from");
  const Date last = object.need<Date>("to");
  if (first <= last)
    reach.days = DateRange(first, last);
  else
    place.problem("range.order", "it ends before it begins");
  object.close();
  return reach;
}

Replaced replaced_of(const Place& place) {
  Object object(place);
  Replaced replaced{object.need<std::string>("id"), object.need<std::int64_t>("version")};
  object.close();
  return replaced;
}

void fill(Object& object, ProposalRecord& proposal) {
  proposal.state = read_state(object, "state", k_proposal_states);
  proposal.definition = object.need<std::string>("definition");
  proposal.target = object.need<std::string>("target");
  proposal.title = object.need<std::string>("title");
  proposal.document = object.need<std::string>("document");
  if (const std::optional<Place> place = object.find("replaces")) proposal.replaces = replaced_of(*place);
  for (const Place& each : object.need_list("loosens")) proposal.loosens.push_back(loosening_of(each));
  for (const Place& each : object.need_list("reaches")) proposal.reaches.push_back(reach_of(each));
  proposal.reason = optional_text(object, "reason");
  proposal.by = object.need<std::string>("proposed_by");
  proposal.role = object.need<std::string>("proposed_as");
  proposal.on = object.need<Date>("proposed_on");
  if (proposal.state == ProposalState::k_open) return;
  proposal.decision =
      ProposalRecord::Decision{object.need<std::string>("decided_by"), object.need<std::string>("decided_as"),
                               object.need<Date>("decided_on"), optional_text(object, "decision_reason")};
}

void fill_amendment(Object& object, AmendmentRecord& amendment) {
  amendment.period = read_period(object, "period");
  amendment.version = object.need_integer<std::int64_t>("version", 2);
  amendment.state = read_state(object, "state", k_amendment_states);
  amendment.reason = object.need<std::string>("reason");
  amendment.document = optional_text(object, "document");
  amendment.facts = read_texts(object, "facts");
  amendment.by = object.need<std::string>("proposed_by");
  amendment.on = object.need<Date>("proposed_on");
  amendment.facts_entry = object.need<std::int64_t>("facts_entry");
  amendment.digest = object.need<std::string>("digest");
  amendment.supersedes = object.need<std::string>("supersedes");
  if (amendment.state == AmendmentState::k_open) return;
  amendment.decision =
      AmendmentRecord::Decision{object.need<std::string>("decided_by"), object.need<Date>("decided_on"),
                                optional_text(object, "decision_reason")};
}

}  // namespace

std::string proposal_id(std::int64_t entry) {
  return "P-" + std::to_string(entry);
}

Result<ProposalRecord> proposal_of(const store::Record& stored) {
  ANZE_TRY(ProposalRecord proposal, read_body<ProposalRecord>(stored, fill));
  proposal.id = stored.id;
  return proposal;
}

json loosens_json(const ProposalRecord& proposal) {
  json list = json::array();
  for (const Loosening& each : proposal.loosens) list.push_back({{"at", each.at}, {"text", each.text}});
  return list;
}

json reaches_json(const ProposalRecord& proposal) {
  json list = json::array();
  for (const Reach& each : proposal.reaches) {
    list.push_back({{"at", each.at},
                    {"text", each.text},
                    {"state", each.state},
                    {"from", to_text(each.days.first)},
                    {"to", to_text(each.days.last)}});
    if (!each.period.empty()) list.back()["period"] = each.period;
  }
  return list;
}

json proposal_json(const ProposalRecord& proposal) {
  json body = {{"state", row_of(k_proposal_states, proposal.state).word},
               {"definition", proposal.definition},
               {"target", proposal.target},
               {"title", proposal.title},
               {"document", proposal.document},
               {"loosens", loosens_json(proposal)},
               {"reaches", reaches_json(proposal)},
               {"proposed_by", proposal.by},
               {"proposed_as", proposal.role},
               {"proposed_on", to_text(proposal.on)}};
  if (proposal.replaces)
    body["replaces"] = {{"id", proposal.replaces->id}, {"version", proposal.replaces->version}};
  if (!proposal.reason.empty()) body["reason"] = proposal.reason;
  if (proposal.decision) {
    body["decided_by"] = proposal.decision->by;
    body["decided_as"] = proposal.decision->role;
    body["decided_on"] = to_text(proposal.decision->on);
    if (!proposal.decision->reason.empty()) body["decision_reason"] = proposal.decision->reason;
  }
  return body;
}

Result<std::optional<ProposalRecord>> read_proposal(store::Reader& reader, const std::string& id) {
  return read_current(reader, k_proposal_record, id, 0, proposal_of);
}

Result<std::vector<ProposalRecord>> read_proposals(store::Reader& reader, std::int64_t as_of_entry) {
  ANZE_TRY(const std::vector<store::Record> stored, reader.records(k_proposal_record, as_of_entry));
  return read_each(stored, proposal_of);
}

Result<void> put_proposal(store::Writer& writer, const ProposalRecord& proposal) {
  ANZE_ASSERT(proposal.decision.has_value() == (proposal.state != ProposalState::k_open));
  ANZE_TRY(const std::optional<ProposalRecord> before, read_proposal(writer, proposal.id));
  ANZE_CHECK(check_follows(k_proposal_states, before ? std::optional(before->state) : std::nullopt,
                           proposal.state, std::string(k_proposal_record) + " " + proposal.id));
  ANZE_CHECK(writer.put(k_proposal_record, proposal.id, 0, dump(proposal_json(proposal))));
  return {};
}

std::string amendment_id(const Period& period, std::int64_t version) {
  return to_text(period) + "/v" + std::to_string(version);
}

Result<AmendmentRecord> amendment_of(const store::Record& stored) {
  return read_body<AmendmentRecord>(stored, fill_amendment);
}

json amendment_json(const AmendmentRecord& amendment) {
  json body = {{"period", to_text(amendment.period)},
               {"version", amendment.version},
               {"state", row_of(k_amendment_states, amendment.state).word},
               {"reason", amendment.reason},
               {"facts", amendment.facts},
               {"proposed_by", amendment.by},
               {"proposed_on", to_text(amendment.on)},
               {"facts_entry", amendment.facts_entry},
               {"digest", amendment.digest},
               {"supersedes", amendment.supersedes}};
  if (!amendment.document.empty()) body["document"] = amendment.document;
  if (amendment.decision) {
    body["decided_by"] = amendment.decision->by;
    body["decided_on"] = to_text(amendment.decision->on);
    if (!amendment.decision->reason.empty()) body["decision_reason"] = amendment.decision->reason;
  }
  return body;
}

Result<std::optional<AmendmentRecord>> read_amendment(store::Reader& reader, const Period& period,
                                                      std::int64_t version) {
  return read_current(reader, k_amendment_record, amendment_id(period, version), 0, amendment_of);
}

Result<void> put_amendment(store::Writer& writer, const AmendmentRecord& amendment) {
  ANZE_ASSERT(amendment.decision.has_value() == (amendment.state != AmendmentState::k_open));
  const std::string id = amendment_id(amendment.period, amendment.version);
  ANZE_TRY(const std::optional<AmendmentRecord> before,
           read_amendment(writer, amendment.period, amendment.version));
  ANZE_CHECK(check_follows(k_amendment_states, before ? std::optional(before->state) : std::nullopt,
                           amendment.state, std::string(k_amendment_record) + " " + id));
  ANZE_CHECK(writer.put(k_amendment_record, id, civil(amendment.period.first).year,
                        dump(amendment_json(amendment))));
  return {};
}

}  // namespace anze::plugin
