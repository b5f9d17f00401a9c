// TextCoding: which of the codings Chinese offices use a text file is in, and the text as UTF-8. A byte order
// mark decides; without one, what is sound UTF-8 is UTF-8, and the rest must be sound GB 18030.
//
// The GB 18030 tables are a file of the C library: a reader that may open no files afterwards makes the
// object before. Threads: one.
#pragma once

#include <iconv.h>

#include <string>
#include <string_view>

#include "scoring/result.h"

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
  Result<std::string> convert(iconv_t from, std::string_view bytes, const char* name);
  iconv_t gb18030_;
  iconv_t utf16_le_;
  iconv_t utf16_be_;
};

bool is_utf8(std::string_view bytes);

}  // namespace anze::sheets
