// What rests on a sealed result: letters that told it, the year that took it in, vetoes that its scores
// brought about. After an amended version each says whether its basis is another one now; putting it right is
// an act of its own (an amended letter, an amended year, a lifting).
//
// Threads: the store's (inside one act or one read).
#pragma once

#include "plugin/calls/method.h"

namespace anze::plugin {

// {"what", "id", "title", "state", "basis_changed"} each.  Errors: those of vetoes.
Result<json> resting_json(Call& call, store::Reader& reader, const Period& period);

const Shape& resting_shape();

}  // namespace anze::plugin
