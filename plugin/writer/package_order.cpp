#include "plugin/writer/package_order.h"

#include <algorithm>

#include "plugin/sheet_reader/frames.h"
#include "plugin/sheet_reader/text_coding.h"

namespace anze::sheets {
namespace {

constexpr std::uint64_t k_package_version = 1;
constexpr std::size_t k_data_frame = k_order_frame_max / 2;

}  // namespace

std::string package_order(const std::vector<reports::Part>& parts) {
  std::string order = FrameWriter('K').number(k_package_version).finish();
  for (const reports::Part& part : parts) {
    order += FrameWriter('N').text(part.name).finish();
    for (std::string_view rest = part.bytes; !rest.empty();
         rest.remove_prefix(std::min(rest.size(), k_data_frame)))
      order += FrameWriter('D').text(rest.substr(0, k_data_frame)).finish();
  }
  return order + write_end();
}

Written expected_of(const std::vector<reports::Part>& parts) {
  Written expected;
  for (const reports::Part& part : parts) {
    ++expected.parts;
    expected.text_bytes += static_cast<std::int64_t>(part.bytes.size());
  }
  return expected;
}

bool is_package_begin(std::string_view body) {
  FrameReader frame(body);
  return frame.number() == k_package_version && frame.ended();
}

bool take_package_frame(char kind, std::string_view body, std::vector<reports::Part>& parts) {
  FrameReader frame(body);
  const std::string_view text = frame.text();
  if (!frame.ended()) return false;
  if (kind == 'N') {
    parts.push_back({std::string(text), {}});
    return !text.empty() && is_utf8(text) && text.find('\0') == std::string_view::npos;
  }
  if (kind != 'D' || parts.empty()) return false;
  parts.back().bytes += text;
  return true;
}

}  // namespace anze::sheets
