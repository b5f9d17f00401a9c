// Workbook: the parts of an .xlsx around its sheets: their names, which number formats are dates, the shared
// texts. Links to other files stay what they are: words, never followed. Threads: one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/sheet_reader/cells.h"
#include "plugin/sheet_reader/limits.h"
#include "plugin/sheet_reader/number_look.h"
#include "plugin/sheet_reader/zip_archive.h"

namespace anze::sheets {

struct WorkbookSheet {
  SheetName name;
  std::string part;  // "xl/worksheets/sheet1.xml"
};

struct Workbook {
  std::vector<WorkbookSheet> sheets;
  bool since_1904 = false;
  std::vector<NumberLook> looks;  // by cell format
  std::string texts;              // all shared strings, one behind the other
  std::vector<std::uint32_t> text_ends;

  // Errors: false when there is no such text.
  bool shared(std::size_t index, std::string_view& text) const;
};

// Errors: sheet.zip, sheet.xml, sheet.dtd, sheet.limit, sheet.macros, sheet.format.
Result<Workbook> read_workbook(ZipArchive& archive, const Limits& limits);

// "_x000D_" is how a workbook writes a character that XML cannot hold. Control characters become spaces, but
// line ends and tabs stay.
std::string unescaped(std::string_view text);

}  // namespace anze::sheets
