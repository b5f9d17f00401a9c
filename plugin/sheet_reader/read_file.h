// ReadFile: a sheet file of any kind we take, by what its bytes are and not by its name.
#pragma once

#include <string>
#include <string_view>

#include "plugin/sheet_reader/cells.h"
#include "plugin/sheet_reader/limits.h"
#include "plugin/sheet_reader/text_coding.h"

namespace anze::sheets {

// Which sheet: the named one; without a name the one named `preferred`, else the first visible one.
struct SheetWanted {
  std::string name;
  std::string preferred;
};

// Errors: sheet.empty, sheet.format, sheet.old_format, sheet.none, and those of the readers.
Result<void> read_file(std::string_view bytes, const SheetWanted& wanted, const Limits& limits,
                       TextCoding& coding, CellSink& sink);

}  // namespace anze::sheets
