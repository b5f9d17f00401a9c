#include "scoring/days/date.h"
#include "scoring/values/broken.h"

#include <charconv>
#include <chrono>

namespace anze {
namespace {

namespace chrono = std::chrono;

chrono::year_month_day to_chrono(Date date) {
  return chrono::year_month_day{chrono::sys_days{chrono::days{date.days}}};
}

Date from_chrono(chrono::year_month_day date) {
  return {static_cast<std::int32_t>(chrono::sys_days{date}.time_since_epoch().count())};
}

chrono::year_month_day ymd(int year, int month, int day) {
  return {chrono::year{year}, chrono::month{static_cast<unsigned>(month)},
          chrono::day{static_cast<unsigned>(day)}};
}

std::string padded(int value, std::size_t width) {
  std::string text = std::to_string(value);
  if (text.size() < width) text.insert(0, width - text.size(), '0');
  return text;
}

}  // namespace

Date make_date(int year, int month, int day) {
  ANZE_ASSERT(ymd(year, month, day).ok());
  return from_chrono(ymd(year, month, day));
}

YearMonthDay civil(Date date) {
  const auto day = to_chrono(date);
  return {static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
          static_cast<int>(static_cast<unsigned>(day.day()))};
}

Result<Date> parse_date(std::string_view text) {
  const std::string shown(text);
  const auto number = [&](std::size_t from, std::size_t size, int& out) {
    const char* first = text.data() + from;
    const auto [end, failure] = std::from_chars(first, first + size, out);
    return failure == std::errc{} && end == first + size && *first != '-';
  };
  int year = 0;
  int month = 0;
  int day = 0;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !number(0, 4, year) || !number(5, 2, month) ||
      !number(8, 2, day) || year < 1900 || year > 2199)
    return invalid("date.format", "“" + shown + "” is not a date", {},
                   "write year-month-day, for example \"2025-03-31\"");
  const auto date = ymd(year, month, day);
  if (!date.ok())
    return invalid("date.unreal", "there is no day " + shown + " in the calendar", {},
                   "check the day of the month");
  return from_chrono(date);
}

std::string to_text(Date date) {
  const auto [year, month, day] = civil(date);
  return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2);
}

std::string to_chinese(Date date) {
  const auto [year, month, day] = civil(date);
  return std::to_string(year) + "年" + std::to_string(month) + "月" + std::to_string(day) + "日";
}

Date add_months(Date date, int months) {
  const auto moved = to_chrono(date) + chrono::months{months};
  const Date day =
      from_chrono(moved.ok() ? moved : chrono::year_month_day{moved.year() / moved.month() / chrono::last});
  ANZE_ASSERT(months < 0 ? day < date : date <= day);
  return day;
}

Date beijing_day(std::int64_t unix_ms) {
  constexpr std::int64_t k_day_ms = 86'400'000;
  constexpr std::int64_t k_beijing_offset_ms = 8 * 3'600'000;
  const std::int64_t local = unix_ms + k_beijing_offset_ms;
  const std::int64_t day = local >= 0 ? local / k_day_ms : -((-local + k_day_ms - 1) / k_day_ms);
  return {static_cast<std::int32_t>(day)};
}

}  // namespace anze
