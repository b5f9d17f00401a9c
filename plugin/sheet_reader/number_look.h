// NumberLook: what a cell's number format makes of its number, as far as people read something else than the
// digits: a share (80%), a number with its leading zeros (00123), a time (14:30), words around it (45000元).
// A column of texts takes what is shown; a column of numbers takes the number.
//
// Only what is understood is shown: of any other format the digits are what a sheet says.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace anze::sheets {

struct NumberLook {
  enum class Kind : std::uint8_t { k_digits, k_share, k_padded, k_time };
  Kind kind = Kind::k_digits;
  std::uint8_t places = 0;  // decimals of a share; digits of a padded number
  bool day = false;         // the number is a day; with k_time a time stands behind it
  bool seconds = false;     // of a time
  bool elapsed = false;     // of a time: hours do not end at 24
  std::string before;       // of k_digits: words around the number
  std::string after;
};

// `id` is the built-in number; `code` the custom format, "" for built-in ones.
NumberLook look_of(std::uint32_t id, std::string_view code);

// What is shown of a number that plain_decimal made; "" where that is the number itself. A time is exact to
// the second.  Of a day: the time behind it, " 14:30", or "".
std::string shown_number(std::string_view plain, const NumberLook& look);

}  // namespace anze::sheets
