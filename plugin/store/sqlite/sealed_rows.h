// The sealed tables in SQLite: the one way rows enter them, and how they are read back for the chain.
#pragma once

#include <memory>

#include "plugin/store/audit_chain.h"
#include "plugin/store/sealed_tables.h"
#include "plugin/store/sqlite/connection.h"

namespace anze::store {

Tops read_tops(Connection& connection);

// A row that was read against its mark, so that damage never passes for another number. A mark proves nothing
// against who computes it anew; the chain does.  Requires: all columns were selected, in order.
// Errors: store.corrupt, at the row: "record 17".
Result<void> check_row(const Query& query, RowBytes& bytes, Table table);
bool row_holds(sqlite3_stmt* row, RowBytes& bytes, Table table);

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
  Table table_;
  int bound_ = 0;
};

AuditRow last_audit_row(Connection& connection);  // seq 0 of an empty chain
std::vector<AuditRow> audit_rows(Connection& connection, std::int64_t after_seq, std::int64_t limit);
void insert_audit_row(Connection& connection, const AuditRow& row);

// Keeps its cursors. Throws SQLite::Exception.
class SqliteSealedRows final : public SealedRows {
 public:
  explicit SqliteSealedRows(Connection& connection) : connection_(connection) {}
  void find(Table table, std::int64_t after, std::int64_t to, std::int64_t quarter) override;
  bool next(SealedRow& row) override;
  void find_entries(std::int64_t after) override;
  bool next_entry(SealedEntry& entry) override;
  std::optional<std::int64_t> elsewhere(Table table) override;
  std::optional<std::int64_t> entry_elsewhere() override;

 private:
  Connection& connection_;
  std::array<std::unique_ptr<Cursor>, k_sealed_tables> cursors_;
  std::unique_ptr<Cursor> of_quarter_;
  std::unique_ptr<Cursor> entries_;
  Table table_ = Table::k_fact;
  Cursor* found_ = nullptr;  // of the search under way
};

}  // namespace anze::store
