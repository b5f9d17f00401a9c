// RowReader: one row of a sheet to one fact, as JSON that ledger.append/1 would take: every row then passes
// the same door as any other fact. What a cell cannot be is a fault of the row; what the fact cannot be is
// found behind that door and led back to its column.
//
// Refers to its arguments, which outlive it. Threads: one.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "plugin/sheets/columns.h"
#include "plugin/sheets/names.h"
#include "plugin/sheets/row_fault.h"

namespace anze::sheets {

// What the caller gives for rows that say nothing themselves: {"unit": "town-3"}, by id or title.
using Defaults = std::map<Meaning, std::string>;

class RowReader {
 public:
  RowReader(const Ledger& ledger, const Codebook& codes, const Names& names, const Columns& columns,
            Defaults defaults);

  // The fact's JSON; without meaning when a fault was added.
  std::string read(std::uint32_t row, std::span<const Cell> cells, std::vector<RowFault>& faults) const;

  // A fault found in the fact, at the column that its path ("/fields/level") comes from.
  RowFault led_back(const Error& error, std::uint32_t row, std::span<const Cell> cells) const;

 private:
  const Ledger& ledger_;
  const Codebook& codes_;
  const Names& names_;
  const Columns& columns_;
  Defaults defaults_;
};

// `text` as a JSON string, quotes and all.
void append_json_text(std::string& out, std::string_view text);

}  // namespace anze::sheets
