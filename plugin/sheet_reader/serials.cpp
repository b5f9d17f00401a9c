#include "plugin/sheet_reader/serials.h"

#include <algorithm>
#include <charconv>

#include "scoring/days/date.h"

namespace anze::sheets {
namespace {

constexpr std::size_t k_digits = 15;  // what Excel keeps of a number

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Digits without sign and point, and how many of them stand before the point (may lie outside the digits).
struct Digits {
  bool negative = false;
  std::string all;
  long before = 0;
};

std::optional<Digits> read_digits(std::string_view text) {
  Digits number;
  std::size_t at = 0;
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) number.negative = text[at++] == '-';
  const std::size_t first = at;
  while (at < text.size() && is_digit(text[at])) number.all += text[at++];
  number.before = static_cast<long>(at - first);
  if (at < text.size() && text[at] == '.') {
    ++at;
    while (at < text.size() && is_digit(text[at])) number.all += text[at++];
  }
  if (number.all.empty()) return std::nullopt;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && text[at] == '+') ++at;
    int power = 0;
    const auto [end, fault] = std::from_chars(text.data() + at, text.data() + text.size(), power);
    if (fault != std::errc{} || power < -40 || power > 40) return std::nullopt;
    at = static_cast<std::size_t>(end - text.data());
    number.before += power;
  }
  return at == text.size() ? std::optional(number) : std::nullopt;
}

// To 15 digits, half up: the digit after the fifteenth is noise of the binary number, never a tie that was
// typed.
void round_digits(Digits& number) {
  const std::size_t zeros = std::min(number.all.find_first_not_of('0'), number.all.size());
  number.all.erase(0, zeros);
  number.before -= static_cast<long>(zeros);
  if (number.all.size() <= k_digits) return;
  const bool up = number.all[k_digits] >= '5';
  number.all.resize(k_digits);
  if (!up) return;
  std::size_t at = k_digits;
  while (at > 0 && number.all[at - 1] == '9') number.all[--at] = '0';
  if (at > 0) {
    ++number.all[at - 1];
  } else {
    number.all.insert(0, 1, '1');
    ++number.before;
  }
}

}  // namespace

std::optional<std::string> plain_decimal(std::string_view text) {
  constexpr std::size_t k_longest = 400;
  if (text.size() > k_longest) return std::nullopt;
  std::optional<Digits> number = read_digits(text);
  if (!number) return std::nullopt;
  round_digits(*number);
  std::string& all = number->all;
  while (!all.empty() && all.back() == '0') all.pop_back();
  if (all.empty()) return "0";
  if (number->before <= 0) {
    all.insert(0, static_cast<std::size_t>(1 - number->before), '0');
    number->before = 1;
  }
  const auto before = static_cast<std::size_t>(number->before);
  if (all.size() < before) all.append(before - all.size(), '0');
  if (all.size() > before) all.insert(before, 1, '.');
  return (number->negative ? "-" : "") + all;
}

std::optional<std::string> day_of_serial(std::string_view plain, bool since_1904) {
  constexpr std::int32_t k_last = 2'958'465;  // 9999-12-31
  std::int32_t serial = 0;
  const auto [end, fault] = std::from_chars(plain.data(), plain.data() + plain.size(), serial);
  if (fault != std::errc{} || (end != plain.data() + plain.size() && *end != '.') || serial < 0 ||
      serial > k_last)
    return std::nullopt;
  constexpr std::int32_t k_leap_that_never_was = 60;
  if (!since_1904 && (serial == 0 || serial == k_leap_that_never_was)) return std::nullopt;
  const Date day = since_1904                       ? make_date(1904, 1, 1) + serial
                   : serial < k_leap_that_never_was ? make_date(1899, 12, 31) + serial
                                                    : make_date(1899, 12, 30) + serial;
  const int year = civil(day).year;
  if (year < 1900 || year > 2199) return std::nullopt;
  return to_text(day);
}

std::size_t general_word(std::string_view code) {
  constexpr std::string_view k_words[] = {"general", "standard",   "g/通用格式",
                                          "g/標準",  "g/標準格式", "通用格式"};
  const auto same = [](char a, char b) { return a == b || (a >= 'A' && a <= 'Z' && a - 'A' + 'a' == b); };
  std::size_t found = 0;
  for (const std::string_view word : k_words)
    if (code.size() >= word.size() && word.size() > found &&
        std::equal(word.begin(), word.end(), code.begin(), [&](char w, char c) { return same(c, w); }))
      found = word.size();
  return found;
}

bool shows_day(std::uint32_t id, std::string_view code) {
  if (code.empty())
    return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58);
  // The first section only; texts in quotes and words in brackets ([红色], [$-804]) say nothing.
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    const char c = code[i];
    if (const std::size_t general = general_word(code.substr(i)); general > 0) {
      i += general - 1;
    } else if (c == '"') {
      i = std::min(code.find('"', i + 1), code.size());
    } else if (c == '[') {
      i = std::min(code.find(']', i + 1), code.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == 'y' || c == 'Y' || c == 'd' || c == 'D') {
      return true;
    } else if ((c == 'e' || c == 'E') &&
               (i + 1 == code.size() || (code[i + 1] != '+' && code[i + 1] != '-'))) {
      return true;  // the year in East Asian formats; E+00 is a number
    }
  }
  return false;
}

}  // namespace anze::sheets
