#include "scoring/days/period.h"
#include "scoring/values/broken.h"

#include <array>
#include <charconv>

namespace anze {
namespace {

constexpr std::array<std::string_view, 4> k_kind_names{"month", "quarter", "half", "year"};

int number_in_year(const Period& period) {
  return (civil(period.first).month - 1) / months_in(period.kind) + 1;
}

Period make_period(int year, int number, PeriodKind kind) {
  const Date first = make_date(year, (number - 1) * months_in(kind) + 1, 1);
  return {kind, first, add_months(first, months_in(kind)) - 1};
}

}  // namespace

int months_in(PeriodKind kind) {
  constexpr std::array<int, 4> k_months{1, 3, 6, 12};
  return k_months[static_cast<std::size_t>(kind)];
}

Period period_of(Date day, PeriodKind kind) {
  const auto [year, month, unused] = civil(day);
  return make_period(year, (month - 1) / months_in(kind) + 1, kind);
}

Period previous(const Period& period) {
  return period_of(period.first - 1, period.kind);
}

std::vector<Period> divide(const Period& period, PeriodKind kind) {
  ANZE_ASSERT(kind <= period.kind);
  std::vector<Period> parts;
  for (Date day = period.first; day <= period.last; day = parts.back().last + 1)
    parts.push_back(period_of(day, kind));
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
  const std::string year = std::to_string(civil(period.first).year);
  const std::string number = std::to_string(number_in_year(period));
  switch (period.kind) {
    case PeriodKind::k_month:
      return year + (number.size() == 1 ? "-0" : "-") + number;
    case PeriodKind::k_quarter:
      return year + "Q" + number;
    case PeriodKind::k_half:
      return year + "H" + number;
    case PeriodKind::k_year:
      break;
  }
  return year;
}

std::string to_chinese(const Period& period) {
  constexpr std::array<std::string_view, 4> k_ordinals{"一", "二", "三", "四"};
  const std::string year = std::to_string(civil(period.first).year) + "年";
  const int number = number_in_year(period);
  switch (period.kind) {
    case PeriodKind::k_month:
      return year + std::to_string(number) + "月";
    case PeriodKind::k_quarter:
      return year + "第" + std::string(k_ordinals[static_cast<std::size_t>(number - 1)]) + "季度";
    case PeriodKind::k_half:
      return year + (number == 1 ? "上半年" : "下半年");
    case PeriodKind::k_year:
      break;
  }
  return year + "度";
}

Result<PeriodKind> parse_period_kind(std::string_view text) {
  for (std::size_t i = 0; i < k_kind_names.size(); ++i)
    if (k_kind_names[i] == text) return static_cast<PeriodKind>(i);
  return invalid("period.kind", "“" + std::string(text) + "” is not a kind of period", {},
                 "use \"month\", \"quarter\", \"half\" or \"year\"");
}

std::string_view to_text(PeriodKind kind) {
  return k_kind_names[static_cast<std::size_t>(kind)];
}

}  // namespace anze
