// TextCoding: which of the codings Chinese offices use a text file is in, and the text as UTF-8. A byte order
// mark decides; without one, what is sound UTF-8 is UTF-8, and the rest must be sound GB 18030.
//
// The GB 18030 tables are a file of the C library: a reader that may open no files afterwards makes the
// object before. Threads: one.
#pragma once

#include <iconv.h>

#include <string>
#include <string_view>

#include "scoring/values/result.h"

namespace anze::sheets {

class TextCoding {
 public:
  TextCoding();
  ~TextCoding();
  TextCoding(const TextCoding&) = delete;
  TextCoding& operator=(const TextCoding&) = delete;

  // Errors: sheet.encoding, with the line.
  Result<std::string> to_utf8(std::string_view bytes);

 private:
  iconv_t gb18030_;
  iconv_t utf16_le_;
  iconv_t utf16_be_;
};

bool is_utf8(std::string_view bytes);

// How long a text is for Excel: in UTF-16 units.
std::size_t utf16_length(std::string_view utf8);

// UTF-8 to GB 18030, which holds every character there is.  Errors: sheet.encoding.
Result<std::string> to_gb18030(std::string_view utf8);

}  // namespace anze::sheets
