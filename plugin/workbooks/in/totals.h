// Totals: whether a row 合计, 总计 or 小计 is the sum of the rows above it. No total is a fact; but one that
// does not add up says that a row was left out, stands there twice or has a wrong number.
//
// Threads: one.
#pragma once

#include <span>
#include <vector>

#include "plugin/workbooks/in/columns.h"
#include "plugin/workbooks/in/row_fault.h"
#include "plugin/workbooks/in/table.h"

namespace anze::sheets {

// The cells of the total in row `index` that are neither the sum of all rows above nor of those since the
// last total. `passed_over` are the numbers of the rows that are no facts, in order. A column with a cell
// that is no number is not judged: that cell is complained of itself.
std::vector<RowFault> check_total(const Table& table, std::size_t index, const Columns& columns,
                                  std::span<const std::uint32_t> passed_over);

}  // namespace anze::sheets
