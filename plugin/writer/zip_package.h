// A zip archive in memory, on libzip, in the writer process and nowhere else; written so that the same parts
// give the same bytes: fixed time stamps, parts in the order given, no extra fields. It is a reports::Pack,
// for tests of papers alone. Threads: any.
#pragma once

#include <string>
#include <vector>

#include "reports/formats/part.h"
#include "scoring/values/result.h"

namespace anze::sheets {

// Errors: report.archive.
Result<std::string> zip(const std::vector<reports::Part>& parts);

}  // namespace anze::sheets
