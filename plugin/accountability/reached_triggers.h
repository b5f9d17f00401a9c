// Triggers of vetoes and yellow cards that are reached today while no proposal of them is on record: what a
// paper may not be silent about. They are what veto.propose/1 would record (veto_ground.h), recorded nowhere.
#pragma once

#include <vector>

#include "plugin/calls/method.h"
#include "plugin/records/veto_record.h"
#include "plugin/store/store.h"
#include "scoring/days/period.h"

namespace anze::plugin {

// The bodies veto.propose/1 would keep, of those whose days meet the period.  Errors: store.*
Result<std::vector<VetoRecord>> reached_triggers(Call& call, store::Reader& reader, const Period& period);

}  // namespace anze::plugin
