// The parts of a snapshot that are figures and what they are counted from: what checks and papers share.
#pragma once

#include "plugin/calls/method.h"
#include "reports/snapshot/snapshot.h"
#include "scoring/days/date_range.h"

namespace anze::plugin {

// k_recorded: a figure nothing was recorded for is left out, but for the four indices and what a relation
// sets against something recorded (a 0 that contradicts is told). k_all: everything, for checks.
enum class Telling { k_recorded, k_all };

// Figures, the relations between them, and what was declared of those that fail.
Result<void> add_figures(Call& call, store::Reader& reader, const DateRange& range, Telling telling,
                         reports::Snapshot& snapshot);
// Accidents, and faults in reporting them.
Result<void> add_accidents(Call& call, store::Reader& reader, const DateRange& range,
                           reports::Snapshot& snapshot);

}  // namespace anze::plugin
