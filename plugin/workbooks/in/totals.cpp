#include "plugin/workbooks/in/totals.h"

#include <algorithm>
#include <array>
#include <optional>

#include "plugin/workbooks/headings/plain_text.h"
#include "plugin/workbooks/in/cell_values.h"
#include "plugin/workbooks/out/columns.h"

namespace anze::sheets {
namespace {

struct Sums {
  std::int64_t all = 0;
  std::int64_t since_last = 0;
};

const Cell* cell_at(std::span<const Cell> cells, std::uint16_t column) {
  const auto found =
      std::find_if(cells.begin(), cells.end(), [&](const Cell& cell) { return cell.column == column; });
  return found == cells.end() ? nullptr : &*found;
}

bool is_sum(std::span<const Cell> cells) {
  constexpr std::array k_sums = {"合计", "总计", "小计", "共计"};
  return std::find(k_sums.begin(), k_sums.end(), total_word(cells)) != k_sums.end();
}

// Of the rows from the headings to the total; none when a cell is no number or the sum too large.
std::optional<Sums> sums_of(const Table& table, std::size_t index, const Columns& columns,
                            const Column& column, std::span<const std::uint32_t> passed_over) {
  Sums sums;
  std::vector<Cell> cells;
  for (std::size_t i = columns.index + 1; i < index; ++i) {
    table.cells(i, cells);
    if (std::binary_search(passed_over.begin(), passed_over.end(), table.number(i))) {
      if (!total_word(cells).empty()) sums.since_last = 0;
      continue;
    }
    const Cell* cell = cell_at(cells, column.at);
    if (cell == nullptr || says_nothing(*cell) || cell->merged == Merged::k_below) continue;
    const Result<std::int64_t> value = to_whole(*cell, column.unit, column.places);
    if (!value || __builtin_add_overflow(sums.all, *value, &sums.all) ||
        __builtin_add_overflow(sums.since_last, *value, &sums.since_last))
      return std::nullopt;
  }
  return sums;
}

}  // namespace

std::vector<RowFault> check_total(const Table& table, std::size_t index, const Columns& columns,
                                  std::span<const std::uint32_t> passed_over) {
  std::vector<RowFault> faults;
  std::vector<Cell> cells;
  table.cells(index, cells);
  if (!is_sum(cells)) return faults;  // 平均, 累计 and 本页合计 are of other rows
  for (const Cell& cell : cells) {
    const Column* column = columns.at(cell.column);
    if (column == nullptr || column->field == nullptr || column->field->type != FieldType::k_integer ||
        column->field->computed() || says_nothing(cell))
      continue;
    const Result<std::int64_t> total = to_whole(cell, column->unit, column->places);
    if (!total) continue;
    const std::optional<Sums> sums = sums_of(table, index, columns, *column, passed_over);
    if (!sums || *total == sums->all || *total == sums->since_last) continue;
    faults.push_back({table.number(index), cell.column, shown(cell),
                      invalid("sheet.total", "“" + shown(cell) + "” is not the sum of the rows above", {},
                              "see whether a row is missing, stands there twice or has a wrong number; they "
                              "add up to: " +
                                  decimal_text(sums->all, column->places) + column->unit)});
  }
  return faults;
}

}  // namespace anze::sheets
