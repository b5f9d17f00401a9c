#include "plugin/store/sqlite/verification.h"

#include <cstdlib>
#include <string_view>

#include "plugin/store/sqlite/migrations.h"
#include "plugin/store/sqlite/sealed_rows.h"

namespace anze::store {
namespace {

constexpr const char* k_entry_before_first = "SELECT coalesce(min(seq), 1) FROM audit WHERE region = ?1";

constexpr std::string_view k_unread = "error code=";

}  // namespace

// A page that ends too early is damage; one that the disk, or memory, would not give just now is not.
std::string told_of_pages(const Query& check) {
  std::string line = check.text(0);
  const std::size_t at = line.find(k_unread);
  if (at == std::string::npos) return line;
  const int code = std::atoi(line.c_str() + at + k_unread.size());
  const int kind = code & 0xff;
  if (kind == SQLITE_NOMEM || (kind == SQLITE_IOERR && code != SQLITE_IOERR_SHORT_READ))
    throw SQLite::Exception(line, code);
  return line;
}

void check_pages(Connection& connection, Problems& problems) {
  Findings findings(problems);
  Query query(connection, "PRAGMA integrity_check(20)");
  while (query.step())
    if (const std::string line = told_of_pages(query); line != "ok") findings.add("chain.pages", line, "");
}

void check_tail(Connection& connection, std::int64_t most_rows, VerifyReport& report) {
  const AuditRow last = last_audit_row(connection);
  const std::int64_t first = integer_in_region(connection, k_entry_before_first) - 1;
  AuditRow before = last;
  for (std::int64_t seq = last.entry.seq - 1; seq >= first; --seq) {
    AuditRow row;  // entry 0: the empty chain
    if (seq > 0) {
      const auto found = audit_rows(connection, seq - 1, 1);
      if (found.empty() || found.front().entry.seq != seq) break;
      row = found.front();
    }
    std::int64_t rows = last.entry.seq - seq;  // of the chain itself
    for (std::size_t i = 0; i < k_sealed_tables; ++i) rows += last.tops[i] - row.tops[i];
    if (rows > most_rows) break;
    before = row;
  }
  report.head = {last.entry.seq, last.entry.hash};
  // The last entry alone may own more rows than that: then its own hash must do.
  if (last.entry.seq > 0 && before.entry.seq == last.entry.seq && entry_hash(last) != last.entry.hash)
    Findings(report.problems)
        .add("chain.entry_changed", "an entry of the chain is not as it was written",
             entry_place(last.entry.seq) + ", audit");
  SqliteSealedRows rows(connection);
  check_entries(rows, before, report);
}

VerifyReport verify_chain(Connection& connection, const ChainHead& head, const Tops* own) {
  VerifyReport report;
  Findings findings(report.problems);
  try {
    SqliteSealedRows rows(connection);
    check_entries(rows, AuditRow{}, report, own);
    if (report.head.seq != head.seq || report.head.hash != head.hash)
      findings.add(
          "chain.head",
          "the chain ends at " + entry_place(report.head.seq) + ", it ended at " + entry_place(head.seq),
          entry_place(head.seq));
    if (const auto schema = check_schema(connection); !schema)
      findings.add("chain.schema", schema.error().message, "schema");
    if (const auto region = region_of(connection); !region || *region != connection.region())
      findings.add("chain.row_changed", "the store does not say any more whose rows it keeps", "store");
    check_pages(connection, report.problems);
  } catch (const SQLite::Exception& exception) {
    const Error error = sqlite_error(exception);
    if (error.code != Code::k_corrupt) throw;
    findings.add("chain.pages", error.message, "");
  }
  return report;
}

}  // namespace anze::store
