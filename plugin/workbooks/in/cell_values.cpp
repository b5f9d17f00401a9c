#include "plugin/workbooks/in/cell_values.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "plugin/workbooks/headings/plain_text.h"

namespace anze::sheets {
namespace {

Error not_a_day(const std::string& text, const std::string& why) {
  return invalid("sheet.date", "“" + text + "” " + why, {},
                 "write a day with its year: 2025-3-1, 2025/3/1, 2025年3月1日");
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// A run of at most `most` digits.
std::optional<int> take_number(std::string_view& text, std::size_t most) {
  std::size_t size = 0;
  while (size < text.size() && size < most && is_digit(text[size])) ++size;
  int value = 0;
  if (size == 0) return std::nullopt;
  std::from_chars(text.data(), text.data() + size, value);
  text.remove_prefix(size);
  while (text.starts_with(' ')) text.remove_prefix(1);
  return value;
}

bool take_mark(std::string_view& text, std::string_view mark) {
  if (!text.starts_with(mark)) return false;
  text.remove_prefix(mark.size());
  while (text.starts_with(' ')) text.remove_prefix(1);
  return true;
}

// A time behind the day: "09:30", "09:30:00", "T09:30:00Z". It is dropped.
bool is_time(std::string_view text) {
  take_mark(text, "T");
  return text.find_first_not_of("0123456789:.Z时分秒") == std::string_view::npos;
}

Result<Date> day_of(const std::string& said, int year, int month, int day) {
  if (year < 100) return not_a_day(said, "has no year in full");
  const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  const Result<Date> date = parse_date(std::to_string(year) + "-" + two(month) + "-" + two(day));
  return date ? date : not_a_day(said, "is no day of the calendar");
}

}  // namespace

bool says_nothing(const Cell& cell) {
  constexpr std::size_t k_longest = 64;  // with spaces around; looked at in every cell of a sheet
  if (cell.kind != CellKind::k_text || cell.text.size() > k_longest) return false;
  const std::string text = squeezed(cell.text);
  constexpr std::array k_dashes = {"/", "\\", "-", "--", "—", "——", "–", "―", "―—", "未填", "未知", "不详"};
  return std::find(k_dashes.begin(), k_dashes.end(), text) != k_dashes.end();
}

std::string shown(const Cell& cell) {
  if (cell.kind == CellKind::k_boolean) return cell.text == "1" ? "是" : "否";
  return std::string(cell.shown.empty() ? cell.text : cell.shown);
}

Result<Date> to_day(const Cell& cell) {
  const std::string said = folded(cell.kind == CellKind::k_number ? cell.text : shown(cell));
  if (cell.kind == CellKind::k_date) {
    const Result<Date> date = parse_date(cell.text);
    return date ? date : not_a_day(said, "is no day of the calendar");
  }
  std::string_view text = said;
  const bool digits_only = text.find_first_not_of("0123456789") == std::string_view::npos;
  if (digits_only && text.size() == 8) {
    const std::optional<int> year = take_number(text, 4);
    const std::optional<int> month = take_number(text, 2);
    return day_of(said, *year, *month, *take_number(text, 2));
  }
  if (cell.kind == CellKind::k_number || digits_only)
    return not_a_day(said, "is a number: the cell has no date format");
  const std::optional<int> year = take_number(text, 4);
  if (!year) return not_a_day(said, "is no day");
  std::string_view mark;
  for (const std::string_view each : {"-", "/", ".", "年"})
    if (mark.empty() && take_mark(text, each)) mark = each;
  const std::optional<int> month = take_number(text, 2);
  if (mark.empty() || !month) return not_a_day(said, "is no day");
  if (!take_mark(text, mark == "年" ? "月" : mark)) return not_a_day(said, "names no day of the month");
  const std::optional<int> day = take_number(text, 2);
  if (!day) return not_a_day(said, "names no day of the month");
  if (mark == "年" && !take_mark(text, "日")) take_mark(text, "号");
  if (!is_time(text)) return not_a_day(said, "says more than one day");
  return day_of(said, *year, *month, *day);
}

namespace {

Error not_a_number(const std::string& text, const std::string& why, std::string help) {
  return invalid("sheet.number", "“" + text + "” " + why, {}, std::move(help));
}

// Without thousands separators; false when they do not stand between threes.
bool drop_separators(std::string& digits) {
  const std::size_t point = std::min(digits.find('.'), digits.size());
  const std::size_t comma = digits.find(',');
  if (comma == std::string::npos) return true;
  if (comma == 0 || comma > 3 || digits.find(',', point) != std::string::npos) return false;
  std::string out = digits.substr(0, comma);
  for (std::size_t at = comma; at < point; at += 4) {
    if (digits[at] != ',' || point - at < 4) return false;
    out.append(digits, at + 1, 3);
  }
  digits = out + digits.substr(point);
  return true;
}

}  // namespace

Result<std::int64_t> to_whole(const Cell& cell, std::string_view unit, int places) {
  // A share is read as it is shown: 100% of a whole is 1 in the file.
  const bool share = cell.shown.ends_with('%');
  const std::string said = squeezed(cell.kind == CellKind::k_number && !share ? cell.text : shown(cell));
  constexpr const char* k_exact = "write one exact number; leave the cell empty while it is unknown";
  if (cell.kind == CellKind::k_date)
    return not_a_number(said, "is a date", "give the cell a number format and write the number");
  std::string text = said;
  if (!unit.empty() && text.size() > unit.size() && text.ends_with(unit))
    text.resize(text.size() - unit.size());
  for (const std::string_view sign : {"￥", "¥", "+"})
    if (text.starts_with(sign)) text.erase(0, sign.size());
  const bool negative = text.starts_with('-') || text.starts_with("−");
  if (negative) text.erase(0, text.starts_with('-') ? 1 : std::string_view("−").size());
  for (std::size_t at = text.find("，"); at != std::string::npos; at = text.find("，"))
    text.replace(at, 3, ",");
  if (!drop_separators(text))
    return not_a_number(said, "has its thousands separators in the wrong places", k_exact);
  if (text == "无" || text == "没有")
    return not_a_number(said, "may mean none or unknown",
                        "write 0 for none; leave the cell empty while it is unknown");
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string digits = text.substr(0, point);
  std::string after = point < text.size() ? text.substr(point + 1) : std::string();
  if (digits.empty() || (digits + after).find_first_not_of("0123456789") != std::string::npos ||
      (point < text.size() && after.empty()))
    return not_a_number(said, "is no exact number", k_exact);
  while (after.size() > static_cast<std::size_t>(places) && after.back() == '0') after.pop_back();
  if (after.size() > static_cast<std::size_t>(places))
    return not_a_number(
        said, "is finer than can be kept",
        places == 0 ? "write a whole number" : "write at most " + std::to_string(places) + " decimals");
  digits += after;
  digits.append(static_cast<std::size_t>(places) - after.size(), '0');
  std::int64_t value = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (fault != std::errc{} || end != digits.data() + digits.size())
    return not_a_number(said, "is too large", k_exact);
  return negative ? -value : value;
}

Result<bool> to_truth(const Cell& cell) {
  std::string text = squeezed(shown(cell));
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  constexpr std::array k_yes = {"是", "有", "√", "✓", "✔", "☑", "对", "已", "y", "yes", "true", "t", "1"};
  constexpr std::array k_no = {"否", "无", "没有", "×",  "✗",     "✘", "☒", "错",
                               "未", "x",  "n",    "no", "false", "f", "0"};
  if (std::find(k_yes.begin(), k_yes.end(), text) != k_yes.end()) return true;
  if (std::find(k_no.begin(), k_no.end(), text) != k_no.end()) return false;
  return invalid("sheet.boolean", "“" + text + "” says neither yes nor no", {},
                 "write 是 or 否; leave the cell empty while it is unknown");
}

}  // namespace anze::sheets
