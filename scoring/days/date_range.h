// DateRange (起止日期): the days a figure counts over, first and last included: a calendar period, or any
// days, as where the reporting month runs from the 25th to the 24th. Written as its period ("2025Q1"), or as
// "2025-05-25..2025-06-24". Days that make up a calendar period are that period, so that what is declared of
// one is declared of the other.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scoring/days/period.h"

namespace anze {

struct DateRange {
  Date first;
  Date last;
  std::optional<PeriodKind> kind;  // of a calendar period

  DateRange() = default;
  DateRange(const Period& period) : first(period.first), last(period.last), kind(period.kind) {}
  // Requires: first <= last.
  DateRange(Date first_day, Date last_day);

  bool contains(Date day) const { return first <= day && day <= last; }
  int days() const { return last - first + 1; }
  friend bool operator==(const DateRange&, const DateRange&) = default;
};

// The days just before, as many of them; as many months when the range is whole months of its own: what
// precedes 25 May to 24 June is 25 April to 24 May, which is a day shorter.
DateRange previous(const DateRange& range);
// The same days a year before.
DateRange last_year(const DateRange& range);
// Whether the range is at least as long as a period of that kind that begins on its first day.
bool spans(const DateRange& range, PeriodKind kind);
// The months or quarters of the range, counted from its first day; the last may be cut short.
// Requires: spans(range, kind).
std::vector<DateRange> divide(const DateRange& range, PeriodKind kind);

// Errors: period.format, range.order, date.format, date.unreal.
Result<DateRange> parse_range(std::string_view text);
std::string to_text(const DateRange& range);     // "2025Q1", "2025-05-25..2025-06-24"
std::string to_chinese(const DateRange& range);  // "2025年第一季度", "2025年5月25日至6月24日"

}  // namespace anze
