// A workbook that was written, read back before it is handed out: the writing library puts parts into work
// files and looks at no result of that, so a full disk gives a package that closes well and has an empty
// sheet. Each part is unpacked (its length and check sum compared), must be well-formed, and all of them
// together must hold the cells and the text that were put in.
#pragma once

#include <cstdint>
#include <string>

#include "scoring/values/result.h"

namespace anze::sheets {

struct Written {
  std::int64_t sheets = 0;
  std::int64_t cells = 0;
  std::int64_t text_bytes = 0;  // of texts that stand in their cells
};

// What the bytes of a workbook hold.  Errors: sheet.write.
Result<Written> read_back(const std::string& bytes);

// The workbook could not be written: `why`.
Error cannot_write(const std::string& why);

// Whether the library can work: it opens files as it goes, prints on the host's stderr when it cannot, and
// goes on when a write fails. So what it needs is asked for first, and again when a workbook came out wrong.
// `file` is any open one.  Errors: sheet.write (descriptors), store.full, sheet.write (the folder).
Result<void> room_to_write(int file, const std::string& work_folder);

}  // namespace anze::sheets
