// The one-vote veto: the engine proposes, the organisation department and the discipline body decide.
#include "plugin/assessment.h"
#include "plugin/own_case.h"
#include "plugin/persons.h"
#include "plugin/veto_state.h"

namespace anze::plugin {
namespace {

Result<json> propose(Call& call, store::Writer& writer) {
  ANZE_TRY(const Period year, call.period());
  if (year.kind != PeriodKind::k_year)
    return invalid("veto.period", "veto triggers are counted over a year", "/period",
                   "name the year, for example \"2025\"");
  ANZE_TRY(const Organisation* organisation, call.model->need_organisation());
  const Codebook& codes = call.store.codes();
  const Date as_of = std::min(year.last, call.today);
  json fresh = json::array();
  json all = json::array();
  for (const InstalledRulebook& installed : call.model->rulebooks) {
    const Rulebook& book = installed.rulebook;
    if (book.vetoes.empty()) continue;
    VetoFacts known;
    ANZE_CHECK(gather_veto_facts(call, writer, book, year, known));
    ANZE_TRY(const std::vector<SealedResult> results, gather_results(call, writer, book, year));
    for (const VetoProposal& proposal :
         propose_vetoes(book, *organisation, known.facts, known.ids, as_of, results)) {
      // A trigger is judged by the list that held on its day, also when it becomes known later.
      if (!call.model->in_force(installed, proposal.from)) continue;
      const VetoClause* clause = nullptr;
      for (const VetoClause& candidate : book.vetoes)
        if (candidate.id == proposal.clause) clause = &candidate;
      json behind = json::array();
      for (const std::int64_t seq : proposal.facts) {
        ANZE_TRY(const std::optional<store::FactVersion> version, writer.fact_by_seq(seq));
        if (version) behind.push_back(version->record.id);
      }
      const json body = {
          {"clause", proposal.clause},
          {"title", clause->title},
          {"basis", clause->basis},
          {"authority", clause->authority},
          {"yellow_card", proposal.yellow_card},
          {"on", proposal.on == VetoOn::k_unit ? "unit" : "official"},
          {"subject", codes.text(proposal.subject)},
          {"subject_title", std::string(organisation->title(proposal.subject))},
          {"from", to_text(proposal.from)},
          {"until", to_text(proposal.until)},
          {"facts", behind},
          {"forced_grade", clause->forced_grade},
          {"effects", clause->effects},
          {"provisional", proposal.provisional},
          {"how", proposal.how},
          {"rulebook",
           {{"id", codes.text(book.id)}, {"version", book.version}, {"digest", installed.digest}}}};
      const std::string id =
          proposal.clause + "/" + codes.text(proposal.subject) + "/" + to_text(proposal.from);
      ANZE_TRY(const std::optional<store::Record> before, writer.record(k_veto_record, id));
      if (!before || before->body != dump(body)) {
        ANZE_CHECK(writer.put(k_veto_record, id, civil(year.first).year, dump(body)));
        fresh.push_back(id);
      }
      all.push_back(id);
    }
  }
  writer.subject("veto proposals of " + to_text(year));
  return json{{"period", to_text(year)}, {"proposals", std::move(all)}, {"new", std::move(fresh)}};
}

Result<json> decide(Call& call, store::Writer& writer) {
  ANZE_TRY(const VetoState before, need_veto(writer, call.text("veto")));
  ANZE_CHECK(check_not_own_veto(call, before));
  // The body is the actor's own: nobody decides for the other one.
  const std::string body = call.actor.has(k_discipline) ? "discipline" : "organisation";
  if (call.actor.has(k_discipline) && call.actor.has(k_assessor))
    return Error{Code::k_forbidden, "actor.two_bodies", "this person holds roles of both deciding bodies",
                 "/actor", "the two bodies decide through different people"};
  for (const json& other : before.decisions) {
    if (text_of(other, "body") == body) continue;
    ANZE_TRY(const bool decided_it, is_same_person(call, writer, text_of(other, "decided_by")));
    if (decided_it)
      return Error{Code::k_forbidden, "actor.two_bodies", "this person has decided for the other body",
                   "/actor", "the two bodies decide through different people"};
  }
  const json decision = {{"veto", before.id},
                         {"body", body},
                         {"confirmed", call.request.at("confirmed")},
                         {"document_no", call.text("document_no")},
                         {"reason", call.text("reason")},
                         {"decided_by", call.actor.principal},
                         {"decided_on", to_text(call.today)}};
  ANZE_CHECK(
      writer.put(k_veto_decision_record, before.id + "/" + body, civil(call.today).year, dump(decision)));
  writer.subject("decision on veto " + before.id);
  ANZE_TRY(const VetoState after, need_veto(writer, before.id));
  return after.shown();
}

Result<json> list(Call& call, store::Reader& reader) {
  ANZE_TRY(const Period period, call.period());
  ANZE_TRY(const std::vector<VetoState> states, vetoes_of(reader, period));
  json vetoes = json::array();
  for (const VetoState& state : states) vetoes.push_back(state.shown());
  return json{{"period", to_text(period)}, {"vetoes", std::move(vetoes)}};
}

}  // namespace

std::span<const Method> veto_methods() {
  static const auto& methods = *new std::vector<Method>{
      {"veto.propose/1",
       "提出一票否决建议",
       "Checks every veto clause over the year so far and records what it proposes.",
       {k_assessor, k_discipline},
       R"({"period!": {"type": "string", "description": "a year"}})",
       propose},
      {"veto.decide/1",
       "认定一票否决",
       "Records one body's decision on a proposal, with its document number.",
       {k_assessor, k_discipline},
       R"({"veto!": {"type": "string"}, "confirmed!": {"type": "boolean"}, "document_no!": {"type": "string", "minLength": 1, "maxLength": 200},
           "reason": {"type": "string", "maxLength": 1000}})",
       decide},
      {"veto.list/1",
       "一票否决情况",
       "Lists proposals and decisions that touch a period.",
       {k_assessor, k_discipline, k_reviewer, k_signer},
       R"({"period!": {"type": "string"}})",
       list,
       false,
       true},
  };
  return methods;
}

}  // namespace anze::plugin
