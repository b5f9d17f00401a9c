// The assessment of a period: opened, scored, explained, sealed. What people give to it: judge.cpp; what
// comes after the seal: amendment_methods.cpp.
#include <algorithm>

#include "plugin/access/acts.h"
#include "plugin/accountability/final_grade.h"
#include "plugin/accountability/veto_state.h"
#include "plugin/assessments/past_results.h"
#include "plugin/assessments/year_quarters.h"
#include "plugin/calls/persons.h"
#include "plugin/calls/verified.h"
#include "plugin/definitions/rule_changes.h"
#include "plugin/results/amendments.h"
#include "plugin/results/score_answers.h"
#include "plugin/results/scored_period.h"
#include "scoring/scorecards/rank.h"

namespace anze::plugin {
namespace {

Result<Assessed> score_now(Call& call, store::Writer& writer, const Period& period,
                           Source source = Source::k_stored) {
  ANZE_TRY(Counted counted, count_and_store(call, writer, period, source));
  Assessed assessed{std::move(counted), {}};
  ANZE_TRY(assessed.evaluation,
           evaluate(*assessed.tally, assessed.judgements, assessed.quarters, Detail::k_numbers));
  return assessed;
}

Result<json> open_assessment(Call& call, store::Writer& writer) {
  ANZE_TRY(const Period period, call.period());
  ANZE_TRY(const InstalledRulebook* installed, call.model->need_rulebook(period));
  ANZE_TRY(const std::optional<AssessmentRecord> opened, read_assessment(writer, period));
  if (opened)
    return Error{Code::k_conflict, "assessment.exists",
                 "the assessment of " + to_text(period) + " is open already", "/period",
                 "go on with score.evaluate/1"};
  AssessmentRecord assessment;
  assessment.period = period;
  assessment.rulebook = citation_of(*installed, call.store.codes());
  assessment.opened_by = call.actor.principal;
  assessment.opened_on = call.today;
  ANZE_CHECK(put_assessment(writer, assessment));
  writer.subject("assessment " + to_text(period));
  return assessment_json(assessment);
}

Result<json> evaluate_period(Call& call, store::Writer& writer) {
  ANZE_TRY(const Period period, call.period());
  ANZE_TRY(AssessmentRecord assessment, need_assessment(writer, period));
  ANZE_CHECK(refuse_sealed(assessment));
  ANZE_TRY(const store::ChainHead head, writer.head());
  const Source source = call.request.value("recount", false) ? Source::k_facts : Source::k_stored;
  ANZE_TRY(const Assessed assessed, score_now(call, writer, period, source));
  ANZE_CHECK(may_score(assessed.rulebook->rulebook, assessed.unsealed));
  const Codebook& codes = call.store.codes();
  const ScorecardTexts sheets = scorecard_texts(assessed, codes, lanes_of(call));
  ANZE_CHECK(put_sheets(writer, assessed, sheets, codes));
  assessment.state = AssessmentState::k_scored;
  assessment.countersigned.reset();                              // it was of the scores before
  assessment.rulebook = citation_of(*assessed.rulebook, codes);  // a later version may have come since
  const Scoring& scoring = assessment.scoring.emplace(
      scoring_of(assessed, sheets, codes, {call.actor.principal, call.today, head.seq}));
  ANZE_CHECK(put_assessment(writer, assessment));
  writer.subject("scores of " + to_text(period));
  return json{{"period", to_text(period)},
              {"people", scoring.people},
              {"scorecards", assessed.evaluation.cards.size()},
              {"notes", *scoring.notes},
              {"vacant", vacant_json(*scoring.vacant)},
              {"digest", scoring.digest},
              {"facts_entry", scoring.facts_entry}};
}

// What was changed about the rules of a period stands with its results.
Result<void> tell_rule_changes(store::Reader& reader, const Period& period, json& answer) {
  ANZE_TRY(const std::vector<ProposalRecord> changes, rule_changes_of(reader, period));
  if (!changes.empty()) answer["rule_changes"] = rule_changes_json(changes);
  return {};
}

Result<json> list_scores(Call& call, store::Reader& reader) {
  ANZE_TRY(const Period period, call.period());
  ANZE_TRY(const AssessmentRecord assessment, need_version(reader, period, asked_version(call)));
  if (!assessment.scoring)
    return Error{Code::k_not_found, "assessment.unscored",
                 "the assessment of " + to_text(period) + " has no scores yet", "/period",
                 "score it with score.evaluate/1"};
  json answer = assessment_json(assessment);
  ANZE_TRY(answer["people"], kept_people(call, reader, assessment));
  ANZE_TRY(const std::vector<VetoState> vetoes, vetoes_of(call, reader, period));
  // The veto stands beside the score: both are shown, neither replaces the other.
  for (json& person : answer["people"]) {
    FinalGrade final = final_grade_of(text_of(person, "official"), text_of(person, "grade"), vetoes);
    person["final_grade"] = std::move(final.grade);
    if (!final.veto.empty()) person["veto"] = std::move(final.veto);
  }
  ANZE_CHECK(tell_rule_changes(reader, period, answer));
  return answer;
}

Result<json> explain(Call& call, store::Reader& reader) {
  const std::string wanted = call.text("official");
  ANZE_TRY(const Period period, call.period());
  ANZE_TRY(std::optional<AssessmentRecord> assessment, read_assessment(reader, period));
  if (const std::int64_t version = asked_version(call); version > 0) {
    ANZE_TRY(assessment, need_version(reader, period, version));
  }
  const bool scored = assessment && assessment->scoring;
  ANZE_TRY(json answer, scored ? stored_result(call, reader, *assessment, wanted)
                               : preview_result(call, reader, period, wanted));
  if (scored) {
    answer["state"] = row_of(k_assessment_states, assessment->state).word;
    answer["rulebook"] = citation_json(assessment->rulebook);
    if (assessment->version > 1) answer["version"] = assessment->version;
  } else {
    ANZE_TRY(const InstalledRulebook* installed, call.model->need_rulebook(period));
    answer["state"] = "preview";
    answer["rulebook"] = citation_json(citation_of(*installed, call.store.codes()));
  }
  answer["rulebook"].erase("id");
  ANZE_TRY(const std::vector<VetoState> vetoes, vetoes_of(call, reader, period));
  answer["vetoes"] = json::array();
  for (const VetoState& veto : vetoes)
    if (veto.subject() == wanted) answer["vetoes"].push_back(veto.shown());
  ANZE_CHECK(tell_rule_changes(reader, period, answer));
  return answer;
}

// Scored and not sealed.
Result<AssessmentRecord> scored_assessment(store::Reader& reader, const Period& period) {
  ANZE_TRY(AssessmentRecord assessment, need_assessment(reader, period));
  ANZE_CHECK(refuse_sealed(assessment));
  if (assessment.scoring) return assessment;
  return Error{Code::k_conflict, "assessment.unscored", "there is nothing to seal yet", "/period",
               "score it with score.evaluate/1"};
}

// Somebody outside stands by the scores as they are, before one of the assessed seals them.
Result<json> countersign(Call& call, store::Writer& writer) {
  ANZE_TRY(const Period period, call.period());
  ANZE_TRY(AssessmentRecord assessment, scored_assessment(writer, period));
  ANZE_CHECK(check_stands_by(call, writer, {assessment.opened_by, assessment.scoring->by}));
  if (const std::string seen = call.text("digest"); !seen.empty() && seen != assessment.scoring->digest)
    return Error{Code::k_conflict, "countersign.digest",
                 "“" + to_text(period) + "” has other scores than those that were looked at", "/digest",
                 "look at them with score.list/1, then send the digest it answers"};
  assessment.countersigned = Countersignature{call.actor.principal, call.today, call.text("reason")};
  ANZE_CHECK(put_assessment(writer, assessment));
  writer.subject("countersignature of " + to_text(period));
  return json{{"period", to_text(period)},
              {"digest", assessment.scoring->digest},
              {"countersigned", countersignature_json(*assessment.countersigned)}};
}

Result<json> seal(Call& call, store::Writer& writer) {
  ANZE_TRY(const Period period, call.period());
  ANZE_TRY(const std::optional<AssessmentRecord> known, read_assessment(writer, period));
  ANZE_CHECK(check_countersigned(call, writer, period, known ? known->countersigned : std::nullopt));
  ANZE_TRY(AssessmentRecord assessment, scored_assessment(writer, period));
  ANZE_TRY(const bool scored_it, is_same_person(call, writer, assessment.scoring->by));
  if (scored_it)
    return Error{Code::k_forbidden, "actor.four_eyes", "who scored a period does not seal it", "/actor",
                 "let another signer do this"};
  if (call.today <= period.last)
    return Error{Code::k_conflict, "assessment.early", to_text(period) + " is not over yet", "/period",
                 "seal it after " + to_text(period.last)};
  ANZE_CHECK(verify_before(call, "the seal"));
  // A full recount from the facts must give the kept tally, and what was scored, to the byte.
  ANZE_TRY(const Assessed assessed, recount_now(call, writer, period));
  ANZE_CHECK(may_seal(assessed.unsealed));
  const ScorecardTexts sheets = scorecard_texts(assessed, call.store.codes(), lanes_of(call));
  if (sheets.digest != assessment.scoring->digest)
    return Error{Code::k_conflict, "assessment.stale",
                 "facts, judgements or rules changed after " + to_text(period) + " was scored", "/period",
                 "score it again with score.evaluate/1, look at what changed, then seal"};
  ANZE_TRY(assessment.quota_document, quota_document(call, writer, assessed));
  assessment.state = AssessmentState::k_sealed;
  assessment.sealing = Sealing{call.actor.principal, call.today};
  ANZE_CHECK(put_assessment(writer, assessment));
  writer.subject("seal of " + to_text(period));
  ANZE_TRY(const std::int64_t late, late_in(writer, period));
  json answer = {{"period", to_text(period)},
                 {"digest", sheets.digest},
                 {"sealed_on", to_text(call.today)},
                 {"late_facts", late},
                 {"late_counted", assessed.rulebook->rulebook.policies.count_late_facts}};
  if (assessment.countersigned) answer["countersigned"] = countersignature_json(*assessment.countersigned);
  return answer;
}

// From the opening to the seal.
std::span<const Method> course_methods() {
  static const auto& methods = *new std::vector<Method>{
      {.name = "assess.open/1",
       .title = "开启考核",
       .summary = "Opens the assessment of a period; facts about it recorded from now on are late.",
       .roles = {k_assessor},
       .members = {ask::text("period").needed()},
       .answer = opened_answer(),
       .errors = refusals({refusal::period(),
                           {"rulebook.missing", "rulebook.conflict", "assessment.exists", "actor.own_case"}}),
       .function = open_assessment},
      {.name = "score.evaluate/1",
       .title = "计分",
       .summary = "Scores every assessed official of the period and keeps the scorecards.",
       .roles = {k_assessor},
       .members = {ask::text("period").needed(),
                   ask::flag("recount").says("count again from the facts, not from the kept tally")},
       .answer = scored_answer(),
       .errors =
           refusals({refusal::scoring(),
                     {"assessment.missing", "assessment.sealed", "actor.own_case", "quarters.unsealed"}}),
       .function = evaluate_period},
      {.name = "score.list/1",
       .title = "考核结果",
       .summary = "Lists the period's results, each veto beside its score.",
       .roles = {k_assessor, k_reviewer, k_signer, k_discipline, k_countersigner},
       .members = {ask::text("period").needed(), sealed_version()},
       .answer = scores_answer(),
       .errors =
           refusals({refusal::vetoes(), {"assessment.missing", "assessment.unscored", "assessment.version"}}),
       .function = list_scores,
       .reads_people = true},
      {.name = "score.explain/1",
       .title = "得分说明",
       .summary = "Opens one official's score to clause, legal basis, counts and facts.",
       .roles = {k_assessor, k_reviewer, k_signer, k_discipline, k_official},
       .members = {ask::text("period").needed(), ask::text("official").needed(), sealed_version()},
       .answer = score_answer(),
       .errors = refusals({refusal::vetoes(),
                           {"actor.own_sheet", "assessment.missing", "assessment.not_reproduced",
                            "assessment.version", "score.nobody"}}),
       .function = explain,
       .reads_people = true},
      {.name = "assess.countersign/1",
       .title = "会签考核",
       .summary = "Stands by a period's scores from outside, where nobody but one of the assessed can seal "
                  "them.",
       .roles = {k_countersigner},
       .members = {ask::text("period").needed(),
                   ask::text("digest").says(
                       "of the scores that were looked at (score.list/1): others are refused"),
                   ask::text("reason", 1, 1000).needed().says("why nobody else can seal")},
       .answer = countersigned_answer(),
       .errors = refusals({refusal::period(),
                           {"assessment.missing", "assessment.sealed", "assessment.unscored",
                            "countersign.digest", "actor.own_case", "actor.nameless", "actor.four_eyes"}}),
       .function = countersign},
      {.name = "assess.seal/1",
       .title = "封存考核",
       .summary = "Recounts from the facts and seals the period's results.",
       .roles = {k_signer},
       .members = {ask::text("period").needed(),
                   ask::text("quota_document", 1, 200)
                       .says("the document that allows more people in the best grade than the quota")},
       .answer = sealed_answer(),
       .errors = refusals({refusal::vetoes(),
                           {"assessment.missing", "assessment.sealed", "assessment.unscored",
                            "assessment.early", "assessment.stale", "actor.own_case", "actor.four_eyes",
                            "quarters.unsealed", "quota.document", "quota.exceeded", "tally.differs"}}),
       .function = seal},
  };
  return methods;
}

}  // namespace

std::span<const Method> score_methods() {
  static const auto& methods = *new std::vector<Method>([] {
    std::vector<Method> all(course_methods().begin(), course_methods().end());
    add_amendment_methods(all);
    return all;
  }());
  return methods;
}

}  // namespace anze::plugin
