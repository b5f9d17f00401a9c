// A workbook that was written, read back before it is handed out: the writing library puts parts into work
// files and looks at no result of that, so a work file that could not grow gives a package that closes well
// and has an empty sheet. Our own reader (plugin/sheet_reader) unpacks each part, compares length and check
// sum, refuses what is not well-formed, and counts.
#pragma once

#include <string_view>

#include "plugin/writer/order.h"
#include "scoring/values/result.h"

namespace anze::sheets {

// What the bytes of a workbook hold.  Errors: of the readers (sheet.zip, sheet.xml …).
Result<Written> read_back(std::string_view bytes);

}  // namespace anze::sheets
