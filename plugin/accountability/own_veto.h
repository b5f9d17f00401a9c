// Own case (回避) in vetoes: nobody decides on the own one, or on the own unit's.
#pragma once

#include "plugin/accountability/veto_state.h"
#include "plugin/calls/method.h"

namespace anze::plugin {

// That the veto is neither on the actor nor on a unit the actor belongs to: by the directory, or by a post
// held between the trigger and today.  Errors: actor.own_case.
Result<void> check_not_own_veto(const Call& call, const VetoState& veto);

}  // namespace anze::plugin
