// Builds the snapshot a filing is made from: figures, accidents, results, vetoes, as known when it is
// prepared.
#pragma once

#include <vector>

#include "plugin/calls/method.h"
#include "plugin/definitions/filing_rules.h"
#include "reports/snapshot/snapshot.h"

namespace anze::plugin {

// The unfiltered snapshot; `filing` says for whom and what. Quarterly: needs the quarter's assessment sealed;
// yearly: those of all four quarters.  Errors: filing.unsealed, and those of what it reads.
Result<reports::Snapshot> build_snapshot(Call& call, store::Reader& reader, const FilingRules& rules,
                                         reports::Filing filing);

}  // namespace anze::plugin
