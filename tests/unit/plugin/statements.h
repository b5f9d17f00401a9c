// The statements SQLite runs for this process, whoever asks: the library beside us, too, for both use one
// libsqlite3. Only connections opened while a Statements lives are heard. One at a time; any thread may run
// SQL.
#pragma once

#include <sqlite3.h>

#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace anze {

class Statements {
 public:
  Statements() {
    heard() = this;
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(&listen));
  }
  ~Statements() {
    sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(&listen));
    heard() = nullptr;
  }
  Statements(const Statements&) = delete;
  Statements& operator=(const Statements&) = delete;

  struct Run {
    sqlite3* connection;
    std::string sql;
  };
  std::vector<Run> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(runs_, {});
  }

 private:
  static Statements*& heard() {
    static Statements* one = nullptr;
    return one;
  }
  static int listen(sqlite3* connection, char**, const void*) {
    return sqlite3_trace_v2(connection, SQLITE_TRACE_STMT, &hear, connection);
  }
  static int hear(unsigned, void* connection, void* statement, void* text) {
    const auto* said = static_cast<const char*>(text);
    if (heard() == nullptr || (said[0] == '-' && said[1] == '-')) return 0;  // a trigger's
    const std::lock_guard lock(heard()->mutex_);
    heard()->runs_.push_back(
        {static_cast<sqlite3*>(connection), sqlite3_sql(static_cast<sqlite3_stmt*>(statement))});
    return 0;
  }

  std::mutex mutex_;
  std::vector<Run> runs_;
};

}  // namespace anze
