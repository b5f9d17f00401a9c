// The parts of a snapshot, each filled by its own file; snapshot_builder.cpp puts them together.
#pragma once

#include "plugin/filing/rules.h"
#include "plugin/method.h"
#include "reports/snapshot.h"
#include "scoring/date_range.h"

namespace anze::plugin {

// k_recorded: a figure nothing was recorded for is left out, but for the four indices and what a relation
// sets against something recorded (a 0 that contradicts is told). k_all: everything, for checks.
enum class Telling { k_recorded, k_all };

// Figures, the relations between them, and what was declared of those that fail.
Result<void> add_figures(Call& call, store::Reader& reader, const DateRange& range, Telling telling,
                         reports::Snapshot& snapshot);
Result<void> add_accidents(Call& call, store::Reader& reader, const DateRange& range,
                           reports::Snapshot& snapshot);
// Requires: a scored assessment, parsed.
Result<void> add_results(Call& call, store::Reader& reader, const json& assessment,
                         reports::Snapshot& snapshot);
// Requires: the results are there, for the posts of those concerned.
Result<void> add_vetoes(Call& call, store::Reader& reader, const FilingRules& rules,
                        reports::Snapshot& snapshot);

}  // namespace anze::plugin
