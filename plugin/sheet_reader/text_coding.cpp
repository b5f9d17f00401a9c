#include "plugin/sheet_reader/text_coding.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>

namespace anze::sheets {
namespace {

const iconv_t k_none =
    reinterpret_cast<iconv_t>(-1);  // NOLINT(performance-no-int-to-ptr): iconv's own word for it

// `name` is the coding that is not UTF-8.
Result<std::string> convert(iconv_t from, std::string_view bytes, const char* name) {
  if (from == k_none)
    return Error{Code::k_unsupported,
                 "sheet.encoding",
                 std::string("this machine does not know ") + name,
                 {},
                 "save the file as UTF-8, or install the C library's gconv modules"};
  iconv(from, nullptr, nullptr, nullptr, nullptr);
  std::string out(bytes.size() * 2 + 16, '\0');
  char* in = const_cast<char*>(bytes.data());
  std::size_t in_left = bytes.size();
  char* to = out.data();
  std::size_t to_left = out.size();
  while (in_left > 0 && iconv(from, &in, &in_left, &to, &to_left) == static_cast<std::size_t>(-1)) {
    if (errno == E2BIG) {
      const std::size_t done = out.size() - to_left;
      out.resize(out.size() * 2);
      to = out.data() + done;
      to_left = out.size() - done;
      continue;
    }
    const auto line = 1 + std::count(bytes.begin(), bytes.begin() + (in - bytes.data()), '\n');
    return invalid("sheet.encoding", "the file is neither UTF-8 nor sound GB 18030",
                   "line " + std::to_string(line), "save it again as “CSV UTF-8”, or as .xlsx");
  }
  out.resize(out.size() - to_left);
  return out;
}

}  // namespace

// Well-formed as RFC 3629 has it: no overlong forms, no surrogates, nothing over U+10FFFF.
bool is_utf8(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    const auto lead = static_cast<std::uint8_t>(bytes[i]);
    const std::size_t more = lead < 0x80                    ? 0
                             : lead >= 0xC2 && lead <= 0xDF ? 1
                             : lead >= 0xE0 && lead <= 0xEF ? 2
                                                            : 3;
    if (more == 3 && (lead < 0xF0 || lead > 0xF4)) return false;
    if (bytes.size() - i <= more) return false;
    std::uint32_t code = more == 0 ? lead : lead & (0x3FU >> more);
    for (std::size_t k = 1; k <= more; ++k) {
      const auto byte = static_cast<std::uint8_t>(bytes[i + k]);
      if ((byte & 0xC0U) != 0x80U) return false;
      code = code << 6U | (byte & 0x3FU);
    }
    if ((more == 2 && (code < 0x800 || (code >= 0xD800 && code <= 0xDFFF))) ||
        (more == 3 && (code < 0x10000 || code > 0x10FFFF)))
      return false;
    i += more + 1;
  }
  return true;
}

TextCoding::TextCoding()
    : gb18030_(iconv_open("UTF-8", "GB18030")),
      utf16_le_(iconv_open("UTF-8", "UTF-16LE")),
      utf16_be_(iconv_open("UTF-8", "UTF-16BE")) {}

TextCoding::~TextCoding() {
  for (const iconv_t open : {gb18030_, utf16_le_, utf16_be_})
    if (open != k_none) iconv_close(open);
}

Result<std::string> TextCoding::to_utf8(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    bytes.remove_prefix(3);
    if (is_utf8(bytes)) return std::string(bytes);
    return invalid("sheet.encoding", "the file says it is UTF-8 and is not", {},
                   "save it again as “CSV UTF-8”, or as .xlsx");
  }
  if (bytes.starts_with("\xFF\xFE")) return convert(utf16_le_, bytes.substr(2), "UTF-16");
  if (bytes.starts_with("\xFE\xFF")) return convert(utf16_be_, bytes.substr(2), "UTF-16");
  if (is_utf8(bytes)) return std::string(bytes);
  return convert(gb18030_, bytes, "GB 18030");
}

std::size_t utf16_length(std::string_view utf8) {
  std::size_t units = 0;
  for (const char c : utf8) {
    const auto byte = static_cast<std::uint8_t>(c);
    if ((byte & 0xC0U) != 0x80U) units += byte >= 0xF0U ? 2 : 1;
  }
  return units;
}

Result<std::string> to_gb18030(std::string_view utf8) {
  const iconv_t coder = iconv_open("GB18030", "UTF-8");
  Result<std::string> bytes = convert(coder, utf8, "GB 18030");
  if (coder != k_none) iconv_close(coder);
  return bytes;
}

}  // namespace anze::sheets
