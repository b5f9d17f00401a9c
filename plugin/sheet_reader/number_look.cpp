#include "plugin/sheet_reader/number_look.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "plugin/sheet_reader/serials.h"

namespace anze::sheets {
namespace {

constexpr std::size_t k_places_most = 15;
constexpr std::size_t k_words_longest = 100;  // bytes around a number

// The first section of a format, piece by piece: words that are shown as they stand, and signs that stand for
// something.
struct Pieces {
  std::string before;  // words in front of the number
  std::string after;
  std::string signs;     // "0.00%", "h:mm"; General as 'G'
  bool elapsed = false;  // [h], [mm], [ss]
};

bool is_elapsed(std::string_view bracket) {
  return !bracket.empty() && bracket.find_first_not_of("hHmMsS") == std::string_view::npos;
}

Pieces pieces_of(std::string_view code) {
  Pieces pieces;
  const auto word = [&](std::string_view text) {
    (pieces.signs.empty() ? pieces.before : pieces.after) += text;
  };
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    if (const std::size_t general = general_word(code.substr(i)); general > 0) {
      pieces.signs += 'G';
      i += general - 1;
    } else if (code[i] == '"') {
      const std::size_t end = std::min(code.find('"', i + 1), code.size());
      word(code.substr(i + 1, end - i - 1));
      i = end;
    } else if (code[i] == '[') {
      const std::size_t end = std::min(code.find(']', i + 1), code.size());
      const std::string_view bracket = code.substr(i + 1, end - i - 1);
      if (is_elapsed(bracket)) {
        pieces.elapsed = true;
        pieces.signs += bracket;
      }
      i = end;
    } else if (code[i] == '\\' && i + 1 < code.size()) {
      ++i;
      std::size_t end = i + 1;  // the whole of a character
      while (end < code.size() && (static_cast<unsigned char>(code[end]) & 0xC0U) == 0x80U) ++end;
      word(code.substr(i, end - i));
      i = end - 1;
    } else if (code[i] == '_' || code[i] == '*') {
      ++i;  // a space of some width; a filling
    } else if (static_cast<unsigned char>(code[i]) >= 0x80) {
      word(code.substr(i, 1));
    } else {
      pieces.signs += code[i];
    }
  }
  return pieces;
}

bool only(std::string_view text, std::string_view signs) {
  return text.find_first_not_of(signs) == std::string_view::npos;
}

// "0.0%" → 1; none when it is no plain share.
std::optional<std::size_t> share_places(std::string_view signs) {
  if (!signs.ends_with('%')) return std::nullopt;
  signs.remove_suffix(1);
  const std::size_t point = std::min(signs.find('.'), signs.size());
  if (!only(signs.substr(0, point), "0#,") || !only(signs.substr(std::min(point + 1, signs.size())), "0"))
    return std::nullopt;
  return point == signs.size() ? 0 : signs.size() - point - 1;
}

// A decimal with its point moved by two, rounded half up to `places`.
std::string share(std::string_view plain, std::size_t places) {
  const bool negative = plain.starts_with('-');
  if (negative) plain.remove_prefix(1);
  const std::size_t point = std::min(plain.find('.'), plain.size());
  std::string digits(plain.substr(0, point));
  std::string after(plain.substr(std::min(point + 1, plain.size())));
  after.append(after.size() < places + 3 ? places + 3 - after.size() : 0, '0');
  digits.append(after, 0, places + 2);
  if (after[places + 2] >= '5') {
    std::size_t at = digits.size();
    while (at > 0 && digits[at - 1] == '9') digits[--at] = '0';
    if (at > 0)
      ++digits[at - 1];
    else
      digits.insert(0, 1, '1');
  }
  const std::size_t least = places + 1;
  const std::size_t zeros =
      std::min(digits.find_first_not_of('0'), digits.size() - std::min(least, digits.size()));
  digits.erase(0, zeros);
  if (digits.size() < least) digits.insert(0, least - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - places, 1, '.');
  return (negative ? "-" : "") + digits + "%";
}

std::string two(std::int64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

// Seconds of a serial, rounded; of the day's part alone unless hours go on.
std::optional<std::int64_t> seconds_of(std::string_view plain, bool whole) {
  constexpr std::int64_t k_day = 86'400;
  constexpr std::size_t k_digits = 13;  // of a day: a tenth of a microsecond
  if (plain.starts_with('-')) return std::nullopt;
  const std::size_t point = std::min(plain.find('.'), plain.size());
  std::int64_t days = 0;
  if (std::from_chars(plain.data(), plain.data() + point, days).ec != std::errc{} || days > 1'000'000)
    return std::nullopt;
  std::string after(plain.substr(std::min(point + 1, plain.size())));
  after.resize(k_digits, '0');
  std::int64_t part = 0;
  std::from_chars(after.data(), after.data() + after.size(), part);
  constexpr std::int64_t k_scale = 10'000'000'000'000;
  const std::int64_t seconds = (part * k_day + k_scale / 2) / k_scale;
  return whole ? days * k_day + seconds : seconds % k_day;
}

std::string time(std::string_view plain, const NumberLook& look) {
  constexpr std::int64_t k_minute = 60;
  constexpr std::int64_t k_hour = 3'600;
  const std::optional<std::int64_t> seconds = seconds_of(plain, look.elapsed);
  if (!seconds) return {};
  std::string text = two(*seconds / k_hour) + ":" + two(*seconds / k_minute % k_minute);
  if (look.seconds) text += ":" + two(*seconds % k_minute);
  return text;
}

}  // namespace

NumberLook look_of(std::uint32_t id, std::string_view code) {
  NumberLook look;
  look.day = shows_day(id, code);
  if (code.empty()) {
    const bool time = (id >= 18 && id <= 22) || (id >= 32 && id <= 33) || (id >= 45 && id <= 47);
    if (time) look.kind = NumberLook::Kind::k_time;
    look.seconds = id == 19 || id == 21 || id == 33 || id == 45 || id == 46 || id == 47;
    look.elapsed = id == 46;
    if (id == 9 || id == 10) look.kind = NumberLook::Kind::k_share;
    if (id == 10) look.places = 2;
    return look;
  }
  Pieces pieces = pieces_of(code);
  const std::string& signs = pieces.signs;
  if (signs.find_first_of("hHsS") != std::string::npos) {
    look.kind = NumberLook::Kind::k_time;
    look.seconds = signs.find_first_of("sS") != std::string::npos;
    look.elapsed = pieces.elapsed;
  } else if (look.day) {
    return look;
  } else if (const auto places = share_places(signs); places && *places <= k_places_most) {
    look.kind = NumberLook::Kind::k_share;
    look.places = static_cast<std::uint8_t>(*places);
  } else if (signs.size() > 1 && signs.size() <= k_places_most && only(signs, "0")) {
    look.kind = NumberLook::Kind::k_padded;
    look.places = static_cast<std::uint8_t>(signs.size());
  } else if ((signs == "G" || signs == "0") &&
             pieces.before.size() + pieces.after.size() <= k_words_longest) {
    look.before = std::move(pieces.before);
    look.after = std::move(pieces.after);
  }
  return look;
}

std::string shown_number(std::string_view plain, const NumberLook& look) {
  switch (look.kind) {
    case NumberLook::Kind::k_share:
      return share(plain, look.places);
    case NumberLook::Kind::k_time:
      return (look.day ? " " : "") + time(plain, look);
    case NumberLook::Kind::k_padded: {
      const bool whole = only(plain, "0123456789");
      return whole && plain.size() < look.places
                 ? std::string(look.places - plain.size(), '0') + std::string(plain)
                 : std::string();
    }
    case NumberLook::Kind::k_digits:
      break;
  }
  if (look.day || (look.before.empty() && look.after.empty())) return {};
  return look.before + std::string(plain) + look.after;
}

}  // namespace anze::sheets
