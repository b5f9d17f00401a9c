// Vetoes and yellow cards with the decisions on them.
#include "plugin/filing/snapshot_parts.h"

#include <algorithm>
#include <array>

#include "plugin/accountability/reached_triggers.h"
#include "plugin/accountability/veto_state.h"
#include "plugin/json/fact.h"

namespace anze::plugin {
namespace {

// What a veto bars, in the words of the papers (责任制规定 art. 20).
std::string effect_title(const std::string& effect) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> k_titles{
      {{"no_excellent", "取消考核评优资格"},
       {"no_honours", "取消评选先进资格"},
       {"no_promotion", "不得晋升职务、级别或者重用任职"},
       {"demotion", "可以降职"},
       {"removal", "予以免职"},
       {"pay", "按规定扣减绩效"},
       {"talk", "约谈"},
       {"rectify", "限期整改"}}};
  for (const auto& [word, title] : k_titles)
    if (word == effect) return std::string(title);
  return effect;
}

reports::SubjectKind subject_kind(const VetoRecord& veto) {
  return veto.on == VetoOn::k_unit ? reports::SubjectKind::k_unit : reports::SubjectKind::k_person;
}

reports::VetoStanding paper_state(const VetoState& veto, Date today, Date until) {
  switch (veto.status) {
    case VetoStatus::k_confirmed:
      return today <= until ? reports::VetoStanding::k_in_force : reports::VetoStanding::k_expired;
    case VetoStatus::k_rejected:
      return reports::VetoStanding::k_rejected;
    case VetoStatus::k_lifted:
    case VetoStatus::k_superseded:
      return reports::VetoStanding::k_revoked;
    case VetoStatus::k_proposed:
    case VetoStatus::k_disagreed:
    case VetoStatus::k_basis_changed:
    case VetoStatus::k_dropped:
      break;
  }
  return reports::VetoStanding::k_proposed;
}

}  // namespace

Result<void> add_vetoes(Call& call, store::Reader& reader, const FilingRules& rules,
                        reports::Snapshot& snapshot) {
  ANZE_TRY(const std::vector<VetoState> states, vetoes_of(call, reader, snapshot.filing.period));
  for (const VetoState& state : states) {
    // What nobody decided on before its ground fell away is no matter for a paper.
    if (!state.proposed_now && state.decisions.empty()) continue;
    reports::Veto veto;
    veto.id = state.id;
    veto.level = state.yellow_card() ? reports::VetoLevel::k_yellow_card : reports::VetoLevel::k_veto;
    veto.clause = state.body.clause;
    veto.clause_title = state.body.title;
    for (const std::string& basis : state.body.basis)
      veto.legal_basis += (veto.legal_basis.empty() ? "" : "；") + basis;
    veto.subject_kind = subject_kind(state.body);
    veto.subject_id = state.subject();
    veto.subject = state.body.subject_title;
    veto.from = state.body.from;
    veto.to = state.body.until;
    veto.state = paper_state(state, call.today, state.body.until);
    for (const std::string& effect : state.body.effects) veto.effects.push_back(effect_title(effect));
    for (const std::string& id : state.body.facts) {
      ANZE_TRY(const std::optional<store::FactVersion> fact, reader.fact(id));
      if (!fact || fact->voided || fact->record.fact.ledger != call.store.codes().find(k_finding_ledger))
        continue;
      veto.finding_document =
          text_of(fact_json(*fact, call.model->ledgers, call.store.codes()).at("fields"), "document_no");
    }
    const bool lifted = state.status == VetoStatus::k_lifted;
    for (const VetoSaying& said : lifted ? state.liftings : state.decisions) {
      // Of a veto that ended, those it ended by; of any other those that count on today's ground.
      if (!said.standing) continue;
      const VetoStatement& decision = said.statement;
      reports::Decision paper;
      paper.body = decision.body == Body::k_organisation ? rules.organisation_body : rules.discipline_body;
      paper.outcome = decision.confirmed ? reports::BodyOpinion::k_agreed : reports::BodyOpinion::k_disagreed;
      paper.document = decision.document_no;
      paper.day = decision.decided_on;
      paper.opinion = decision.reason;
      veto.decisions.push_back(std::move(paper));
    }
    const auto person =
        std::find_if(snapshot.officials.begin(), snapshot.officials.end(),
                     [&](const reports::OfficialResult& result) { return result.id == veto.subject_id; });
    if (person != snapshot.officials.end()) {
      veto.post = person->post;
      add_case(*person, veto.finding_document);
    }
    snapshot.vetoes.push_back(std::move(veto));
  }
  return {};
}

Result<void> add_triggers(Call& call, store::Reader& reader, reports::Snapshot& snapshot) {
  ANZE_TRY(const std::vector<VetoRecord> reached, reached_triggers(call, reader, snapshot.filing.period));
  snapshot.triggers.emplace();
  for (const VetoRecord& body : reached) {
    reports::Trigger& trigger = snapshot.triggers->emplace_back();
    trigger.level = body.yellow_card ? reports::VetoLevel::k_yellow_card : reports::VetoLevel::k_veto;
    trigger.clause = body.clause;
    trigger.clause_title = body.title;
    trigger.subject_kind = subject_kind(body);
    trigger.subject_id = body.subject;
    trigger.subject = body.subject_title;
    trigger.from = body.from;
    trigger.how = body.how;
  }
  return {};
}

void add_case(reports::OfficialResult& official, const std::string& document) {
  std::vector<std::string>& cases = official.cases;
  if (!document.empty() && std::find(cases.begin(), cases.end(), document) == cases.end())
    cases.push_back(document);
}

}  // namespace anze::plugin
