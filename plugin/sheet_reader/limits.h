// Limits: how much of a sheet file is read before it is refused. A spreadsheet is a zip of XML: a few
// kilobytes can unfold to gigabytes, so each bound is checked while inflating and parsing, never afterwards.
//
// A host may set most of them (plugin/calls/sheet_limits.h).
//
// The anchor is Apache POI's defaults (ratio 0.01, 1,000 entries), which raise false alarms on ordinary files
// with empty images; hence a ratio of 200 and only past 256 KiB.
#pragma once

#include <cstddef>

namespace anze::sheets {

struct Limits {
  std::size_t file_bytes = std::size_t{20} << 20U;
  std::size_t entries = 512;                                // of the zip
  std::size_t entry_bytes = std::size_t{64} << 20U;         // one entry, inflated
  std::size_t total_bytes = std::size_t{128} << 20U;        // all entries that are read, inflated
  std::size_t ratio = 200;                                  // inflated to packed …
  std::size_t ratio_after_bytes = std::size_t{256} << 10U;  // … once so much has come out
  std::size_t depth = 64;                                   // of XML elements
  std::size_t attributes = 64;                              // of one element
  std::size_t tag_bytes = std::size_t{1} << 20U;            // one tag or comment
  std::size_t rows = 100'000;                               // of data
  std::size_t rows_above = 1'000;                           // rows that are none: titles, headings, totals
  std::size_t columns = 256;
  std::size_t cell_chars = 32'767;  // UTF-16 units, as Excel counts
  std::size_t shared_strings = 1'000'000;
  std::size_t text_bytes = std::size_t{64} << 20U;  // all cells of the sheet together
};

}  // namespace anze::sheets
