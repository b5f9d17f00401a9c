// Import: one sheet on its way into a ledger: read in a process of its own, checked row by row, written as
// one act. Nothing is written before that act, so giving up at any time leaves nothing behind.
//
// Rows become the tree of the JSON of ledger.append/1 and pass its door twice: for the report, with a copy of
// the codebook that is thrown away, and again inside the act, with the real one. Between the two, nothing is
// kept of a good row but where it stands: that is what a hundred thousand of them cost.
//
// Owns all it needs. Threads: one at a time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "plugin/calls/method.h"
#include "plugin/facts/entry.h"
#include "plugin/workbooks/in/reader_process.h"
#include "plugin/workbooks/in/row_reader.h"
#include "plugin/workbooks/in/table.h"
#include "scoring/days/period.h"
#include "scoring/entries/record.h"

namespace anze::sheets {

struct ImportOptions {
  std::string ledger;
  std::string file;              // its name, for people
  std::string sheet;             // of the workbook; "": the one named as the ledger, else the first
  bool keep_good = false;        // write the good rows although there are bad ones
  std::optional<Period> period;  // which all rows lie in, when the caller says so
  bool repeats = false;          // take what the ledger has already, or what the file says twice
  bool history = false;          // an older register is taken over (facts/entry.h)
  Defaults defaults;
};

class Import {
 public:
  // Errors: ledger.unknown, organisation.missing; sheet.* of the reader; those of find_columns.
  static Result<std::unique_ptr<Import>> open(ImportOptions options, std::string_view bytes,
                                              const ReaderProgram& program, const Limits& limits,
                                              std::shared_ptr<const plugin::Model> model,
                                              const Codebook& codes);

  // Checks that many more rows. Returns: true when all are checked.  Errors: sheet.definitions (they changed
  // since the file was read), sheet.limit, store.*.
  Result<bool> check(const plugin::Call& call, store::Reader& reader, std::size_t rows);
  std::size_t done() const { return next_; }
  std::size_t total() const { return table_.size(); }

  // What was found, after the last row: plugin/docs/methods.md, sheet.check/1.
  plugin::json report() const;
  void keep_good() { options_.keep_good = true; }
  std::size_t faults() const { return faults_total_; }
  // The faults as errors, the first hundred; what to answer when nothing may be kept.
  Problems problems() const;

  // Writes all good rows.  Requires: all checked.  Errors: the first bad row's, sheet.definitions,
  // sheet.nothing, sheet.same_file; those of append.  Returns: the act's answer.
  Result<plugin::json> write(const plugin::Call& call, store::Writer& writer) const;

 private:
  struct Good {
    std::uint32_t row;
    std::uint32_t index;  // in the table
  };
  struct Skipped {
    std::uint32_t row;
    std::string what;
  };
  Import(ImportOptions options, const Limits& limits, std::shared_ptr<const plugin::Model> model,
         const Codebook& codes)
      : options_(std::move(options)), limits_(limits), model_(std::move(model)), codes_(codes) {}
  Result<void> read(std::string_view bytes, const ReaderProgram& program);
  Result<void> same_definitions(const plugin::Call& call) const;
  Result<FactRecord> record_of(const Good& good, Codebook& codes) const;
  Result<void> check_row(const plugin::Call& call, store::Reader& reader, plugin::LateMarks& marks,
                         std::size_t index);
  bool passes_over(std::uint32_t row, std::span<const Cell> cells);
  Result<void> check_repeats(store::Reader& reader, const FactRecord& record, std::span<const Cell> cells,
                             const Good& good, std::vector<RowFault>& faults);
  Result<void> find_known_rows(const plugin::Call& call, store::Reader& reader);
  Result<void> find_same_files(store::Reader& reader);
  void check_sum(std::uint32_t row, std::size_t index);
  void add_faults(std::vector<RowFault> faults);

  ImportOptions options_;
  Limits limits_;
  std::shared_ptr<const plugin::Model> model_;
  Codebook codes_;  // ours alone
  const Ledger* ledger_ = nullptr;
  Table table_;
  std::string digest_;  // SM3 of the file
  Columns columns_;
  std::unique_ptr<HeadingNames> names_;
  std::unique_ptr<RowReader> reader_;

  std::size_t next_ = 0;
  std::size_t rows_ = 0;  // of data
  std::vector<Good> good_;
  std::vector<Skipped> skipped_;
  std::vector<RowFault> faults_;  // the first thousand
  std::size_t faults_total_ = 0;
  std::size_t bad_rows_ = 0;
  std::vector<std::string> same_file_;                            // imports of these bytes
  std::unordered_map<std::string, std::uint32_t> ids_;            // row of each id of the file
  std::unordered_multimap<std::size_t, std::size_t> by_content_;  // facts without an id → good_
  std::unordered_set<std::size_t> seen_;                          // of them: what clauses see
  Date first_day_{};
  Date last_day_{};
};

}  // namespace anze::sheets
