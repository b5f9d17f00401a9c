#include "scoring/days/period.h"
#include "scoring/values/broken.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace anze {
namespace {

constexpr std::array<std::string_view, 7> k_kind_names{"day",     "week", "ten_days", "month",
                                                       "quarter", "half", "year"};

// By the last day, for a period whose days are counted from the 25th to the 24th goes by the month it ends
// in.
int number_in_year(const Period& period) {
  return (civil(period.last).month - 1) / months_in(period.kind) + 1;
}

Period week_of(Date day) {
  constexpr std::int32_t k_week = 7;
  const std::int32_t since_monday = ((day.days + 3) % k_week + k_week) % k_week;  // 1970 began on a Thursday
  const Date monday = day - since_monday;
  return {PeriodKind::k_week, monday, monday + (k_week - 1)};
}

Period third_of_month(Date day) {
  constexpr int k_third = 10;
  const auto [year, month, number] = civil(day);
  const int third = std::min((number - 1) / k_third, 2);
  const Date first = make_date(year, month, third * k_third + 1);
  const Date end = add_months(make_date(year, month, 1), 1) - 1;
  return {PeriodKind::k_ten_days, first, third < 2 ? first + (k_third - 1) : end};
}

Period make_period(int year, int number, PeriodKind kind) {
  const Date first = make_date(year, (number - 1) * months_in(kind) + 1, 1);
  return {kind, first, add_months(first, months_in(kind)) - 1};
}

}  // namespace

int months_in(PeriodKind kind) {
  constexpr std::array<int, 7> k_months{0, 0, 0, 1, 3, 6, 12};
  return k_months[static_cast<std::size_t>(kind)];
}

Period period_of(Date day, PeriodKind kind) {
  if (kind == PeriodKind::k_day) return {kind, day, day};
  if (kind == PeriodKind::k_week) return week_of(day);
  if (kind == PeriodKind::k_ten_days) return third_of_month(day);
  const auto [year, month, unused] = civil(day);
  const Period period = make_period(year, (month - 1) / months_in(kind) + 1, kind);
  ANZE_ASSERT(period.contains(day));
  return period;
}

Period previous(const Period& period) {
  return period_of(period.first - 1, period.kind);
}

std::vector<Period> divide(const Period& period, PeriodKind kind) {
  ANZE_ASSERT(kind <= period.kind);
  std::vector<Period> parts;
  for (Period part = period_of(period.first, kind); part.last <= period.last;
       part = period_of(part.last + 1, kind))
    parts.push_back(part);
  return parts;
}

Result<Period> parse_period(std::string_view text) {
  const auto number = [](std::string_view digits, int& out) {
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
    return failure == std::errc{} && end == digits.data() + digits.size() && !digits.starts_with('-');
  };
  int year = 0;
  int part = 0;
  if (text.size() >= 4 && number(text.substr(0, 4), year) && year >= 1900 && year <= 2199) {
    const std::string_view rest = text.substr(4);
    if (rest.empty()) return make_period(year, 1, PeriodKind::k_year);
    if (rest.size() == 2 && number(rest.substr(1), part)) {
      if (rest[0] == 'Q' && part >= 1 && part <= 4) return make_period(year, part, PeriodKind::k_quarter);
      if (rest[0] == 'H' && part >= 1 && part <= 2) return make_period(year, part, PeriodKind::k_half);
    }
    if (rest.size() == 3 && rest[0] == '-' && number(rest.substr(1), part) && part >= 1 && part <= 12)
      return make_period(year, part, PeriodKind::k_month);
  }
  return invalid("period.format", "“" + std::string(text) + "” is not a period", {},
                 "write a year, half-year, quarter or month: \"2025\", \"2025H1\", \"2025Q3\", \"2025-07\"");
}

std::string to_text(const Period& period) {
  if (period.kind < PeriodKind::k_month) return to_text(period.first) + ".." + to_text(period.last);
  const std::string year = std::to_string(civil(period.last).year);
  const std::string number = std::to_string(number_in_year(period));
  switch (period.kind) {
    case PeriodKind::k_month:
      return year + (number.size() == 1 ? "-0" : "-") + number;
    case PeriodKind::k_quarter:
      return year + "Q" + number;
    case PeriodKind::k_half:
      return year + "H" + number;
    case PeriodKind::k_year:
    case PeriodKind::k_day:
    case PeriodKind::k_week:
    case PeriodKind::k_ten_days:
      break;
  }
  return year;
}

std::string to_chinese(const Period& period) {
  constexpr std::array<std::string_view, 4> k_ordinals{"一", "二", "三", "四"};
  if (period.kind == PeriodKind::k_day) return to_chinese(period.first);
  if (period.kind == PeriodKind::k_week)
    return to_chinese(period.first) + "至" + to_chinese(period.last) + "一周";
  const YearMonthDay last = civil(period.last);
  const std::string year = std::to_string(last.year) + "年";
  if (period.kind == PeriodKind::k_ten_days) {
    constexpr int k_third = 10;
    constexpr std::array<std::string_view, 3> k_thirds{"上旬", "中旬", "下旬"};
    const auto third = static_cast<std::size_t>((civil(period.first).day - 1) / k_third);
    return year + std::to_string(last.month) + "月" + std::string(k_thirds[third]);
  }
  const int number = number_in_year(period);
  switch (period.kind) {
    case PeriodKind::k_month:
      return year + std::to_string(number) + "月";
    case PeriodKind::k_quarter:
      return year + "第" + std::string(k_ordinals[static_cast<std::size_t>(number - 1)]) + "季度";
    case PeriodKind::k_half:
      return year + (number == 1 ? "上半年" : "下半年");
    case PeriodKind::k_year:
    case PeriodKind::k_day:
    case PeriodKind::k_week:
    case PeriodKind::k_ten_days:
      break;
  }
  return year + "度";
}

Result<PeriodKind> parse_period_kind(std::string_view text) {
  constexpr auto k_first = static_cast<std::size_t>(PeriodKind::k_month);
  for (std::size_t i = k_first; i < k_kind_names.size(); ++i)
    if (k_kind_names[i] == text) return static_cast<PeriodKind>(i);
  return invalid("period.kind", "“" + std::string(text) + "” is not a kind of period", {},
                 "use \"month\", \"quarter\", \"half\" or \"year\"");
}

std::string_view to_text(PeriodKind kind) {
  return k_kind_names[static_cast<std::size_t>(kind)];
}

}  // namespace anze
