// Own case (回避): who is concerned does not act. Facts about oneself: fact_moves.h; here the assessment, its
// letters, and vetoes.
#pragma once

#include "plugin/accountability/veto_state.h"
#include "plugin/calls/method.h"

namespace anze::plugin {

// That the actor is not among those the period assesses, or a period it is made of: who is does not open,
// score or seal it, nor prepare or sign its letters.  Errors: actor.own_case.
Result<void> check_not_assessed(const Call& call, const Period& period);

// That the veto is neither on the actor nor on a unit the actor belongs to: by the directory, or by a post
// held between the trigger and today.  Errors: actor.own_case.
Result<void> check_not_own_veto(const Call& call, const VetoState& veto);

}  // namespace anze::plugin
