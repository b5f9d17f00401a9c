// Serials: the numbers of a workbook and when they are days.
//
// Excel writes a number with up to 17 digits of which 15 are what was typed ("64.099999999999994" is 64.1),
// so numbers are rounded to 15 digits here, in decimal. A day is a number with a date format: days since 1900
// (with a 29 February 1900 that never was) or since 1904.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace anze::sheets {

// "1.5E3" → "1500", "64.099999999999994" → "64.1". Empty when it is no number or absurdly long.
std::optional<std::string> plain_decimal(std::string_view text);

// The day of a serial as "2025-03-31"; the time of day is dropped. Empty outside 1900 to 2199.
std::optional<std::string> day_of_serial(std::string_view plain, bool since_1904);

// How many bytes of `code` are the word General at its beginning, in any case and as offices of other tongues
// write it (G/通用格式); 0: none. It stands for the number as it is, alone or among other signs
// (General"元"): its letters are no codes of days.
std::size_t general_word(std::string_view code);

// Whether a number format shows a day. `id` is the built-in number; `code` the custom format, "" for built-in
// ones. The built-in ids differ by country; those of China (27 to 36, 50 to 58) are among them.
bool shows_day(std::uint32_t id, std::string_view code);

}  // namespace anze::sheets
