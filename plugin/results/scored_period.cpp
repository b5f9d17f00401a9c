#include "plugin/results/scored_period.h"

#include "plugin/accountability/final_grade.h"
#include "plugin/records/scorecard_bytes.h"
#include "plugin/records/scorecard_record.h"
#include "scoring/scorecards/rank.h"

namespace anze::plugin {
namespace {

// Events on vacant posts: nobody is blamed for them, and nobody may overlook them.
std::vector<VacantEvents> vacant_of(const Assessed& assessed, const Codebook& codes) {
  std::vector<VacantEvents> vacant;
  for (const VacantCount& count : vacant_events(*assessed.tally)) {
    const Clause& clause = clause_at(assessed.rulebook->rulebook, count.clause);
    vacant.push_back({clause.id, clause.title, codes.text(count.post),
                      std::string(assessed.organisation->title(count.post)), count.count});
  }
  return vacant;
}

}  // namespace

Param sealed_version() {
  return ask::integer("version", 1)
      .says("of the sealed result (assess.versions/1); default: the one in force");
}

std::int64_t asked_version(const Call& call) {
  return call.request.value("version", std::int64_t{0});
}

Result<Assessed> recount_now(Call& call, store::Reader& reader, const Period& period) {
  ANZE_TRY(Counted counted, count_facts(call, reader, period));
  ANZE_CHECK(compare_stored(call, reader, counted));
  Assessed assessed{std::move(counted), {}};
  ANZE_TRY(assessed.evaluation,
           evaluate(*assessed.tally, assessed.judgements, assessed.quarters, Detail::k_numbers));
  return assessed;
}

Citation citation_of(const InstalledRulebook& installed, const Codebook& codes) {
  const Rulebook& book = installed.rulebook;
  return {{codes.text(book.id), book.version, installed.digest}, book.title, book.document_no};
}

Scoring scoring_of(const Assessed& assessed, const ScorecardTexts& sheets, const Codebook& codes,
                   ScoredBy scored) {
  Scoring scoring;
  scoring.by = std::move(scored.principal);
  scoring.on = scored.on;
  scoring.facts_entry = scored.facts_entry;
  scoring.as_of = assessed.as_of;
  scoring.sheet_format = k_sheet_format;
  scoring.digest = sheets.digest;
  scoring.people = sheets.texts.size();
  scoring.notes = assessed.evaluation.notes;
  scoring.vacant = vacant_of(assessed, codes);
  return scoring;
}

Result<void> put_sheets(store::Writer& writer, const Assessed& assessed, const ScorecardTexts& sheets,
                        const Codebook& codes) {
  const std::vector<PersonResult>& people = assessed.evaluation.people;
  ANZE_ASSERT(sheets.texts.size() == people.size());
  for (std::size_t i = 0; i < people.size(); ++i)
    ANZE_CHECK(put_sheet(writer, assessed.period, codes.text(people[i].official), sheets.texts[i]));
  return {};
}

Result<std::string> quota_document(Call& call, store::Reader& reader, const Assessed& assessed) {
  const Rulebook& book = assessed.rulebook->rulebook;
  ANZE_TRY(const std::vector<VetoState> vetoes, vetoes_of(call, reader, assessed.period));
  const Quota quota = quota_of(book, final_grades(assessed.evaluation, vetoes, call.store.codes()));
  if (!quota.exceeded() || book.policies.over_quota == OverQuota::k_note) return std::string{};
  const std::string over = std::to_string(quota.excellent) + " of " + std::to_string(quota.people) +
                           " people have the grade “" + book.grades.front().title + "”, " +
                           std::to_string(quota.allowed) + " may";
  if (book.policies.over_quota == OverQuota::k_refuse)
    return Error{Code::k_conflict, "quota.exceeded", over, "/period",
                 "decide who stays, as the rulebook says; nothing allows more"};
  if (call.text("quota_document").empty())
    return Error{Code::k_conflict, "quota.document", over, "/quota_document",
                 "send the number of the document that allows it as quota_document"};
  return call.text("quota_document");
}

Result<std::int64_t> late_in(store::Reader& reader, const Period& period) {
  std::int64_t late = 0;
  ANZE_CHECK(reader.scan({period.first, period.last, {}, 0}, [&](const Fact& fact) {
    late += fact.late ? 1 : 0;
    return true;
  }));
  return late;
}

}  // namespace anze::plugin
