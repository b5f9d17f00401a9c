#include "plugin/store/audit_chain.h"

#include <algorithm>
#include <limits>

#include "plugin/store/migrations.h"

namespace anze::store {
namespace {

// Every column but `hash`, in the order they are hashed.
#define ANZE_AUDIT_COLUMNS                                                                         \
  "seq, format, at_ms, actor, method, request_id, subject, fact_to, record_to, blob_to, code_to, " \
  "request_to, rows, previous"

constexpr const char* k_select_audit =
    "SELECT " ANZE_AUDIT_COLUMNS ", hash FROM audit WHERE seq > ?1 ORDER BY seq LIMIT ?2";
constexpr const char* k_last_audit =
    "SELECT " ANZE_AUDIT_COLUMNS ", hash FROM audit ORDER BY seq DESC LIMIT 1";
constexpr const char* k_insert_audit =
    "INSERT INTO audit (" ANZE_AUDIT_COLUMNS ", hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char* k_entry_before_first = "SELECT coalesce(min(seq), 1) FROM audit";
constexpr int k_first_top = 7;
constexpr int k_rows_column = 12;
constexpr int k_hash_column = 14;
constexpr std::size_t k_most_problems = 200;

std::string_view as_bytes(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

std::string_view blob_of(const Cursor& cursor, int column) {
  const void* data = sqlite3_column_blob(cursor.get(), column);
  const int size = sqlite3_column_bytes(cursor.get(), column);
  return size == 0 ? std::string_view()
                   : std::string_view(static_cast<const char*>(data), static_cast<std::size_t>(size));
}

AuditRow read_audit_row(const Query& query) {
  AuditRow row;
  row.entry.seq = query.integer(0);
  row.format = query.integer(1);
  row.entry.at_ms = query.integer(2);
  row.entry.actor = query.text(3);
  row.entry.method = query.text(4);
  row.entry.request_id = query.text(5);
  row.entry.subject = query.text(6);
  for (std::size_t i = 0; i < k_sealed_tables; ++i)
    row.tops[i] = query.integer(k_first_top + static_cast<int>(i));
  row.entry.rows = query.digest(k_rows_column);
  row.entry.previous = query.digest(k_rows_column + 1);
  row.entry.hash = query.digest(k_hash_column);
  return row;
}

std::string place(std::int64_t entry) {
  return "entry " + std::to_string(entry);
}

// Collects problems, not without end: a store with a million changed rows needs no million lines.
class Findings {
 public:
  explicit Findings(Problems& problems) : problems_(problems) {}
  void add(std::string reason, std::string message, std::string at) {
    if (problems_.size() >= k_most_problems) return;
    problems_.push_back({Code::k_corrupt, std::move(reason), std::move(message), std::move(at),
                         "compare with a backup and with the chain heads printed on filed reports"});
  }
  void add(std::int64_t entry, const RowFault& fault) {
    const std::string row = std::string(sealed_table(fault.table).name) + " " + std::to_string(fault.key);
    if (fault.kind == RowFault::Kind::k_missing)
      add("chain.row_missing", "a row that was sealed is gone: " + row, place(entry) + ", " + row);
    else
      add("chain.row_changed", "a row is not as it was sealed: " + row, place(entry) + ", " + row);
  }

 private:
  Problems& problems_;
};

}  // namespace

void check_pages(Connection& connection, Problems& problems) {
  Findings findings(problems);
  Query query(connection, "PRAGMA integrity_check(20)");
  while (query.step())
    if (const std::string line = query.text(0); line != "ok") findings.add("chain.pages", line, "");
}

std::vector<AuditRow> audit_rows(Connection& connection, std::int64_t after_seq, std::int64_t limit) {
  std::vector<AuditRow> rows;
  Query query(connection, k_select_audit);
  query.bind(after_seq).bind(limit);
  while (query.step()) rows.push_back(read_audit_row(query));
  return rows;
}

AuditRow last_audit_row(Connection& connection) {
  Query query(connection, k_last_audit);
  return query.step() ? read_audit_row(query) : AuditRow{};
}

Digest entry_hash(const AuditRow& row) {
  RowBytes bytes;
  bytes.begin("audit");
  bytes.integer(row.entry.seq);
  bytes.integer(row.format);
  bytes.integer(row.entry.at_ms);
  bytes.text(row.entry.actor);
  bytes.text(row.entry.method);
  bytes.text(row.entry.request_id);
  bytes.text(row.entry.subject);
  for (const std::int64_t top : row.tops) bytes.integer(top);
  bytes.blob(as_bytes(row.entry.rows));
  bytes.blob(as_bytes(row.entry.previous));
  return sm3(bytes.bytes());
}

Result<void> check_entry(const AuditRow& row) {
  if (entry_hash(row) == row.entry.hash) return {};
  return store_corrupt("an entry of the chain is not as it was written").within(place(row.entry.seq));
}

void insert_audit_row(Connection& connection, const AuditRow& row) {
  Query insert(connection, k_insert_audit);
  insert.bind(row.entry.seq).bind(row.format).bind(row.entry.at_ms);
  insert.bind(row.entry.actor).bind(row.entry.method).bind(row.entry.request_id).bind(row.entry.subject);
  for (const std::int64_t top : row.tops) insert.bind(top);
  insert.bind(row.entry.rows).bind(row.entry.previous).bind(row.entry.hash).step();
}

Cursor& RowSeal::cursor(Table table, std::int64_t after, std::int64_t to, std::int64_t quarter) {
  const bool one_quarter = table == Table::k_fact && quarter != 0;
  auto& cursor = one_quarter ? of_quarter_ : cursors_[static_cast<std::size_t>(table)];
  if (!cursor)
    cursor = std::make_unique<Cursor>(connection_,
                                      one_quarter ? fact_range_of_quarter() : sealed_table(table).range);
  cursor->reset();
  cursor->bind(1, after);
  cursor->bind(2, to);
  if (one_quarter) cursor->bind(3, quarter);
  return *cursor;
}

Digest RowSeal::digest(const Tops& from, const Tops& to, std::int64_t entry, std::vector<RowFault>& faults,
                       std::int64_t& rows, std::int64_t quarter) {
  Sm3 hash;
  RowBytes bytes;
  for (std::size_t i = 0; i < k_sealed_tables; ++i) {
    if (from[i] >= to[i]) continue;
    const auto table = static_cast<Table>(i);
    const SealedTable& shape = sealed_table(table);
    Cursor& row = cursor(table, from[i], to[i], quarter);
    std::int64_t expected = from[i] + 1;
    for (; row.step(); ++expected, ++rows) {
      const std::int64_t key = row.integer(shape.key);
      if (key != expected) faults.push_back({table, expected, RowFault::Kind::k_missing});
      expected = key;
      bytes.begin(shape.name);
      for (int column = 0; column < shape.columns; ++column) bytes.column(row.get(), column);
      if (row.integer(shape.entry) != entry || row.integer(shape.columns) != bytes.mark())
        faults.push_back({table, key, RowFault::Kind::k_changed});
      hash.add(bytes.bytes());
    }
    row.reset();
    if (expected <= to[i]) faults.push_back({table, expected, RowFault::Kind::k_missing});
  }
  return hash.finish();
}

std::vector<RowFault> RowSeal::strangers(const Tops& last) {
  constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
  constexpr auto highest = std::numeric_limits<std::int64_t>::max();
  std::vector<RowFault> found;
  for (std::size_t i = 0; i < k_sealed_tables; ++i) {
    const auto table = static_cast<Table>(i);
    for (const auto& [after, to] : {std::pair{lowest, std::int64_t{0}}, std::pair{last[i], highest}}) {
      Cursor& row = cursor(table, after, to);
      if (row.step())
        found.push_back({table, row.integer(sealed_table(table).key), RowFault::Kind::k_changed});
      row.reset();
    }
  }
  return found;
}

void check_entries(Connection& connection, const AuditRow& before, VerifyReport& report, const Tops* own) {
  Findings findings(report.problems);
  RowSeal seal(connection);
  Cursor audit(connection, k_select_audit);
  audit.bind(1, before.entry.seq);
  audit.bind(2, std::numeric_limits<std::int64_t>::max());

  std::int64_t expected = before.entry.seq + 1;
  Tops from = before.tops;
  std::string previous(as_bytes(before.entry.hash));
  RowBytes bytes;
  std::vector<RowFault> faults;
  for (; audit.step(); ++expected, ++report.entries) {
    const std::int64_t seq = audit.integer(0);
    const bool gap = seq != expected;
    if (gap) findings.add("chain.entry_missing", "an entry of the chain is gone", place(expected));
    expected = seq;

    bytes.begin("audit");
    for (int column = 0; column < k_hash_column; ++column) bytes.column(audit.get(), column);
    const Digest hash = sm3(bytes.bytes());
    if (as_bytes(hash) != blob_of(audit, k_hash_column))
      findings.add("chain.entry_changed", "an entry of the chain is not as it was written",
                   place(seq) + ", audit");
    else if (!gap && blob_of(audit, k_rows_column + 1) != previous)
      findings.add("chain.broken", "the entry does not follow from the one before it",
                   place(seq) + ", audit");

    Tops to{};
    for (std::size_t i = 0; i < k_sealed_tables; ++i)
      to[i] = audit.integer(k_first_top + static_cast<int>(i));
    faults.clear();
    const Digest rows = seal.digest(from, to, seq, faults, report.rows);
    for (const RowFault& fault : faults) findings.add(seq, fault);
    if (faults.empty() && as_bytes(rows) != blob_of(audit, k_rows_column))
      findings.add("chain.rows", "the rows of the entry are not those that were sealed", place(seq));

    from = to;
    previous.assign(blob_of(audit, k_hash_column));
    report.head.seq = seq;
    std::copy_n(previous.begin(), std::min(previous.size(), report.head.hash.size()),
                report.head.hash.begin());
  }
  for (const RowFault& row : seal.strangers(own != nullptr ? *own : from)) {
    const std::string name = std::string(sealed_table(row.table).name) + " " + std::to_string(row.key);
    findings.add("chain.row_foreign", "a row belongs to no entry of the chain: " + name, name);
  }
}

void check_tail(Connection& connection, std::int64_t most_rows, VerifyReport& report) {
  const AuditRow last = last_audit_row(connection);
  const std::int64_t first = connection.integer(k_entry_before_first) - 1;
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
             place(last.entry.seq) + ", audit");
  check_entries(connection, before, report);
}

VerifyReport verify_chain(Connection& connection, const ChainHead& head, const Tops* own) {
  VerifyReport report;
  Findings findings(report.problems);
  try {
    check_entries(connection, AuditRow{}, report, own);
    if (report.head.seq != head.seq || report.head.hash != head.hash)
      findings.add("chain.head",
                   "the chain ends at " + place(report.head.seq) + ", it ended at " + place(head.seq),
                   place(head.seq));
    if (const auto schema = check_schema(connection); !schema)
      findings.add("chain.schema", schema.error().message, "schema");
    check_pages(connection, report.problems);
  } catch (const SQLite::Exception& exception) {
    const Error error = sqlite_error(exception);
    if (error.code != Code::k_corrupt) throw;
    findings.add("chain.pages", error.message, "");
  }
  return report;
}

}  // namespace anze::store
