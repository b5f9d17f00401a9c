#include "scoring/days/date_range.h"
#include "scoring/values/broken.h"

#include <algorithm>

namespace anze {
namespace {

constexpr std::string_view k_to = "..";

std::optional<PeriodKind> calendar_kind(Date first, Date last) {
  for (const PeriodKind kind :
       {PeriodKind::k_month, PeriodKind::k_quarter, PeriodKind::k_half, PeriodKind::k_year}) {
    const Period period = period_of(first, kind);
    if (period.first == first && period.last == last) return kind;
  }
  return std::nullopt;
}

// How many whole months the range is made of; 0: it is not.
int whole_months(const DateRange& range) {
  const YearMonthDay from = civil(range.first);
  const YearMonthDay to = civil(range.last + 1);
  const int months = (to.year - from.year) * 12 + to.month - from.month;
  return months > 0 && add_months(range.first, months) == range.last + 1 ? months : 0;
}

}  // namespace

DateRange::DateRange(Date first_day, Date last_day)
    : first(first_day), last(last_day), kind(calendar_kind(first_day, last_day)) {
  ANZE_ASSERT(first <= last);
}

DateRange previous(const DateRange& range) {
  const int months = whole_months(range);
  return {months > 0 ? add_months(range.first, -months) : range.first - range.days(), range.first - 1};
}

DateRange last_year(const DateRange& range) {
  // By the day after, so that a range that ends with February ends so in a leap year too.
  return {add_months(range.first, -12), add_months(range.last + 1, -12) - 1};
}

bool spans(const DateRange& range, PeriodKind kind) {
  return add_months(range.first, months_in(kind)) - 1 <= range.last;
}

std::vector<DateRange> divide(const DateRange& range, PeriodKind kind) {
  ANZE_ASSERT(spans(range, kind));
  std::vector<DateRange> parts;
  // Each counted from the first day of all: 31 January, 28 February, 31 March.
  for (int months = 0;; months += months_in(kind)) {
    const Date first = add_months(range.first, months);
    if (first > range.last) return parts;
    parts.emplace_back(first, std::min(add_months(range.first, months + months_in(kind)) - 1, range.last));
  }
}

Result<DateRange> parse_range(std::string_view text) {
  const std::size_t to = text.find(k_to);
  if (to == std::string_view::npos) {
    ANZE_TRY(const Period period, parse_period(text));
    return DateRange(period);
  }
  ANZE_TRY(const Date first, parse_date(text.substr(0, to)));
  ANZE_TRY(const Date last, parse_date(text.substr(to + k_to.size())));
  if (last < first)
    return invalid("range.order", to_text(last) + " is before " + to_text(first), {},
                   "write the earlier day first");
  return DateRange(first, last);
}

std::string to_text(const DateRange& range) {
  if (range.kind) return to_text(Period{*range.kind, range.first, range.last});
  return to_text(range.first) + std::string(k_to) + to_text(range.last);
}

std::string to_chinese(const DateRange& range) {
  if (range.kind) return to_chinese(Period{*range.kind, range.first, range.last});
  std::string text = to_chinese(range.first);
  if (range.first == range.last) return text;
  const YearMonthDay first = civil(range.first);
  const YearMonthDay last = civil(range.last);
  const std::string day = std::to_string(last.month) + "月" + std::to_string(last.day) + "日";
  return text + "至" + (first.year == last.year ? day : to_chinese(range.last));
}

}  // namespace anze
