// Which version of the store's tables a file has, and the way to ours.
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "plugin/store/sqlite/connection.h"
#include "scoring/values/result.h"

namespace anze::store {

inline constexpr std::int64_t k_application_id = 0x616e7a65;  // "anze"

// From version `to` - 1. The last migration must leave the schema's text as schema.sql has it; when a later
// one comes, what it made is kept as a file of its own. None changes what the chain has sealed: new columns
// go with a new `format` of the canonical bytes.
struct Migration {
  std::int64_t to;
  std::vector<const char*> steps;
};

std::int64_t current_version();

// Creates the tables in an empty file, for that region, or brings an older one up, each step in a transaction
// of its own, after a backup into `backups`.  Returns whether the file was new. Errors: store.newer,
// store.corrupt (not a store, tables altered), store.io. Throws SQLite::Exception.
Result<bool> bring_up_to_date(Connection& connection, const std::filesystem::path& backups,
                              std::int64_t now_ms, std::int64_t region);
// For who only reads.  Errors: store.read_only (no store yet, or one its owner has to bring up), store.newer,
// store.corrupt.
Result<void> check_version(Connection& connection);
// Whose rows the store keeps.  Errors: store.corrupt.
Result<std::int64_t> region_of(Connection& connection);

// The steps of it, for its tests.
Result<void> run_migrations(Connection& connection, std::span<const Migration> migrations,
                            const std::filesystem::path& backups, std::int64_t now_ms, std::int64_t region);
// Errors: store.corrupt, naming the table, index or trigger that is not ours.
Result<void> check_schema(Connection& connection);

}  // namespace anze::store
