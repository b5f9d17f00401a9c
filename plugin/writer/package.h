// Package: parts packed in the writer process (decision 0055), so that no zip library is in the host's. The
// plugin's reports::Pack. Threads: any; each call has its own process.
#pragma once

#include <string>
#include <vector>

#include "plugin/writer/writer_process.h"
#include "reports/formats/part.h"
#include "scoring/values/result.h"

namespace anze::sheets {

// Errors: report.archive, with the cause.
Result<std::string> pack_in_process(const WriterProgram& program, const std::vector<reports::Part>& parts);

// By the program beside this module. A letter is packed inside the act that keeps it, whose lock everybody
// waits for who writes: a writer that hangs is given up much sooner than for a workbook.
Result<std::string> pack(const std::vector<reports::Part>& parts);

}  // namespace anze::sheets
