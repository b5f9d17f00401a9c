#include "scoring/points.h"

#include <charconv>
#include <limits>

namespace anze {
namespace {

bool multiply(int128 a, int128 b, int128& out) {
  return __builtin_mul_overflow(a, b, &out);
}
bool add(int128 a, int128 b, int128& out) {
  return __builtin_add_overflow(a, b, &out);
}

std::string digits(int128 value) {
  const bool negative = value < 0;
  std::string text;
  do {
    const int digit = static_cast<int>(value % 10);
    text.insert(text.begin(), static_cast<char>('0' + (digit < 0 ? -digit : digit)));
    value /= 10;
  } while (value != 0);
  return negative ? "-" + text : text;
}

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

  std::string scaled(whole);
  scaled += decimals;
  scaled.append(4 - decimals.size(), '0');
  std::int64_t value = 0;
  const auto [end, failure] = std::from_chars(scaled.data(), scaled.data() + scaled.size(), value);
  if (failure != std::errc{})
    return invalid("points.range", "“" + std::string(text) + "” is larger than any score can be", {},
                   "check the number of digits");
  return Points{negative ? -value : value};
}

std::string to_text(Points points, int decimals) {
  const bool negative = points.e4 < 0;
  const std::uint64_t size =
      negative ? 0 - static_cast<std::uint64_t>(points.e4) : static_cast<std::uint64_t>(points.e4);
  const std::uint64_t scale = static_cast<std::uint64_t>(k_points_scale);
  std::string fraction = std::to_string(size % scale);
  fraction.insert(0, 4 - fraction.size(), '0');
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

Exact Exact::overflow() {
  Exact value;
  value.denominator_ = 0;
  return value;
}

Exact Exact::ratio(std::int64_t numerator, std::int64_t denominator) {
  const int128 sign = denominator < 0 ? -1 : 1;
  return {sign * numerator, sign * denominator};
}

Exact operator+(const Exact& a, const Exact& b) {
  if (a.numerator_ == 0 && !a.overflowed()) return b;  // most lines take nothing
  if (b.numerator_ == 0 && !b.overflowed()) return a;
  int128 left = 0;
  int128 right = 0;
  int128 sum = 0;
  int128 denominator = 0;
  if (a.overflowed() || b.overflowed() || multiply(a.numerator_, b.denominator_, left) ||
      multiply(b.numerator_, a.denominator_, right) || add(left, right, sum) ||
      multiply(a.denominator_, b.denominator_, denominator))
    return Exact::overflow();
  return {sum, denominator};
}

Exact operator-(const Exact& a, const Exact& b) {
  Exact negated = b;
  negated.numerator_ = -negated.numerator_;
  return a + negated;
}

Exact operator*(const Exact& a, const Exact& b) {
  int128 numerator = 0;
  int128 denominator = 0;
  if (a.overflowed() || b.overflowed() || multiply(a.numerator_, b.numerator_, numerator) ||
      multiply(a.denominator_, b.denominator_, denominator))
    return Exact::overflow();
  return {numerator, denominator};
}

Exact operator/(const Exact& a, const Exact& b) {
  if (a.overflowed() || b.overflowed()) return Exact::overflow();
  Exact inverse;
  inverse.numerator_ = b.numerator_ < 0 ? -b.denominator_ : b.denominator_;
  inverse.denominator_ = b.numerator_ < 0 ? -b.numerator_ : b.numerator_;
  return a * inverse;
}

bool operator<(const Exact& a, const Exact& b) {
  if (a.denominator_ == b.denominator_) return a.numerator_ < b.numerator_;
  return (a - b).sign() < 0;
}

std::string to_text(const Exact& value) {
  if (value.overflowed()) return "overflow";
  if (k_points_scale % value.denominator() == 0) {
    const int128 e4 = value.numerator() * (k_points_scale / value.denominator());
    if (e4 >= std::numeric_limits<std::int64_t>::min() && e4 <= std::numeric_limits<std::int64_t>::max())
      return to_text(Points{static_cast<std::int64_t>(e4)});
  }
  return digits(value.numerator()) + "/" + digits(value.denominator());
}

Result<Points> round_half_even(const Exact& exact, Points step) {
  const Error overflow{Code::k_limit,
                       "points.overflow",
                       "the exact value is larger than a score can be",
                       {},
                       "check the amounts and multipliers of the rulebook"};
  if (exact.overflowed()) return overflow;
  // value / step = numerator * scale / (denominator * step)
  int128 dividend = 0;
  int128 divisor = 0;
  const int128 magnitude = exact.sign() < 0 ? -exact.numerator() : exact.numerator();
  if (multiply(magnitude, k_points_scale, dividend) || multiply(exact.denominator(), step.e4, divisor))
    return overflow;
  int128 quotient = dividend / divisor;
  const int128 rest = dividend % divisor;
  const int128 to_next = divisor - rest;
  if (rest > to_next || (rest == to_next && quotient % 2 != 0)) ++quotient;
  int128 rounded = 0;
  if (multiply(quotient, step.e4, rounded) || rounded > std::numeric_limits<std::int64_t>::max())
    return overflow;
  const auto e4 = static_cast<std::int64_t>(rounded);
  return Points{exact.sign() < 0 ? -e4 : e4};
}

}  // namespace anze
