// Reading beside the owner: two real processes, one that writes and one that sees it, and what is refused.
#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "tests/unit/plugin/store/store_fixture.h"

namespace anze::store {
namespace {

namespace fs = std::filesystem;

std::string file_bytes(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class BesideTest : public StoreTest {
 protected:
  Result<std::unique_ptr<Store>> beside() {
    OpenOptions options;
    options.directory = directory_;
    options.now_ms = k_now;
    options.read_only = true;
    return Store::open(options);
  }
  std::string beside_refusal() {
    const auto opened = beside();
    return opened ? "opened" : opened.error().reason;
  }
  // What the other process says.
  std::string elsewhere(const char* what) {
    const std::string out = directory_.string() + ".told";
    const int status = std::system(
        (std::string(ANZE_STORE_HOLDER) + " " + directory_.string() + " " + what + " >" + out).c_str());
    EXPECT_NE(status, -1);
    std::string told = file_bytes(out);
    fs::remove(out);
    return told;
  }
  // In a process of its own, whose limits and mounts are its own.
  static int status_of(const std::function<int()>& body) {
    const pid_t child = fork();
    if (child == 0) _exit(body());
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
};

TEST_F(BesideTest, AnotherProcessReadsWhatTheOwnerWrites) {
  open();
  append("M-1", "2025-02-10", 20);
  append("M-2", "2025-02-11", 30);
  const std::string lock = file_bytes(directory_ / "store.lock");
  EXPECT_EQ(elsewhere("beside"), "head 2 write store.read_only\n");
  EXPECT_EQ(file_bytes(directory_ / "store.lock"), lock);
  append("M-3", "2025-02-12", 40);
  EXPECT_EQ(elsewhere("beside"), "head 3 write store.read_only\n");
  EXPECT_THAT(elsewhere("try"), testing::HasSubstr("store.locked"));
  expect_sound();
}

// The reader stays open here; owners come, add an entry and go, each in a process of its own.
TEST_F(BesideTest, TheOwnerComesAndGoes) {
  open();
  append("M-1", "2025-02-10", 20);
  store_.reset();
  auto opened = beside();
  ASSERT_TRUE(opened) << opened.error().reason << ": " << opened.error().message;
  store_ = *std::move(opened);
  EXPECT_EQ(seen("2025-01-01", "2025-12-31"), "1:20 ");
  EXPECT_NE(store_->codes().find("meeting"), 0U);
  for (int version = 1; version <= 2; ++version) {
    EXPECT_EQ(elsewhere("add"),
              "head " + std::to_string(version + 1) + " write " + std::to_string(version) + "\n");
    std::int64_t found = 0;
    ASSERT_TRUE(store_->read([&](Reader& reader) -> Result<void> {
      ANZE_TRY(const auto note, reader.record("note", "n", 0));
      found = note ? note->version : 0;
      return {};
    }));
    EXPECT_EQ(found, version);
    EXPECT_EQ(store_->last().head.seq, version + 1);
  }
  const auto refused = store_->write(act("w"), [](Writer&) -> Result<std::string> { return std::string(); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "store.read_only");
  expect_sound();
}

TEST_F(BesideTest, OnlyASoundStoreOfThisReleaseIsRead) {
  EXPECT_EQ(beside_refusal(), "store.read_only");
  EXPECT_TRUE(fs::is_empty(directory_));  // none was made
  open();
  append("M-1", "2025-02-10", 20);
  store_.reset();
  const std::string whole = file_bytes(database());
  EXPECT_EQ(beside_refusal(), "opened");
  EXPECT_EQ(file_bytes(database()), whole);
  open();
  append("M-2", "2025-02-11", 30);
  store_.reset();
  const std::string newer = file_bytes(database());
  for (const char* log : {"anze.db-wal", "anze.db-shm"}) fs::remove(directory_ / log);
  std::ofstream(database(), std::ios::binary | std::ios::trunc) << whole;
  EXPECT_EQ(beside_refusal(), "store.rolled_back");
  std::ofstream(database(), std::ios::binary | std::ios::trunc) << newer;
  EXPECT_EQ(beside_refusal(), "opened");
  const auto version = [&](int number) {
    SQLite::Database(database().string(), SQLite::OPEN_READWRITE)
        .exec("PRAGMA user_version=" + std::to_string(number));
    return beside_refusal();
  };
  EXPECT_EQ(version(2), "store.read_only");
  EXPECT_EQ(version(99), "store.newer");
  EXPECT_EQ(version(3), "opened");
}

TEST_F(BesideTest, ReadsWithTheOwnersKeys) {
  const MasterKey first{1};
  const MasterKey second{2};
  const auto with = [&](std::vector<MasterKey> keys, bool read_only) {
    OpenOptions options;
    options.directory = directory_;
    options.now_ms = k_now;
    options.keys = std::move(keys);
    options.read_only = read_only;
    return Store::open(options);
  };
  const auto note = [](Store& store) -> std::string {
    std::string body;
    const auto done = store.read([&](Reader& reader) -> Result<void> {
      ANZE_TRY(const auto found, reader.record("note", "n", 0));
      body = found ? found->body : "none";
      return {};
    });
    return done ? body : done.error().reason;
  };
  const auto own = [&](std::vector<MasterKey> keys) {
    auto opened = with(std::move(keys), false);
    ASSERT_TRUE(opened) << opened.error().message;
    store_ = *std::move(opened);
    write([](Writer& writer) -> Result<std::string> {
      ANZE_TRY(const Record record, writer.put("note", "n", 0, R"({"name":"张三"})"));
      return std::to_string(record.version);
    });
  };
  own({first});
  auto beside_it = with({first}, true);
  ASSERT_TRUE(beside_it) << beside_it.error().message;
  EXPECT_EQ(note(**beside_it), R"({"name":"张三"})");
  EXPECT_EQ(beside_refusal(), "store.key_missing");
  const auto wrong = with({second}, true);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().reason, "store.key_wrong");
  store_.reset();
  own({second, first});
  EXPECT_EQ(note(**beside_it), "store.read_only");  // another key since: to be opened again
  beside_it = with({second, first}, true);
  ASSERT_TRUE(beside_it) << beside_it.error().message;
  EXPECT_EQ(note(**beside_it), R"({"name":"张三"})");
}

TEST_F(BesideTest, AReadOnlyMediumIsNamed) {
  const int status = status_of([&] {
    if (unshare(CLONE_NEWNS) != 0 || mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        mount("none", directory_.c_str(), "tmpfs", 0, "size=20m,mode=0700") != 0)
      return 77;
    if (!try_open()) return 2;
    if (mount("none", directory_.c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr) != 0) return 77;
    const auto own = try_open();
    const auto read = beside();
    for (const auto* each : {&own, &read}) {
      if (*each || each->error().reason != "store.directory") return 3;
      if (each->error().message.find("Read-only file system") == std::string::npos) return 4;
    }
    return 0;
  });
  if (status == 77) GTEST_SKIP() << "no mounts of its own";
  EXPECT_EQ(status, 0);
}

TEST_F(BesideTest, TooFewFilesAreNamed) {
  open();
  append("M-1", "2025-02-10", 20);
  store_.reset();
  for (const bool owner : {true, false})
    EXPECT_EQ(status_of([&] {
                rlimit limit{64, 64};
                setrlimit(RLIMIT_NOFILE, &limit);
                std::vector<int> taken;
                for (int one = ::open("/dev/null", O_RDONLY); one >= 0; one = ::open("/dev/null", O_RDONLY))
                  taken.push_back(one);
                for (int left = 0; left <= 8; ++left) {
                  const auto opened = owner ? try_open() : beside();
                  if (!opened && (opened.error().reason != "store.io" ||
                                  opened.error().message.find("RLIMIT_NOFILE") == std::string::npos))
                    return 10 + left;
                  if (left == 0 && opened) return 40;
                  if (left == 8 && !opened) return 41;
                  close(taken.back());
                  taken.pop_back();
                }
                return 0;
              }),
              0)
        << owner;
}

}  // namespace
}  // namespace anze::store
