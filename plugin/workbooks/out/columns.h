// OutColumns: a ledger's columns on the way out: the same headings that are understood on the way in, and the
// value of each for one fact, so that what was exported imports back unchanged.
#pragma once

#include <string>
#include <vector>

#include "plugin/sheet_reader/cells.h"
#include "plugin/store/store.h"
#include "plugin/workbooks/headings/headings.h"
#include "plugin/workbooks/headings/names.h"

namespace anze::sheets {

struct OutColumn {
  Meaning meaning = Meaning::k_field;
  const Field* field = nullptr;
  std::string heading;
  bool required = false;
  bool computed = false;  // shown and not read back
  CellKind kind = CellKind::k_text;
  int places = 0;  // decimals of a number
};

// All columns, 编号 first; the state only where the ledger has states.
std::vector<OutColumn> out_columns(const Ledger& ledger);

struct OutCell {
  CellKind kind = CellKind::k_text;
  std::string text;  // "" is an empty cell; of a number, plain decimal
};

// One row, in the order of the columns.
std::vector<OutCell> out_row(const store::FactVersion& fact, const std::vector<OutColumn>& columns,
                             const Ledger& ledger, const LedgerSet& ledgers, const HeadingNames& names,
                             const Codebook& codes);

}  // namespace anze::sheets
