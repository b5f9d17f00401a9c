// What an amended version changes (逐项差异): two versions of one period's scorecards, person by person, term
// by term, clause by clause. Nothing is judged here: what the scorecards say differently is all that differs.
//
// Threads: the store's (inside one act or one read).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "plugin/accountability/veto_state.h"
#include "plugin/assessments/assessment.h"

namespace anze::plugin {

// Everybody's scorecards, with the definitions they are read by.
struct VersionSheets {
  Assessed definitions;
  bool whole_answers = false;                 // of format 1
  std::map<std::string, std::string> sheets;  // by official
};

// As kept.  Requires: a scored assessment.  Errors: assessment.incomplete, assessment.altered.
Result<VersionSheets> kept_version(Call& call, store::Reader& reader, const AssessmentRecord& assessment);
// As just scored.  Requires: the texts are of these people.
VersionSheets scored_version(Assessed assessed, const ScorecardTexts& texts, const Codebook& codes);

// {"changes": [a person each], "unchanged": how many are the same in both}. Grades in force are told with the
// vetoes given.  Errors: sheet.corrupt.
Result<json> version_changes(VersionSheets& before, VersionSheets& after,
                             const std::vector<VetoState>& vetoes, const Codebook& codes);

// A person in that list.
const Shape& version_change_shape();

}  // namespace anze::plugin
