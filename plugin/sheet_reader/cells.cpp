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

namespace {

// What spreadsheets pass over before they look for a formula: apostrophes, control characters, every kind of
// space, characters without width.
std::size_t passed_over(std::string_view text) {
  const auto byte = static_cast<unsigned char>(text.front());
  if (byte <= 0x20 || byte == 0x7F || byte == '\'') return 1;
  constexpr std::string_view k_blanks[] = {
      "\u00A0", "\u0085", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005",
      "\u2006", "\u2007", "\u2008", "\u2009", "\u200A", "\u200B", "\u200C", "\u200D", "\u200E",
      "\u200F", "\u2028", "\u2029", "\u202F", "\u205F", "\u2060", "\u3000", "\uFEFF"};
  for (const std::string_view blank : k_blanks)
    if (text.starts_with(blank)) return blank.size();
  return 0;
}

}  // namespace

bool needs_guard(std::string_view text) {
  constexpr std::string_view k_starts[] = {"=", "+", "-", "@", "＝", "＋", "－", "＠"};
  text.remove_prefix(std::min(text.find_first_not_of('\''), text.size()));
  if (text.starts_with('\t') || text.starts_with('\r')) return true;
  while (!text.empty()) {
    const std::size_t bytes = passed_over(text);
    if (bytes == 0) break;
    text.remove_prefix(bytes);
  }
  return std::any_of(std::begin(k_starts), std::end(k_starts),
                     [&](std::string_view start) { return text.starts_with(start); });
}

bool is_guarded(std::string_view text) {
  return text.starts_with('\'') && needs_guard(text);
}

}  // namespace anze::sheets
