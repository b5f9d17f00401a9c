// The parts of a snapshot that only letters have, each filled by its own file.
#pragma once

#include "plugin/calls/method.h"
#include "plugin/definitions/filing_rules.h"
#include "plugin/records/assessment_record.h"
#include "reports/snapshot/snapshot.h"
#include "scoring/days/date_range.h"

namespace anze::plugin {

inline constexpr const char* k_finding_ledger = "finding";

// Findings of liability made in those days, exemptions too. Requires: the results are there, for the posts.
Result<void> add_liabilities(Call& call, store::Reader& reader, const DateRange& range,
                             reports::Snapshot& snapshot);
// Requires: a scored assessment.
Result<void> add_results(Call& call, store::Reader& reader, const AssessmentRecord& assessment,
                         reports::Snapshot& snapshot);
// How many have which grade in force, by the sealed assessment of the period itself, if there is one.
Result<void> add_grade_groups(Call& call, store::Reader& reader, reports::Snapshot& snapshot);
// Triggers that are reached and that nobody has proposed.
Result<void> add_triggers(Call& call, store::Reader& reader, reports::Snapshot& snapshot);
// A case the papers name an official in; each document once.
void add_case(reports::OfficialResult& official, const std::string& document);
// Requires: the results are there, for the posts of those concerned.
Result<void> add_vetoes(Call& call, store::Reader& reader, const FilingRules& rules,
                        reports::Snapshot& snapshot);

}  // namespace anze::plugin
