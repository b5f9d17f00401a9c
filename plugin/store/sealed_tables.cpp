#include "plugin/store/sealed_tables.h"

namespace anze::store {
namespace {

constexpr std::array<SealedTable, k_sealed_tables> k_tables = {{
    {"fact",
     "INSERT INTO fact (" ANZE_FACT_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
     "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
     "?, ?, ?, ?, ?)",
     "SELECT " ANZE_FACT_COLUMNS " FROM fact WHERE seq > ?1 AND seq <= ?2 ORDER BY seq",
     "SELECT coalesce(max(seq), 0) FROM fact", 36, 1, 2},
    {"record",
     "INSERT INTO record (seq, kind, id, version, year, body, entry, mark) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
     "SELECT " ANZE_RECORD_COLUMNS " FROM record WHERE seq > ?1 AND seq <= ?2 ORDER BY seq",
     "SELECT coalesce(max(seq), 0) FROM record", 7, 0, 6},
    {"blob", "INSERT INTO blob (seq, digest, bytes, entry, mark) VALUES (?, ?, ?, ?, ?)",
     "SELECT seq, digest, bytes, entry, mark FROM blob WHERE seq > ?1 AND seq <= ?2 ORDER BY seq",
     "SELECT coalesce(max(seq), 0) FROM blob", 4, 0, 3},
    {"code", "INSERT INTO code (id, text, entry, mark) VALUES (?, ?, ?, ?)",
     "SELECT " ANZE_CODE_COLUMNS " FROM code WHERE id > ?1 AND id <= ?2 ORDER BY id",
     "SELECT coalesce(max(id), 0) FROM code", 3, 0, 2},
    {"request",
     "INSERT INTO request (seq, request_id, method, request, response, entry, mark) VALUES (?, ?, ?, ?, ?, "
     "?, ?)",
     "SELECT " ANZE_REQUEST_COLUMNS " FROM request WHERE seq > ?1 AND seq <= ?2 ORDER BY seq",
     "SELECT coalesce(max(seq), 0) FROM request", 6, 0, 5},
}};

}  // namespace

const SealedTable& sealed_table(Table table) {
  return k_tables[static_cast<std::size_t>(table)];
}

const char* fact_range_of_quarter() {
  return "SELECT " ANZE_FACT_COLUMNS " FROM fact WHERE period = ?3 AND seq > ?1 AND seq <= ?2 ORDER BY seq";
}

Tops read_tops(Connection& connection) {
  Tops tops{};
  for (std::size_t i = 0; i < k_sealed_tables; ++i) tops[i] = connection.integer(k_tables[i].last);
  return tops;
}

Error row_changed(Table table, std::int64_t key) {
  const std::string row = std::string(sealed_table(table).name) + " " + std::to_string(key);
  return store_corrupt("a row is not as it was sealed: " + row).within(row);
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
  for (int column = 0; column < shape.columns; ++column) bytes.column(row, column);
  return sqlite3_column_int64(row, shape.columns) == bytes.mark();
}

RowInsert::RowInsert(Connection& connection, Table table)
    : statement_(connection.prepared(sealed_table(table).insert)), bytes_(connection.row_bytes()) {
  bytes_.begin(sealed_table(table).name);
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
  statement_.bind(++bound_, bytes_.mark());
  statement_.exec();
}

}  // namespace anze::store
