// Fact versions as rows of `fact`.
#pragma once

#include <atomic>
#include <vector>

#include "plugin/store/connection.h"
#include "plugin/store/sealed_tables.h"
#include "plugin/store/store.h"

namespace anze::store {

std::int64_t period_key(Date day);  // 20251: first quarter of 2025

// Of a row of ANZE_FACT_COLUMNS.
// Errors: store.corrupt (not as it was sealed; texts that are not what we write).
Result<FactVersion> read_fact_row(const Query& query, RowBytes& bytes);
// Errors: fact.text (a text that is not UTF-8). Throws SQLite::Exception.
Result<void> insert_fact_row(Connection& connection, const FactVersion& version, std::int64_t replaces);

// The hot loop. Cursors are prepared once and kept; one for each quarter a scan covers, merged by seq. Each
// row is held against its mark, unless `rests` says that the act under way has verified all of them: then a
// count of millions reads the counted columns alone.
class FactScanner {
 public:
  FactScanner(Connection& connection, const std::atomic<bool>* rests)
      : connection_(connection), rests_(rests) {}

  // Errors: store.corrupt, at the row. Throws SQLite::Exception.
  Result<void> scan(const FactQuery& query, const std::function<bool(const Fact&)>& visit);
  std::pair<std::int64_t, std::int64_t> range(Date first, Date last);
  Result<void> changes(const FactChanges& between, const std::function<bool(const Fact&, int)>& visit);

 private:
  struct Source;
  class Loan;
  std::vector<std::int64_t> periods(Date first, Date last);
  std::pair<std::int64_t, std::int64_t> range(const std::vector<std::int64_t>& periods);
  std::vector<std::int64_t> superseded(std::int64_t first, std::int64_t last, std::int64_t as_of);

  Connection& connection_;
  const std::atomic<bool>* rests_;  // null: never
  std::vector<std::unique_ptr<Cursor>> idle_;
  std::vector<std::unique_ptr<Cursor>> idle_whole_;
};

}  // namespace anze::store
