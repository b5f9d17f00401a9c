// RowFault: what is wrong in one row of a sheet: where, what, how to put it right; for the clerk in Chinese
// too.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plugin/json/json.h"
#include "plugin/workbooks/in/columns.h"
#include "scoring/values/error.h"

namespace anze::sheets {

struct RowFault {
  std::uint32_t row = 0;
  std::optional<std::uint16_t> column;  // none: the row as a whole
  std::string said;                     // what the cell says
  Error error;                          // its place is the row's
};

// The fault as an error of the call: at "sheet 隐患台账 row 5 column C".
Error to_error(const RowFault& fault, const std::string& sheet);

// {"sheet", "row", "column", "heading", "code", "message", "help", "chinese"}
plugin::json to_json(const RowFault& fault, const std::string& sheet, const Columns& columns,
                     const Ledger& ledger);

// "第5行C列“整改期限”：“2025.13.1”不是完整、真实的日期。请写成2025-3-1或2025年3月1日。"
std::string in_chinese(const RowFault& fault, const Columns& columns, const Ledger& ledger);

}  // namespace anze::sheets
