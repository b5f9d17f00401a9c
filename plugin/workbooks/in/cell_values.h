// CellValues: what clerks write in cells, as days, whole numbers and yes or no. Exact: a number is read digit
// by digit and scaled by powers of ten; what would have to be rounded is refused.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "plugin/sheet_reader/cells.h"
#include "scoring/days/date.h"

namespace anze::sheets {

// Whether the cell only says that nothing is known or nothing applies: "/", "—", "-". Never "0" and never
// "无".
bool says_nothing(const Cell& cell);

// The text of a cell as its reader sees it: 80%, 00123, 14:30; 是/否 for yes and no.
std::string shown(const Cell& cell);

// 2025-3-1, 2025/3/1, 2025.3.1, 2025年3月1日, 20250301, a date cell; a time behind it is dropped.
// Errors: sheet.date.
Result<Date> to_day(const Cell& cell);

// "1,234.50" of `unit` "元" with `places` 2 → 123450. The unit may be written behind the number ("12人").
// Errors: sheet.number.
Result<std::int64_t> to_whole(const Cell& cell, std::string_view unit, int places);

// 是 否 有 无 √ × 对 错 Y N 1 0 …  Errors: sheet.boolean.
Result<bool> to_truth(const Cell& cell);

}  // namespace anze::sheets
