// Which veto proposals of a year a draft would bring and which it would drop, beside those of the rulebook it
// would replace: a changed trigger changes whom the two bodies have to decide about.
#pragma once

#include "plugin/accountability/veto_state.h"
#include "scoring/organisation/organisation.h"

namespace anze::plugin {

// [{"change": "added" | "dropped", "clause", "title", "yellow_card", "subject", "subject_title", "from",
// "how", "forced_grade"}], the draft's first. As things stand today; nothing is recorded.  Errors: store.*
Result<json> veto_changes(Call& call, store::Reader& reader, const Organisation& organisation,
                          const Rulebook& book, const Rulebook& draft, const Period& year);

}  // namespace anze::plugin
