// RecordedRequest: what the audit entry of a recorded read says of the request. A short member is kept word
// for word; of a long one its digest and size, so that nobody fills the chain by asking, and what was asked
// can still be held against what somebody claims to have asked. Threads: no state.
#pragma once

#include <string>

#include "plugin/json/json.h"

namespace anze::plugin {

// {"actor":"clerk","after":{"bytes":1000002,"sm3":"…"},"period":"2025Q1"}
std::string recorded_request(const json& request);

}  // namespace anze::plugin
