// A period as it is scored and kept: what score.evaluate/1, the seal and an amended version have in common.
//
// Threads: the store's (inside one act or one read).
#pragma once

#include <string>
#include <vector>

#include "plugin/assessments/assessment.h"

namespace anze::plugin {

// The member "version" of a request: which sealed version is asked for; 0: the one in force.
Param sealed_version();
std::int64_t asked_version(const Call& call);

// Everything from the facts; the kept tally is only compared.  Errors: tally.differs, those of scoring.
Result<Assessed> recount_now(Call& call, store::Reader& reader, const Period& period);

Citation citation_of(const InstalledRulebook& installed, const Codebook& codes);

struct ScoredBy {
  std::string principal;
  Date on;
  std::int64_t facts_entry = 0;
};
// What a scoring leaves in the assessment.
Scoring scoring_of(const Assessed& assessed, const ScorecardTexts& sheets, const Codebook& codes,
                   ScoredBy scored);
// Keeps everybody's scorecard.  Requires: the texts are of these people.
Result<void> put_sheets(store::Writer& writer, const Assessed& assessed, const ScorecardTexts& sheets,
                        const Codebook& codes);

// The document that allows more of the best grade than the quota does; "" when none is needed.
// Errors: quota.document, quota.exceeded.
Result<std::string> quota_document(Call& call, store::Reader& reader, const Assessed& assessed);

// Facts of the period's days that came after its opening (补录).
Result<std::int64_t> late_in(store::Reader& reader, const Period& period);

}  // namespace anze::plugin
