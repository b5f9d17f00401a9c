// Kept results: what score.evaluate/1 kept of a period, read back. The numbers are those of the sheets;
// titles come from the definitions of then, and the calculation in words is made again from the facts of
// then.
//
// Scorecards of format 1 hold the whole answer and are taken as they are.
#pragma once

#include "plugin/assessments/assessment.h"
#include "plugin/records/assessment_record.h"

namespace anze::plugin {

// All of a scored assessment (Requires).
//
// Period, rulebook and organisation as they were when it was scored; nothing is counted.
Result<Counted> definitions_then(Call& call, store::Reader& reader, const AssessmentRecord& assessment);

// A list entry for each person: points, grade, posts held.
// Errors: assessment.incomplete, assessment.altered, sheet.corrupt.
Result<json> kept_people(Call& call, store::Reader& reader, const AssessmentRecord& assessment);

// Each person's whole result (result_json), in the same order. Where the facts of then no longer give the
// kept numbers (the host's calendar of those days has changed), the kept numbers stand and the words say so.
Result<std::vector<json>> stored_results(Call& call, store::Reader& reader,
                                         const AssessmentRecord& assessment);

// One person's, with the facts of each line.  Errors: score.nobody, assessment.not_reproduced.
Result<json> stored_result(Call& call, store::Reader& reader, const AssessmentRecord& assessment,
                           const std::string& official);
// The same of a period that has not been scored, as things stand.
Result<json> preview_result(Call& call, store::Reader& reader, const Period& period,
                            const std::string& official);

}  // namespace anze::plugin
