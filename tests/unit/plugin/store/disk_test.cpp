// A disk that is full, fails once, or fails for ever: through a VFS of the test's own between SQLite and the
// real one, so that no mount and no privilege is needed.
#include <sqlite3.h>

#include <cstring>
#include <new>

#include "tests/unit/plugin/store/store_fixture.h"

namespace anze::store {
namespace {

struct Disk {
  bool full = false;
  std::int64_t fail_sync = 0;   // the n-th sync from now fails
  std::int64_t fail_write = 0;  // the n-th write from now fails
  std::int64_t writes = 0;
};
Disk disk;
sqlite3_vfs* real = nullptr;

// Our file is the real one behind a small head; its methods are the real ones but for these two.
struct DiskFile {
  sqlite3_file base;
  sqlite3_io_methods methods;
  sqlite3_file* inner() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
DiskFile* self(sqlite3_file* file) {
  return reinterpret_cast<DiskFile*>(file);
}

int disk_write(sqlite3_file* file, const void* data, int size, sqlite3_int64 offset) {
  sqlite3_file* inner = self(file)->inner();
  ++disk.writes;
  if (disk.fail_write > 0 && --disk.fail_write == 0) return SQLITE_IOERR_WRITE;
  if (disk.full) {
    sqlite3_int64 now = 0;
    inner->pMethods->xFileSize(inner, &now);
    if (offset + size > now) return SQLITE_FULL;
  }
  return inner->pMethods->xWrite(inner, data, size, offset);
}
int disk_sync(sqlite3_file* file, int flags) {
  sqlite3_file* inner = self(file)->inner();
  if (disk.fail_sync > 0 && --disk.fail_sync == 0) return SQLITE_IOERR_FSYNC;
  return inner->pMethods->xSync(inner, flags);
}
#define ANZE_PASS(name, parameters, arguments) \
  int pass_##name parameters {                 \
    sqlite3_file* inner = self(file)->inner(); \
    return inner->pMethods->x##name arguments; \
  }
ANZE_PASS(Close, (sqlite3_file * file), (inner))
ANZE_PASS(Read, (sqlite3_file * file, void* data, int size, sqlite3_int64 offset),
          (inner, data, size, offset))
ANZE_PASS(Truncate, (sqlite3_file * file, sqlite3_int64 size), (inner, size))
ANZE_PASS(FileSize, (sqlite3_file * file, sqlite3_int64* size), (inner, size))
ANZE_PASS(Lock, (sqlite3_file * file, int level), (inner, level))
ANZE_PASS(Unlock, (sqlite3_file * file, int level), (inner, level))
ANZE_PASS(CheckReservedLock, (sqlite3_file * file, int* out), (inner, out))
ANZE_PASS(FileControl, (sqlite3_file * file, int op, void* arg), (inner, op, arg))
ANZE_PASS(SectorSize, (sqlite3_file * file), (inner))
ANZE_PASS(DeviceCharacteristics, (sqlite3_file * file), (inner))
ANZE_PASS(ShmMap, (sqlite3_file * file, int page, int size, int extend, void volatile** out),
          (inner, page, size, extend, out))
ANZE_PASS(ShmLock, (sqlite3_file * file, int offset, int n, int flags), (inner, offset, n, flags))
ANZE_PASS(ShmUnmap, (sqlite3_file * file, int remove), (inner, remove))
void pass_ShmBarrier(sqlite3_file* file) {
  sqlite3_file* inner = self(file)->inner();
  inner->pMethods->xShmBarrier(inner);
}

int disk_open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  DiskFile* ours = self(file);
  ours->base.pMethods = nullptr;
  const int answer = real->xOpen(real, name, ours->inner(), flags, out_flags);
  if (answer != SQLITE_OK) return answer;
  ours->methods = {};
  ours->methods.iVersion = 2;
  ours->methods.xClose = pass_Close;
  ours->methods.xRead = pass_Read;
  ours->methods.xWrite = disk_write;
  ours->methods.xTruncate = pass_Truncate;
  ours->methods.xSync = disk_sync;
  ours->methods.xFileSize = pass_FileSize;
  ours->methods.xLock = pass_Lock;
  ours->methods.xUnlock = pass_Unlock;
  ours->methods.xCheckReservedLock = pass_CheckReservedLock;
  ours->methods.xFileControl = pass_FileControl;
  ours->methods.xSectorSize = pass_SectorSize;
  ours->methods.xDeviceCharacteristics = pass_DeviceCharacteristics;
  ours->methods.xShmMap = pass_ShmMap;
  ours->methods.xShmLock = pass_ShmLock;
  ours->methods.xShmBarrier = pass_ShmBarrier;
  ours->methods.xShmUnmap = pass_ShmUnmap;
  ours->base.pMethods = &ours->methods;
  return SQLITE_OK;
}

class StoreDiskTest : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    disk = {};
    real = sqlite3_vfs_find(nullptr);
    vfs_ = *real;
    vfs_.zName = "anze-test-disk";
    vfs_.pNext = nullptr;
    vfs_.szOsFile = static_cast<int>(sizeof(DiskFile)) + real->szOsFile;
    vfs_.xOpen = disk_open;
    sqlite3_vfs_register(&vfs_, 1);
  }
  void TearDown() override {
    disk = {};
    StoreTest::TearDown();
    sqlite3_vfs_unregister(&vfs_);
    sqlite3_vfs_register(real, 1);
  }
  Result<std::string> put(const std::string& request) {
    return store_->write(act(request), [](Writer& writer) -> Result<std::string> {
      ANZE_TRY(const Record record, writer.put("note", "n", 0, std::string(30'000, 'x')));
      return std::to_string(record.version);
    });
  }
  sqlite3_vfs vfs_{};
};

TEST_F(StoreDiskTest, AFullDiskRefusesAndRecovers) {
  open();
  append("M-1", "2025-02-10", 20);
  disk.full = true;
  for (int i = 0; i < 3; ++i) {
    const auto refused = put("full");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason, "store.full");
    EXPECT_EQ(seen("2025-01-01", "2025-12-31"), "1:20 ");
  }
  disk.full = false;
  EXPECT_EQ(*put("full"), "1");
  expect_sound();
  open();
  expect_sound();
}

TEST_F(StoreDiskTest, AFailedSyncClosesTheStore) {
  open();
  append("M-1", "2025-02-10", 20);
  disk.fail_sync = 1;
  EXPECT_EQ(put("unlucky").error().reason, "store.io");
  // The disk is well again, but what it dropped nobody knows: nothing goes on without looking.
  EXPECT_EQ(put("later").error().reason, "store.io");
  EXPECT_EQ(store_->read([](Reader&) -> Result<void> { return {}; }).error().reason, "store.io");
  EXPECT_EQ(store_->verify().error().reason, "store.io");
  open();
  expect_sound();
  EXPECT_EQ(seen("2025-01-01", "2025-12-31"), "1:20 ");
  EXPECT_TRUE(put("unlucky"));
  expect_sound();
}

// An act syncs the log once, or twice when it begins the log anew; a third sync is the checkpoint's.
TEST_F(StoreDiskTest, AFailedSyncOfACheckpointClosesTheStoreButLosesNothing) {
  open();
  int answered = 0;
  for (disk.fail_sync = 3; answered < 400; disk.fail_sync = 3) {
    if (!put("r" + std::to_string(answered))) break;
    ++answered;
  }
  EXPECT_GT(answered, 50);
  EXPECT_LT(answered, 400) << "no checkpoint was made";
  disk = {};
  open();
  expect_sound();
  const auto read = store_->read([&](Reader& reader) -> Result<void> {
    ANZE_TRY(const auto record, reader.record("note", "n"));
    EXPECT_EQ(record->version, answered);
    return {};
  });
  EXPECT_TRUE(read);
}

TEST_F(StoreDiskTest, AFailedWriteAtAnyPointLeavesBeforeOrAfter) {
  open();
  append("M-1", "2025-02-10", 20);
  for (std::int64_t k = 1; k < 60; ++k) {
    disk.fail_write = k;
    const auto answer = put("act " + std::to_string(k));
    disk.fail_write = 0;
    if (!answer) {
      EXPECT_EQ(answer.error().reason, "store.io") << k;
      if (store_->verify()) {
        expect_sound();
      } else {
        open();
        expect_sound();
      }
    }
    EXPECT_TRUE(put("act " + std::to_string(k))) << k;
  }
  open();
  expect_sound();
  const auto read = store_->read([&](Reader& reader) -> Result<void> {
    ANZE_TRY(const auto record, reader.record("note", "n"));
    EXPECT_EQ(record->version, 59);
    return {};
  });
  EXPECT_TRUE(read);
}

}  // namespace
}  // namespace anze::store
