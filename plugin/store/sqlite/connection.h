// One SQLite connection with the store's settings, its prepared statements, and the edge where SQLite's
// errors become ours.
//
// Statements are constants of the program, prepared once for each connection; no text of a statement is ever
// built from input. Threads: a connection belongs to one thread at a time (SQLite's own mutex is off).
#pragma once

#include <sqlite3.h>

#include <SQLiteCpp/SQLiteCpp.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <map>
#include <memory>
#include <new>
#include <string>
#include <string_view>

#include "plugin/store/canonical.h"
#include "plugin/store/digest.h"
#include "plugin/store/errors.h"
#include "scoring/values/result.h"

namespace anze::store {

// The last entry that a question "as of" this one looks at: 0 is now.
inline std::int64_t as_of_or_now(std::int64_t as_of_entry) {
  return as_of_entry > 0 ? as_of_entry : std::numeric_limits<std::int64_t>::max();
}

// What SQLite said, as the store says it: store.full, store.corrupt, store.busy, store.memory, store.io.
Error sqlite_error(const SQLite::Exception& exception);

// Runs `body`, which answers a Result, and turns SQLite's exceptions and lack of memory into errors. Foreign
// exceptions (a caller's own, out of a callback) pass.
template <class Body>
auto guarded(const Body& body) -> decltype(body()) {
  try {
    return body();
  } catch (const SQLite::Exception& exception) {
    return sqlite_error(exception);
  } catch (const std::bad_alloc&) {
    return Error{
        Code::k_no_memory, "store.memory", "there is not enough memory for this", {}, "try it again later"};
  }
}

// For a lock that another program holds on the database: a browser somebody left open, a backup.
inline constexpr std::chrono::milliseconds k_longest_wait{5000};

class Connection {
 public:
  enum class Role { k_writer, k_reader };

  // Throws SQLite::Exception.
  Connection(const std::filesystem::path& file, Role role);
  ~Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  sqlite3* handle() { return database_.getHandle(); }
  SQLite::Database& database() { return database_; }
  // Requires: `sql` is a constant: statements are kept by its address.
  SQLite::Statement& prepared(const char* sql);
  RowBytes& row_bytes() { return row_bytes_; }  // for one row at a time
  void exec(const char* sql) { database_.exec(sql); }
  std::int64_t integer(const char* sql);
  // Whose rows the file holds: every search of a sealed table begins with it.
  std::int64_t region() const { return region_; }
  void set_region(std::int64_t region) { region_ = region; }
  // How long the next statements wait for a lock that another program holds.
  void wait_at_most(std::chrono::milliseconds time);
  // Closing leaves the write-ahead log as it is; the next open recovers from it.
  void keep_log_on_close();

 private:
  SQLite::Database database_;
  std::map<const char*, std::unique_ptr<SQLite::Statement>> statements_;
  RowBytes row_bytes_;
  std::int64_t region_ = 0;
};

// One use of a prepared statement; gives it back reset.
class Query {
 public:
  Query(Connection& connection, const char* sql) : statement_(connection.prepared(sql)) {}
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  Query& bind(std::int64_t value);
  Query& bind(std::string_view text);  // copied
  Query& bind_null();
  Query& bind_blob(std::string_view bytes);  // must live until the last step
  Query& bind(const Digest& digest);
  bool step() { return statement_.executeStep(); }

  std::int64_t integer(int column) const { return statement_.getColumn(column).getInt64(); }
  std::string text(int column) const { return statement_.getColumn(column).getString(); }
  std::string_view bytes(int column) const;  // of a blob, until the next step
  bool null(int column) const { return statement_.isColumnNull(column); }
  Digest digest(int column) const;
  void add_to(RowBytes& bytes, int column) const;  // whatever is stored there

 private:
  SQLite::Statement& statement_;
  int bound_ = 0;
};

// A search of sealed rows: its first place is the region's.
class RegionQuery : public Query {
 public:
  RegionQuery(Connection& connection, const char* sql) : Query(connection, sql) { bind(connection.region()); }
};
std::int64_t integer_in_region(Connection& connection, const char* sql);  // 0 without a row

// The bare C API, for the two loops that see every row: the scan and the seal.
class Cursor {
 public:
  Cursor(Connection& connection, const char* sql);
  ~Cursor() { sqlite3_finalize(statement_); }
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;

  void bind(int index, std::int64_t value);
  bool step() {
    const int answer = sqlite3_step(statement_);
    if (answer == SQLITE_ROW) return true;
    if (answer == SQLITE_DONE) return false;
    fail(answer);
  }
  void reset() { sqlite3_reset(statement_); }
  std::int64_t integer(int column) const { return sqlite3_column_int64(statement_, column); }
  std::string_view text(int column) const {  // until the next step
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return bytes == nullptr
               ? std::string_view()
               : std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
  }
  sqlite3_stmt* get() const { return statement_; }

 private:
  [[noreturn]] void fail(int answer) const;

  sqlite3* handle_;
  sqlite3_stmt* statement_ = nullptr;
};

}  // namespace anze::store
