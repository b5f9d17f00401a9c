// A zip archive in memory, written so that the same parts give the same bytes: fixed time stamps, parts in
// the order given, no extra fields.
#pragma once

#include <string>
#include <vector>

#include "scoring/values/result.h"

namespace anze::reports {

struct Part {
  std::string name;
  std::string bytes;
};

// Errors: report.archive.
Result<std::string> zip(const std::vector<Part>& parts);

}  // namespace anze::reports
