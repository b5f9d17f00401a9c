// Opening: what is refused and why, who owns a store, and what happens to its files meanwhile.
#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/wait.h>

#include <fstream>

#include "plugin/store/sqlite/connection.h"
#include "plugin/store/sqlite/migrations.h"
#include "tests/unit/plugin/store/store_fixture.h"

namespace anze::store {
namespace {

class StoreOpenTest : public StoreTest {
 protected:
  std::string refusal() {
    const auto refused = try_open();
    return refused ? "opened" : refused.error().reason;
  }
  // Opens the store in another process, a program of its own; its exit says how that went.
  int open_elsewhere(std::string* told = nullptr) {
    const std::string out = directory_.string() + ".told";
    const int status =
        std::system((std::string(ANZE_STORE_HOLDER) + " " + directory_.string() + " try >" + out).c_str());
    if (told != nullptr) *told = bytes_of(out);
    std::filesystem::remove(out);
    return WEXITSTATUS(status);
  }
};

TEST_F(StoreOpenTest, RefusesDirectoriesItCannotUse) {
  const auto directory = directory_;
  directory_ = directory / "missing";
  EXPECT_EQ(refusal(), "store.directory");
  std::ofstream(directory / "file") << "x";
  directory_ = directory / "file";
  EXPECT_EQ(refusal(), "store.directory");
  directory_ = directory;
}

TEST_F(StoreOpenTest, RefusesADirectoryItMayNotWrite) {
  ASSERT_EQ(chmod(directory_.c_str(), 0555), 0);
  const pid_t child = fork();
  if (child == 0) {
    if (getuid() == 0 && setuid(65534) != 0) _exit(2);
    _exit(refusal() == "store.directory" ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  chmod(directory_.c_str(), 0755);
  EXPECT_EQ(WEXITSTATUS(status), 0);
  EXPECT_FALSE(std::filesystem::exists(directory_ / "anze.db"));
}

TEST_F(StoreOpenTest, RefusesWhatIsNoStore) {
  std::ofstream(directory_ / "anze.db") << std::string(5000, 'x');
  EXPECT_EQ(refusal(), "store.corrupt");
  EXPECT_EQ(bytes_of(database()), std::string(5000, 'x'));
  std::filesystem::remove(database());
  SQLite::Database(database().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
      .exec("CREATE TABLE t (a)");
  const std::string before = bytes_of(database());
  EXPECT_EQ(refusal(), "store.corrupt");
  EXPECT_EQ(bytes_of(database()), before);
}

TEST_F(StoreOpenTest, RefusesTextsOfAnotherEncoding) {
  SQLite::Database(database().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
      .exec("PRAGMA encoding = 'UTF-16'; CREATE TABLE t (a); DROP TABLE t");
  EXPECT_EQ(refusal(), "store.corrupt");
}

// With writable_schema a trigger may have a name that SQLite keeps for itself, and fires all the same.
TEST_F(StoreOpenTest, RefusesATriggerUnderANameOfSqlites) {
  open();
  append("M-1", "2025-02-10", 20);
  store_.reset();
  SQLite::Database(database().string(), SQLite::OPEN_READWRITE)
      .exec(
          "CREATE TRIGGER mine AFTER INSERT ON tally BEGIN DELETE FROM tally_row; END; PRAGMA "
          "writable_schema = ON; "
          "UPDATE sqlite_schema SET name = 'sqlite_mine', sql = replace(sql, 'mine', 'sqlite_mine') WHERE "
          "name = 'mine'");
  const auto refused = try_open();
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, testing::HasSubstr("sqlite_mine"));
}

TEST_F(StoreOpenTest, RefusesANewerStoreAndLeavesItAsItIs) {
  open();
  append("M-1", "2025-02-10", 20);
  store_.reset();
  SQLite::Database(database().string(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version=99");
  const std::string before = bytes_of(database());
  EXPECT_EQ(refusal(), "store.newer");
  EXPECT_EQ(bytes_of(database()), before);
}

TEST_F(StoreOpenTest, IsPrivate) {
  open();
  append("M-1", "2025-02-10", 20);
  for (const char* name : {"anze.db", "anze.db-wal", "anze.db-shm", "store.lock"})
    EXPECT_EQ(std::filesystem::status(directory_ / name).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write)
        << name;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
    std::error_code error;
    const auto target = std::filesystem::read_symlink(entry.path(), error).string();
    if (target.rfind(directory_.string(), 0) != 0) continue;
    EXPECT_NE(fcntl(std::stoi(entry.path().filename().string()), F_GETFD) & FD_CLOEXEC, 0) << target;
  }
}

TEST_F(StoreOpenTest, OneOwnerInOneProcess) {
  open();
  const auto refused = try_open();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "store.locked");
  EXPECT_NE(refused.error().message.find("process " + std::to_string(getpid())), std::string::npos);
  EXPECT_NE(refused.error().message.find("2025-03-15 08:53 (store tests)"), std::string::npos)
      << refused.error().message;
  store_.reset();
  open();
}

TEST_F(StoreOpenTest, OneOwnerAmongProcesses) {
  open();
  std::string told;
  EXPECT_EQ(open_elsewhere(&told), 3);
  EXPECT_NE(told.find("store.locked"), std::string::npos);
  EXPECT_NE(told.find("process " + std::to_string(getpid())), std::string::npos);
  store_.reset();
  EXPECT_EQ(open_elsewhere(), 0);
  open();
  expect_sound();
}

TEST_F(StoreOpenTest, ADeadOwnerIsNoObstacle) {
  EXPECT_EQ(
      std::system((std::string(ANZE_STORE_HOLDER) + " " + directory_.string() + " die >/dev/null").c_str()) &
          0x7f,
      0);
  EXPECT_NE(bytes_of(directory_ / "store.lock").find("owner holder"), std::string::npos);
  open();
  expect_sound();
}

TEST_F(StoreOpenTest, AForkedChildIsRefusedAndHarmsNothing) {
  open();
  append("M-1", "2025-02-10", 20);
  const pid_t child = fork();
  if (child == 0) {
    const bool refused =
        store_->read([](Reader&) -> Result<void> { return {}; }).error().reason == "store.forked" &&
        store_->write(act("x"), [](Writer&) -> Result<std::string> { return std::string(); })
                .error()
                .reason == "store.forked" &&
        store_->verify().error().reason == "store.forked";
    store_.reset();
    _exit(refused ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 0);
  EXPECT_EQ(open_elsewhere(), 3);  // the child has not taken the lock with it
  append("M-2", "2025-02-10", 30);
  expect_sound();
}

TEST_F(StoreOpenTest, NoticesThatItsFileWasReplaced) {
  open();
  append("M-1", "2025-02-10", 20);
  std::filesystem::copy_file(database(), directory_ / "copy.db");
  std::filesystem::rename(database(), directory_ / "old.db");
  const auto body = [](Writer&) -> Result<std::string> { return std::string(); };
  EXPECT_EQ(store_->write(act("gone"), body).error().reason, "store.corrupt");
  std::filesystem::rename(directory_ / "copy.db", database());
  const auto refused = store_->write(act("replaced"), body);
  EXPECT_EQ(refused.error().reason, "store.corrupt");
  EXPECT_NE(refused.error().help, "");
  std::filesystem::rename(directory_ / "old.db", database());
  EXPECT_TRUE(store_->write(act("back"), body));
  expect_sound();
  std::filesystem::remove(directory_ / "anze.db-wal");
  EXPECT_EQ(store_->write(act("no log"), body).error().reason, "store.corrupt");
  store_->abandon();
}

TEST_F(StoreOpenTest, AnAbandonedStoreIsClosedAsItIs) {
  open();
  append("M-1", "2025-02-10", 20);
  const std::string before = bytes_of(database());
  store_->abandon();
  EXPECT_EQ(store_->read([](Reader&) -> Result<void> { return {}; }).error().reason, "store.abandoned");
  store_.reset();
  EXPECT_EQ(bytes_of(database()), before);
  EXPECT_TRUE(std::filesystem::exists(directory_ / "anze.db-wal"));
  open();
  EXPECT_EQ(seen("2025-01-01", "2025-12-31"), "1:20 ");
}

TEST_F(StoreOpenTest, LooksAtEveryPageOfAFileItDoesNotKnow) {
  open();
  for (int i = 0; i < 200; ++i) append("M-" + std::to_string(i), "2025-02-10", i);
  store_.reset();
  // Damage an early page, far from what the last entries need.
  std::fstream file(database(), std::ios::in | std::ios::out | std::ios::binary);
  const auto size = std::filesystem::file_size(database());
  file.seekp(static_cast<std::streamoff>(size / 2 / 4096 * 4096));
  file << std::string(64, '\xff');
  file.close();
  std::filesystem::remove(directory_ / "store.lock");
  EXPECT_EQ(refusal(), "store.corrupt");
}

TEST_F(StoreOpenTest, MigratesAfterABackup) {
  open();
  append("M-1", "2025-02-10", 20);
  store_.reset();
  Connection connection(database(), Connection::Role::k_writer);
  const auto backups = directory_ / "backups";
  const Migration steps[] = {{4, {"CREATE TABLE two (a INTEGER) STRICT"}},
                             {5, {"CREATE TABLE three (a INTEGER) STRICT"}}};
  ASSERT_TRUE(run_migrations(connection, steps, backups, k_now, 0));
  EXPECT_EQ(connection.integer("PRAGMA user_version"), 5);
  EXPECT_FALSE(check_schema(connection));
  ASSERT_TRUE(run_migrations(connection, steps, backups, k_now, 0));
  const auto backup = backups / "version-3-1742000000000.db";
  ASSERT_TRUE(std::filesystem::exists(backup));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(backups), {}), 1);
  SQLite::Database copy(backup.string());
  EXPECT_EQ(copy.execAndGet("SELECT count(*) FROM fact").getInt(), 1);
  EXPECT_EQ(copy.execAndGet("PRAGMA user_version").getInt(), 3);
  const Migration broken[] = {{6, {"CREATE TABLE four (a INTEGER) STRICT", "CREATE TABLE two (a)"}}};
  EXPECT_THROW(static_cast<void>(run_migrations(connection, broken, backups, k_now, 0)), SQLite::Exception);
  EXPECT_EQ(connection.integer("PRAGMA user_version"), 5);
  EXPECT_EQ(connection.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'four'"), 0);
  const Migration gap[] = {{8, {"SELECT 1"}}};
  EXPECT_FALSE(run_migrations(connection, gap, backups, k_now, 0));
}

}  // namespace
}  // namespace anze::store
