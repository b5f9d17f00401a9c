#include "plugin/store/sqlite/migrations.h"

#include <SQLiteCpp/Backup.h>
#include <sys/stat.h>

#include <map>

namespace anze::store {
namespace {

constexpr const char* k_sealed =
#include "schema_sql.inc"
    ;
constexpr const char* k_derived =
#include "tallies_sql.inc"
    ;
constexpr const char* k_statistics =
#include "statistics_sql.inc"
    ;
constexpr const char* k_to_2 =
#include "to_2_sql.inc"
    ;
constexpr const char* k_to_3_before =
#include "to_3_before_sql.inc"
    ;
constexpr const char* k_to_3_after =
#include "to_3_after_sql.inc"
    ;
constexpr const char* k_fix_region = "INSERT INTO store (region) VALUES (?1)";

const std::array<Migration, 2> k_migrations{
    {{2, {k_to_2}}, {3, {k_to_3_before, k_sealed, k_fix_region, k_to_3_after, k_derived, k_statistics}}}};
constexpr std::int64_t k_version = 3;

constexpr const char* k_region = "SELECT region FROM store LIMIT 2";
constexpr const char* k_user_version = "PRAGMA user_version";
constexpr const char* k_tally_tables =
    "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'tally'";
constexpr const char* k_region_tables =
    "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'store'";
constexpr const char* k_objects = "SELECT count(*) FROM sqlite_schema";
constexpr const char* k_begin = "BEGIN IMMEDIATE";
constexpr const char* k_commit = "COMMIT";

// A PRAGMA takes no parameters; the number is ours.
void set_version(Connection& connection, std::int64_t version) {
  connection.database().exec("PRAGMA user_version=" + std::to_string(version));
}

void run_step(Connection& connection, const char* sql, std::int64_t region) {
  if (sql == k_fix_region)
    Query(connection, sql).bind(region).step();
  else
    connection.exec(sql);
}

// All of it or nothing. SQLiteCpp's own transaction ends the process when there is no memory for the way
// back; what this one cannot roll back goes with the connection.
class Whole {
 public:
  explicit Whole(Connection& connection) : connection_(connection) { connection.exec(k_begin); }
  ~Whole() {
    if (sqlite3_get_autocommit(connection_.handle()) == 0)
      sqlite3_exec(connection_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
  Whole(const Whole&) = delete;
  Whole& operator=(const Whole&) = delete;
  void commit() { connection_.exec(k_commit); }

 private:
  Connection& connection_;
};

void create_tables(Connection& connection, std::int64_t region) {
  Whole transaction(connection);
  for (const char* sql : {k_sealed, k_fix_region, k_derived, k_statistics}) run_step(connection, sql, region);
  connection.database().exec("PRAGMA application_id=" + std::to_string(k_application_id));
  set_version(connection, k_version);
  transaction.commit();
}

// All but what SQLite makes by itself: the indexes of keys, which have no text, and the planner's statistics.
// A name proves nothing: with writable_schema a trigger may be called sqlite_anything.
using Objects = std::map<std::string, std::string>;
Objects objects_of(SQLite::Database& database) {
  Objects objects;
  SQLite::Statement all(database,
                        "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema WHERE sql IS NOT "
                        "NULL AND NOT (type = "
                        "'table' AND name IN ('sqlite_stat1', 'sqlite_stat4'))");
  while (all.executeStep()) objects[all.getColumn(0).getString()] = all.getColumn(1).getString();
  return objects;
}

Result<void> back_up(Connection& connection, const std::filesystem::path& backups, std::int64_t version,
                     std::int64_t now_ms) {
  mkdir(backups.c_str(), 0700);  // there already, mostly; what else is wrong the backup itself tells
  const std::string stem = "version-" + std::to_string(version) + "-" + std::to_string(now_ms);
  std::filesystem::path file = backups / (stem + ".db");
  for (int n = 2; std::filesystem::exists(file); ++n)
    file = backups / (stem + "-" + std::to_string(n) + ".db");
  // Under another name until it reads back well: what a kill leaves is not taken for a backup.
  const std::filesystem::path part = backups / "unfinished.db";
  std::error_code none;
  std::filesystem::remove(part, none);
  {
    SQLite::Database copy(part.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    SQLite::Backup backup(copy, connection.database());
    backup.executeStep(-1);
    if (copy.execAndGet("PRAGMA quick_check").getString() != "ok")
      return store_corrupt("the backup " + part.string() +
                           " taken before the upgrade does not read back well");
  }
  std::error_code failed;
  std::filesystem::rename(part, file, failed);
  if (failed)
    return Error{Code::k_io, "store.io",
                 "the backup taken before the upgrade cannot be named: " + failed.message(), file.string(),
                 "look at the disk; nothing was changed, open the store again"};
  return {};
}

// Tables that a later version brought: with them in the file its number was put back by other means.
bool has_tables_of_later(Connection& connection, std::int64_t version) {
  const bool of_2 = connection.integer(k_tally_tables) > 0;
  const bool of_3 = connection.integer(k_region_tables) > 0;
  return (version < 2 && of_2) || (version < 3 && of_3);
}

}  // namespace

std::int64_t current_version() {
  return k_version;
}

Result<void> run_migrations(Connection& connection, std::span<const Migration> migrations,
                            const std::filesystem::path& backups, std::int64_t now_ms, std::int64_t region) {
  bool backed_up = false;
  for (const Migration& migration : migrations) {
    const std::int64_t version = connection.integer(k_user_version);
    if (migration.to <= version) continue;
    if (migration.to != version + 1)
      return Error{Code::k_unsupported,
                   "store.corrupt",
                   "there is no way from version " + std::to_string(version) + " of the store to ours",
                   {},
                   "open it with the release between the two first"};
    if (!backed_up) ANZE_CHECK(back_up(connection, backups, version, now_ms));
    backed_up = true;
    Whole transaction(connection);
    for (const char* sql : migration.steps) run_step(connection, sql, region);
    set_version(connection, migration.to);
    transaction.commit();
  }
  return {};
}

Result<bool> bring_up_to_date(Connection& connection, const std::filesystem::path& backups,
                              std::int64_t now_ms, std::int64_t region) {
  const std::int64_t application = connection.integer("PRAGMA application_id");
  const std::int64_t version = connection.integer(k_user_version);
  const bool empty = application == 0 && version == 0 && connection.integer(k_objects) == 0;
  if (!empty && application != k_application_id)
    return store_corrupt("the database file is not a store of this library");
  if (version > k_version)
    return Error{Code::k_unsupported,
                 "store.newer",
                 "the store has version " + std::to_string(version) + ", this library knows version " +
                     std::to_string(k_version),
                 {},
                 "install the release that wrote it, or a later one; nothing was changed"};
  if (!empty && has_tables_of_later(connection, version))
    return store_corrupt("the database says it has version " + std::to_string(version) +
                         " of the store, and holds tables of a later one");
  if (connection.database().execAndGet("PRAGMA encoding").getString() != "UTF-8")
    return store_corrupt("the database file keeps its texts in another encoding than ours");
  if (connection.database().execAndGet("PRAGMA journal_mode=WAL").getString() != "wal")
    return Error{Code::k_unsupported,
                 "store.directory",
                 "the file system cannot hold a write-ahead log",
                 {},
                 "choose a directory on a local disk"};
  if (empty)
    create_tables(connection, region);
  else
    ANZE_CHECK(run_migrations(connection, k_migrations, backups, now_ms, region));
  return empty;
}

Result<std::int64_t> region_of(Connection& connection) {
  Query query(connection, k_region);
  if (!query.step()) return store_corrupt("the store does not say which region's it is");
  const std::int64_t region = query.integer(0);
  if (query.step()) return store_corrupt("the store says it is of two regions");
  return region;
}

Result<void> check_schema(Connection& connection) {
  SQLite::Database reference(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  reference.exec(k_sealed);
  reference.exec(k_derived);
  const Objects ours = objects_of(reference);
  const Objects found = objects_of(connection.database());
  for (const auto& [name, sql] : ours) {
    const auto at = found.find(name);
    if (at == found.end()) return store_corrupt("the database has lost its " + name);
    if (at->second != sql) return store_corrupt("the database's " + name + " was altered");
  }
  for (const auto& [name, sql] : found)
    if (!ours.contains(name)) return store_corrupt("the database has a foreign " + name);
  return {};
}

}  // namespace anze::store
