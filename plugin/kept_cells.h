// Kept cells: a subject's cells as bytes. The same cells give the same bytes, so a recount is compared by
// them.
//
// For each cell in (clause, bucket) order four variable-length numbers (seven bits a byte, the low ones
// first; signs folded in: 0, -1, 1, -2 …): how many clauses on from the cell before, its bucket, count,
// amount.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scoring/cell_table.h"
#include "scoring/result.h"

namespace anze::plugin {

struct KeptCell {
  std::int32_t clause = 0;
  std::int32_t bucket = 0;
  TallyCell cell;
};

std::string pack_cells(const std::vector<KeptCell>& cells);  // Requires: in order, none all zero.
// Errors: tally.corrupt.
Result<std::vector<KeptCell>> unpack_cells(std::string_view bytes);

}  // namespace anze::plugin
