// Habits: how the clerk of each register keeps the workbook: which sheets it has, in what order the columns
// stand, how days, numbers, yes and no and what is unknown are written. No two registers are kept alike; all
// of it is legal input.
#pragma once

#include <string_view>

namespace district {

enum class Pages { k_months, k_quarters, k_places };  // k_places: a sheet for each locality with many rows
enum class Order { k_number_first, k_unit_first, k_object_first };
enum class Days { k_serial, k_dashes, k_slashes, k_dots, k_chinese, k_digits, k_wide, k_mixed };
enum class Truths { k_words, k_marks, k_letters };
enum class Numbers { k_plain, k_text, k_wide, k_with_unit };

// What else the clerk does.
inline constexpr unsigned k_groups = 1;         // two rows of headings, some merged across and some downwards
inline constexpr unsigned k_repeats = 2;        // the headings again on every printed page
inline constexpr unsigned k_totals = 4;         // a row 合计 below
inline constexpr unsigned k_blank_rows = 8;     // rows left blank
inline constexpr unsigned k_merged = 16;        // a unit's name once, merged downwards
inline constexpr unsigned k_stars = 32;         // a star at what must be filled in
inline constexpr unsigned k_ten_thousand = 64;  // money in 万元
inline constexpr unsigned k_notes = 128;        // who filled it in, and a note, below
inline constexpr unsigned k_serials = 256;      // a column 序号
inline constexpr unsigned k_spread = 512;       // headings spaced out or broken into lines

struct Habits {
  std::string_view ledger;
  Pages pages;
  Order order;
  Days days;
  Truths truths;
  Numbers numbers;
  std::string_view day_heading;
  std::string_view unit_heading;
  std::string_view unknown;  // what stands where nothing is known, but in texts
  unsigned also;
  std::string_view clerk = "clerk-01";

  bool does(unsigned what) const { return (also & what) != 0; }
};

const Habits& habits_of(std::string_view ledger);

}  // namespace district
