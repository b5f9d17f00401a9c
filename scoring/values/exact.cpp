// Exact: fractions of int64 computed in 128 bits, and beyond that unbounded ones.
#include <boost/multiprecision/cpp_int.hpp>
#include <limits>
#include <numeric>

#include "scoring/values/broken.h"
#include "scoring/values/points.h"

namespace anze {
namespace {

using Integer = boost::multiprecision::cpp_int;
using Rational = boost::multiprecision::cpp_rational;

// The quotient to the nearest whole number, an exact half to the even one. Requires: neither is negative.
template <class Number>
Number half_even(const Number& dividend, const Number& divisor) {
  ANZE_ASSERT(!(dividend < 0) && divisor > 0);
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

std::uint64_t size_of(std::int64_t value) {
  return value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

// The greatest common divisor of the sizes, as a signed number to divide by. Requires: b > 0.
std::int64_t common(std::int64_t a, std::int64_t b) {
  ANZE_ASSERT(b > 0);
  return static_cast<std::int64_t>(std::gcd(size_of(a), static_cast<std::uint64_t>(b)));
}

constexpr int128 k_most = std::numeric_limits<std::int64_t>::max();

bool fits(int128 value) {
  return -k_most <= value && value <= k_most;
}

}  // namespace

struct Exact::Wide {
  Rational value;  // in points

  static Rational of(const Exact& exact) {
    return exact.wide_ != nullptr ? exact.wide_->value
                                  : Rational(exact.over_, Integer(exact.under_) * k_points_scale);
  }
  // Each value has one form, so that equality is that of the forms.
  static Exact from(Rational value) {
    Exact exact;
    const Rational e4 = value * k_points_scale;
    if (numerator(e4) >= std::numeric_limits<std::int64_t>::min() &&
        numerator(e4) <= std::numeric_limits<std::int64_t>::max() &&
        denominator(e4) <= std::numeric_limits<std::int64_t>::max()) {
      exact.over_ = static_cast<std::int64_t>(numerator(e4));
      exact.under_ = static_cast<std::int64_t>(denominator(e4));
      ANZE_ASSERT(exact.under_ > 0);
    } else {
      exact.over_ = 0;
      exact.under_ = 0;
      exact.wide_ = new Wide{std::move(value)};
    }
    return exact;
  }
  static bool any(const Exact& a, const Exact& b) { return a.wide_ != nullptr || b.wide_ != nullptr; }
  // In lowest terms already. False when it needs more than int64.
  static bool small(int128 over, int128 under, Exact& out) {
    if (!fits(over) || !fits(under)) return false;
    out.over_ = static_cast<std::int64_t>(over);
    out.under_ = static_cast<std::int64_t>(under);
    return true;
  }
  // a ± b with one gcd, or two when the denominators have a common factor.
  static bool small_sum(const Exact& a, const Exact& b, int sign, Exact& out) {
    if (any(a, b)) return false;
    const std::int64_t shared = common(a.under_, b.under_);
    const int128 left = int128{a.over_} * (b.under_ / shared);
    const int128 right = int128{b.over_} * (a.under_ / shared);
    const int128 over = sign > 0 ? left + right : left - right;
    const std::int64_t again = shared == 1 ? 1 : common(static_cast<std::int64_t>(over % shared), shared);
    return small(over / again, int128{a.under_ / shared} * (b.under_ / again), out);
  }
  static bool small_product(const Exact& a, const Exact& b, Exact& out) {
    if (any(a, b)) return false;
    const std::int64_t first = common(a.over_, b.under_);
    const std::int64_t second = common(b.over_, a.under_);
    const int128 over = int128{a.over_ / first} * (b.over_ / second);
    const int128 under = int128{a.under_ / second} * (b.under_ / first);
    if (!fits(under)) return false;
    const std::int64_t scale = common(static_cast<std::int64_t>(over % k_points_scale), k_points_scale);
    return small(over / scale, under * (k_points_scale / scale), out);
  }
  static bool small_quotient(const Exact& a, const Exact& b, Exact& out) {
    if (any(a, b) || b.over_ == std::numeric_limits<std::int64_t>::min()) return false;
    const std::int64_t divisor = b.over_ < 0 ? -b.over_ : b.over_;
    const std::int64_t first = common(a.over_, divisor);
    const std::int64_t second = common(b.under_, a.under_);
    const int128 over = int128{a.over_ / first} * (b.under_ / second);
    const int128 under = int128{a.under_ / second} * (divisor / first);
    if (!fits(over)) return false;
    const std::int64_t scale = common(static_cast<std::int64_t>(under % k_points_scale), k_points_scale);
    return small((b.over_ < 0 ? -over : over) * (k_points_scale / scale), under / scale, out);
  }
};

Exact Exact::ratio(std::int64_t numerator, std::int64_t denominator) {
  ANZE_ASSERT(denominator != 0);
  Exact value;
  if (denominator == 1 && !__builtin_mul_overflow(numerator, k_points_scale, &value.over_)) return value;
  const int sign_of_both = denominator < 0 ? -1 : 1;
  return Wide::from(Rational(Integer(numerator) * sign_of_both, Integer(denominator) * sign_of_both));
}

int Exact::wide_sign() const {
  return wide_->value.sign();
}

void Exact::copy_wide(const Exact& other) {
  Wide* copy = other.wide_ != nullptr ? new Wide(*other.wide_) : nullptr;
  delete wide_;
  wide_ = copy;
}

void Exact::drop_wide() {
  delete wide_;
}

Exact Exact::add(const Exact& a, const Exact& b) {
  Exact sum;
  return Wide::small_sum(a, b, +1, sum) ? sum : Wide::from(Wide::of(a) + Wide::of(b));
}

Exact Exact::subtract(const Exact& a, const Exact& b) {
  Exact difference;
  return Wide::small_sum(a, b, -1, difference) ? difference : Wide::from(Wide::of(a) - Wide::of(b));
}

Exact operator*(const Exact& a, const Exact& b) {
  Exact product;
  if (Exact::Wide::small_product(a, b, product)) return product;
  return Exact::Wide::from(Exact::Wide::of(a) * Exact::Wide::of(b));
}

Exact operator/(const Exact& a, const Exact& b) {
  ANZE_ASSERT(b.sign() != 0);
  Exact quotient;
  if (Exact::Wide::small_quotient(a, b, quotient)) return quotient;
  return Exact::Wide::from(Exact::Wide::of(a) / Exact::Wide::of(b));
}

bool Exact::less(const Exact& a, const Exact& b) {
  if (!Wide::any(a, b)) return int128{a.over_} * b.under_ < int128{b.over_} * a.under_;
  return Wide::of(a) < Wide::of(b);
}

bool Exact::wide_equal(const Exact& a, const Exact& b) {
  return a.wide_ != nullptr && b.wide_ != nullptr && a.wide_->value == b.wide_->value;
}

std::string to_text(const Exact& value) {
  if (value.under_ == 1) return to_text(Points{value.over_});
  const Rational fraction = Exact::Wide::of(value);
  const std::string over = digits(numerator(fraction));
  return denominator(fraction) == 1 ? over : over + "/" + digits(denominator(fraction));
}

std::optional<Points> whole(const Exact& value) {
  if (value.under_ != 1) return std::nullopt;
  return Points{value.over_};
}

Result<Exact> parse_exact(std::string_view text) {
  if (const auto points = parse_points(text)) return Exact(*points);
  const std::size_t slash = text.find('/');
  const std::optional<Integer> over = integer_of(text.substr(0, slash));
  const std::optional<Integer> under =
      slash == std::string_view::npos ? Integer(1) : integer_of(text.substr(slash + 1));
  if (over && under && *under > 0) return Exact::Wide::from(Rational(*over, *under));
  return invalid("points.format", "“" + std::string(text) + "” is not an exact number of points", {},
                 "write points, or two whole numbers with a slash between them");
}

Result<Points> round_half_even(const Exact& exact, Points step) {
  ANZE_ASSERT(step.e4 > 0);
  const Error overflow{Code::k_limit,
                       "points.overflow",
                       "the exact value is larger than a score can be",
                       {},
                       "check the amounts and multipliers of the rulebook"};
  const bool negative = exact.sign() < 0;
  int128 size = 0;
  if (exact.wide_ != nullptr) {
    const Rational steps = exact.wide_->value * k_points_scale / step.e4;
    const Integer rounded = half_even<Integer>(abs(numerator(steps)), denominator(steps)) * step.e4;
    if (rounded > std::numeric_limits<std::int64_t>::max()) return overflow;
    size = static_cast<std::int64_t>(rounded);
  } else {
    const int128 over = negative ? -int128{exact.over_} : int128{exact.over_};
    size = half_even<int128>(over, int128{exact.under_} * step.e4) * step.e4;
  }
  ANZE_ASSERT(size >= 0 && size % step.e4 == 0);  // a multiple of the step, its sign put back below
  if (size > k_most) return overflow;
  const auto e4 = static_cast<std::int64_t>(size);
  return Points{negative ? -e4 : e4};
}

}  // namespace anze
