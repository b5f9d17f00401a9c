// Columns: which column of a sheet is which member of a fact, found by the headings, wherever the heading row
// is and in whatever order the columns stand.
//
// A heading is compared without spaces, line breaks, width, marks (*) and the unit in brackets; the unit is
// then read on its own, for it decides how a sum of money is taken (元, 万元).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/workbooks/headings/headings.h"
#include "plugin/workbooks/in/table.h"

namespace anze::sheets {

struct Column {
  std::uint16_t at = 0;  // from 0
  std::string heading;   // as it stands in the sheet, on one line
  Meaning meaning = Meaning::k_field;
  const Field* field = nullptr;  // of the ledger given; for k_field
  std::string unit;              // of a number, as the heading or the definition says: "万元"
  int places = 0;                // decimals that are kept: 6 for 万元 in fen
};

struct OtherColumn {  // nothing of the ledger
  std::uint16_t at = 0;
  std::string heading;
};

struct Columns {
  std::uint32_t row = 0;  // of the headings
  std::size_t index = 0;  // of that row in the table
  std::vector<Column> known;
  std::vector<OtherColumn> others;
  std::vector<std::string> missing;  // headings that are not there; no column of them is required

  const Column* at(std::uint16_t column) const;
  const Column* of(Meaning meaning, std::string_view field = {}) const;
};

// Finds the heading row among the first rows: the one with most known headings, at least two.
// Errors: sheet.heading (no such row), sheet.column_twice, sheet.column_missing, sheet.heading_empty,
// sheet.unit. `given` are the members the caller gives for all rows, so that no column has to.
Result<Columns> find_columns(const Table& table, const Ledger& ledger, std::span<const Meaning> given);

// Whether the row repeats the headings, as on every printed page.
bool repeats_headings(const Columns& columns, std::span<const Cell> cells);

// 合计, 小计 … : the row is a total and no fact.  "": it is not.
std::string total_word(std::span<const Cell> cells);

// 填表人：…, 注：… : what stands below a form.
bool is_note(std::span<const Cell> cells);

}  // namespace anze::sheets
