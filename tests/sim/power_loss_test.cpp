// The power goes, at any change of any file, and what was not synced is there, is not, or is there in part;
// it goes again while that is recovered; it goes during an upgrade; and it goes on a disk that lies. See
// images.h.
#include <gtest/gtest.h>

#include "tests/own_folder.h"
#include "tests/sim/days.h"
#include "tests/sim/old_store.h"

namespace anze::sim {
namespace {

namespace fs = std::filesystem;

class PowerLossTest : public testing::Test {
 protected:
  void SetUp() override {
    base_ = tests::own_folder_in_memory("power");
    fs::create_directory(base_ / "live");
    fs::permissions(base_ / "live", fs::perms::owner_all);
  }
  void TearDown() override { fs::remove_all(base_); }

  Kept live_here(std::int64_t first, std::int64_t last) { return live(base_ / "live", seed(), first, last); }
  fs::path image() const { return base_ / "image"; }
  // Nothing is wanted after a power cut but opening it, and every answered act is there.
  void expect_whole(std::int64_t answered, const std::string& which) {
    const Look look = look_at(image());
    EXPECT_TRUE(look.refused.empty() && look.named.empty() && look.wrong.empty())
        << which << ": " << look.text();
    EXPECT_GE(look.acts, answered) << which;
    EXPECT_LE(look.acts, answered + 1) << which;
  }

  fs::path base_;
};

std::string which(std::size_t done, std::uint64_t round) {
  return "after change " + std::to_string(done) + ", round " + std::to_string(round);
}

// What the cut leaves beside the database: the lock file, and sometimes the index of the log, as rubbish.
Files left_at(const Kept& kept, const Images& images, std::size_t done, Chance& chance) {
  Files files = images.cut(chance);
  if (std::string lock = kept.lock_left(done, chance); !lock.empty()) files[k_lock_name] = std::move(lock);
  if (below(chance, 8) == 0) {
    std::string rubbish(32 * 1024, '\0');
    for (char& each : rubbish) each = static_cast<char>(chance());
    files["anze.db-shm"] = std::move(rubbish);
  }
  return files;
}

TEST_F(PowerLossTest, EveryAnswerSurvivesACutAfterEveryChange) {
  SCOPED_TRACE(replay());
  const Kept kept = live_here(12, 150);
  const std::size_t all = kept.changes.size();
  const auto rounds = static_cast<std::uint64_t>(2 * times());
  std::int64_t cuts = 0;
  Images images(kept.changes);
  for (std::size_t done = 0; done <= all && !HasFailure(); ++done) {
    images.go_to(done);
    for (std::uint64_t round = 0; round < rounds && !HasFailure(); ++round, ++cuts) {
      Chance chance = chance_of(done, round);
      put_files(image(), left_at(kept, images, done, chance));
      expect_whole(kept.acts_answered(done), which(done, round));
    }
  }
  std::printf("%lld images of %zu changes\n", static_cast<long long>(cuts), all);
  EXPECT_GE(cuts, 5000);
}

// A cut, and another one while what it left is opened, and a third.
TEST_F(PowerLossTest, ACutWhileACutIsRecoveredChangesNothing) {
  SCOPED_TRACE(replay());
  const Kept kept = live_here(12, 60);
  const auto runs = static_cast<std::uint64_t>(150 * times());
  std::int64_t cuts = 0;
  for (std::uint64_t run = 0; run < runs && !HasFailure(); ++run) {
    Chance chance = chance_of(run, 3);
    const std::size_t done = below(chance, kept.changes.size() + 1);
    Images first(kept.changes);
    first.go_to(done);
    put_files(image(), left_at(kept, first, done, chance));
    for (int depth = 1; depth <= 3; ++depth, ++cuts) {
      const Files before = files_in(image());
      std::vector<Change> changes;
      {
        Disk disk(chance());
        disk.keep_changes(image());
        auto opened = store::Store::open({image(), k_now, "recovery"});
        ASSERT_TRUE(opened) << which(done, run) << ", depth " << depth << ": " << opened.error().message;
        if (below(chance, 2) == 0) (*opened)->abandon();
        (*opened).reset();
        changes = disk.changes();
      }
      Files database = before;
      std::erase_if(database, [](const auto& each) {
        return each.first == k_lock_name || each.first == "anze.db-shm";
      });
      Images again(changes, database);
      again.go_to(below(chance, changes.size() + 1));
      Files left = again.cut(chance);
      left[k_lock_name] = files_in(image())[k_lock_name];
      put_files(image(), left);
    }
    expect_whole(kept.acts_answered(done), which(done, run));
  }
  std::printf("%lld cuts of recoveries\n", static_cast<long long>(cuts));
}

// Acts may be lost. But never without a word where the lock file is left, and never into anything that was
// not so once.
TEST_F(PowerLossTest, ADiskThatLiesIsNoticedOrHoldsWhatWasSoOnce) {
  SCOPED_TRACE(replay());
  const Kept kept = live_here(12, 130);
  const std::size_t all = kept.changes.size();
  const auto cuts = static_cast<std::uint64_t>(700 * times());
  std::int64_t refused = 0;
  std::int64_t named = 0;
  std::int64_t shorter = 0;
  for (std::uint64_t cut = 0; cut < cuts && !HasFailure(); ++cut) {
    Chance chance = chance_of(cut, 4);
    const std::size_t done = below(chance, all + 1);
    Images images(kept.changes, {}, below(chance, done + 1));
    images.go_to(done);
    Files files = images.cut(chance);
    std::string lock = below(chance, 3) != 0 ? kept.lock_whole(done) : std::string();
    const std::int64_t head = kept_head(lock);
    if (!lock.empty()) files[k_lock_name] = std::move(lock);
    put_files(image(), files);
    const Look look = look_at(image());
    EXPECT_EQ(look.wrong, "") << which(done, cut);
    if (!look.refused.empty()) {
      EXPECT_TRUE(look.refused.starts_with("store.corrupt") ||
                  look.refused.starts_with("store.rolled_back") ||
                  look.refused.starts_with("store.other_history"))
          << which(done, cut) << ": " << look.refused;
      ++refused;
    } else if (!look.named.empty()) {
      ++named;
    } else {
      EXPECT_GE(look.acts, head) << which(done, cut);
      if (look.acts < kept.acts_answered(done)) ++shorter;
    }
  }
  std::printf("%lld refused at open, %lld named by verify, %lld shorter without a head that tells\n",
              static_cast<long long>(refused), static_cast<long long>(named),
              static_cast<long long>(shorter));
  EXPECT_GT(refused, 0);
}

TEST_F(PowerLossTest, AnUpgradeIsDoneOrNotDoneAndDoneInTheEnd) {
  SCOPED_TRACE(replay());
  std::int64_t cuts = 0;
  for (const int version : {1, 2}) {
    put_files(base_ / "live", {});
    make_old_store(base_ / "live", version);
    const Files before = files_in(base_ / "live");
    std::vector<Change> changes;
    {
      Disk disk(seed());
      disk.keep_changes(base_ / "live");
      auto opened = store::Store::open({base_ / "live", k_now, "upgrade", k_old_region});
      ASSERT_TRUE(opened) << opened.error().message;
      (*opened).reset();
      changes = disk.changes();
    }
    Images images(changes, before);
    for (std::size_t done = 0; done <= changes.size() && !HasFailure(); ++done) {
      images.go_to(done);
      for (std::uint64_t round = 0; round < static_cast<std::uint64_t>(2 * times()); ++round, ++cuts) {
        Chance chance = chance_of(done, round);
        put_files(image(), images.cut(chance));
        auto opened = store::Store::open({image(), k_now, "after the cut", k_old_region});
        ASSERT_TRUE(opened) << "version " << version << " " << which(done, round) << ": "
                            << opened.error().message;
        const auto report = (*opened)->verify();
        ASSERT_TRUE(report && report->problems.empty()) << which(done, round);
        EXPECT_EQ(store::to_hex(report->head.hash), k_old_head) << which(done, round);
      }
    }
  }
  std::printf("%lld images of upgrades\n", static_cast<long long>(cuts));
  EXPECT_GT(cuts, 100);
}

}  // namespace
}  // namespace anze::sim
