// Who owns the store: `store.lock`, held with flock for as long as the store is open.
//
// A file of its own, because closing any descriptor of the database file by hand would drop SQLite's own
// locks. flock and not fcntl: it also keeps a second open of the same process out, and the kernel lets it go
// when the owner dies, so what a dead owner wrote into the file is no obstacle. The file is never removed:
// removing it would let two owners lock two files of one name.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "scoring/values/result.h"

namespace anze::store {

class LockFile {
 public:
  // Errors: store.locked (with the owner's pid, host and time), store.directory, store.io.
  static Result<LockFile> take(const std::filesystem::path& file);
  LockFile(LockFile&& other) noexcept;
  LockFile& operator=(LockFile&&) = delete;
  LockFile(const LockFile&) = delete;
  LockFile& operator=(const LockFile&) = delete;
  ~LockFile();

  // What the owner before us wrote about its database: "device inode"; empty when it is not known.
  const std::string& last_database() const { return last_database_; }
  Result<void> describe(const std::string& owner, std::int64_t now_ms, const std::string& database);
  // In a forked child: lets go of the descriptor without unlocking for the parent.
  void forget();

 private:
  explicit LockFile(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
  std::string last_database_;
};

}  // namespace anze::store
