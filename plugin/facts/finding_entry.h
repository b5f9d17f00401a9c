// FindingEntry: what a finding of responsibility must pass that a rulebook vetoes people by. Its point is the
// person and the accident: one that leads to nobody would be counted by no clause, and nobody would notice.
#pragma once

#include "plugin/calls/method.h"
#include "scoring/entries/record.h"

namespace anze::plugin {

// Facts that no veto clause looks for as findings pass.
// Errors: finding.person (neither a person nor a post that somebody answered for on the day of the accident),
// finding.before_accident.
Result<void> check_finding(const Call& call, store::Reader& reader, const Fact& fact);

// A correction that gives an accident a later day does not move it past the findings that rest on it. `then`:
// its day before.  Errors: finding.before_accident.
Result<void> check_findings_of(const Call& call, store::Reader& reader, const FactRecord& accident,
                               Date then);

}  // namespace anze::plugin
