#include "scoring/values/points.h"
#include "scoring/values/broken.h"

#include <charconv>

namespace anze {
namespace {

Error bad_format(std::string_view text) {
  return invalid("points.format", "“" + std::string(text) + "” is not a number of points", {},
                 "write digits with at most four decimals, for example \"87.25\"");
}

}  // namespace

Result<Points> parse_points(std::string_view text) {
  std::string_view rest = text;
  const bool negative = rest.starts_with('-');
  if (negative) rest.remove_prefix(1);
  const std::size_t dot = rest.find('.');
  const std::string_view whole = rest.substr(0, dot);
  const std::string_view decimals = dot == std::string_view::npos ? std::string_view{} : rest.substr(dot + 1);
  const auto all_digits = [](std::string_view part) {
    return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  if (!all_digits(whole) || decimals.size() > 4 || (dot != std::string_view::npos && !all_digits(decimals)))
    return bad_format(text);

  std::string scaled(negative ? "-" : "");  // the least value has no positive
  scaled += whole;
  scaled += decimals;
  scaled.append(4 - decimals.size(), '0');
  std::int64_t value = 0;
  const auto [end, failure] = std::from_chars(scaled.data(), scaled.data() + scaled.size(), value);
  if (failure != std::errc{})
    return invalid("points.range", "“" + std::string(text) + "” is larger than any score can be", {},
                   "check the number of digits");
  return Points{value};
}

std::string to_text(Points points, int decimals) {
  ANZE_ASSERT(decimals >= 0 && decimals <= 4);
  const bool negative = points.e4 < 0;
  const std::uint64_t size =
      negative ? 0 - static_cast<std::uint64_t>(points.e4) : static_cast<std::uint64_t>(points.e4);
  const std::uint64_t scale = static_cast<std::uint64_t>(k_points_scale);
  std::string fraction = std::to_string(size % scale);
  fraction.insert(0, 4 - fraction.size(), '0');
  ANZE_ASSERT(fraction.find_first_not_of('0', static_cast<std::size_t>(decimals)) == std::string::npos);
  fraction.resize(static_cast<std::size_t>(decimals));
  std::string text = negative ? "-" : "";
  text += std::to_string(size / scale);
  if (decimals > 0) text += "." + fraction;
  return text;
}

std::string to_text(Points points) {
  int decimals = 4;
  for (std::int64_t rest = points.e4; decimals > 0 && rest % 10 == 0; rest /= 10) --decimals;
  return to_text(points, decimals);
}

}  // namespace anze
