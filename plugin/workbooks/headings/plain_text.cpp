#include "plugin/workbooks/headings/plain_text.h"

namespace anze::sheets {
namespace {

// One character of sound UTF-8.
std::uint32_t next(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<std::uint8_t>(text[i]));
  };
  const std::uint32_t lead = byte(at);
  const std::size_t more = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  if (more == 0 || text.size() - at <= more) {
    ++at;
    return lead;
  }
  std::uint32_t code = lead & (0x3FU >> more);
  for (std::size_t i = 1; i <= more; ++i) code = code << 6U | (byte(at + i) & 0x3FU);
  at += more + 1;
  return code;
}

bool is_space(std::uint32_t code) {
  return code == ' ' || (code >= 0x09 && code <= 0x0D) || code == 0xA0 || code == 0x3000 ||
         (code >= 0x2000 && code <= 0x200A) || code == 0x202F || code == 0x205F;
}

bool is_nothing(std::uint32_t code) {
  return code == 0x200B || code == 0x200C || code == 0x200D || code == 0xFEFF || code == 0x2060;
}

std::string fold(std::string_view text, const char* space, bool narrow) {
  std::string out;
  bool pending = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const std::uint32_t code = next(text, at);
    if (is_nothing(code)) continue;
    if (is_space(code)) {
      pending = !out.empty();
      continue;
    }
    if (pending) out += space;
    pending = false;
    if (narrow && code >= 0xFF01 && code <= 0xFF5E)
      out += static_cast<char>(code - 0xFF01 + '!');
    else
      out += text.substr(begin, at - begin);
  }
  return out;
}

}  // namespace

std::string folded(std::string_view text) {
  return fold(text, " ", true);
}

std::string tidied(std::string_view text) {
  return fold(text, " ", false);
}

std::string squeezed(std::string_view text) {
  return fold(text, "", true);
}

std::string lower_case(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

std::string decimal_text(std::int64_t value, int places) {
  std::string digits =
      std::to_string(value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value));
  const auto after = static_cast<std::size_t>(places);
  if (digits.size() <= after) digits.insert(0, after + 1 - digits.size(), '0');
  if (after > 0) digits.insert(digits.size() - after, 1, '.');
  return (value < 0 ? "-" : "") + digits;
}

}  // namespace anze::sheets
