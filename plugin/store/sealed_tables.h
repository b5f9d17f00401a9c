// The tables the chain seals, in the order their rows are hashed, and the one way rows enter them.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "plugin/store/canonical.h"
#include "plugin/store/connection.h"

// Every column in the order it is sealed, `mark` last: what a statement selects whose rows are looked at
// below.
#define ANZE_FACT_COLUMNS                                                                               \
  "period, seq, entry, voided, ledger, occurred, recorded, unit, area, sector, post, official, state, " \
  "late, known, n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12, replaces, version, recorded_at_ms, " \
  "id, recorded_by, reason, texts, attachments, remark, mark"
#define ANZE_RECORD_COLUMNS "seq, kind, id, version, year, body, entry, mark"
#define ANZE_CODE_COLUMNS "id, text, entry, mark"
#define ANZE_REQUEST_COLUMNS "seq, request_id, method, request, response, entry, mark"

namespace anze::store {

enum class Table : std::size_t { k_fact, k_record, k_blob, k_code, k_request };
inline constexpr std::size_t k_sealed_tables = 5;

// The columns are selected and inserted in the same order, `mark` last.
struct SealedTable {
  const char* name;
  const char* insert;
  const char* range;  // all columns of the rows after ?1 up to ?2, by key
  const char* last;   // the last key
  int columns;        // without `mark`
  int key;
  int entry;
};
const SealedTable& sealed_table(Table table);
// The facts' `range` when all lie in quarter ?3: one run of pages, where their numbers alone lead to each row
// by way of an index.
const char* fact_range_of_quarter();

// The last row of each sealed table.
using Tops = std::array<std::int64_t, k_sealed_tables>;
Tops read_tops(Connection& connection);

// A row that was read against its mark, so that damage never passes for another number. A mark proves nothing
// against who computes it anew; the chain does.  Requires: all columns were selected, in order.
// Errors: store.corrupt, at the row: "record 17".
Result<void> check_row(const Query& query, RowBytes& bytes, Table table);
bool row_holds(sqlite3_stmt* row, RowBytes& bytes, Table table);
Error row_changed(Table table, std::int64_t key);

// Inserts one row: the values in column order, then `run`, which adds the mark. One at a time.
class RowInsert {
 public:
  RowInsert(Connection& connection, Table table);
  ~RowInsert() { statement_.tryReset(); }
  RowInsert(const RowInsert&) = delete;
  RowInsert& operator=(const RowInsert&) = delete;

  RowInsert& integer(std::int64_t value);
  RowInsert& null();
  RowInsert& text(const std::string& value);  // must live until `run`
  RowInsert& blob(std::string_view value);    // must live until `run`
  void run();

 private:
  SQLite::Statement& statement_;
  RowBytes& bytes_;
  int bound_ = 0;
};

}  // namespace anze::store
