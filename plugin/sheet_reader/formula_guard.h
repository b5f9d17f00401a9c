// FormulaGuard: a text in a CSV file that a spreadsheet would take for a formula gets an apostrophe in front,
// and loses it again on the way in. A text that looks guarded already gets a second one, so every text comes
// back as it was.
#pragma once

#include <string_view>

namespace anze::sheets {

// = + - @ and their full-width forms, behind any apostrophes, blanks, control characters and characters
// without width, which spreadsheets pass over; tab and CR at the beginning.
bool needs_guard(std::string_view text);
// The same behind at least one apostrophe: written by needs_guard.
bool is_guarded(std::string_view text);

}  // namespace anze::sheets
