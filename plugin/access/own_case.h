// Own case (回避): who is concerned does not act. Facts about oneself: facts/steps.h; here the assessment, its
// letters; vetoes: accountability/own_veto.h.
#pragma once

#include "plugin/calls/method.h"

namespace anze::plugin {

// That the actor is not among those the period assesses, or a period it is made of: who is does not open,
// score or seal it, nor prepare or sign its letters.  Errors: actor.own_case.
Result<void> check_not_assessed(const Call& call, const Period& period);

// Whether the actor belongs to the unit: by the directory, or by a post held between that day and today.
bool serves_in(const Call& call, const std::string& unit, Date from);

}  // namespace anze::plugin
