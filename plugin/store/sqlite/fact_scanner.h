// Scans over fact rows in SQLite.
#pragma once

#include <atomic>
#include <memory>
#include <vector>

#include "plugin/store/sqlite/connection.h"
#include "plugin/store/store.h"

namespace anze::store {

// The hot loop. Cursors are prepared once and kept; one for each quarter a scan covers, merged by seq. Each
// row is held against its mark, unless `rests` says that the act under way has verified all of them: then a
// count of millions reads the counted columns alone.
class FactScanner {
 public:
  FactScanner(Connection& connection, const std::atomic<bool>* rests)
      : connection_(connection), rests_(rests) {}

  // Errors: store.corrupt, at the row. Throws SQLite::Exception.
  Result<void> scan(const FactQuery& query, const std::function<bool(const Fact&)>& visit);
  // The same with their ids.
  Result<void> named(const FactQuery& query,
                     const std::function<bool(const Fact&, std::string_view id)>& visit);
  std::pair<std::int64_t, std::int64_t> range(Date first, Date last);
  Result<void> changes(const FactChanges& between, const std::function<bool(const Fact&, int)>& visit);

 private:
  struct Source;
  class Loan;
  struct Quarter {
    std::int64_t period;
    std::int64_t first;  // its first and its last version
    std::int64_t last;
  };
  static std::pair<std::int64_t, std::int64_t> range(const std::vector<Quarter>& quarters);
  std::vector<Quarter> quarters(Date first, Date last);
  template <class Show>
  Result<void> walk(const FactQuery& query, bool whole, const Show& show);
  std::vector<std::int64_t> superseded(std::int64_t first, std::int64_t last, std::int64_t as_of);

  Connection& connection_;
  const std::atomic<bool>* rests_;  // null: never
  std::vector<std::unique_ptr<Cursor>> idle_;
  std::vector<std::unique_ptr<Cursor>> idle_whole_;
};

}  // namespace anze::store
