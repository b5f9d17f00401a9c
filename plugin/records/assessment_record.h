// AssessmentRecord (考核): the course of one period's assessment, one version a step: opened, scored (as
// often as facts and judgements come in), sealed. The answer of score.list/1 shows it as it is kept.
//
// A sealed one changes by an amended version only (proposal_record.h): a step more, sealed like the one
// before, which it names by its digest. Its `version` counts those that were sealed.
//
// It names the audit entry up to which facts and judgements were taken in, so that the scores can be computed
// again, to the same bytes, at any later time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plugin/json/json.h"
#include "plugin/json/told.h"
#include "plugin/records/citation.h"
#include "plugin/records/states.h"
#include "plugin/store/store.h"
#include "scoring/days/period.h"
#include "scoring/json/reader.h"

namespace anze::plugin {

enum class AssessmentState { k_open, k_scored, k_sealed };

inline constexpr StateRow<AssessmentState> k_assessment_states[] = {
    {AssessmentState::k_open, "open", "已开启", true, states({AssessmentState::k_scored})},
    {AssessmentState::k_scored, "scored", "已计分", false,
     states({AssessmentState::k_scored, AssessmentState::k_sealed})},
    {AssessmentState::k_sealed, "sealed", "已封存", false, states({AssessmentState::k_sealed})},
};
static_assert(in_order(k_assessment_states));

// Events counted on a post while nobody held it.
struct VacantEvents {
  std::string clause;
  std::string title;
  std::string post;
  std::string post_title;
  std::int64_t count = 0;
};

// What a scoring leaves.
struct Scoring {
  std::string by;  // principal
  Date on;
  std::int64_t facts_entry =
      0;  // everything up to this audit entry was taken in; the sheets are the next one's
  Date as_of;
  std::int64_t sheet_format = 1;  // of the scorecards (plugin/docs/formats/sheet.md)
  std::string digest;             // over the rulebook's digest and the sheets, hex
  std::size_t people = 0;
  json listed;  // in format 1 the people themselves, as score.list/1 shows them; null since
  std::optional<std::vector<std::string>> notes;    // the first scorings told none
  std::optional<std::vector<VacantEvents>> vacant;  // the same

  bool whole_answers() const { return sheet_format == 1; }
};

struct Sealing {
  std::string by;
  Date on;
};

// 会签: somebody who is not assessed stands by an act on the whole population before one of the assessed does
// it: seals the period, or signs a letter about it.
struct Countersignature {
  std::string by;  // principal
  Date on;
  std::string reason;  // why nobody else can
};

// The member "countersigned" of an assessment, and of a letter; none without it.
std::optional<Countersignature> read_countersignature(anze::json::Object& object);
json countersignature_json(const Countersignature& given);
const Shape& countersignature_shape();

struct AssessmentRecord {
  Period period;
  AssessmentState state = AssessmentState::k_open;
  Citation rulebook;  // of the last scoring; before it, of the opening
  std::string opened_by;
  Date opened_on;
  std::optional<Scoring> scoring;                 // there since it is scored
  std::optional<Countersignature> countersigned;  // of the scores as they are; scoring again ends it
  std::optional<Sealing> sealing;                 // there since it is sealed
  std::string quota_document;  // what allowed more of the best grade than the quota, if anything did
  std::int64_t version = 1;    // of the sealed result; from 2 on it is an amended one
  std::string supersedes;      // the digest of the version before; "" of the first

  bool sealed() const { return state == AssessmentState::k_sealed; }
};

// Errors of reading: record.corrupt, with the member.
Result<AssessmentRecord> assessment_of(const store::Record& stored);
json assessment_json(const AssessmentRecord& assessment);  // what is stored
json vacant_json(const std::vector<VacantEvents>& vacant);

// `as_of_entry` 0: now.
Result<std::optional<AssessmentRecord>> read_assessment(store::Reader& reader, const Period& period,
                                                        std::int64_t as_of_entry = 0);
Result<std::vector<AssessmentRecord>> read_assessments(store::Reader& reader);  // of all periods
// Every step of one, oldest first.
Result<std::vector<AssessmentRecord>> assessment_versions(store::Reader& reader, const Period& period);
// Errors: assessment.missing.
Result<AssessmentRecord> need_assessment(store::Reader& reader, const Period& period);
// The sealed version of that number; 0: the last step, whatever it is.
// Errors: assessment.missing, assessment.version.
Result<AssessmentRecord> need_version(store::Reader& reader, const Period& period, std::int64_t version);
// Errors: assessment.sealed.
Result<void> refuse_sealed(const AssessmentRecord& assessment);

// Writes the next version.  Errors: record.state.
Result<void> put_assessment(store::Writer& writer, const AssessmentRecord& assessment);

}  // namespace anze::plugin
