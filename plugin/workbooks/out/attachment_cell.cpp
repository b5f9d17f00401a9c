#include "plugin/workbooks/out/attachment_cell.h"

#include <algorithm>
#include <charconv>

namespace anze::sheets {
namespace {

constexpr std::string_view k_open = "〔";
constexpr std::string_view k_comma = "，";
constexpr std::string_view k_close = "〕";

Error not_ours(const std::string& line) {
  return invalid(
      "sheet.attachment", "“" + line + "” names no attachment of the platform", {},
      "leave the cell as it was exported or empty, and add the file to the record in the platform");
}

}  // namespace

std::string write_attachments(const plugin::json& list) {
  std::string text;
  for (const plugin::json& each : list) {
    if (!text.empty()) text += "\n";
    text += each.at("name").get<std::string>() + std::string(k_open) +
            std::to_string(each.at("size").get<std::int64_t>()) + std::string(k_comma) +
            each.at("digest").get<std::string>() + std::string(k_close);
  }
  return text;
}

Result<anze::json::Array> read_attachments(std::string_view cell) {
  anze::json::Array list;
  while (!cell.empty()) {
    const std::size_t end = std::min(cell.find('\n'), cell.size());
    const std::string line(cell.substr(0, end));
    cell.remove_prefix(std::min(end + 1, cell.size()));
    if (line.empty()) continue;
    const std::size_t open = line.rfind(k_open);
    const std::size_t comma = line.rfind(k_comma);
    if (open == std::string::npos || comma == std::string::npos || comma < open || !line.ends_with(k_close))
      return not_ours(line);
    const std::size_t first = open + k_open.size();
    std::int64_t size = 0;
    const auto [stop, fault] = std::from_chars(line.data() + first, line.data() + comma, size);
    if (fault != std::errc{} || stop != line.data() + comma || size < 0 || open == 0) return not_ours(line);
    const std::size_t digest = comma + k_comma.size();
    list.push_back(
        {anze::json::Members{{"name", {line.substr(0, open)}},
                             {"size", {size}},
                             {"digest", {line.substr(digest, line.size() - k_close.size() - digest)}}}});
  }
  return list;
}

}  // namespace anze::sheets
