// The chain: each act's entry holds the digest of the rows it wrote and the hash of the entry before it.
//
//   rows = SM3(canonical bytes of the act's rows, table by table, by key)
//   hash = SM3(canonical bytes of the entry's own columns, `rows` and `previous` among them)
//
// One function reads rows back and digests them, before a commit and in every verification, so what is sealed
// is what the database holds and not what we believe we wrote. Formats: plugin/docs/formats/store.md.
#pragma once

#include <memory>
#include <vector>

#include "plugin/store/connection.h"
#include "plugin/store/sealed_tables.h"
#include "plugin/store/store.h"

namespace anze::store {

inline constexpr std::int64_t k_canonical_format = 1;

struct AuditRow {
  AuditEntry entry;
  std::int64_t format = k_canonical_format;
  Tops tops{};
};

AuditRow last_audit_row(Connection& connection);  // seq 0 of an empty chain
std::vector<AuditRow> audit_rows(Connection& connection, std::int64_t after_seq, std::int64_t limit);
Digest entry_hash(const AuditRow& row);
Result<void> check_entry(const AuditRow& row);  // against its own hash.  Errors: store.corrupt
void insert_audit_row(Connection& connection, const AuditRow& row);

// A row that is not as it was sealed.
struct RowFault {
  enum class Kind { k_missing, k_changed };
  Table table;
  std::int64_t key;
  Kind kind;
};

// Reads back and digests the rows an entry owns. Keeps its cursors. Throws SQLite::Exception.
class RowSeal {
 public:
  explicit RowSeal(Connection& connection) : connection_(connection) {}
  // The rows after `from` up to `to`, which must be of `entry`; `rows` is increased by their number. A
  // `quarter` says where all the facts lie, which is faster; one that lies elsewhere is missing then.
  Digest digest(const Tops& from, const Tops& to, std::int64_t entry, std::vector<RowFault>& faults,
                std::int64_t& rows, std::int64_t quarter = 0);
  // The first row outside the keys 1 to `last` of its table.
  std::vector<RowFault> strangers(const Tops& last);

 private:
  Cursor& cursor(Table table, std::int64_t after, std::int64_t to, std::int64_t quarter = 0);

  Connection& connection_;
  std::array<std::unique_ptr<Cursor>, k_sealed_tables> cursors_;
  std::unique_ptr<Cursor> of_quarter_;
};

// Walks the entries after `before`, their rows, and looks for rows of no entry, but not for those an act
// under way has written (`own`: its last ones). Problems go to the report.
void check_entries(Connection& connection, const AuditRow& before, VerifyReport& report,
                   const Tops* own = nullptr);
// The last entries only, as many as come with their rows to at most `most_rows`: what open() can afford. A
// small store is verified whole by it.
void check_tail(Connection& connection, std::int64_t most_rows, VerifyReport& report);
// Everything: pages, schema, entries, rows, and that the chain ends at `head`.
VerifyReport verify_chain(Connection& connection, const ChainHead& head, const Tops* own = nullptr);
// Pages and indexes against the tables.
void check_pages(Connection& connection, Problems& problems);

}  // namespace anze::store
