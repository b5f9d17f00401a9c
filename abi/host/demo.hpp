// demo: what `anze-host run` plays.
#pragma once

#include "host/session.hpp"

namespace anze::host {

// Returns the exit code.
int run_demo(Session& session);

}  // namespace anze::host
