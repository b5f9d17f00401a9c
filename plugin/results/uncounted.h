// Known after the seal (封存后才知道): facts of a sealed period that were entered, changed or withdrawn since
// its version in force, and that this version does not count. They stay in this list until an amended version
// takes them in.
//
// Threads: the store's (inside one act or one read).
#pragma once

#include "plugin/calls/method.h"
#include "plugin/records/assessment_record.h"

namespace anze::plugin {

// A list of facts, by id; only those that a clause of the rulebook counts otherwise than before. Under a
// rulebook that leaves late entries out these are the withdrawn ones.
// Requires: a sealed assessment.  Errors: those of scoring.
Result<json> uncounted_json(Call& call, store::Reader& reader, const AssessmentRecord& assessment);

const Shape& uncounted_shape();

}  // namespace anze::plugin
