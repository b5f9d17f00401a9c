// Sheet files, and what their reader process may answer. The first byte says what the rest is:
//   Z  a file as it was uploaded
//   S  the XML of a worksheet, T of its shared texts, W of the workbook, Y of the styles: put into a sound
//      archive, because bytes alone never get past checksums
//   F  frames: an answer of the reader process, which the plugin takes for hostile input too
// What is read must be answered in frames that the plugin takes, be a table whose columns are found or named
// as missing, and give facts or faults in its rows; what is refused has a code of sheets and a way out.
#include <memory>

#include "plugin/sheet_reader/frames.h"
#include "plugin/workbooks/in/columns.h"
#include "plugin/workbooks/headings/names.h"
#include "plugin/workbooks/in/row_reader.h"
#include "scoring/entries/record.h"
#include "scoring/entries/record_reader.h"
#include "target.h"
#include "world.h"
#include "zip_maker.h"

namespace anze::fuzz {
namespace {

using namespace sheets;

// As the process would send it, and as the plugin takes it in.
struct ThroughFrames : CellSink {
  explicit ThroughFrames(CellSink& to) : sink(to) {}
  Result<void> begin(const std::vector<SheetName>& names, std::size_t chosen) override {
    return pass(write_sheets(names, chosen));
  }
  Result<void> row(std::uint32_t number, std::span<const Cell> cells) override {
    return pass(write_row(number, cells));
  }
  Result<void> merge(const Merge& range) override { return pass(write_merge(range)); }
  Result<void> pass(const std::string& frame) {
    const Result<bool> taken = take_frame(frame[4], std::string_view(frame).substr(k_frame_head), sink);
    expect(static_cast<bool>(taken),
           "the plugin does not take what the reader says: " + (taken ? "" : taken.error().message));
    return {};
  }
  CellSink& sink;
};

std::string file_of(char kind, std::string_view rest) {
  if (kind == 'Z') return std::string(rest);
  MadeBook book;
  book.sheet = worksheet("<row r=\"1\"><c t=\"s\"><v>0</v></c><c s=\"1\"><v>45717.5</v></c></row>");
  (kind == 'S' ? book.sheet : kind == 'T' ? book.strings : kind == 'W' ? book.workbook : book.styles) = rest;
  MadeZip zip = book.zip();
  for (MadeEntry& entry : zip.entries) entry.deflate = false;
  return zip.bytes();
}

void read_rows(Table& table) {
  table.spread_merges();
  Codebook codes = world().codes;
  const Ledger& ledger = *world().ledgers.find(codes.find("hazard"));
  const HeadingNames names(*world().organisation, codes);
  const Meaning given[] = {Meaning::k_occurred, Meaning::k_unit};
  const Result<Columns> columns = find_columns(table, ledger, given);
  if (!columns) return expect(!columns.error().help.empty(), "no way out of " + columns.error().reason);
  RowReader reader(ledger, codes, names, *columns,
                   {{Meaning::k_unit, "gov"}, {Meaning::k_occurred, "2025-3-1"}});
  std::vector<Cell> cells;
  for (std::size_t i = columns->index + 1; i < table.size(); ++i) {
    table.cells(i, cells);
    std::vector<RowFault> faults;
    json::Value tree = reader.read(table.number(i), cells, faults);
    Problems problems;
    const Result<FactRecord> record = read_fact(std::move(tree), world().ledgers, codes, &problems);
    for (const Error& problem : problems) faults.push_back(reader.led_back(problem, table.number(i), cells));
    expect(record || !faults.empty(), "a row is refused without a fault");
    for (const RowFault& fault : faults) {
      const plugin::json told = to_json(fault, table.name(), *columns, ledger);
      expect(!told.at("chinese").get<std::string>().empty(), "a fault without words");
      (void)told.dump();  // throws when a text is not UTF-8
    }
  }
}

void read_frames(std::string_view answer) {
  Table table;
  bool begun = false;
  while (answer.size() >= k_frame_head) {
    const std::uint64_t size = FrameReader(answer.substr(0, 4)).number();
    if (size > k_frame_bytes_max || answer.size() - k_frame_head < size) return;
    if ((answer[4] == 'S') == begun && answer[4] != 'X') return;  // as reader_process.cpp holds it
    begun = true;
    const Result<bool> ended = take_frame(answer[4], answer.substr(k_frame_head, size), table);
    if (!ended) return expect(!ended.error().reason.empty(), "a refusal without a code");
    if (*ended) break;
    answer.remove_prefix(k_frame_head + size);
  }
  if (begun) read_rows(table);
}

}  // namespace

const Shape k_shape = Shape::k_document;

const std::vector<std::string>& words() {
  static const auto& all =
      *new std::vector<std::string>{"<row>", "<c t=\"s\">", "<v>", "发生日期", "隐患级别"};
  return all;
}

void fuzz_one(std::string_view input) {
  if (input.empty()) return;
  if (input[0] == 'F') return read_frames(input.substr(1));
  Limits limits;
  limits.total_bytes = std::size_t{4} << 20U;  // what a search can do quickly
  limits.rows = 1'000;
  TextCoding coding;
  Table table;
  ThroughFrames sink(table);
  const Result<void> read =
      read_file(file_of(input[0], input.substr(1)), {"", "隐患台账"}, limits, coding, sink);
  if (!read) {
    expect(read.error().reason.starts_with("sheet."), "refused as " + read.error().reason);
    expect(!read.error().help.empty(), "no way out of " + read.error().reason);
    const std::string frame = write_refusal(read.error());
    const Result<bool> taken = take_frame(frame[4], std::string_view(frame).substr(k_frame_head), table);
    return expect(!taken && taken.error().reason == read.error().reason, "the refusal does not come through");
  }
  read_rows(table);
}

}  // namespace anze::fuzz
