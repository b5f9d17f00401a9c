// Disk: stands between SQLite and the real disk, for tests. It keeps what was changed, in order, and lets the
// nth access of a kind fail.
//
// A VFS that becomes SQLite's own for as long as the object lives: whoever opens a database meanwhile goes
// through it, also the real library where it is loaded into this process, for both use the same SQLite. One
// at a time, and no database may be open when it comes or goes.  Threads: one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace anze::sim {

enum class Access { k_open, k_read, k_write, k_sync, k_cut, k_remove, k_size, k_exists, k_lock, k_shared };
inline constexpr int k_accesses = 10;

struct Change {
  enum class Kind {
    k_created,       // the name is there
    k_written,       // `bytes` at `at`
    k_cut,           // to the size `at`
    k_synced,        // what the file holds survives a power cut
    k_removed,       // the name is gone
    k_names_synced,  // created and removed names survive it
  };
  Kind kind;
  std::string file;  // its name in the folder
  std::int64_t at = 0;
  std::string bytes{};
};

struct Failure {
  Access access;
  std::int64_t nth;   // from 1, of this kind, from now on
  int answer;         // SQLITE_IOERR_READ …
  bool ever = false;  // and all of the kind after it
};

class Disk {
 public:
  // `seed` also stands for SQLite's own chance (the log's salts), so that one seed writes the same bytes.
  explicit Disk(std::uint64_t seed);
  ~Disk();
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;

  // From now on, of files that lie in the folder itself; `after_each` is called when one was added.
  void keep_changes(const std::filesystem::path& folder, std::function<void()> after_each = {});
  const std::vector<Change>& changes() const;

  void fail(const Failure& failure);
  bool heal();  // whether something had failed
};

}  // namespace anze::sim
