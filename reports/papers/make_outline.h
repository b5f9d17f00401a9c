// From a sealed snapshot to the document of its addressee.
#pragma once

#include <string_view>

#include "reports/papers/outline.h"
#include "reports/snapshot/snapshot.h"
#include "scoring/values/result.h"

namespace anze::reports {

// Builds the document of `snapshot.filing.kind`; applies view_for first, so that no builder sees more than
// its addressee may. `data_digest` is the SM3 of the sealed bytes in hex; it is printed, not computed.
// Errors: report.addressee, report.issuer when a name the paper cannot do without is empty.
Result<Outline> make_outline(const Snapshot& snapshot, std::string_view data_digest);

}  // namespace anze::reports
