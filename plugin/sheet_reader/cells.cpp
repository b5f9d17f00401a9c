#include "plugin/sheet_reader/cells.h"

#include <algorithm>

#include "plugin/sheet_reader/formula_guard.h"

namespace anze::sheets {

std::string column_letters(std::size_t column) {
  std::string letters;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    letters.insert(0, 1, static_cast<char>('A' + (rest - 1) % 26));
  return letters;
}

bool needs_guard(std::string_view text) {
  constexpr std::string_view k_starts[] = {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};
  text.remove_prefix(std::min(text.find_first_not_of('\''), text.size()));
  return std::any_of(std::begin(k_starts), std::end(k_starts),
                     [&](std::string_view start) { return text.starts_with(start); });
}

bool is_guarded(std::string_view text) {
  return text.starts_with('\'') && needs_guard(text);
}

}  // namespace anze::sheets
