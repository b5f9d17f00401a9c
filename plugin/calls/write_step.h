// write_step: one act of a flow, which talks to the host between its acts.
#pragma once

#include <functional>
#include <string_view>

#include "plugin/calls/method.h"

namespace anze::plugin {

// Errors: model.changed, and the body's.
//
// One act of a flow, under an id derived from the request's, so that a repeated flow repeats nothing.
Result<json> write_step(const Call& call, std::string_view step,
                        const std::function<Result<json>(store::Writer&)>& body);

}  // namespace anze::plugin
