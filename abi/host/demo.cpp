#include "host/demo.hpp"

#include <fmt/format.h>

namespace anze::host {

int run_demo(Session& session, const SessionOptions&, const std::filesystem::path&) {
  fmt::print("{} {} is loaded and open; this build has no demonstration to play.\n", session.loaded().id,
             session.loaded().version);
  return 0;
}

}  // namespace anze::host
