// PlainText: what a cell says, without what an input method or a copy from a web page left in it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace anze::sheets {

// Full-width letters, digits and signs as their ASCII (２０２５．３ → 2025.3), every kind of space as one,
// none at the ends; characters without width are left out.
std::string folded(std::string_view text);

// The same, but full-width signs stay what they are: for ids and names, which must come back as they were
// (铁安委〔2025〕３号 is not 铁安委〔2025〕3号).
std::string tidied(std::string_view text);

// Folded, without any space: for comparing headings, titles, codes. “ 整改期限\n（必填） ” →
// "整改期限(必填)".
std::string squeezed(std::string_view text);

// Latin letters only: "WPS" as "wps".
std::string lower_case(std::string text);

// "123.45" of 12345 with 2 places.
std::string decimal_text(std::int64_t value, int places);

}  // namespace anze::sheets
