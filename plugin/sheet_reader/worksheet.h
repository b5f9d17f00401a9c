// Worksheet: the cells of one sheet of a workbook, row by row while it is inflated.
#pragma once

#include "plugin/sheet_reader/cells.h"
#include "plugin/sheet_reader/workbook.h"

namespace anze::sheets {

// Errors: sheet.xml, sheet.dtd, sheet.limit, and the sink's.
Result<void> read_worksheet(ZipArchive& archive, const Workbook& book, const std::string& part,
                            const Limits& limits, CellSink& sink);

// Counts rows and bytes against the limits, for every kind of file.
class SheetMeter {
 public:
  explicit SheetMeter(const Limits& limits) : limits_(limits) {}
  Result<void> add(std::span<const Cell> row);

 private:
  const Limits& limits_;
  std::size_t rows_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace anze::sheets
