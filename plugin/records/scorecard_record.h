// The scorecards of a scored assessment, as records: canonical sheets (scorecard_bytes.h), or in format 1 the
// whole answers of then. Scoring is one act, so they are the records of the audit entry after the one up to
// which it took facts in; the assessment holds a digest over them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plugin/records/assessment_record.h"
#include "plugin/store/store.h"

namespace anze::plugin {

// In the order they were written, held against the digest.  Requires: a scored assessment.
// Errors: assessment.incomplete, assessment.altered.
Result<std::vector<store::Record>> sheets_written(store::Reader& reader, const AssessmentRecord& assessment);

// One official's of that scoring, without looking at the others.  Requires: a scored assessment.
Result<std::optional<store::Record>> sheet_written(store::Reader& reader, const AssessmentRecord& assessment,
                                                   const std::string& official);

Result<void> put_sheet(store::Writer& writer, const Period& period, const std::string& official,
                       std::string text);

}  // namespace anze::plugin
