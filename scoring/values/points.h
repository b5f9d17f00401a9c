// Points and Exact: scores without floating point.
//
// Points are ten-thousandths in an int64: what rulebooks state and what is printed. Exact is what is computed
// in between (a day-weighted mean, a proportion): any rational number. The way back from Exact to Points is
// round_half_even, done once: GB/T 8170-2008 forbids rounding in steps (3.3).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "scoring/values/result.h"

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

// A rational number of any size. Nearly every value is a whole number of ten-thousandths, or a fraction of
// two int64; the others (sums of many rates, whose denominators multiply) are fractions of unbounded
// integers, so that no rulebook an assessor can write overflows in between. Only a result too large for
// Points is an error, when it is rounded.
class Exact {
 public:
  Exact() = default;
  explicit Exact(Points points) : over_(points.e4) {}
  static Exact ratio(std::int64_t numerator, std::int64_t denominator);  // Requires: denominator != 0.

  Exact(const Exact& other) : over_(other.over_), under_(other.under_) {
    if (other.wide_ != nullptr) copy_wide(other);
  }
  Exact(Exact&& other) noexcept
      : over_(other.over_), under_(other.under_), wide_(std::exchange(other.wide_, nullptr)) {}
  Exact& operator=(const Exact& other) {
    over_ = other.over_;
    under_ = other.under_;
    if (wide_ != nullptr || other.wide_ != nullptr) copy_wide(other);
    return *this;
  }
  Exact& operator=(Exact&& other) noexcept {
    over_ = other.over_;
    under_ = other.under_;
    if (wide_ != nullptr || other.wide_ != nullptr) std::swap(wide_, other.wide_);
    return *this;
  }
  ~Exact() {
    if (wide_ != nullptr) drop_wide();
  }

  int sign() const { return wide_ != nullptr ? wide_sign() : over_ > 0 ? 1 : over_ < 0 ? -1 : 0; }

  friend Exact operator+(const Exact& a, const Exact& b) {
    Exact sum;
    if (whole_both(a, b) && !__builtin_add_overflow(a.over_, b.over_, &sum.over_)) return sum;
    return add(a, b);
  }
  friend Exact operator-(const Exact& a, const Exact& b) {
    Exact difference;
    if (whole_both(a, b) && !__builtin_sub_overflow(a.over_, b.over_, &difference.over_)) return difference;
    return subtract(a, b);
  }
  friend Exact operator*(const Exact& a, const Exact& b);
  friend Exact operator*(const Exact& a, std::int64_t times) {
    Exact product;
    if (a.under_ == 1 && !__builtin_mul_overflow(a.over_, times, &product.over_)) return product;
    return a * ratio(times, 1);
  }
  friend Exact operator/(const Exact& a, const Exact& b);  // Requires: b is not zero.
  Exact& operator+=(const Exact& b) { return *this = *this + b; }
  Exact& operator-=(const Exact& b) { return *this = *this - b; }
  friend bool operator==(const Exact& a, const Exact& b) {
    return a.wide_ != nullptr || b.wide_ != nullptr ? wide_equal(a, b)
                                                    : a.over_ == b.over_ && a.under_ == b.under_;
  }
  friend bool operator<(const Exact& a, const Exact& b) {
    return whole_both(a, b) ? a.over_ < b.over_ : less(a, b);
  }
  friend std::string to_text(const Exact& value);
  friend std::optional<Points> whole(const Exact& value);
  friend Result<Exact> parse_exact(std::string_view text);
  friend Result<Points> round_half_even(const Exact& exact, Points step);

 private:
  struct Wide;  // the slow path: exact.cpp

  static bool whole_both(const Exact& a, const Exact& b) { return a.under_ == 1 && b.under_ == 1; }
  static Exact add(const Exact& a, const Exact& b);
  static Exact subtract(const Exact& a, const Exact& b);
  static bool less(const Exact& a, const Exact& b);
  static bool wide_equal(const Exact& a, const Exact& b);
  int wide_sign() const;
  void copy_wide(const Exact& other);
  void drop_wide();

  // over / under ten-thousandths in lowest terms, under > 0; 0 / 0 beside a wide value.
  std::int64_t over_ = 0;
  std::int64_t under_ = 1;
  Wide* wide_ = nullptr;  // owned
};

// The exact value, "2173/24" or "90.5" when it ends within four decimals: for traces.
std::string to_text(const Exact& value);
// The way back from that text.  Errors: points.format.
Result<Exact> parse_exact(std::string_view text);

// The value, when it is a whole number of ten-thousandths that fits.
std::optional<Points> whole(const Exact& value);

// Rounds to a multiple of `step`, exact halves to the even multiple, negative values by their absolute value
// (GB/T 8170-2008, 3.2 and 3.4; a step of 0.5 or 20 covers its half-unit and 0.2-unit rounding).
// Requires: step > 0.  Errors: points.overflow.
Result<Points> round_half_even(const Exact& exact, Points step);

}  // namespace anze
