#include "reports/snapshot/number_text.h"

#include <array>

#include "scoring/values/broken.h"
#include "scoring/values/points.h"

namespace anze::reports {

namespace {
constexpr std::int64_t k_wan = 10'000;

std::string qualified(NumberQualifier qualifier, const std::string& number, const std::string& unit) {
  switch (qualifier) {
    case NumberQualifier::k_over:
      return number + "余" + unit;
    case NumberQualifier::k_nearly:
      return "近" + number + unit;
    case NumberQualifier::k_under:
      return "不足" + number + unit;
    case NumberQualifier::k_exact:
      break;
  }
  return number + unit;
}

// Money as number and unit apart, so that a qualifier can stand between: 70余万元.
std::string money(std::int64_t yuan, NumberQualifier qualifier) {
  if (yuan > -k_wan && yuan < k_wan) return qualified(qualifier, std::to_string(yuan), "元");
  return qualified(qualifier, anze::to_text(Points{yuan}), "万元");  // Points count ten-thousandths too
}

// The difference of two counts; empty when it or its absolute value does not fit.
std::optional<std::int64_t> difference(std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  if (__builtin_sub_overflow(a, b, &result) || result == INT64_MIN) return std::nullopt;
  return result;
}
}  // namespace

std::string money_text(std::int64_t yuan) {
  return money(yuan, NumberQualifier::k_exact);
}

std::string money_text(std::optional<std::int64_t> yuan) {
  return yuan ? money_text(*yuan) : k_unknown;
}

std::string count_text(std::optional<std::int64_t> value, const std::string& unit) {
  return value ? std::to_string(*value) + unit : k_unknown;
}

std::string percent_text(std::int64_t numerator, std::int64_t denominator) {
  if (denominator == 0) return "无基数";
  const auto percent = round_half_even(Exact::ratio(numerator, denominator) * Exact::ratio(100, 1),
                                       Points{k_points_scale / 100});
  return percent ? anze::to_text(*percent, 2) + "%" : "超出可算范围";
}

std::string to_text(const Figure& figure) {
  if (!figure.value) return k_unknown;
  if (figure.shape == Shape::k_money) return money(*figure.value, figure.qualifier);
  if (figure.shape == Shape::k_count)
    return qualified(figure.qualifier, std::to_string(*figure.value), figure.unit);
  if (!figure.denominator) return k_unknown;
  return percent_text(*figure.value, *figure.denominator) + "（" + std::to_string(*figure.value) + "/" +
         std::to_string(*figure.denominator) + figure.unit + "）";
}

std::string comparison_text(const Figure& figure) {
  if (!figure.compared) return {};
  if (!figure.last_year) return "上年同期未填";
  const auto amount = [&](std::int64_t value) {
    return figure.shape == Shape::k_money ? money_text(value) : std::to_string(value) + figure.unit;
  };
  std::string last = "上年同期" + amount(*figure.last_year);
  if (!figure.value || figure.shape == Shape::k_rate) return last;
  const auto change = difference(*figure.value, *figure.last_year);
  if (!change) return last;
  if (*change == 0) return last + "，同比持平";
  const bool fewer = *change < 0;
  const std::int64_t size = fewer ? -*change : *change;
  std::string text = last + "，同比" + (fewer ? "减少" : "增加") + amount(size);
  if (*figure.last_year > 0)
    text += std::string("、") + (fewer ? "下降" : "上升") + percent_text(size, *figure.last_year);
  return text;
}

std::string han_number(int number) {
  ANZE_ASSERT(number >= 1 && number <= 99);
  static constexpr std::array<const char*, 10> k_digits = {"",   "一", "二", "三", "四",
                                                           "五", "六", "七", "八", "九"};
  const auto tens = static_cast<std::size_t>(number / 10);
  const auto ones = static_cast<std::size_t>(number % 10);
  std::string text;
  if (tens > 1) text += k_digits.at(tens);
  if (tens > 0) text += "十";
  return text + k_digits.at(ones);
}

}  // namespace anze::reports
