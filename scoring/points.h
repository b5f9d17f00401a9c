// Points and Exact: scores without floating point.
//
// Points are ten-thousandths in an int64: what rulebooks state and what is printed. Exact is a fraction of
// two 128-bit integers: what is computed in between (a day-weighted mean, a proportion). The way back from
// Exact to Points is round_half_even, done once: GB/T 8170-2008 forbids rounding in steps (3.3).
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <numeric>
#include <string>
#include <string_view>

#include "scoring/result.h"

namespace anze {

__extension__ using int128 = __int128;

inline constexpr std::int64_t k_points_scale = 10'000;

struct Points {
  std::int64_t e4 = 0;  // ten-thousandths of a point
  friend constexpr auto operator<=>(Points, Points) = default;
};

// Reads "87.25", "-3", "0.0001": an optional minus sign, digits, at most four decimals, nothing else.
// Errors: points.format, points.range.
Result<Points> parse_points(std::string_view text);

// Shortest exact text: "87.25", "-3", "0".
std::string to_text(Points points);
// With exactly `decimals` (0..4) places, for columns of figures: "98.50". Requires: no digit is lost by it.
std::string to_text(Points points, int decimals);

// A fraction kept in lowest terms with a positive denominator. An operation whose true result does not fit
// makes the value overflowed, as every value computed from it is; round_half_even then answers
// points.overflow, so an overflow cannot pass for a score.
class Exact {
 public:
  constexpr Exact() = default;
  explicit constexpr Exact(Points points) : numerator_(points.e4), denominator_(k_points_scale) { reduce(); }
  static Exact ratio(std::int64_t numerator, std::int64_t denominator);  // Requires: denominator != 0.

  bool overflowed() const { return denominator_ == 0; }
  int sign() const { return numerator_ > 0 ? 1 : numerator_ < 0 ? -1 : 0; }
  int128 numerator() const { return numerator_; }
  int128 denominator() const { return denominator_; }

  friend Exact operator+(const Exact& a, const Exact& b);
  friend Exact operator-(const Exact& a, const Exact& b);
  friend Exact operator*(const Exact& a, const Exact& b);
  friend Exact operator/(const Exact& a, const Exact& b);  // Requires: b is not zero.
  Exact& operator+=(const Exact& b) { return *this = *this + b; }
  Exact& operator-=(const Exact& b) { return *this = *this - b; }
  friend bool operator==(const Exact& a, const Exact& b) = default;
  // Requires: neither overflowed.
  friend bool operator<(const Exact& a, const Exact& b);

 private:
  Exact(int128 numerator, int128 denominator) : numerator_(numerator), denominator_(denominator) { reduce(); }
  static Exact overflow();
  constexpr void reduce() {
    if (denominator_ == 1) return;
    constexpr int128 k_narrow = std::numeric_limits<std::int64_t>::max();
    if (-k_narrow <= numerator_ && numerator_ <= k_narrow && denominator_ <= k_narrow) {
      const auto narrow =
          static_cast<std::int64_t>(denominator_);  // dividing 128 bits costs ten times as much
      const std::int64_t a = std::gcd(static_cast<std::int64_t>(numerator_), narrow);
      numerator_ = static_cast<std::int64_t>(numerator_) / a;
      denominator_ = narrow / a;
      return;
    }
    int128 a = numerator_ < 0 ? -numerator_ : numerator_;
    int128 b = denominator_;
    while (b != 0) {
      const int128 rest = a % b;
      a = b;
      b = rest;
    }
    if (a > 1) {
      numerator_ /= a;
      denominator_ /= a;
    }
  }

  int128 numerator_ = 0;
  int128 denominator_ = 1;  // 0 marks overflow
};

// The exact value, "2173/24" or "90.5" when it ends within four decimals: for traces.
std::string to_text(const Exact& value);

// Rounds to a multiple of `step`, exact halves to the even multiple, negative values by their absolute value
// (GB/T 8170-2008, 3.2 and 3.4; a step of 0.5 or 20 covers its half-unit and 0.2-unit rounding).
// Requires: step > 0.  Errors: points.overflow.
Result<Points> round_half_even(const Exact& exact, Points step);

}  // namespace anze
