// Fault: why the host gives up, with what the person at the terminal can do about it and the exit code that
// says the same to a script.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace anze::host {

enum Exit : int {
  k_exit_ok = 0,
  k_exit_refused = 1,     // the plugin refused the request
  k_exit_usage = 2,       // the command line or one of its files is wrong
  k_exit_no_plugin = 3,   // the library cannot be loaded or opened
  k_exit_misbehaved = 4,  // the plugin broke the contract
};

struct Fault : std::runtime_error {
  Fault(Exit code, const std::string& message, std::string way_out = {})
      : std::runtime_error(message), exit(code), help(std::move(way_out)) {}
  Exit exit;
  std::string help;
};

}  // namespace anze::host
