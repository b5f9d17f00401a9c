// ReaderProcess: one sheet file parsed in a process of its own (reading/), so that a hostile file meets
// neither the host's memory nor its files. The program is anze-sheet-reader; where it lies: `sheet_reader` of
// the configuration, else beside anze.so.
//
// What the host notices of it: plugin/sheet_reader/child.h.
//
// Threads: any; each call has its own process.
#pragma once

#include <string>
#include <string_view>

#include "plugin/sheet_reader/frames.h"

namespace anze::sheets {

struct ReaderProgram {
  std::string path;
  int timeout_ms = 30'000;  // for the whole file
};

// `configured`, or the program beside the module this code is in.
std::string find_reader(const std::string& configured);

// Errors: sheet.reader_missing, sheet.reader_died, sheet.reader_timeout, sheet.reader_garbage; the reader's
// refusal; the sink's.
Result<void> read_in_process(const ReaderProgram& program, const ReadRequest& question, std::string_view file,
                             CellSink& sink);

}  // namespace anze::sheets
