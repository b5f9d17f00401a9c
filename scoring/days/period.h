// Period: what an assessment or a filing is about: a year, half-year, quarter or month, first and last day
// included. Written "2025", "2025H1", "2025Q3", "2025-07".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scoring/days/date.h"
#include "scoring/values/result.h"

namespace anze {

enum class PeriodKind { k_month, k_quarter, k_half, k_year };  // from the shortest to the longest

struct Period {
  PeriodKind kind = PeriodKind::k_year;
  Date first;
  Date last;

  bool contains(Date day) const { return first <= day && day <= last; }
  int days() const { return last - first + 1; }
  friend bool operator==(const Period&, const Period&) = default;
};

Period period_of(Date day, PeriodKind kind);  // the period of that kind the day lies in
Period previous(const Period& period);
// The periods of `kind` inside `period`, in order; the period itself when `kind` is its own. Requires: kind
// <= period.kind.
std::vector<Period> divide(const Period& period, PeriodKind kind);

// Errors: period.format.
Result<Period> parse_period(std::string_view text);
std::string to_text(const Period& period);     // "2025Q3"
std::string to_chinese(const Period& period);  // "2025年第三季度"

int months_in(PeriodKind kind);
// "month", "quarter", "half", "year".  Errors: period.kind.
Result<PeriodKind> parse_period_kind(std::string_view text);
std::string_view to_text(PeriodKind kind);

}  // namespace anze
