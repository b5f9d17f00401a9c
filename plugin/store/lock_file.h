// Who owns the store, and how far it had come: `store.lock`, held with flock for as long as the store is
// open.
//
// A file of its own, because closing any descriptor of the database file by hand would drop SQLite's own
// locks. flock and not fcntl: it also keeps a second open of the same process out, and the kernel lets it go
// when the owner dies, so what a dead owner wrote into the file is no obstacle. The file is never removed:
// removing it would let two owners lock two files of one name.
//
// It keeps the last head told to anybody, so that a database put back to an older state, or one whose log was
// lost, is noticed on opening. Layout: 2048 bytes of lines about the owner, then two slots of 512 bytes, each
// a sector of its own: "head SEQ HASH AT_MS CHECK\n", CHECK the SM3 of what stands before it. An act writes
// the slot of its parity, so that whatever is torn, the other slot holds the head before; where both read,
// the higher one counts. Threads: one at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "plugin/store/store.h"
#include "scoring/values/result.h"

namespace anze::store {

inline constexpr const char* k_lock_name = "store.lock";

// "2025-03-15 08:53" in Beijing; "an unknown time" before 1970.
std::string beijing_minute(std::int64_t ms);

class LockFile {
 public:
  // Errors: store.locked (with the owner's pid, host and time, or who has inherited the lock of an owner that
  // has ended), store.directory, store.io.
  static Result<LockFile> take(const std::filesystem::path& file);
  // The last head told, for who does not own the store; none where no slot reads.
  static std::optional<ChainHead> told_head(const std::filesystem::path& file);
  LockFile(LockFile&& other) noexcept;
  LockFile& operator=(LockFile&&) = delete;
  LockFile(const LockFile&) = delete;
  LockFile& operator=(const LockFile&) = delete;
  ~LockFile();

  // What the owner before us wrote about its database: "device inode"; empty when it is not known.
  const std::string& last_database() const { return last_database_; }
  // The last head told; none in a new file, one of an earlier release, or where no slot reads.
  const std::optional<ChainHead>& last_head() const { return last_head_; }
  Result<void> describe(const std::string& owner, std::int64_t now_ms, const std::string& database);
  // After an act. Not synced: the page outlives this process, not the machine's power. A write that fails
  // leaves an older head, which accuses nobody, so it stops nothing.
  void remember(const ChainHead& head, std::int64_t at_ms);
  // Instead of whatever stood there, a higher one too.
  void replace(const ChainHead& head, std::int64_t at_ms);
  void sync();  // what was remembered: it survives a power cut from now on
  // In a forked child: lets go of the descriptor without unlocking for the parent.
  void forget();

 private:
  explicit LockFile(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
  std::string last_database_;
  std::optional<ChainHead> last_head_;
};

}  // namespace anze::store
