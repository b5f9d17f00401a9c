// A package that was written, read back before it is handed out, by our own reader (plugin/sheet_reader):
// whole archive, each part as long as it says and with its check sum, XML well-formed, and of a package by
// ECMA-376 part 2 everything named there and everything there named. Threads: one.
#pragma once

#include <string_view>
#include <vector>

#include "plugin/sheet_reader/zip_archive.h"
#include "plugin/writer/order.h"
#include "reports/formats/part.h"
#include "scoring/values/result.h"

namespace anze::sheets {

// Larger than what is taken from strangers: these bytes are our own writer's.
Limits own_limits();

// Holds the archive's parts against what was ordered: the same names in the same order, the same bytes.
// Errors: sheet.zip, and those of the readers.
Result<Written> read_package(std::string_view bytes, const std::vector<reports::Part>& ordered);

}  // namespace anze::sheets
