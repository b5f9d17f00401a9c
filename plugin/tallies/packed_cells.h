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

#include "scoring/clauses/cell_table.h"
#include "scoring/values/code.h"
#include "scoring/values/result.h"

namespace anze::plugin {

struct StoredCell {
  std::int32_t clause = 0;
  std::int32_t bucket = 0;
  TallyCell cell;
};

std::string pack_cells(const std::vector<StoredCell>& cells);  // Requires: in order, none all zero.
// Errors: tally.corrupt.
Result<std::vector<StoredCell>> unpack_cells(std::string_view bytes);

// A row as it is kept: eight bytes of mark over the subject and the cells, then the cells; nothing for no
// cells. A mark is FNV-1a, like those of the sealed rows: it tells damage, and proves nothing against a
// forger, whom the seal's recount finds.
std::string keep_row(CodeId subject, const std::vector<StoredCell>& cells);
// Errors: tally.corrupt.
Result<std::vector<StoredCell>> stored_row(CodeId subject, std::string_view bytes);

// What a kept tally says of itself, in a row under a number that is nobody's: the fact version it reaches,
// and the sum of the marks of its rows and of the day-bound facts, so that none is lost or added unseen.
inline constexpr CodeId k_tally_itself = -1;
struct StoredWhole {
  std::int64_t facts_to = 0;
  std::uint64_t sum = 0;

  void add_row(std::string_view bytes) { sum += mark_in(bytes); }
  void take_row(std::string_view bytes) { sum -= mark_in(bytes); }
  void add_aside(std::int64_t fact) { sum += mark_of(fact); }
  void take_aside(std::int64_t fact) { sum -= mark_of(fact); }
  bool operator==(const StoredWhole&) const = default;

 private:
  static std::uint64_t mark_in(std::string_view bytes);  // of a kept row; 0 of none
  static std::uint64_t mark_of(std::int64_t fact);
};
std::string keep_whole(const StoredWhole& whole);
Result<StoredWhole> stored_whole(std::string_view bytes);  // Errors: tally.corrupt

}  // namespace anze::plugin
