// day: dates as the services speak them, "2026-01-08", on the standard library's calendar types.
#pragma once

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace anze::host {

using Day = std::chrono::sys_days;

// Returns nothing for what is not an existing date in exactly this form.
inline std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t size) {
    unsigned value = 0;
    const char* end = text.data() + at + size;
    const auto [ptr, ec] = std::from_chars(text.data() + at, end, value);
    return ec == std::errc() && ptr == end ? std::optional(value) : std::nullopt;
  };
  const auto year = number(0, 4);
  const auto month = number(5, 2);
  const auto day = number(8, 2);
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)),
                                         std::chrono::month(*month), std::chrono::day(*day)};
  return date.ok() ? std::optional<Day>(date) : std::nullopt;
}

inline std::string to_text(Day day) {
  const std::chrono::year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

inline int year_of(Day day) {
  return static_cast<int>(std::chrono::year_month_day(day).year());
}

}  // namespace anze::host
