// The definitions a call works with are those in force where it reads or writes: the model it began with is
// held against the entry that last changed it, inside the snapshot or the act, where nobody else can change
// it.
#pragma once

#include "plugin/calls/method.h"

namespace anze::plugin {

// Another act came between: the call goes on with the definitions in force now.
// Errors: store.*, model.corrupt.
Result<void> take_current_model(Call& call, store::Reader& reader);

// For a flow, whose earlier steps went by the model it began with.  Errors: store.*, model.changed.
Result<void> check_current_model(const Call& call, store::Reader& reader);

}  // namespace anze::plugin
