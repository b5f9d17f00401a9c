#include "plugin/audit/printed_head.h"

#include <charconv>

namespace anze::plugin {
namespace {

Error form() {
  return invalid("head.form", "a printed head is a number and 64 hexadecimal digits of SM3", "/printed",
                 "copy the line 审计链头 from the end of the last annex, or send seq and hash");
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The hexadecimal digits of a text without what stands between them.
std::string hex_digits(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (is_digit(c) || (c >= 'a' && c <= 'f')) digits += c;
    if (c >= 'A' && c <= 'F') digits += static_cast<char>(c - 'A' + 'a');
  }
  return digits;
}

}  // namespace

Result<store::ChainHead> printed_head(const json& request) {
  store::ChainHead head;
  std::string digits = hex_digits(text_of(request, "hash"));
  head.seq = request.value("seq", std::int64_t{0});
  if (const std::string line = text_of(request, "printed"); !line.empty()) {
    // A printed line may begin with the document's own number: 四东安委办函〔2025〕3号 审计链头：序号317，….
    constexpr std::string_view k_seq = "序号";
    const std::size_t named = line.find(k_seq);
    const std::size_t from = named == std::string::npos ? 0 : named + k_seq.size();
    const std::size_t first = line.find_first_of("0123456789", from);
    if (first == std::string::npos) return form();
    const auto [end, error] = std::from_chars(line.data() + first, line.data() + line.size(), head.seq);
    if (error != std::errc()) return form();
    std::string_view rest(end, static_cast<std::size_t>(line.data() + line.size() - end));
    constexpr std::string_view k_name = "SM3";
    if (const std::size_t name = rest.find(k_name); name != std::string_view::npos)
      rest.remove_prefix(name + k_name.size());
    digits = hex_digits(rest);
  }
  if (head.seq < 1 || !store::from_hex(digits, head.hash)) return form();
  return head;
}

}  // namespace anze::plugin
