// Amended since (依据已更正): which sealed results that something rests on have an amended version by now. A
// letter rests on those of its period as they were when its snapshot was made, a year on its quarters as they
// were when it was scored; neither is marked in its record, for both name the audit entry they were made at.
//
// Threads: any; reads in the caller's snapshot.
#pragma once

#include <cstdint>
#include <vector>

#include "plugin/store/store.h"
#include "scoring/days/period.h"

namespace anze::plugin {

// The periods inside `period`, itself among them, whose version in force is not the one of that entry.
Result<std::vector<Period>> amended_since(store::Reader& reader, const Period& period, std::int64_t entry);

}  // namespace anze::plugin
