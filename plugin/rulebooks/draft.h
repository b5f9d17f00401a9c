// A rulebook inside a request: checked as a whole before anything is done with it.
#pragma once

#include "plugin/calls/method.h"

namespace anze::plugin {

// Shape by the published schema first, then meaning. Every fault is left in call.problems with its path
// inside the request. Requires: the member is there.  Errors: organisation.missing, rulebook.schema, those of
// read_rulebook.
Result<Rulebook> checked_rulebook(Call& call, const char* member, Codebook& codes,
                                  Reading reading = Reading::k_draft);

}  // namespace anze::plugin
