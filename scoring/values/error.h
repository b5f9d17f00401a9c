// Error: one failure, told so that the person at the screen knows what to do next.
//
// Built once, where the cause is known; callers add the place with `within`, never a second cause.
// `reason` is the stable dotted word programs may test ("calendar.unknown"); the other texts are for people
// and may improve at any time. `at` is the place in the input: a JSON path ("/items/2/clauses/0/cap"), "line
// 31", "sheet 3 row 7".
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace anze {

// The few classes of failure. The numbers are those of abi/anze/status.h (a test compares them), so that the
// plugin maps without a table; scoring itself knows nothing of the ABI.
enum class Code : std::int32_t {
  k_argument = -1,
  k_no_memory = -2,
  k_internal = -3,
  k_not_found = -4,
  k_conflict = -5,
  k_forbidden = -6,
  k_invalid = -7,
  k_unsupported = -8,
  k_busy = -9,
  k_cancelled = -10,
  k_io = -11,
  k_corrupt = -12,
  k_limit = -13,
};

struct Error {
  Code code = Code::k_internal;
  std::string reason;   // stable dotted word
  std::string message;  // what is wrong
  std::string at;       // where; empty when the whole input is meant
  std::string help;     // what to do next

  // Returns the same error with `place` put before its place: Error{at:"/cap"}.within("/items/2") is at
  // "/items/2/cap".
  Error within(const std::string& place) const {
    Error outer = *this;
    outer.at = place + at;
    return outer;
  }
};

// A checker that goes on after the first fault answers with all of them.
using Problems = std::vector<Error>;

inline Error invalid(std::string reason, std::string message, std::string at = {}, std::string help = {}) {
  return {Code::k_invalid, std::move(reason), std::move(message), std::move(at), std::move(help)};
}

}  // namespace anze
