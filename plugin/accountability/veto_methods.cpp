// The one-vote veto: the engine proposes, the organisation department and the discipline body decide, and
// both are needed again to lift what both decided. Nothing that was said is ever overwritten.
#include <algorithm>

#include "plugin/access/acts.h"
#include "plugin/accountability/veto_answers.h"
#include "plugin/accountability/veto_ground.h"
#include "plugin/accountability/veto_state.h"
#include "plugin/calls/persons.h"

namespace anze::plugin {
namespace {

const RecordedVeto* find_recorded(const std::vector<RecordedVeto>& recorded, const std::string& id) {
  const auto found =
      std::find_if(recorded.begin(), recorded.end(), [&](const RecordedVeto& each) { return each.id == id; });
  return found == recorded.end() ? nullptr : &*found;
}

// What has no ground any more is said to have none, so that the record itself tells since when.
Result<json> end_gone(Call& call, store::Writer& writer, const std::vector<RecordedVeto>& recorded,
                      const CurrentVetoes& current, std::int32_t year) {
  json ended = json::array();
  for (const RecordedVeto& veto : recorded) {
    const auto still = [&](const CurrentVeto& each) { return each.id == veto.id; };
    if (veto.year != year || veto.body.gone ||
        std::any_of(current.proposals.begin(), current.proposals.end(), still))
      continue;
    VetoRecord body = veto.body;
    VetoGone& end = body.gone.emplace();
    ANZE_TRY(end.because, what_changed(call, writer, veto.body, nullptr));
    end.superseded_by = superseding(veto.body, current.proposals);
    ANZE_CHECK(put_veto(writer, veto.id, year, body));
    ended.push_back(veto.id);
  }
  return ended;
}

Result<json> propose(Call& call, store::Writer& writer) {
  ANZE_TRY(const Period year, call.period());
  if (year.kind != PeriodKind::k_year)
    return invalid("veto.period", "veto triggers are counted over a year", "/period",
                   "name the year, for example \"2025\"");
  ANZE_TRY(const std::vector<RecordedVeto> recorded, recorded_vetoes(writer));
  ANZE_TRY(const CurrentVetoes current, current_vetoes(call, writer, year, recorded));
  json fresh = json::array();
  json changed = json::array();
  json all = json::array();
  for (const CurrentVeto& proposal : current.proposals) {
    const RecordedVeto* before = find_recorded(recorded, proposal.id);
    if (before == nullptr || before->body != proposal.body)
      ANZE_CHECK(put_veto(writer, proposal.id, civil(year.first).year, proposal.body));
    if (before == nullptr)
      fresh.push_back(proposal.id);
    else if (before->body.gone || !same_ground(before->body, proposal.body))
      changed.push_back(proposal.id);
    all.push_back(proposal.id);
  }
  ANZE_TRY(json ended, end_gone(call, writer, recorded, current, civil(year.first).year));
  writer.subject("veto proposals of " + to_text(year));
  return json{{"period", to_text(year)},   {"proposals", std::move(all)},
              {"new", std::move(fresh)},   {"changed", std::move(changed)},
              {"ended", std::move(ended)}, {"unresolved", current.unresolved}};
}

// Spaces, also the wide ones of Chinese typing, are no number and no reason.
bool is_blank(std::string_view text) {
  constexpr std::string_view k_wide = "\u3000";
  while (!text.empty()) {
    if (text.starts_with(k_wide))
      text.remove_prefix(k_wide.size());
    else if (text.front() == ' ' || text.front() == '\t' || text.front() == '\n' || text.front() == '\r')
      text.remove_prefix(1);
    else
      return false;
  }
  return true;
}

// The body is the actor's own: nobody decides for the other one. `said`: what stands of either. Once the
// other body has spoken a colleague of the person speaks too, but only as the first of the own body: what
// replaces a saying of it is said from outside, or both would come to be said from inside, one after the
// other.
Result<Body> own_body(const Call& call, const VetoState& veto, const std::vector<VetoSaying>& said) {
  const CodeId subject = call.store.codes().find(veto.subject());
  const bool on_unit = veto.body.on == VetoOn::k_unit;
  const Body body = call.actor.has(k_discipline) ? Body::k_discipline : Body::k_organisation;
  const auto spoke = [&](bool own) {
    return std::any_of(said.begin(), said.end(), [&](const VetoSaying& each) {
      return each.standing && (each.statement.body == body) == own;
    });
  };
  ANZE_CHECK(check_act_on(call, Concern{.official = on_unit ? k_no_code : subject,
                                        .unit = on_unit ? subject : k_no_code,
                                        .since = veto.body.from,
                                        .seconded = spoke(false) && !spoke(true)}));
  if (call.actor.has(k_discipline) && call.actor.has(k_assessor))
    return Error{Code::k_forbidden, "actor.two_bodies", "this person holds roles of both deciding bodies",
                 "/actor", "the two bodies decide through different people"};
  return body;
}

// Nobody speaks for both bodies, under any account: `said` is what stands of either.
Result<void> check_two_people(const Call& call, store::Reader& reader, Body body,
                              const std::vector<VetoSaying>& said) {
  for (const VetoSaying& other : said) {
    if (other.statement.body == body || !other.standing) continue;
    ANZE_TRY(const bool decided_it, is_same_person(call, reader, other.statement.decided_by));
    if (decided_it)
      return Error{Code::k_forbidden, "actor.two_bodies", "this person has decided for the other body",
                   "/actor", "the two bodies decide through different people"};
  }
  return {};
}

// A decision is a document: it has a number of its own, and whoever replaces one says why.
Result<void> check_document(const Call& call, const VetoState& veto, Body body, bool needs_reason) {
  const std::string number = call.text("document_no");
  if (is_blank(number))
    return invalid("veto.document", "a decision has a document with a number", "/document_no",
                   "write the number of the body's document");
  bool decided = needs_reason;
  for (const std::vector<VetoSaying>* list : {&veto.decisions, &veto.liftings})
    for (const VetoSaying& said : *list) {
      if (said.statement.body != body) continue;
      decided = true;
      if (said.statement.document_no == number)
        return invalid("veto.document", "“" + number + "” is the document of what this body decided before",
                       "/document_no",
                       "a decision stands until a new document replaces it; write its number");
    }
  if (decided && is_blank(call.text("reason")))
    return invalid("veto.reason", "what takes the place of a decision says why", "/reason",
                   "write the reason, as the document has it");
  return {};
}

Result<void> refuse_changed(const Call& call, const VetoState& veto) {
  if (!veto.proposed_now)
    return Error{Code::k_conflict, "veto.baseless", "nothing proposes “" + veto.id + "” any more", "/veto",
                 "veto.list/1 tells what changed; what both bodies decided is lifted with veto.lift/1"};
  const bool other = call.request.contains("version") && call.request.at("version") != veto.version;
  if (!veto.on_record || other)
    return Error{Code::k_conflict, "veto.changed",
                 "“" + veto.id + "” rests on something else than what is to be decided",
                 other ? "/version" : "/veto",
                 other ? "look at version " + std::to_string(veto.version) + " with veto.list/1, then decide"
                       : "propose it anew with veto.propose/1, look at it, then decide"};
  return {};
}

VetoStatement said_now(const Call& call, const VetoState& veto, Body body) {
  VetoStatement said;
  said.veto = veto.id;
  said.version = veto.version;
  said.body = body;
  said.document_no = call.text("document_no");
  said.reason = call.text("reason");
  said.decided_by = call.actor.principal;
  said.decided_on = call.today;
  return said;
}

Result<json> decide(Call& call, store::Writer& writer) {
  ANZE_TRY(const VetoState before, need_veto(call, writer, call.text("veto")));
  ANZE_TRY(const Body body, own_body(call, before, before.decisions));
  ANZE_CHECK(refuse_changed(call, before));
  if (before.in_force() && !call.request.value("confirmed", false))
    return Error{Code::k_conflict, "veto.confirmed", "both bodies have confirmed “" + before.id + "”",
                 "/confirmed", "to lift it is an act of its own, of both bodies: veto.lift/1"};
  ANZE_CHECK(check_two_people(call, writer, body, before.decisions));
  ANZE_CHECK(check_document(call, before, body, false));
  VetoStatement decision = said_now(call, before, body);
  decision.confirmed = call.request.value("confirmed", false);
  // The toll may still change the class: whoever reads the decision later is to know.
  decision.provisional = before.body.provisional;
  ANZE_CHECK(put_veto_statement(writer, decision));
  writer.subject("decision on veto " + before.id);
  ANZE_TRY(const VetoState after, need_veto(call, writer, before.id));
  return after.shown();
}

Result<json> lift(Call& call, store::Writer& writer) {
  ANZE_TRY(const VetoState before, need_veto(call, writer, call.text("veto")));
  ANZE_TRY(const Body body, own_body(call, before, before.liftings));
  if (before.status != VetoStatus::k_confirmed && before.status != VetoStatus::k_basis_changed)
    return Error{
        Code::k_conflict, "veto.not_decided",
        "“" + before.id + "” is " + std::string(to_word(before.status)) + ": there is nothing to lift",
        "/veto", "a proposal is decided with veto.decide/1; a veto is lifted once both have confirmed it"};
  ANZE_CHECK(check_document(call, before, body, true));
  ANZE_CHECK(check_two_people(call, writer, body, before.liftings));
  VetoStatement lifting = said_now(call, before, body);
  lifting.lifting = true;
  lifting.ground_gone = !before.proposed_now;
  ANZE_CHECK(put_veto_statement(writer, lifting));
  writer.subject("lifting of veto " + before.id);
  ANZE_TRY(const VetoState after, need_veto(call, writer, before.id));
  return after.shown();
}

Result<json> list_vetoes(Call& call, store::Reader& reader) {
  ANZE_TRY(const Period period, call.period());
  ANZE_TRY(const std::vector<VetoState> states, vetoes_of(call, reader, period));
  json vetoes = json::array();
  for (const VetoState& state : states) vetoes.push_back(state.shown());
  return json{{"period", to_text(period)}, {"vetoes", std::move(vetoes)}};
}

}  // namespace

std::span<const Method> veto_methods() {
  static const auto& methods = *new std::vector<Method>{
      {.name = "veto.propose/1",
       .title = "提出一票否决建议",
       .summary =
           "Checks every veto clause over the year so far, records what it proposes and what it proposes no "
           "more.",
       .roles = {k_assessor, k_discipline},
       .members = {ask::text("period").needed().says("a year")},
       .answer = proposals_answer(),
       .errors = refusals({refusal::vetoes(), {"veto.period"}}),
       .function = propose},
      {.name = "veto.decide/1",
       .title = "认定一票否决",
       .summary = "Records one body's decision on a proposal, with its document number.",
       .roles = {k_assessor, k_discipline},
       .members =
           {ask::text("veto").needed(), ask::flag("confirmed").needed(),
            ask::text("document_no", 1, 200).needed(),
            ask::text("reason", 0, 1000).says("needed when the body has decided before"),
            ask::integer("version", 1).says("of the proposal that was looked at; another one is refused")},
       .answer = veto_shape().members,
       .errors =
           refusals({refusal::vetoes(),
                     {"veto.unknown", "veto.baseless", "veto.changed", "veto.confirmed", "veto.document",
                      "veto.reason", "actor.own_case", "actor.relation", "actor.two_bodies"}}),
       .function = decide},
      {.name = "veto.lift/1",
       .title = "撤销一票否决",
       .summary = "Records one body's lifting of a veto, which ends when both bodies have lifted it.",
       .roles = {k_assessor, k_discipline},
       .members = {ask::text("veto").needed(), ask::text("document_no", 1, 200).needed(),
                   ask::text("reason", 1, 1000).needed()},
       .answer = veto_shape().members,
       .errors = refusals({refusal::vetoes(),
                           {"veto.unknown", "veto.not_decided", "veto.document", "veto.reason",
                            "actor.own_case", "actor.relation", "actor.two_bodies"}}),
       .function = lift},
      {.name = "veto.list/1",
       .title = "一票否决情况",
       .summary = "Lists the vetoes that touch a period, on the ground of today, with every decision and "
                  "lifting there "
                  "was.",
       .roles = {k_assessor, k_discipline, k_reviewer, k_signer},
       .members = {ask::text("period").needed()},
       .answer = vetoes_answer(),
       .errors = refusal::vetoes(),
       .function = list_vetoes,
       .reads_people = true},
  };
  return methods;
}

}  // namespace anze::plugin
