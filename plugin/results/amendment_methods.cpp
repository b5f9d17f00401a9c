// Amended versions: proposed, confirmed, refused, listed; and what is known and in no version.
#include "plugin/access/acts.h"
#include "plugin/assessments/year_quarters.h"
#include "plugin/calls/persons.h"
#include "plugin/calls/verified.h"
#include "plugin/records/proposal_record.h"
#include "plugin/records/scorecard_record.h"
#include "plugin/results/amendments.h"
#include "plugin/results/resting.h"
#include "plugin/results/scored_period.h"
#include "plugin/results/uncounted.h"
#include "plugin/results/version_changes.h"

namespace anze::plugin {
namespace {

Result<AssessmentRecord> need_sealed(store::Reader& reader, const Period& period) {
  ANZE_TRY(AssessmentRecord assessment, need_assessment(reader, period));
  if (assessment.sealed()) return assessment;
  return Error{Code::k_conflict, "amendment.unsealed", "“" + to_text(period) + "” is not sealed", "/period",
               "score it again with score.evaluate/1: it takes in what has become known"};
}

// A document or facts: what somebody remembers is no ground.
Result<void> check_ground(Call& call, store::Reader& reader) {
  const json facts = call.request.value("facts", json::array());
  if (call.text("document").empty() && facts.empty())
    return Error{Code::k_invalid, "amendment.ground", "neither a document nor a fact is named as its ground",
                 "/document", "name the document's number, or the facts that became known, or both"};
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const auto id = facts[i].get<std::string>();
    ANZE_TRY(const std::optional<store::FactVersion> fact, reader.fact(id));
    if (!fact)
      return Error{Code::k_not_found, "fact.unknown", "there is no fact “" + id + "”",
                   "/facts/" + std::to_string(i),
                   "assess.uncounted/1 lists what became known after the seal"};
  }
  return {};
}

// The scores of a period as they would be, beside those of the version in force.
struct Compared {
  json changes;  // of version_changes
  std::string digest;
};

Result<Compared> compared(Call& call, store::Reader& reader, const AssessmentRecord& in_force,
                          Assessed assessed) {
  const Codebook& codes = call.store.codes();
  const ScorecardTexts texts = scorecard_texts(assessed, codes, lanes_of(call));
  VersionSheets after = scored_version(std::move(assessed), texts, codes);
  ANZE_TRY(VersionSheets before, kept_version(call, reader, in_force));
  ANZE_TRY(const std::vector<VetoState> vetoes, vetoes_of(call, reader, in_force.period));
  Compared found;
  ANZE_TRY(found.changes, version_changes(before, after, vetoes, codes));
  found.digest = texts.digest;
  return found;
}

Result<Assessed> evaluated(Counted counted) {
  Assessed assessed{std::move(counted), {}};
  ANZE_TRY(assessed.evaluation,
           evaluate(*assessed.tally, assessed.judgements, assessed.quarters, Detail::k_numbers));
  return assessed;
}

// ---- assess.amend/1

Result<json> propose_amendment(Call& call, store::Writer& writer) {
  ANZE_TRY(const Period period, call.period());
  ANZE_TRY(const AssessmentRecord sealed, need_sealed(writer, period));
  ANZE_CHECK(check_ground(call, writer));
  ANZE_CHECK(verify_before(call, "the amended version"));
  ANZE_TRY(const store::ChainHead head, writer.head());
  ANZE_TRY(Assessed assessed, recount_now(call, writer, period));
  ANZE_CHECK(may_seal(assessed.unsealed));
  ANZE_TRY(const Compared found, compared(call, writer, sealed, std::move(assessed)));
  ANZE_TRY(json facts, uncounted_json(call, writer, sealed));
  if (found.changes.at("changes").empty() && facts.empty())
    return Error{
        Code::k_conflict, "amendment.nothing",
        "the version in force of “" + to_text(period) + "” counts everything that is known", "/period",
        "enter or correct the fact first; assess.uncounted/1 lists what a sealed result does not count"};
  AmendmentRecord amendment;
  amendment.period = period;
  amendment.version = sealed.version + 1;
  amendment.reason = call.text("reason");
  amendment.document = call.text("document");
  amendment.facts = call.request.value("facts", std::vector<std::string>{});
  amendment.by = call.actor.principal;
  amendment.on = call.today;
  amendment.facts_entry = head.seq;
  amendment.digest = found.digest;
  amendment.supersedes = sealed.scoring->digest;
  ANZE_CHECK(put_amendment(writer, amendment));
  writer.subject("proposed version " + amendment_id(period, amendment.version));
  json answer = found.changes;
  answer["period"] = to_text(period);
  answer["version"] = amendment.version;
  answer["digest"] = amendment.digest;
  answer["supersedes"] = amendment.supersedes;
  answer["facts_entry"] = amendment.facts_entry;
  answer["facts"] = std::move(facts);
  ANZE_TRY(answer["rests"], resting_json(call, writer, period));
  return answer;
}

// ---- assess.confirm/1, assess.refuse/1

struct Proposed {
  AssessmentRecord sealed;  // in force
  AmendmentRecord amendment;
};

Result<Proposed> need_proposed(store::Reader& reader, const Period& period) {
  ANZE_TRY(AssessmentRecord sealed, need_sealed(reader, period));
  ANZE_TRY(std::optional<AmendmentRecord> amendment, read_amendment(reader, period, sealed.version + 1));
  if (amendment && amendment->state == AmendmentState::k_open)
    return Proposed{std::move(sealed), *std::move(amendment)};
  return Error{Code::k_not_found, "amendment.none",
               "no amended version of “" + to_text(period) + "” waits for a second person", "/period",
               "assess.versions/1 shows what was decided; assess.amend/1 proposes one"};
}

// 签发; where every signer is assessed, somebody from outside whom the directory names.
Result<void> check_second_person(const Call& call, store::Reader& reader, const AmendmentRecord& amendment) {
  if (!call.actor.has(k_signer)) return check_stands_by(call, reader, {amendment.by});
  ANZE_TRY(const bool same, is_same_person(call, reader, amendment.by));
  if (!same) return {};
  return Error{Code::k_forbidden, "actor.four_eyes", "who proposed an amended version does not confirm it",
               "/actor", "let a signer confirm it who did not propose it"};
}

// Everybody's scorecards once more, sealed as the next version.
Result<void> seal_next(Call& call, store::Writer& writer, const Proposed& proposed, const Assessed& assessed,
                       const ScorecardTexts& texts) {
  const Codebook& codes = call.store.codes();
  ANZE_TRY(const store::ChainHead head, writer.head());
  AssessmentRecord next = proposed.sealed;
  next.version = proposed.amendment.version;
  next.supersedes = proposed.amendment.supersedes;
  next.countersigned.reset();  // it was of the version before
  next.rulebook = citation_of(*assessed.rulebook, codes);
  next.scoring = scoring_of(assessed, texts, codes, {proposed.amendment.by, proposed.amendment.on, head.seq});
  next.sealing = Sealing{call.actor.principal, call.today};
  ANZE_TRY(next.quota_document, quota_document(call, writer, assessed));
  ANZE_CHECK(put_sheets(writer, assessed, texts, codes));
  return put_assessment(writer, next);
}

Result<json> confirm_amendment(Call& call, store::Writer& writer) {
  ANZE_TRY(const Period period, call.period());
  ANZE_TRY(Proposed proposed, need_proposed(writer, period));
  AmendmentRecord& amendment = proposed.amendment;
  ANZE_CHECK(check_second_person(call, writer, amendment));
  if (call.text("digest") != amendment.digest)
    return Error{Code::k_conflict, "amendment.digest",
                 "another version of “" + to_text(period) + "” is proposed than the one that was looked at",
                 "/digest", "look at it with assess.versions/1, then send the digest it answers"};
  ANZE_CHECK(verify_before(call, "the amended version"));
  ANZE_TRY(const Assessed assessed, recount_now(call, writer, period));
  const ScorecardTexts texts = scorecard_texts(assessed, call.store.codes(), lanes_of(call));
  if (texts.digest != amendment.digest)
    return Error{Code::k_conflict, "amendment.stale",
                 "since version “" + std::to_string(amendment.version) + "” of “" + to_text(period) +
                     "” was proposed something else became known that changes scores",
                 "/period", "propose it anew with assess.amend/1, and look at what it changes now"};
  ANZE_CHECK(seal_next(call, writer, proposed, assessed, texts));
  amendment.state = AmendmentState::k_confirmed;
  amendment.decision = AmendmentRecord::Decision{call.actor.principal, call.today, {}};
  ANZE_CHECK(put_amendment(writer, amendment));
  writer.subject("seal of version " + amendment_id(period, amendment.version));
  json answer = {{"period", to_text(period)},    {"version", amendment.version},
                 {"digest", texts.digest},       {"supersedes", amendment.supersedes},
                 {"people", texts.texts.size()}, {"sealed_on", to_text(call.today)}};
  ANZE_TRY(answer["rests"], resting_json(call, writer, period));
  return answer;
}

Result<json> refuse_amendment(Call& call, store::Writer& writer) {
  ANZE_TRY(const Period period, call.period());
  ANZE_TRY(Proposed proposed, need_proposed(writer, period));
  AmendmentRecord& amendment = proposed.amendment;
  amendment.state = AmendmentState::k_refused;
  amendment.decision = AmendmentRecord::Decision{call.actor.principal, call.today, call.text("reason")};
  ANZE_CHECK(put_amendment(writer, amendment));
  writer.subject("refused version " + amendment_id(period, amendment.version));
  return json{{"period", to_text(period)}, {"version", amendment.version}, {"state", "refused"}};
}

// ---- assess.versions/1

json ground_json(const AmendmentRecord& amendment) {
  json ground = {{"reason", amendment.reason},
                 {"facts", amendment.facts},
                 {"proposed_by", amendment.by},
                 {"proposed_on", to_text(amendment.on)}};
  if (!amendment.document.empty()) ground["document"] = amendment.document;
  return ground;
}

json proposed_json(const AmendmentRecord& amendment) {
  json told = ground_json(amendment);
  told["version"] = amendment.version;
  told["state"] = row_of(k_amendment_states, amendment.state).word;
  told["digest"] = amendment.digest;
  if (amendment.decision) {
    told["decided_by"] = amendment.decision->by;
    told["decided_on"] = to_text(amendment.decision->on);
    told["decision_reason"] = amendment.decision->reason;
  }
  return told;
}

// One sealed version, its scorecards held against its digest and it against the version it supersedes.
Result<json> version_json(store::Reader& reader, const AssessmentRecord& version, const std::string& before) {
  ANZE_CHECK(sheets_written(reader, version));
  if (version.supersedes != before)
    return Error{Code::k_corrupt,
                 "assessment.altered",
                 "version " + std::to_string(version.version) + " of " + to_text(version.period) +
                     " does not name the one before by its digest",
                 {},
                 "keep the store as it is and run audit.verify/1"};
  json told = {{"version", version.version},
               {"digest", version.scoring->digest},
               {"supersedes", before.empty() ? json(nullptr) : json(before)},
               {"scored_by", version.scoring->by},
               {"scored_on", to_text(version.scoring->on)},
               {"sealed_by", version.sealing->by},
               {"sealed_on", to_text(version.sealing->on)},
               {"facts_entry", version.scoring->facts_entry},
               {"ground", nullptr}};
  if (version.version == 1) return told;
  ANZE_TRY(const std::optional<AmendmentRecord> amendment,
           read_amendment(reader, version.period, version.version));
  if (amendment) told["ground"] = ground_json(*amendment);
  return told;
}

// What a version changed against the one before; an open proposal by what was known when it was made.
Result<json> changes_of(Call& call, store::Reader& reader, const std::vector<AssessmentRecord>& sealed,
                        const std::optional<AmendmentRecord>& next, std::int64_t wanted) {
  const auto count = static_cast<std::int64_t>(sealed.size());
  if (wanted == count + 1 && next) {
    ANZE_TRY(Counted counted, count_at(call, reader, next->period, next->facts_entry));
    ANZE_TRY(Assessed assessed, evaluated(std::move(counted)));
    ANZE_TRY(Compared found, compared(call, reader, sealed.back(), std::move(assessed)));
    return std::move(found.changes);
  }
  ANZE_TRY(const AssessmentRecord version, need_version(reader, sealed.back().period, wanted));
  if (wanted == 1) return json::object();
  ANZE_TRY(VersionSheets after, kept_version(call, reader, version));
  ANZE_TRY(VersionSheets before, kept_version(call, reader, sealed[static_cast<std::size_t>(wanted - 2)]));
  ANZE_TRY(const std::vector<VetoState> vetoes, vetoes_of(call, reader, version.period));
  return version_changes(before, after, vetoes, call.store.codes());
}

Result<json> list_versions(Call& call, store::Reader& reader) {
  ANZE_TRY(const Period period, call.period());
  ANZE_CHECK(need_sealed(reader, period));
  ANZE_TRY(std::vector<AssessmentRecord> sealed, assessment_versions(reader, period));
  std::erase_if(sealed, [](const AssessmentRecord& step) { return !step.sealed(); });
  json versions = json::array();
  std::string before;
  for (const AssessmentRecord& version : sealed) {
    ANZE_TRY(json told, version_json(reader, version, before));
    versions.push_back(std::move(told));
    before = version.scoring->digest;
  }
  ANZE_TRY(const std::optional<AmendmentRecord> next,
           read_amendment(reader, period, sealed.back().version + 1));
  json answer = json::object();
  if (const std::int64_t wanted = asked_version(call); wanted > 0) {
    ANZE_TRY(answer, changes_of(call, reader, sealed, next, wanted));
  }
  answer["period"] = to_text(period);
  answer["in_force"] = sealed.back().version;
  answer["versions"] = std::move(versions);
  answer["proposed"] = next ? proposed_json(*next) : json(nullptr);
  ANZE_TRY(answer["rests"], resting_json(call, reader, period));
  return answer;
}

// ---- assess.uncounted/1

Result<json> list_uncounted(Call& call, store::Reader& reader) {
  std::vector<AssessmentRecord> sealed;
  json answer = json::object();
  if (call.text("period").empty()) {
    ANZE_TRY(sealed, read_assessments(reader));
    std::erase_if(sealed, [](const AssessmentRecord& each) { return !each.sealed(); });
  } else {
    ANZE_TRY(const Period period, call.period());
    ANZE_TRY(AssessmentRecord asked, need_sealed(reader, period));
    ANZE_TRY(Counted counted, count_now(call, reader, period));
    ANZE_TRY(Assessed assessed, evaluated(std::move(counted)));
    ANZE_TRY(Compared found, compared(call, reader, asked, std::move(assessed)));
    answer = std::move(found.changes);
    sealed.push_back(std::move(asked));
  }
  json periods = json::array();
  for (const AssessmentRecord& each : sealed) {
    ANZE_TRY(json facts, uncounted_json(call, reader, each));
    periods.push_back(
        {{"period", to_text(each.period)}, {"version", each.version}, {"facts", std::move(facts)}});
  }
  answer["periods"] = std::move(periods);
  return answer;
}

// The kept results of a period and what they are compared with.
Codes of_versions() {
  return refusals({refusal::vetoes(), {"amendment.unsealed", "assessment.missing"}});
}

void add_reads(std::vector<Method>& methods) {
  const std::initializer_list<std::string_view> readers = {k_assessor, k_reviewer, k_signer, k_discipline,
                                                           k_countersigner};
  methods.push_back(
      {.name = "assess.versions/1",
       .title = "考核结果各版本",
       .summary =
           "Lists the sealed versions of a period, each verified, with its ground and what rests on the "
           "result; of one version exactly what it changed.",
       .roles = readers,
       .members = {ask::text("period").needed(),
                   ask::integer("version", 1).says("what this one changed, or the proposed one would")},
       .answer = versions_answer(),
       .errors = refusals({of_versions(), {"assessment.version"}}),
       .function = list_versions,
       .reads_people = true});
  methods.push_back(
      {.name = "assess.uncounted/1",
       .title = "封存后才知道、尚未计入",
       .summary = "Lists facts of sealed periods that became known after the seal and are in no version; of "
                  "one period also what an amended version would change.",
       .roles = readers,
       .members = {ask::text("period").says("default: all sealed periods, without the difference")},
       .answer = uncounted_answer(),
       .errors = of_versions(),
       .function = list_uncounted,
       .reads_people = true});
}

}  // namespace

void add_amendment_methods(std::vector<Method>& methods) {
  methods.push_back(
      {.name = "assess.amend/1",
       .title = "提出更正版本",
       .summary =
           "Proposes the next version of a sealed result, with its ground, and answers exactly what it "
           "would change; a second person confirms it.",
       .roles = {k_assessor},
       .members = {ask::text("period").needed(), ask::text("reason", 1, 1000).needed(),
                   ask::text("document", 1, 200).says("the number of the paper it rests on"),
                   ask::list("facts", ask::text("", 1, 200), 1, 100)
                       .says("ids of the facts it rests on; a document, facts, or both")},
       .answer = amendment_answer(),
       .errors = refusals({of_versions(),
                           {"actor.own_case", "amendment.ground", "amendment.nothing", "fact.unknown",
                            "quarters.unsealed", "tally.differs"}}),
       .function = propose_amendment});
  methods.push_back(
      {.name = "assess.confirm/1",
       .title = "确认更正版本",
       .summary = "Seals a proposed version by a second person, after a full recount gave its scores again.",
       .roles = {k_signer, k_countersigner},
       .members = {ask::text("period").needed(),
                   ask::text("digest", 1, 100).needed().says("of the scores that were looked at"),
                   ask::text("quota_document", 1, 200)
                       .says("the document that allows more people in the best grade than the quota")},
       .answer = amendment_confirmed_answer(),
       .errors = refusals(
           {of_versions(),
            {"actor.four_eyes", "actor.nameless", "actor.own_case", "amendment.digest", "amendment.none",
             "amendment.stale", "quota.document", "quota.exceeded", "tally.differs"}}),
       .function = confirm_amendment});
  methods.push_back(
      {.name = "assess.refuse/1",
       .title = "退回更正版本",
       .summary = "Refuses a proposed version, or takes the own one back.",
       .roles = {k_assessor, k_signer, k_countersigner},
       .members = {ask::text("period").needed(), ask::text("reason", 1, 1000).needed()},
       .answer = {tell::text("period"), tell::count("version"), tell::word("state", {"refused"})},
       .errors = refusals({refusal::period(),
                           {"actor.own_case", "amendment.none", "amendment.unsealed", "assessment.missing"}}),
       .function = refuse_amendment});
  add_reads(methods);
}

}  // namespace anze::plugin
