// Builds the snapshot a filing is made from: figures, accidents, results, vetoes, as known when it is
// prepared.
#pragma once

#include <string>
#include <vector>

#include "plugin/calls/method.h"
#include "plugin/definitions/filing_rules.h"
#include "plugin/records/assessment_record.h"
#include "reports/snapshot/snapshot.h"

namespace anze::plugin {

// The unfiltered snapshot; `filing` says for whom and what. Quarterly: needs the quarter's assessment sealed;
// yearly: those of all four quarters.  Errors: filing.unsealed, and those of what it reads.
Result<reports::Snapshot> build_snapshot(Call& call, store::Reader& reader, const FilingRules& rules,
                                         reports::Filing filing);

// As the source lines of a paper say it: "考核对象以外的会签人（账号…）于2025年4月9日会签。理由：…。"
std::string countersigned_text(const Countersignature& given);

}  // namespace anze::plugin
