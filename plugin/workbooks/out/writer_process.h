// WriterProcess: one workbook made in a process of its own (plugin/sheet_writer), so that a writing library
// which prints, runs short or ends meets nobody but itself. The program is anze-sheet-writer, beside anze.so.
// What the host notices of it: plugin/sheet_reader/child.h. Threads: any; each call has its own process.
#pragma once

#include <string>
#include <string_view>

#include "plugin/sheet_writer/order.h"
#include "scoring/values/result.h"

namespace anze::sheets {

struct WriterProgram {
  std::string path;
  int timeout_ms = 120'000;  // for the whole workbook
};

// The program beside the module this code is in.
WriterProgram find_writer();

// The workbook of a whole order, its last frame the end; `expected` is what was ordered, and what came back
// must hold just that.  Errors: sheet.write.
Result<std::string> write_in_process(const WriterProgram& program, std::string_view order,
                                     const Written& expected);

// The workbook could not be written: `why`.
Error cannot_write(const std::string& why);

}  // namespace anze::sheets
