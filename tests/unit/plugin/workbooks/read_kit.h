// ReadKit: a file's bytes in, its cells out as one text, or the refusal's code.
#pragma once

#include <string>

#include "plugin/sheet_reader/read_file.h"

namespace anze::sheets {

// "3|A 文本|B #12.5|C @2025-03-31|D ?1|E !#REF!" a line for each row; merges at the end: "merge 2-4 A-A". In
// front "Sheet1: " when there are several sheets.
struct Collected : CellSink {
  Result<void> begin(const std::vector<SheetName>& sheets, std::size_t chosen) override {
    if (sheets.size() > 1) text += sheets[chosen].name + ":\n";
    return {};
  }
  Result<void> row(std::uint32_t number, std::span<const Cell> cells) override {
    ++rows;
    if (!keep) return {};
    text += std::to_string(number);
    for (const Cell& cell : cells) {
      constexpr const char* k_marks[] = {"", "", "#", "?", "@", "!"};
      text += "|" + column_letters(cell.column) + " " + k_marks[static_cast<int>(cell.kind)] +
              std::string(cell.text);
      if (!cell.shown.empty()) text += " (" + std::string(cell.shown) + ")";
    }
    text += "\n";
    return {};
  }
  Result<void> merge(const Merge& range) override {
    text += "merge " + std::to_string(range.first_row) + "-" + std::to_string(range.last_row) + " " +
            column_letters(range.first_column) + "-" + column_letters(range.last_column) + "\n";
    return {};
  }
  std::string text;
  std::size_t rows = 0;
  bool keep = true;
};

inline std::string read(std::string_view bytes, const SheetWanted& wanted = {}, const Limits& limits = {}) {
  TextCoding coding;
  Collected sink;
  const auto done = read_file(bytes, wanted, limits, coding, sink);
  return done ? sink.text
              : done.error().reason + ": " + done.error().message +
                    (done.error().at.empty() ? "" : " at " + done.error().at);
}

// The code alone; "read" when it was read.
inline std::string refused(std::string_view bytes, const Limits& limits = {}) {
  TextCoding coding;
  Collected sink;
  sink.keep = false;
  const auto done = read_file(bytes, {}, limits, coding, sink);
  return done ? "read" : done.error().reason;
}

}  // namespace anze::sheets
