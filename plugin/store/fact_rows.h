// Fact versions as rows of `fact`.
#pragma once

#include <vector>

#include "plugin/store/connection.h"
#include "plugin/store/sealed_tables.h"
#include "plugin/store/store.h"

namespace anze::store {

std::int64_t period_key(Date day);  // 20251: first quarter of 2025

// The columns `read_fact_row` expects, for the statements that select whole versions.
#define ANZE_FACT_VERSION_COLUMNS                                                                         \
  "seq, ledger, occurred, recorded, unit, area, sector, post, official, state, late, known, n1, n2, n3, " \
  "n4, n5, n6, n7, n8, n9, n10, n11, n12, entry, voided, version, recorded_at_ms, id, recorded_by, "      \
  "reason, texts, attachments, remark"

// Errors: store.corrupt (texts that are not what we write).
Result<FactVersion> read_fact_row(const Query& query);
// Errors: fact.text (a text that is not UTF-8). Throws SQLite::Exception.
Result<void> insert_fact_row(Connection& connection, const FactVersion& version, std::int64_t replaces);

// The hot loop. Cursors are prepared once and kept; one for each quarter a scan covers, merged by seq.
class FactScanner {
 public:
  explicit FactScanner(Connection& connection) : connection_(connection) {}

  // Throws SQLite::Exception.
  void scan(const FactQuery& query, const std::function<bool(const Fact&)>& visit);
  std::pair<std::int64_t, std::int64_t> range(Date first, Date last);
  void changes(const FactChanges& between, const std::function<bool(const Fact&, int)>& visit);

 private:
  struct Source;
  class Loan;
  std::vector<std::int64_t> periods(Date first, Date last);
  std::pair<std::int64_t, std::int64_t> range(const std::vector<std::int64_t>& periods);
  std::vector<std::int64_t> superseded(std::int64_t first, std::int64_t last, std::int64_t as_of);

  Connection& connection_;
  std::vector<std::unique_ptr<Cursor>> idle_;
};

}  // namespace anze::store
