// Where a store lies: the directory it may live in, and whether its files are still the ones that were
// opened.
//
// SQLite cannot notice that its file was renamed or replaced under it, and then writes into a file nobody
// will open again (sqlite.org/howtocorrupt.html, 4); so device and inode are compared before each write.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "scoring/values/result.h"

namespace anze::store {

// Requires: nothing. Returns the canonical path.  Errors: store.directory, store.open_to_others.
Result<std::filesystem::path> check_directory(const std::filesystem::path& directory);

struct FileIdentity {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  friend bool operator==(const FileIdentity&, const FileIdentity&) = default;
};
std::string to_text(const FileIdentity& identity);  // "device inode"
// Errors: store.corrupt (gone, not a regular file, or known by a second name).
Result<FileIdentity> identity_of(const std::filesystem::path& file);
// An empty file only we may read. Does nothing when there is one.  Errors: store.directory, store.full.
Result<void> create_private(const std::filesystem::path& file);

// Whoever may write the file may alter what is kept.  Errors: store.open_to_others.
Result<void> check_private(const std::filesystem::path& file);
// Whether other accounts may read the store's database: names of officials stand in it.
bool readable_by_others(const std::filesystem::path& directory);

}  // namespace anze::store
