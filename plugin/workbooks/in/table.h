// Table: one sheet as it was read, rows in order, cells by column. Lies in three flat arrays: a hundred
// thousand rows of fifteen cells are fifty megabytes and not five hundred.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "plugin/sheet_reader/cells.h"

namespace anze::sheets {

class Table : public CellSink {
 public:
  Result<void> begin(const std::vector<SheetName>& sheets, std::size_t chosen) override;
  Result<void> row(std::uint32_t number, std::span<const Cell> cells) override;
  Result<void> merge(const Merge& range) override;
  // After the last row: cells merged downwards hold their value in every row, as people read them.
  void spread_merges();

  const std::vector<SheetName>& sheets() const { return sheets_; }
  const std::string& name() const { return sheets_[chosen_].name; }
  std::size_t size() const { return rows_.size(); }
  std::uint32_t number(std::size_t index) const { return rows_[index].number; }
  // The row's cells by column. The views hold as long as the table.
  void cells(std::size_t index, std::vector<Cell>& out) const;

 private:
  struct StoredCell {
    std::uint32_t at;
    std::uint32_t size;
    std::uint16_t column;
    std::uint16_t shown;  // bytes behind the text
    CellKind kind;
    Merged merged;
  };
  struct Row {
    std::uint32_t number;
    std::uint32_t first;
  };
  Cell view(const StoredCell& kept) const;

  std::vector<SheetName> sheets_;
  std::size_t chosen_ = 0;
  std::string texts_;
  std::vector<StoredCell> kept_;
  std::vector<Row> rows_;
  std::vector<Merge> merges_;
  std::unordered_map<std::size_t, std::vector<StoredCell>> spread_;  // by row index
};

}  // namespace anze::sheets
