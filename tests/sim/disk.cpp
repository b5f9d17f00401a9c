#include "tests/sim/disk.h"

#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <random>
#include <set>
#include <stdexcept>

namespace anze::sim {
namespace {

struct State {
  sqlite3_vfs* real = nullptr;
  sqlite3_vfs ours{};
  std::mt19937_64 chance;
  std::string folder;  // whose changes are kept; "": nobody's
  std::function<void()> after_each;
  std::vector<Change> changes;
  std::set<std::string> names;  // files point into it
  std::optional<Failure> failure;
  std::int64_t left = 0;
  bool failed = false;
};
State* state = nullptr;

// Our file is the real one behind a small head.
struct DiskFile {
  sqlite3_file base;
  const std::string* name;  // null: its changes are not kept
  bool names_pending;       // created, and the folder not synced since
  sqlite3_file* inner() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
DiskFile* self(sqlite3_file* file) {
  return reinterpret_cast<DiskFile*>(file);
}

// What the access shall be answered instead of being done; SQLITE_OK: do it.
int failing(Access access) {
  if (!state->failure || state->failure->access != access) return SQLITE_OK;
  if (state->left > 1) {
    --state->left;
    return SQLITE_OK;
  }
  const int answer = state->failure->answer;
  state->failed = true;
  if (!state->failure->ever) state->failure.reset();
  return answer;
}

// The name in the folder whose changes are kept, or null.
const std::string* kept_name(const char* path) {
  if (path == nullptr || state->folder.empty()) return nullptr;
  const std::filesystem::path file(path);
  if (file.parent_path().string() != state->folder) return nullptr;
  return &*state->names.insert(file.filename().string()).first;
}

void keep(const std::string* name, Change::Kind kind, std::int64_t at = 0, std::string bytes = {}) {
  if (name == nullptr) return;
  state->changes.push_back({kind, *name, at, std::move(bytes)});
  if (state->after_each) state->after_each();
}

int disk_close(sqlite3_file* file) {
  sqlite3_file* inner = self(file)->inner();
  return inner->pMethods->xClose(inner);
}
int disk_read(sqlite3_file* file, void* data, int size, sqlite3_int64 at) {
  if (const int answer = failing(Access::k_read)) return answer;
  sqlite3_file* inner = self(file)->inner();
  return inner->pMethods->xRead(inner, data, size, at);
}
int disk_write(sqlite3_file* file, const void* data, int size, sqlite3_int64 at) {
  if (const int answer = failing(Access::k_write)) return answer;
  sqlite3_file* inner = self(file)->inner();
  const int answer = inner->pMethods->xWrite(inner, data, size, at);
  if (answer == SQLITE_OK)
    keep(self(file)->name, Change::Kind::k_written, at,
         std::string(static_cast<const char*>(data), static_cast<std::size_t>(size)));
  return answer;
}
int disk_truncate(sqlite3_file* file, sqlite3_int64 size) {
  if (const int answer = failing(Access::k_cut)) return answer;
  sqlite3_file* inner = self(file)->inner();
  const int answer = inner->pMethods->xTruncate(inner, size);
  if (answer == SQLITE_OK) keep(self(file)->name, Change::Kind::k_cut, size);
  return answer;
}
// With the first sync of a log or journal SQLite's unix VFS syncs the folder too.
int disk_sync(sqlite3_file* file, int flags) {
  if (const int answer = failing(Access::k_sync)) return answer;
  sqlite3_file* inner = self(file)->inner();
  const int answer = inner->pMethods->xSync(inner, flags);
  if (answer != SQLITE_OK) return answer;
  keep(self(file)->name, Change::Kind::k_synced);
  if (self(file)->names_pending) keep(self(file)->name, Change::Kind::k_names_synced);
  self(file)->names_pending = false;
  return answer;
}
int disk_size(sqlite3_file* file, sqlite3_int64* size) {
  if (const int answer = failing(Access::k_size)) return answer;
  sqlite3_file* inner = self(file)->inner();
  return inner->pMethods->xFileSize(inner, size);
}
int disk_lock(sqlite3_file* file, int level) {
  if (const int answer = failing(Access::k_lock)) return answer;
  sqlite3_file* inner = self(file)->inner();
  return inner->pMethods->xLock(inner, level);
}
int disk_unlock(sqlite3_file* file, int level) {
  sqlite3_file* inner = self(file)->inner();
  return inner->pMethods->xUnlock(inner, level);
}
int disk_reserved(sqlite3_file* file, int* out) {
  sqlite3_file* inner = self(file)->inner();
  return inner->pMethods->xCheckReservedLock(inner, out);
}
int disk_control(sqlite3_file* file, int what, void* argument) {
  sqlite3_file* inner = self(file)->inner();
  return inner->pMethods->xFileControl(inner, what, argument);
}
int disk_sector(sqlite3_file* file) {
  sqlite3_file* inner = self(file)->inner();
  return inner->pMethods->xSectorSize(inner);
}
int disk_characteristics(sqlite3_file* file) {
  sqlite3_file* inner = self(file)->inner();
  return inner->pMethods->xDeviceCharacteristics(inner);
}
int disk_map(sqlite3_file* file, int region, int size, int extend, void volatile** out) {
  if (const int answer = failing(Access::k_shared)) return answer;
  sqlite3_file* inner = self(file)->inner();
  return inner->pMethods->xShmMap(inner, region, size, extend, out);
}
int disk_shared_lock(sqlite3_file* file, int offset, int count, int flags) {
  if ((flags & SQLITE_SHM_LOCK) != 0)
    if (const int answer = failing(Access::k_shared)) return answer;
  sqlite3_file* inner = self(file)->inner();
  return inner->pMethods->xShmLock(inner, offset, count, flags);
}
void disk_barrier(sqlite3_file* file) {
  sqlite3_file* inner = self(file)->inner();
  inner->pMethods->xShmBarrier(inner);
}
int disk_unmap(sqlite3_file* file, int remove) {
  sqlite3_file* inner = self(file)->inner();
  return inner->pMethods->xShmUnmap(inner, remove);
}

// Without memory-mapped reads, which the store does not use.
const sqlite3_io_methods& file_methods() {
  static const sqlite3_io_methods ours = [] {
    sqlite3_io_methods each{};
    each.iVersion = 2;
    each.xClose = disk_close;
    each.xRead = disk_read;
    each.xWrite = disk_write;
    each.xTruncate = disk_truncate;
    each.xSync = disk_sync;
    each.xFileSize = disk_size;
    each.xLock = disk_lock;
    each.xUnlock = disk_unlock;
    each.xCheckReservedLock = disk_reserved;
    each.xFileControl = disk_control;
    each.xSectorSize = disk_sector;
    each.xDeviceCharacteristics = disk_characteristics;
    each.xShmMap = disk_map;
    each.xShmLock = disk_shared_lock;
    each.xShmBarrier = disk_barrier;
    each.xShmUnmap = disk_unmap;
    return each;
  }();
  return ours;
}

int disk_open(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* out_flags) {
  DiskFile* ours = self(file);
  ours->base.pMethods = nullptr;
  if (const int answer = failing(Access::k_open)) return answer;
  const std::string* name = kept_name(path);
  const bool there = path != nullptr && access(path, F_OK) == 0;
  const int answer = state->real->xOpen(state->real, path, ours->inner(), flags, out_flags);
  if (answer != SQLITE_OK) return answer;
  ours->name = name;
  ours->names_pending = !there && (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL)) != 0;
  ours->base.pMethods = &file_methods();
  if (!there) keep(name, Change::Kind::k_created);
  return SQLITE_OK;
}
int disk_remove(sqlite3_vfs*, const char* path, int sync_folder) {
  if (const int answer = failing(Access::k_remove)) return answer;
  const int answer = state->real->xDelete(state->real, path, sync_folder);
  if (answer == SQLITE_OK) keep(kept_name(path), Change::Kind::k_removed);
  if (answer == SQLITE_OK && sync_folder != 0) keep(kept_name(path), Change::Kind::k_names_synced);
  return answer;
}
int disk_access(sqlite3_vfs*, const char* path, int flags, int* out) {
  if (const int answer = failing(Access::k_exists)) return answer;
  return state->real->xAccess(state->real, path, flags, out);
}
int disk_chance(sqlite3_vfs*, int size, char* out) {
  for (int i = 0; i < size; ++i) out[i] = static_cast<char>(state->chance());
  return size;
}

}  // namespace

Disk::Disk(std::uint64_t seed) {
  if (state != nullptr) throw std::logic_error("there is a disk already");
  state = new State;
  state->real = sqlite3_vfs_find(nullptr);
  state->chance.seed(seed);
  state->ours = *state->real;
  state->ours.zName = "anze-test-kept-disk";
  state->ours.pNext = nullptr;
  state->ours.szOsFile = static_cast<int>(sizeof(DiskFile)) + state->real->szOsFile;
  state->ours.xOpen = disk_open;
  state->ours.xDelete = disk_remove;
  state->ours.xAccess = disk_access;
  state->ours.xRandomness = disk_chance;
  sqlite3_vfs_register(&state->ours, 1);
  sqlite3_randomness(0, nullptr);  // forgets what it had drawn before, and draws from us
}

Disk::~Disk() {
  sqlite3_vfs_unregister(&state->ours);
  sqlite3_vfs_register(state->real, 1);
  sqlite3_randomness(0, nullptr);
  delete state;
  state = nullptr;
}

void Disk::keep_changes(const std::filesystem::path& folder, std::function<void()> after_each) {
  state->folder = folder.string();
  state->after_each = std::move(after_each);
}

const std::vector<Change>& Disk::changes() const {
  return state->changes;
}

void Disk::fail(const Failure& failure) {
  state->failure = failure;
  state->left = failure.nth;
  state->failed = false;
}

bool Disk::heal() {
  state->failure.reset();
  return state->failed;
}

}  // namespace anze::sim
