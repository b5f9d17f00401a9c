// The right word in trouble: what went wrong around a store that is not damaged is not called damage.
#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <csignal>
#include <fstream>

#include "plugin/store/place.h"
#include "plugin/store/sqlite/connection.h"
#include "plugin/store/sqlite/migrations.h"
#include "tests/unit/plugin/store/store_fixture.h"

namespace anze::store {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class StoreTroubleTest : public StoreTest {
 protected:
  std::string reason() {
    const auto refused = try_open();
    return refused ? "opened" : refused.error().reason;
  }
};

TEST_F(StoreTroubleTest, AnotherProcessThatWroteIsNoDamage) {
  open();
  append("M-1", "2025-02-10", 20);
  fs::remove(directory_ / "store.lock");  // a cleaner
  auto second = try_open();
  ASSERT_TRUE(second) << second.error().message;
  ASSERT_TRUE((*second)->write(act("theirs"), [](Writer&) -> Result<std::string> { return std::string(); }));
  const auto refused =
      store_->write(act("ours"), [](Writer&) -> Result<std::string> { return std::string(); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "store.overtaken");
  EXPECT_THAT(refused.error().message, HasSubstr("since entry “1”; nothing is damaged"));
  EXPECT_EQ(seen("2025-01-01", "2025-12-31"), "1:20 ");
  (*second).reset();
  open();
  expect_sound();
}

TEST_F(StoreTroubleTest, AnInheritedLockNamesWhoHoldsIt) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const pid_t owner = fork();
  if (owner == 0) {
    const auto opened = try_open();
    const pid_t child = opened ? fork() : -1;
    if (child == 0)
      for (;;) pause();
    if (::write(ends[1], &child, sizeof child) != sizeof child) _exit(1);
    _exit(0);  // as a kill ends it
  }
  pid_t holder = -1;
  ASSERT_EQ(read(ends[0], &holder, sizeof holder), static_cast<ssize_t>(sizeof holder));
  close(ends[0]);
  close(ends[1]);
  waitpid(owner, nullptr, 0);
  ASSERT_GT(holder, 0);
  const auto refused = try_open();
  kill(holder, SIGKILL);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "store.locked");
  EXPECT_THAT(refused.error().message, HasSubstr("process " + std::to_string(owner) + " that had opened"));
  EXPECT_THAT(refused.error().message, HasSubstr("its lock: process " + std::to_string(holder)));
  for (int i = 0; i < 500 && reason() == "store.locked"; ++i) usleep(10'000);
  open();
}

TEST_F(StoreTroubleTest, AVersionPutBackIsDamageAndNoReasonForBackups) {
  open();
  append("M-1", "2025-02-10", 20);
  store_.reset();
  for (const int version : {0, 1, 2}) {
    SQLite::Database(database().string(), SQLite::OPEN_READWRITE)
        .exec("PRAGMA user_version=" + std::to_string(version));
    EXPECT_EQ(reason(), "store.corrupt") << version;
  }
  EXPECT_FALSE(fs::exists(directory_ / "backups"));
}

TEST_F(StoreTroubleTest, ABackupHasItsNameWhenItIsWhole) {
  open();
  append("M-1", "2025-02-10", 20);
  store_.reset();
  const auto backups = directory_ / "backups";
  fs::create_directory(backups);
  std::ofstream(backups / "unfinished.db") << "what a kill left";
  Connection connection(database(), Connection::Role::k_writer);
  const Migration steps[] = {{4, {"CREATE TABLE two (a INTEGER) STRICT"}}};
  ASSERT_TRUE(run_migrations(connection, steps, backups, k_now, 0));
  EXPECT_FALSE(fs::exists(backups / "unfinished.db"));
  SQLite::Database copy((backups / "version-3-1742000000000.db").string());
  EXPECT_EQ(copy.execAndGet("SELECT count(*) FROM fact").getInt(), 1);
}

TEST_F(StoreTroubleTest, AFolderOrDatabaseThatOthersMayWriteIsRefused) {
  open();
  store_.reset();
  for (const fs::path& each : {directory_, database()}) {
    for (const mode_t others : {mode_t{S_IWGRP}, mode_t{S_IWOTH}}) {
      const mode_t own = each == directory_ ? 0700 : 0600;
      ASSERT_EQ(chmod(each.c_str(), own | others), 0);
      EXPECT_EQ(reason(), "store.open_to_others") << each;
      ASSERT_EQ(chmod(each.c_str(), own), 0);
    }
  }
  EXPECT_EQ(reason(), "opened");
  EXPECT_FALSE(readable_by_others(directory_));
  ASSERT_EQ(chmod(database().c_str(), 0640), 0);
  EXPECT_TRUE(readable_by_others(directory_));
}

// A limit of file sizes, as a quota, is a disk that is full for us: reads go on, and acts when it is lifted.
// The kernel's signal, which ends a process that does not ignore it, does not reach the host.
TEST_F(StoreTroubleTest, AFileSizeLimitIsAFullDisk) {
  const pid_t child = fork();
  if (child == 0) {
    open();
    append("M-1", "2025-02-10", 20);
    const auto put = [&](const std::string& request) {
      const auto done = store_->write(act(request), [](Writer& writer) -> Result<std::string> {
        ANZE_TRY(const Record record, writer.put("note", "n", 0, std::string(300'000, 'x')));
        return std::to_string(record.version);
      });
      if (done) return *done;
      EXPECT_THAT(done.error().message, testing::HasSubstr("RLIMIT_FSIZE"));
      return done.error().reason;
    };
    rlimit limit{};
    getrlimit(RLIMIT_FSIZE, &limit);
    const rlim_t whole = limit.rlim_cur;
    limit.rlim_cur = fs::file_size(database().string() + "-wal") + 20'000;
    setrlimit(RLIMIT_FSIZE, &limit);
    bool good =
        put("a") == "store.full" && put("a") == "store.full" && seen("2025-01-01", "2025-12-31") == "1:20 ";
    limit.rlim_cur = whole;
    setrlimit(RLIMIT_FSIZE, &limit);
    good = good && put("a") == "1";
    expect_sound();
    _exit(good && !HasFailure() ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
}

}  // namespace
}  // namespace anze::store
