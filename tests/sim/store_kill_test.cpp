// Kills the child before its 1st, 2nd, 3rd … change of a file until it completes; after each kill the store
// opens without help, the chain holds, every act that was answered is there and whole, and no other act is
// there in part.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/own_folder.h"
#include "tests/sim/old_store.h"
#include "tests/sim/seed.h"
#include "tests/sim/store_script.h"

namespace anze::store {
namespace {

struct Outcome {
  int status = 0;
  int answered = 0;
};

Outcome run_store_child(const std::filesystem::path& directory, const std::filesystem::path& out, int k,
                        bool torn, const char* region = nullptr) {
  const pid_t child = fork();
  if (child == 0) {
    setenv("LD_PRELOAD", ANZE_KILL_AT_LIBRARY, 1);
    setenv("ANZE_KILL_AT", std::to_string(k).c_str(), 1);
    if (torn) setenv("ANZE_KILL_TORN", "1", 1);
    if (std::freopen(out.c_str(), "w", stdout) == nullptr) _exit(9);
    execl(ANZE_STORE_CHILD, ANZE_STORE_CHILD, directory.c_str(), region, static_cast<char*>(nullptr));
    _exit(9);
  }
  Outcome run;
  waitpid(child, &run.status, 0);
  std::ifstream told(out);
  for (std::string line; std::getline(told, line);) ++run.answered;
  return run;
}

// How many of the script's steps the store holds, each whole.
int steps_found(Store& store) {
  int found = 0;
  const auto read = store.read([&](Reader& reader) -> Result<void> {
    std::int64_t count = 0;
    std::int64_t sum = 0;
    ANZE_CHECK(reader.scan({make_date(2025, 1, 1), make_date(2025, 12, 31), {}, 0}, [&](const Fact& fact) {
      ++count;
      sum += fact.slot[0];
      return true;
    }));
    ANZE_TRY(const ChainHead head, reader.head());
    found = static_cast<int>(head.seq);
    const std::int64_t facts = script::imported();
    const std::int64_t imported = facts * (facts + 1) / 2;
    EXPECT_EQ(count, found == 0 ? 0 : found >= 3 ? facts - 1 : facts);
    EXPECT_EQ(sum, found == 0 ? 0 : imported + (found >= 2 ? 693 : 0) - (found >= 3 ? 9 : 0));
    ANZE_TRY(const auto versions, reader.versions("rulebook", "tiedong"));
    EXPECT_EQ(static_cast<int>(versions.size()), std::max(0, found - 3));
    for (int i = 1; i <= found - 3; ++i) {
      ANZE_TRY(const auto bytes,
               reader.blob(sm3(std::string(script::k_document_bytes, static_cast<char>('a' + i)))));
      EXPECT_TRUE(bytes.has_value());
    }
    return {};
  });
  EXPECT_TRUE(read) << read.error().message;
  return found;
}

class KillTest : public testing::TestWithParam<bool> {};

TEST_P(KillTest, EveryAnswerSurvivesEveryKill) {
  SCOPED_TRACE(sim::replay());
  const std::filesystem::path base = tests::own_folder_in_memory("kill");
  const auto directory = base / "store";
  // Between two neighbouring pages of one large document nothing new happens: after the first changes look at
  // some only, unless ANZE_KILL_ALL is set.
  const bool all = std::getenv("ANZE_KILL_ALL") != nullptr;
  const int near = all || !GetParam() ? 1 : 2;
  const int far = all ? 1 : 61;
  int kills = 0;
  bool completed = false;
  for (int k = 1; !completed && !HasFailure(); k += k < 160 ? near : far) {
    std::filesystem::remove_all(directory);
    std::filesystem::create_directory(directory);
    const Outcome run = run_store_child(directory, base / "told", k, GetParam());
    completed = WIFEXITED(run.status);
    if (completed) {
      EXPECT_EQ(WEXITSTATUS(run.status), 0) << "k=" << k;
    } else {
      EXPECT_EQ(WTERMSIG(run.status), SIGKILL) << "k=" << k;
      ++kills;
    }

    auto opened = Store::open({directory, script::k_now, "kill test"});
    ASSERT_TRUE(opened) << "k=" << k << ": " << opened.error().message;
    Store& store = **opened;
    const auto report = store.verify();
    ASSERT_TRUE(report) << "k=" << k << ": " << report.error().message;
    for (const Error& problem : report->problems) ADD_FAILURE() << "k=" << k << ": " << problem.message;
    const int found = steps_found(store);
    EXPECT_GE(found, run.answered) << "k=" << k;
    EXPECT_LE(found, run.answered + 1) << "k=" << k;
    // The sender repeats what was not answered and gets its one effect.
    if (k % 10 == 0) {
      for (const auto& step : script::steps(store)) EXPECT_TRUE(store.write(script::act(step), step.body));
      EXPECT_EQ(steps_found(store), 6) << "k=" << k;
    }
  }
  RecordProperty("kills", kills);
  std::printf("%d kills\n", kills);
  EXPECT_GT(kills, 100);
  std::filesystem::remove_all(base);
}

// The log is where the last acts are; a cleaner takes it away after the kill. Whatever was answered is there,
// or the store says that it is not.
TEST(LostLogTest, NoAnsweredActIsMissingWithoutAWord) {
  const std::filesystem::path base = tests::own_folder_in_memory("lost-log");
  const auto directory = base / "store";
  int missed = 0;
  for (int k = 30; k < 160 && !testing::Test::HasFailure(); k += 3) {
    std::filesystem::remove_all(directory);
    std::filesystem::create_directory(directory);
    const Outcome run = run_store_child(directory, base / "told", k, false);
    std::filesystem::remove(directory / "anze.db-wal");
    std::filesystem::remove(directory / "anze.db-shm");
    auto opened = Store::open({directory, script::k_now, "kill test"});
    if (opened) {
      EXPECT_GE(steps_found(**opened), run.answered) << "k=" << k;
    } else {
      EXPECT_EQ(opened.error().reason, "store.rolled_back") << "k=" << k << ": " << opened.error().message;
      ++missed;
    }
  }
  std::printf("%d stores said that acts are missing\n", missed);
  EXPECT_GT(missed, 10);
  std::filesystem::remove_all(base);
}

// A store of an earlier release is opened and the process killed at each change of a file: opened again it is
// brought up, with every entry as it was sealed, and a copy of what it had been lies there before it is
// changed.
TEST_P(KillTest, AnUpgradeGoesOnWhateverKillsIt) {
  const std::filesystem::path base = tests::own_folder_in_memory("kill-upgrade");
  const auto directory = base / "store";
  const std::string region = std::to_string(sim::k_old_region);
  const int step = std::getenv("ANZE_KILL_ALL") != nullptr ? 1 : 3;
  int kills = 0;
  for (const int version : {1, 2}) {
    bool completed = false;
    for (int k = 1; !completed && !HasFailure(); k += step) {
      std::filesystem::remove_all(directory);
      std::filesystem::create_directory(directory);
      sim::make_old_store(directory, version);
      const Outcome run = run_store_child(directory, base / "told", k, GetParam(), region.c_str());
      completed = WIFEXITED(run.status);
      EXPECT_TRUE(!completed || WEXITSTATUS(run.status) == 0) << "k=" << k;
      if (!completed) ++kills;
      const auto backup =
          directory / "backups" /
          ("version-" + std::to_string(version) + "-" + std::to_string(script::k_now) + ".db");
      // Looked at in a copy: the store itself is opened by nobody else first.
      const auto copy = base / "copy";
      std::filesystem::remove_all(copy);
      std::filesystem::copy(directory, copy, std::filesystem::copy_options::recursive);
      const int now = SQLite::Database((copy / "anze.db").string(), SQLite::OPEN_READWRITE)
                          .execAndGet("PRAGMA user_version")
                          .getInt();
      EXPECT_TRUE(now == version || std::filesystem::exists(backup))
          << "k=" << k << ": changed without a copy";
      auto opened = Store::open({directory, script::k_now, "kill test", sim::k_old_region});
      ASSERT_TRUE(opened) << "k=" << k << ": " << opened.error().message;
      const auto report = (*opened)->verify();
      ASSERT_TRUE(report && report->problems.empty()) << "k=" << k;
      EXPECT_EQ(to_hex(report->head.hash), sim::k_old_head) << "k=" << k;
      EXPECT_TRUE(std::filesystem::exists(backup)) << "k=" << k;
    }
  }
  std::printf("%d kills of upgrades\n", kills);
  EXPECT_GT(kills, 40);
  std::filesystem::remove_all(base);
}

INSTANTIATE_TEST_SUITE_P(WholeAndTorn, KillTest, testing::Bool());

}  // namespace
}  // namespace anze::store
