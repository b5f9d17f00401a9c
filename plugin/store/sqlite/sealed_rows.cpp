#include "plugin/store/sqlite/sealed_rows.h"

#include "scoring/values/broken.h"

namespace anze::store {
namespace {

// The key of a row of another region.
using Elsewhere = std::array<const char*, 2>;

struct TableSql {
  const char* insert;
  const char* range;  // all columns of the rows after ?2 up to ?3, by key
  Elsewhere elsewhere;
};
constexpr std::array<TableSql, k_sealed_tables> k_sql = {{
    {"INSERT INTO fact (region, " ANZE_FACT_COLUMNS
     ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
     "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
     "SELECT " ANZE_FACT_COLUMNS " FROM fact WHERE region = ?1 AND seq > ?2 AND seq <= ?3 ORDER BY seq",
     {"SELECT seq FROM fact WHERE region < ?1 LIMIT 1", "SELECT seq FROM fact WHERE region > ?1 LIMIT 1"}},
    {"INSERT INTO record (region, " ANZE_RECORD_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
     "SELECT " ANZE_RECORD_COLUMNS " FROM record WHERE region = ?1 AND seq > ?2 AND seq <= ?3 ORDER BY seq",
     {"SELECT seq FROM record WHERE region < ?1 LIMIT 1",
      "SELECT seq FROM record WHERE region > ?1 LIMIT 1"}},
    {"INSERT INTO blob (region, " ANZE_BLOB_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?)",
     "SELECT " ANZE_BLOB_COLUMNS " FROM blob WHERE region = ?1 AND seq > ?2 AND seq <= ?3 ORDER BY seq",
     {"SELECT seq FROM blob WHERE region < ?1 LIMIT 1", "SELECT seq FROM blob WHERE region > ?1 LIMIT 1"}},
    {"INSERT INTO code (region, " ANZE_CODE_COLUMNS ") VALUES (?, ?, ?, ?, ?)",
     "SELECT " ANZE_CODE_COLUMNS " FROM code WHERE region = ?1 AND id > ?2 AND id <= ?3 ORDER BY id",
     {"SELECT id FROM code WHERE region < ?1 LIMIT 1", "SELECT id FROM code WHERE region > ?1 LIMIT 1"}},
    {"INSERT INTO request (region, " ANZE_REQUEST_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
     "SELECT " ANZE_REQUEST_COLUMNS " FROM request WHERE region = ?1 AND seq > ?2 AND seq <= ?3 ORDER BY seq",
     {"SELECT seq FROM request WHERE region < ?1 LIMIT 1",
      "SELECT seq FROM request WHERE region > ?1 LIMIT 1"}},
}};
// The facts' range when all lie in quarter ?4: one run of pages, where their numbers alone lead to each row
// by way of an index.
constexpr const char* k_facts_of_quarter =
    "SELECT " ANZE_FACT_COLUMNS
    " FROM fact WHERE region = ?1 AND period = ?4 AND seq > ?2 AND seq <= ?3 "
    "ORDER BY seq";

// Every column but `hash`, in the order they are hashed.
#define ANZE_AUDIT_COLUMNS                                                                               \
  "region, seq, format, model, at_ms, actor, method, request_id, subject, fact_to, record_to, blob_to, " \
  "code_to, request_to, rows, previous"

constexpr const char* k_select_audit =
    "SELECT " ANZE_AUDIT_COLUMNS ", hash FROM audit WHERE region = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3";
constexpr const char* k_entries =
    "SELECT " ANZE_AUDIT_COLUMNS ", hash FROM audit WHERE region = ?1 AND seq > ?2 ORDER BY seq";
constexpr const char* k_last_audit =
    "SELECT " ANZE_AUDIT_COLUMNS ", hash FROM audit WHERE region = ?1 ORDER BY seq DESC LIMIT 1";
constexpr const char* k_insert_audit = "INSERT INTO audit (" ANZE_AUDIT_COLUMNS
                                       ", hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
// The last key of each table, in their order.
constexpr const char* k_tops =
    "SELECT (SELECT coalesce(max(seq), 0) FROM fact WHERE region = ?1), (SELECT coalesce(max(seq), 0) FROM "
    "record WHERE region = ?1), (SELECT coalesce(max(seq), 0) FROM blob WHERE region = ?1), (SELECT "
    "coalesce(max(id), 0) FROM code WHERE region = ?1), (SELECT coalesce(max(seq), 0) FROM request WHERE "
    "region = ?1)";
constexpr Elsewhere k_entries_elsewhere = {"SELECT seq FROM audit WHERE region < ?1 LIMIT 1",
                                           "SELECT seq FROM audit WHERE region > ?1 LIMIT 1"};
constexpr int k_seq_column = 1;
constexpr int k_format_column = 2;
constexpr int k_model_column = 3;
constexpr int k_first_top = 9;
constexpr int k_rows_column = 14;
constexpr int k_previous_column = 15;
constexpr int k_hash_column = 16;

const TableSql& sql_of(Table table) {
  return k_sql[static_cast<std::size_t>(table)];
}

std::string_view bytes_of(sqlite3_value* value) {
  const void* data = sqlite3_value_blob(value);
  const auto size = static_cast<std::size_t>(sqlite3_value_bytes(value));
  return size == 0 ? std::string_view() : std::string_view(static_cast<const char*>(data), size);
}

// Whatever is stored there. The value is asked for once instead of its type, number and bytes: a third of the
// calls. Our connections have no mutex, so it is as good as a protected one.
void add_column(RowBytes& bytes, sqlite3_stmt* row, int column) {
  sqlite3_value* value = sqlite3_column_value(row, column);
  switch (sqlite3_value_type(value)) {
    case SQLITE_NULL:
      return bytes.null();
    case SQLITE_INTEGER:
      return bytes.integer(sqlite3_value_int64(value));
    case SQLITE_TEXT:
      return bytes.text(bytes_of(value));
    case SQLITE_BLOB:
      return bytes.blob(bytes_of(value));
    default:  // a strict table holds nothing else
      return bytes.foreign(bytes_of(value));
  }
}

std::string_view blob_of(const Cursor& cursor, int column) {
  return bytes_of(sqlite3_column_value(cursor.get(), column));
}

std::optional<std::int64_t> first_elsewhere(Connection& connection, const Elsewhere& statements) {
  for (const char* sql : statements)
    if (RegionQuery query(connection, sql); query.step()) return query.integer(0);
  return std::nullopt;
}

AuditRow read_audit_row(const Query& query) {
  AuditRow row;
  row.region = query.integer(0);
  row.entry.seq = query.integer(k_seq_column);
  row.format = query.integer(k_format_column);
  row.model =
      row.format > k_first_format ? query.integer(k_model_column) : 0;  // the first format proves none
  row.entry.at_ms = query.integer(4);
  row.entry.actor = query.text(5);
  row.entry.method = query.text(6);
  row.entry.request_id = query.text(7);
  row.entry.subject = query.text(8);
  for (std::size_t i = 0; i < k_sealed_tables; ++i)
    row.tops[i] = query.integer(k_first_top + static_cast<int>(i));
  row.entry.rows = query.digest(k_rows_column);
  row.entry.previous = query.digest(k_previous_column);
  row.entry.hash = query.digest(k_hash_column);
  return row;
}

}  // namespace

Tops read_tops(Connection& connection) {
  Tops tops{};
  RegionQuery query(connection, k_tops);
  query.step();
  for (std::size_t i = 0; i < k_sealed_tables; ++i) tops[i] = query.integer(static_cast<int>(i));
  return tops;
}

Result<void> check_row(const Query& query, RowBytes& bytes, Table table) {
  const SealedTable& shape = sealed_table(table);
  bytes.begin(shape.name);
  for (int column = 0; column < shape.columns; ++column) query.add_to(bytes, column);
  if (query.integer(shape.columns) == bytes.mark()) return {};
  return row_changed(table, query.integer(shape.key));
}

bool row_holds(sqlite3_stmt* row, RowBytes& bytes, Table table) {
  const SealedTable& shape = sealed_table(table);
  bytes.begin(shape.name);
  for (int column = 0; column < shape.columns; ++column) add_column(bytes, row, column);
  return sqlite3_column_int64(row, shape.columns) == bytes.mark();
}

RowInsert::RowInsert(Connection& connection, Table table)
    : statement_(connection.prepared(sql_of(table).insert)), bytes_(connection.row_bytes()), table_(table) {
  bytes_.begin(sealed_table(table).name);
  statement_.bind(++bound_, connection.region());  // in no row's bytes: the entry names it for all of them
}

RowInsert& RowInsert::integer(std::int64_t value) {
  statement_.bind(++bound_, value);
  bytes_.integer(value);
  return *this;
}

RowInsert& RowInsert::null() {
  statement_.bind(++bound_);
  bytes_.null();
  return *this;
}

RowInsert& RowInsert::text(const std::string& value) {
  statement_.bindNoCopy(++bound_, value);
  bytes_.text(value);
  return *this;
}

// SQLite takes a null pointer for NULL, so empty bytes need an address.
RowInsert& RowInsert::blob(std::string_view value) {
  statement_.bindNoCopy(++bound_, value.empty() ? "" : value.data(), static_cast<int>(value.size()));
  bytes_.blob(value);
  return *this;
}

void RowInsert::run() {
  ANZE_ASSERT(bound_ == sealed_table(table_).columns + 1);  // every column, and the region
  statement_.bind(++bound_, bytes_.mark());
  statement_.exec();
}

std::vector<AuditRow> audit_rows(Connection& connection, std::int64_t after_seq, std::int64_t limit) {
  std::vector<AuditRow> rows;
  RegionQuery query(connection, k_select_audit);
  query.bind(after_seq).bind(limit);
  while (query.step()) rows.push_back(read_audit_row(query));
  return rows;
}

AuditRow last_audit_row(Connection& connection) {
  RegionQuery query(connection, k_last_audit);
  return query.step() ? read_audit_row(query) : AuditRow{};
}

void insert_audit_row(Connection& connection, const AuditRow& row) {
  RegionQuery insert(connection, k_insert_audit);
  insert.bind(row.entry.seq).bind(row.format).bind(row.model).bind(row.entry.at_ms);
  insert.bind(row.entry.actor).bind(row.entry.method).bind(row.entry.request_id).bind(row.entry.subject);
  for (const std::int64_t top : row.tops) insert.bind(top);
  insert.bind(row.entry.rows).bind(row.entry.previous).bind(row.entry.hash).step();
}

void SqliteSealedRows::find(Table table, std::int64_t after, std::int64_t to, std::int64_t quarter) {
  if (found_ != nullptr) found_->reset();  // a search may be left before its end
  const bool one_quarter = table == Table::k_fact && quarter != 0;
  auto& cursor = one_quarter ? of_quarter_ : cursors_[static_cast<std::size_t>(table)];
  if (!cursor)
    cursor = std::make_unique<Cursor>(connection_, one_quarter ? k_facts_of_quarter : sql_of(table).range);
  cursor->bind(1, connection_.region());
  cursor->bind(2, after);
  cursor->bind(3, to);
  if (one_quarter) cursor->bind(4, quarter);
  table_ = table;
  found_ = cursor.get();
}

bool SqliteSealedRows::next(SealedRow& row) {
  if (found_ == nullptr) return false;
  if (!found_->step()) {
    found_->reset();
    found_ = nullptr;
    return false;
  }
  const SealedTable& shape = sealed_table(table_);
  row.key = found_->integer(shape.key);
  row.entry = found_->integer(shape.entry);
  row.mark = found_->integer(shape.columns);
  row.bytes.begin(shape.name);
  for (int column = 0; column < shape.columns; ++column) add_column(row.bytes, found_->get(), column);
  return true;
}

void SqliteSealedRows::find_entries(std::int64_t after) {
  if (!entries_) entries_ = std::make_unique<Cursor>(connection_, k_entries);
  entries_->reset();
  entries_->bind(1, connection_.region());
  entries_->bind(2, after);
}

bool SqliteSealedRows::next_entry(SealedEntry& entry) {
  if (!entries_->step()) {
    entries_->reset();
    return false;
  }
  entry.seq = entries_->integer(k_seq_column);
  entry.format = entries_->integer(k_format_column);
  entry.model = entries_->integer(k_model_column);
  for (std::size_t i = 0; i < k_sealed_tables; ++i)
    entry.tops[i] = entries_->integer(k_first_top + static_cast<int>(i));
  entry.bytes.begin("audit");
  for (int column = 0; column < k_hash_column; ++column)
    if (is_hashed(entry.format, column)) add_column(entry.bytes, entries_->get(), column);
  entry.rows.assign(blob_of(*entries_, k_rows_column));
  entry.previous.assign(blob_of(*entries_, k_previous_column));
  entry.hash.assign(blob_of(*entries_, k_hash_column));
  return true;
}

std::optional<std::int64_t> SqliteSealedRows::elsewhere(Table table) {
  return first_elsewhere(connection_, sql_of(table).elsewhere);
}

std::optional<std::int64_t> SqliteSealedRows::entry_elsewhere() {
  return first_elsewhere(connection_, k_entries_elsewhere);
}

}  // namespace anze::store
