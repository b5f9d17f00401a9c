// Floor: what SQLite alone takes for the same rows: a bare step loop, one GROUP BY query, bare inserts.
#pragma once

#include <sqlite3.h>

#include <filesystem>
#include <string>
#include <vector>

#include "scoring/clauses/cell_table.h"
#include "tests/bench/synthetic.h"

namespace anze::bench {

class Floor {
 public:
  // With the settings of the store's own connections that touch reading.
  explicit Floor(const std::filesystem::path& file);
  ~Floor();
  Floor(const Floor&) = delete;
  Floor& operator=(const Floor&) = delete;

  // Steps over the quarter's facts with the columns the store's scan asks for; looks at none. Returns the
  // rows.
  std::int64_t step_over_facts();

  // Tables that say what the rulebook and the organisation say, small and indexed; then the tally in one
  // query.
  void explain(const World& world);
  std::vector<std::pair<TallyKey, TallyCell>> group_by();

  // One of those tables, with a line of column names.
  void write_csv(const std::string& table, const std::filesystem::path& file);

  // An empty copy of the fact table with its indexes; rows into it, `batch` a transaction.
  void copy_fact_table(const std::filesystem::path& from);
  void insert(const World& world, std::int64_t first, std::int64_t count, std::int64_t batch);

 private:
  void exec(const char* sql);
  sqlite3_stmt* prepare(const char* sql);
  sqlite3* handle_ = nullptr;
};

}  // namespace anze::bench
