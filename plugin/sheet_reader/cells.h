// Cells of a sheet as its file says them, neutral to the format: what the readers make and the reader process
// sends.
//
// Numbers stay decimal text: money must arrive to the fen. Dates are days ("2025-03-31"), whichever of the
// two day counts and however many number formats stood behind them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scoring/values/result.h"

namespace anze::sheets {

enum class CellKind : std::uint8_t {
  k_text = 1,
  k_number,   // "-1234.5": digits, at most one sign and one point
  k_boolean,  // "1" or "0"
  k_date,     // "2025-03-31"
  k_fault,    // what Excel shows instead of a value: "#REF!"; "" for a formula that was never computed
};

// A cell merged downwards lies in several rows.
enum class Merged : std::uint8_t { k_no, k_first, k_below };

struct Cell {
  std::uint16_t column = 0;  // from 0
  CellKind kind = CellKind::k_text;
  std::string_view text;        // UTF-8, never empty but for k_fault
  std::string_view shown = {};  // what people see of a number or day where it is not the text: "80%"; else ""
  Merged merged = Merged::k_no;
};

struct Merge {  // a merged range, both ends included; rows from 1
  std::uint32_t first_row = 0;
  std::uint32_t last_row = 0;
  std::uint16_t first_column = 0;
  std::uint16_t last_column = 0;
};

struct SheetName {
  std::string name;
  bool visible = true;
};

// Receives one file. Texts live as long as the call.
class CellSink {
 public:
  virtual ~CellSink() = default;
  // All sheets of the file, and which of them is read.
  virtual Result<void> begin(const std::vector<SheetName>& sheets, std::size_t chosen) = 0;
  // In ascending order; only rows and cells that are not empty.
  virtual Result<void> row(std::uint32_t number, std::span<const Cell> cells) = 0;
  virtual Result<void> merge(const Merge& range) = 0;
};

// "A", "Z", "AA": the letters over a column.
std::string column_letters(std::size_t column);

}  // namespace anze::sheets
