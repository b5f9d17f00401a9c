// WriterProcess: one workbook or package made in a process of its own (writer_main.cpp), so that a library
// which prints, runs short or ends meets nobody but itself. The program is anze-writer, beside anze.so. What
// the host notices of it: plugin/sheet_reader/child.h. Threads: any; each call has its own process.
#pragma once

#include <string>
#include <string_view>

#include "plugin/writer/order.h"
#include "scoring/values/result.h"

namespace anze::sheets {

struct WriterProgram {
  std::string path;
  int timeout_ms = 120'000;  // for the whole of it
};

// The program beside the module this code is in.
WriterProgram find_writer();

// What is made, and the code of its refusals.
struct Product {
  const char* reason;
  const char* name;
};
inline constexpr Product k_workbook{"sheet.write", "workbook"};
inline constexpr Product k_package{"report.archive", "package"};

// What a whole order asks for, its last frame the end; `expected` is what was ordered, and what came back
// must hold just that.  Errors: the product's.
Result<std::string> write_in_process(const WriterProgram& program, const Product& product,
                                     std::string_view order, const Written& expected);

// The product could not be written: `why`.
Error cannot_write(const Product& product, const std::string& why);

}  // namespace anze::sheets
