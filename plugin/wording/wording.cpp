#include "plugin/wording/wording.h"

#include <string_view>
#include <utility>

#include "plugin/wording/sheets.h"

namespace anze::plugin {
namespace {

constexpr std::string_view k_open = "“";
constexpr std::string_view k_close = "”";

// The words with each % filled from the quotations of the English message, in their order.
std::string filled(std::string_view pattern, std::string_view message) {
  std::string text;
  for (const char each : pattern) {
    if (each != '%') {
      text += each;
      continue;
    }
    const std::size_t open = message.find(k_open);
    const std::size_t close = open == std::string_view::npos ? open : message.find(k_close, open);
    if (close == std::string_view::npos) continue;
    text += message.substr(open + k_open.size(), close - open - k_open.size());
    message.remove_prefix(close + k_close.size());
  }
  return text;
}

}  // namespace

std::string quotable(std::string text) {
  for (const auto& [mark, other] : {std::pair(k_open, "「"), std::pair(k_close, "」")})
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at))
      text.replace(at, mark.size(), other);
  return text;
}

std::optional<std::string> chinese_of(const Error& error) {
  if (std::optional<std::string> said = sheets::file_wording(error)) return said;
  for (const auto& list : {access_wording(), assessment_wording(), fact_wording(), filing_wording(),
                           request_wording(), rule_wording(), store_wording(), veto_wording()})
    for (const Wording& wording : list)
      if (error.reason == wording.code) return filled(wording.chinese, error.message);
  return std::nullopt;
}

}  // namespace anze::plugin
