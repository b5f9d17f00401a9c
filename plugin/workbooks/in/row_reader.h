// RowReader: one row of a sheet to one fact, as the tree of the JSON that ledger.append/1 would take: every
// row then passes the same door as any other fact. What a cell cannot be is a fault of the row; what the fact
// cannot be is found behind that door and led back to its column.
//
// A sheet says the same few words in every row: what each means is looked up once and remembered.
//
// Refers to its arguments, which outlive it. Threads: one.
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "plugin/workbooks/headings/names.h"
#include "plugin/workbooks/in/columns.h"
#include "plugin/workbooks/in/row_fault.h"
#include "scoring/json/reader.h"

namespace anze::sheets {

// What the caller gives for rows that say nothing themselves: {"unit": "town-3"}, by id or title.
using Defaults = std::map<Meaning, std::string>;

// What cells say → the code it stands for, or what is wrong with it.
using KnownWords = std::unordered_map<std::string, Result<std::string>>;

class RowReader {
 public:
  RowReader(const Ledger& ledger, const Codebook& codes, const HeadingNames& names, const Columns& columns,
            Defaults defaults);

  // The fact's tree; without meaning when a fault was added.
  json::Value read(std::uint32_t row, std::span<const Cell> cells, std::vector<RowFault>& faults);

  // A fault found in the fact, at the column that its path ("/fields/level") comes from.
  RowFault led_back(const Error& error, std::uint32_t row, std::span<const Cell> cells) const;

 private:
  // A row half read: its field values, and what it says beside them with the column that said it.
  struct Row {
    std::uint32_t number;
    std::vector<RowFault>& faults;
    json::Members fields;
    std::map<Meaning, std::string> shared;
    std::map<Meaning, std::uint16_t> from;
  };

  void read_cell(const Cell& cell, const Column& column, Row& row);
  void require_shared(Row& row) const;
  json::Members shared_members(Row& row);
  const Result<std::string>& named(Meaning meaning, const std::string& said, CodeId unit);

  const Ledger& ledger_;
  const Codebook& codes_;
  const HeadingNames& names_;
  const Columns& columns_;
  Defaults defaults_;
  std::unordered_map<std::uint16_t, KnownWords> known_;  // by column
  KnownWords states_;
  std::map<std::pair<Meaning, CodeId>, KnownWords> names_known_;  // by unit too, for posts
};

}  // namespace anze::sheets
