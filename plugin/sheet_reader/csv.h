// Csv: comma-separated text as RFC 4180 and Excel write it; tabs and semicolons are recognised by the first
// line.
#pragma once

#include "plugin/sheet_reader/cells.h"
#include "plugin/sheet_reader/limits.h"

namespace anze::sheets {

// `text` is UTF-8. All cells are texts. An apostrophe before = + - @ tab, which an export puts there so that
// no program takes the text for a formula, is taken off again.  Errors: sheet.csv, sheet.limit, and the
// sink's.
Result<void> read_csv(std::string_view text, const Limits& limits, CellSink& sink);

}  // namespace anze::sheets
