#include "plugin/store/sqlite/connection.h"

#include <algorithm>

namespace anze::store {
namespace {

constexpr int k_busy_timeout_ms = static_cast<int>(k_longest_wait.count());

// plugin/docs/formats/store.md says why each.
constexpr const char* k_settings =
    "PRAGMA trusted_schema=OFF;"
    "PRAGMA foreign_keys=ON;"
    "PRAGMA cell_size_check=ON;"
    "PRAGMA mmap_size=0;"
    "PRAGMA secure_delete=ON;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA wal_autocheckpoint=0;"
    "PRAGMA temp_store=MEMORY;"
    "PRAGMA cache_size=-16384;";

void configure(sqlite3* handle, int option, int value) {
  if (const int answer = sqlite3_db_config(handle, option, value, nullptr); answer != SQLITE_OK)
    throw SQLite::Exception(handle, answer);
}

}  // namespace

Error sqlite_error(const SQLite::Exception& exception) {
  const int code = exception.getErrorCode() & 0xff;
  const std::string told = exception.what();
  switch (code) {
    case SQLITE_FULL:
      return {Code::k_io,
              "store.full",
              (told == k_no_growth ? told : std::string("the disk is full")) + "; nothing was recorded",
              {},
              told == k_no_growth ? "raise the quota or the limit, then do it again"
                                  : "free some space, then do it again"};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return store_corrupt("the database is damaged: " + told);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {Code::k_busy,
              "store.busy",
              "another program holds the database",
              {},
              "close what else has opened it (a backup, a database browser), then do it again"};
    case SQLITE_NOMEM:
      return {
          Code::k_no_memory, "store.memory", "there is not enough memory for this", {}, "try it again later"};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      if (is_short_of_files()) return no_more_files();
      return {Code::k_io,
              "store.io",
              "the database cannot be written: " + told,
              {},
              "check that the directory is mounted for writing and belongs to the account of this program"};
    default:
      return {Code::k_io,
              "store.io",
              "the database answered: " + told,
              {},
              "look at the disk and the system's log; open the store again when they are well"};
  }
}

Connection::Connection(const std::filesystem::path& file, Role role)
    : database_(file.string(),
                SQLite::OPEN_NOMUTEX | SQLite::OPEN_NOFOLLOW |
                    (role == Role::k_beside ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE) |
                    (role == Role::k_writer ? SQLite::OPEN_CREATE : 0),
                k_busy_timeout_ms) {
  sqlite3_extended_result_codes(handle(), 1);
  configure(handle(), SQLITE_DBCONFIG_DEFENSIVE, 1);
  database_.exec(k_settings);
  if (role != Role::k_writer) {
    database_.exec("PRAGMA query_only=ON");
    keep_log_on_close();
  }
}

SQLite::Statement& Connection::prepared(const char* sql) {
  auto& statement = statements_[sql];
  if (!statement) statement = std::make_unique<SQLite::Statement>(database_, sql);
  return *statement;
}

std::int64_t Connection::integer(const char* sql) {
  Query query(*this, sql);
  return query.step() ? query.integer(0) : 0;
}

std::int64_t integer_in_region(Connection& connection, const char* sql) {
  RegionQuery query(connection, sql);
  return query.step() ? query.integer(0) : 0;
}

void Connection::wait_at_most(std::chrono::milliseconds time) {
  sqlite3_busy_timeout(handle(), static_cast<int>(time.count()));
}

void Connection::keep_log_on_close() {
  configure(handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1);
}

Query::~Query() {
  statement_.tryReset();
}

Query& Query::bind(std::int64_t value) {
  statement_.bind(++bound_, value);
  return *this;
}

Query& Query::bind(std::string_view text) {
  statement_.bind(++bound_, std::string(text));
  return *this;
}

Query& Query::bind_null() {
  statement_.bind(++bound_);
  return *this;
}

Query& Query::bind(const Digest& digest) {
  statement_.bind(++bound_, digest.data(), static_cast<int>(digest.size()));
  return *this;
}

Query& Query::bind_blob(std::string_view bytes) {
  statement_.bindNoCopy(++bound_, bytes.data(), static_cast<int>(bytes.size()));
  return *this;
}

std::string_view Query::bytes(int column) const {
  const SQLite::Column value = statement_.getColumn(column);
  return {static_cast<const char*>(value.getBlob()), static_cast<std::size_t>(value.getBytes())};
}

Digest Query::digest(int column) const {
  Digest digest{};
  const std::string bytes = text(column);
  std::copy_n(bytes.begin(), std::min(bytes.size(), digest.size()), digest.begin());
  return digest;
}

void Query::add_to(RowBytes& row, int column) const {
  const SQLite::Column value = statement_.getColumn(column);
  if (value.isNull()) return row.null();
  if (value.isInteger()) return row.integer(value.getInt64());
  if (value.isText()) return row.text(bytes(column));
  row.blob(bytes(column));  // a strict table holds no other kind; of a broken one the mark is wrong
}

Cursor::Cursor(Connection& connection, const char* sql) : handle_(connection.handle()) {
  if (const int answer =
          sqlite3_prepare_v3(handle_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement_, nullptr);
      answer != SQLITE_OK)
    fail(answer);
}

void Cursor::bind(int index, std::int64_t value) {
  if (const int answer = sqlite3_bind_int64(statement_, index, value); answer != SQLITE_OK) fail(answer);
}

void Cursor::fail(int answer) const {
  throw SQLite::Exception(handle_, answer);
}

}  // namespace anze::store
