// demo: what `anze-host run` plays.
#pragma once

#include <filesystem>

#include "host/session.hpp"

namespace anze::host {

// `options` is what `session` was opened with, for a demonstration that opens again; `data` is the folder
// named on the command line, or empty. Returns the exit code.  Errors: those of Session.
int run_demo(Session& session, const SessionOptions& options, const std::filesystem::path& data);

}  // namespace anze::host
