// Parts and packages: a DOCX, and what is handed to an exchange, is a zip of parts. The parts are made here;
// who packs them is told by whoever asks for a document, so that no zip library is linked to this one.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "scoring/values/result.h"

namespace anze::reports {

struct Part {
  std::string name;
  std::string bytes;
};

// The bytes of a zip archive of these parts in this order. The same parts give the same bytes, on every
// machine with the same zlib.  Errors: report.archive.
using Pack = std::function<Result<std::string>(const std::vector<Part>&)>;

}  // namespace anze::reports
