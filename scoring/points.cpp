#include "scoring/points.h"

#include <boost/multiprecision/cpp_int.hpp>
#include <charconv>
#include <limits>

namespace anze {
namespace {

using Integer = boost::multiprecision::cpp_int;
using Rational = boost::multiprecision::cpp_rational;

// The quotient to the nearest whole number, an exact half to the even one. Requires: neither is negative.
template <class Number>
Number half_even(const Number& dividend, const Number& divisor) {
  Number quotient = dividend / divisor;
  const Number rest = dividend % divisor;
  const Number to_next = divisor - rest;
  if (rest > to_next || (rest == to_next && quotient % 2 != 0)) ++quotient;
  return quotient;
}

// Not Integer::str(): it goes through a stream, which groups digits as the process's locale does.
std::string digits(Integer value) {
  const bool negative = value < 0;
  if (negative) value = -value;
  std::string text;
  do {
    text += static_cast<char>('0' + static_cast<int>(value % 10));
    value /= 10;
  } while (value != 0);
  if (negative) text += '-';
  return {text.rbegin(), text.rend()};
}

// Digits with an optional minus sign; not the library's reader, which takes other bases too.
std::optional<Integer> integer_of(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  Integer value = 0;
  for (const char digit : text) value = value * 10 + (digit - '0');
  return negative ? Integer(-value) : value;
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

struct Exact::Fraction {
  Rational value;  // in points
};

struct Exact::Wide {
  static Rational of(const Exact& exact) {
    return exact.fraction_ ? exact.fraction_->value : Rational(exact.e4_, k_points_scale);
  }
  // Each value has one form, so that equality is that of the forms.
  static Exact from(Rational value) {
    Exact exact;
    const Rational e4 = value * k_points_scale;
    if (denominator(e4) == 1 && numerator(e4) >= std::numeric_limits<std::int64_t>::min() &&
        numerator(e4) <= std::numeric_limits<std::int64_t>::max())
      exact.e4_ = static_cast<std::int64_t>(numerator(e4));
    else
      exact.fraction_ = std::make_shared<const Fraction>(Fraction{std::move(value)});
    return exact;
  }
};

Exact Exact::ratio(std::int64_t numerator, std::int64_t denominator) {
  Exact value;
  if (denominator == 1 && !__builtin_mul_overflow(numerator, k_points_scale, &value.e4_)) return value;
  const int sign_of_both = denominator < 0 ? -1 : 1;
  return Wide::from(Rational(Integer(numerator) * sign_of_both, Integer(denominator) * sign_of_both));
}

int Exact::sign() const {
  if (fraction_) return fraction_->value.sign();
  return e4_ > 0 ? 1 : e4_ < 0 ? -1 : 0;
}

Exact operator+(const Exact& a, const Exact& b) {
  Exact sum;
  if (!a.fraction_ && !b.fraction_ && !__builtin_add_overflow(a.e4_, b.e4_, &sum.e4_)) return sum;
  return Exact::Wide::from(Exact::Wide::of(a) + Exact::Wide::of(b));
}

Exact operator-(const Exact& a, const Exact& b) {
  Exact difference;
  if (!a.fraction_ && !b.fraction_ && !__builtin_sub_overflow(a.e4_, b.e4_, &difference.e4_))
    return difference;
  return Exact::Wide::from(Exact::Wide::of(a) - Exact::Wide::of(b));
}

Exact operator*(const Exact& a, const Exact& b) {
  Exact product;
  if (!a.fraction_ && !b.fraction_ && !__builtin_mul_overflow(a.e4_, b.e4_, &product.e4_) &&
      product.e4_ % k_points_scale == 0) {
    product.e4_ /= k_points_scale;
    return product;
  }
  return Exact::Wide::from(Exact::Wide::of(a) * Exact::Wide::of(b));
}

Exact operator*(const Exact& a, std::int64_t times) {
  Exact product;
  if (!a.fraction_ && !__builtin_mul_overflow(a.e4_, times, &product.e4_)) return product;
  return Exact::Wide::from(Exact::Wide::of(a) * times);
}

Exact operator/(const Exact& a, const Exact& b) {
  return Exact::Wide::from(Exact::Wide::of(a) / Exact::Wide::of(b));
}

bool operator==(const Exact& a, const Exact& b) {
  if (!a.fraction_ || !b.fraction_) return !a.fraction_ && !b.fraction_ && a.e4_ == b.e4_;
  return a.fraction_->value == b.fraction_->value;
}

bool operator<(const Exact& a, const Exact& b) {
  if (!a.fraction_ && !b.fraction_) return a.e4_ < b.e4_;
  return Exact::Wide::of(a) < Exact::Wide::of(b);
}

std::string to_text(const Exact& value) {
  if (!value.fraction_) return to_text(Points{value.e4_});
  const Rational& fraction = value.fraction_->value;
  const std::string over = digits(numerator(fraction));
  return denominator(fraction) == 1 ? over : over + "/" + digits(denominator(fraction));
}

std::optional<Points> whole(const Exact& value) {
  if (value.fraction_) return std::nullopt;
  return Points{value.e4_};
}

Result<Exact> parse_exact(std::string_view text) {
  const std::size_t slash = text.find('/');
  const std::string_view over = text.substr(0, slash);
  if (slash == std::string_view::npos)
    if (auto points = parse_points(over)) return Exact(*points);
  const std::string_view under = slash == std::string_view::npos ? "1" : text.substr(slash + 1);
  std::optional<Integer> numerator = integer_of(over);
  std::optional<Integer> denominator = integer_of(under);
  if (!numerator || !denominator || *denominator <= 0) return bad_format(text);
  return Exact::Wide::from(Rational(*std::move(numerator), *std::move(denominator)));
}

Result<Points> round_half_even(const Exact& exact, Points step) {
  const Error overflow{Code::k_limit,
                       "points.overflow",
                       "the exact value is larger than a score can be",
                       {},
                       "check the amounts and multipliers of the rulebook"};
  const int128 most = std::numeric_limits<std::int64_t>::max();
  const bool negative = exact.sign() < 0;
  int128 size = negative ? -int128{exact.e4_} : int128{exact.e4_};
  if (exact.fraction_) {
    const Rational steps = exact.fraction_->value * k_points_scale / step.e4;
    const Integer rounded = half_even<Integer>(abs(numerator(steps)), denominator(steps)) * step.e4;
    if (rounded > std::numeric_limits<std::int64_t>::max()) return overflow;
    size = static_cast<std::int64_t>(rounded);
  } else {
    size = half_even<int128>(size, step.e4) * step.e4;
  }
  if (size > most) return overflow;
  const auto e4 = static_cast<std::int64_t>(size);
  return Points{negative ? -e4 : e4};
}

}  // namespace anze
