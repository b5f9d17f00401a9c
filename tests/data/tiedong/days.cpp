#include "days.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace district {
namespace {

struct Range {
  Day first, last;
};

bool is_day_off(Day date) {
  static const std::array ranges{Range{day(1, 1), day(1, 1)},
                                 Range{day(1, 28), day(2, 4)},
                                 Range{day(4, 4), day(4, 6)},
                                 Range{day(5, 1), day(5, 5)},
                                 Range{day(5, 31), day(6, 2)},
                                 Range{day(10, 1), day(10, 8)},
                                 Range{day(1, 1, 2026), day(1, 3, 2026)}};
  return std::ranges::any_of(ranges, [&](const Range& r) { return r.first <= date && date <= r.last; });
}

bool is_made_up(Day date) {  // weekends worked
  static const std::array days{day(1, 26), day(2, 8), day(4, 27), day(9, 28), day(10, 11), day(1, 4, 2026)};
  return std::ranges::find(days, date) != days.end();
}

}  // namespace

Day day(int month, int of_month, int year) {
  return std::chrono::year_month_day{std::chrono::year{year},
                                     std::chrono::month{static_cast<unsigned>(month)},
                                     std::chrono::day{static_cast<unsigned>(of_month)}};
}

std::string text(Day date) {
  const std::chrono::year_month_day civil{date};
  return fmt::format("{:04}-{:02}-{:02}", int{civil.year()}, unsigned{civil.month()}, unsigned{civil.day()});
}

Day day_of(const std::string& text) {
  return day(std::stoi(text.substr(5, 2)), std::stoi(text.substr(8, 2)), std::stoi(text.substr(0, 4)));
}

int month_of(Day date) {
  return static_cast<int>(unsigned{std::chrono::year_month_day{date}.month()});
}

Day month_first(int month) {
  return day(month, 1);
}

Day month_last(int month) {
  return std::chrono::year_month_day_last{
      std::chrono::year{k_year},
      std::chrono::month_day_last{std::chrono::month{static_cast<unsigned>(month)}}};
}

bool is_workday(Day date) {
  const unsigned weekday = std::chrono::weekday{date}.iso_encoding();
  return is_made_up(date) || (weekday <= 5 && !is_day_off(date));
}

Day next_workday(Day date) {
  while (!is_workday(date)) date += std::chrono::days{1};
  return date;
}

std::uint64_t Variety::next() {
  state_ += 0x9e3779b97f4a7c15U;
  std::uint64_t z = state_;
  z = (z ^ z >> 30U) * 0xbf58476d1ce4e5b9U;
  z = (z ^ z >> 27U) * 0x94d049bb133111ebU;
  return z ^ z >> 31U;
}

int Variety::between(int low, int high) {
  return low + static_cast<int>(next() % static_cast<std::uint64_t>(high - low + 1));
}

Day Variety::workday(Day first, Day last) {
  std::vector<Day> days;
  for (Day date = first; date <= last; date += std::chrono::days{1})
    if (is_workday(date)) days.push_back(date);
  if (days.empty()) throw std::logic_error("no working day between " + text(first) + " and " + text(last));
  return days[static_cast<std::size_t>(between(0, static_cast<int>(days.size()) - 1))];
}

std::vector<int> Variety::split(int total, int parts, int least) {
  std::vector<int> out(static_cast<std::size_t>(parts), least);
  for (int rest = total - least * parts; rest > 0; --rest)
    ++out[static_cast<std::size_t>(between(0, parts - 1))];
  return out;
}

}  // namespace district
