// The nth access of a kind fails, reading, writing, syncing, locking, removing and the others, once and for
// ever, in methods of every kind, in opening and in closing: a coded answer, nothing half done, and all is
// well when the disk is. What the lock file misses stops nothing and is not among them.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "tests/own_folder.h"
#include "tests/sim/bare.h"
#include "tests/sim/disk.h"

namespace anze::sim {
namespace {

struct Trouble {
  const char* what;
  Access access;
  int answer;
};
constexpr Trouble k_troubles[] = {
    {"reading", Access::k_read, SQLITE_IOERR_READ},
    {"writing", Access::k_write, SQLITE_IOERR_WRITE},
    {"a full disk", Access::k_write, SQLITE_FULL},
    {"syncing", Access::k_sync, SQLITE_IOERR_FSYNC},
    {"cutting", Access::k_cut, SQLITE_IOERR_TRUNCATE},
    {"removing", Access::k_remove, SQLITE_IOERR_DELETE},
    {"the size", Access::k_size, SQLITE_IOERR_FSTAT},
    {"whether it exists", Access::k_exists, SQLITE_IOERR_ACCESS},
    {"opening", Access::k_open, SQLITE_CANTOPEN},
    {"locking", Access::k_lock, SQLITE_IOERR_LOCK},
    {"a lock of others", Access::k_lock, SQLITE_BUSY},
    {"the log's index", Access::k_shared, SQLITE_IOERR_SHMLOCK},
    {"the log's index of others", Access::k_shared, SQLITE_BUSY},
};

class BadDiskTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = tests::own_folder_in_memory("bad-disk");
    Bare bare(folder_);
    ASSERT_EQ(bare.open(), ANZE_OK) << bare.said();
    set_up(bare);
  }
  void TearDown() override { fs::remove_all(folder_); }
  // Each of the first few, then ever rarer; all of them when more than the ordinary share is tried.
  static std::int64_t next(std::int64_t nth, Chance& chance) {
    if (times() > 1 || nth < 5) return nth + 1;
    return nth + 1 + static_cast<std::int64_t>(below(chance, static_cast<std::uint64_t>(nth)));
  }
  // Others hold a lock for a while: for ever would be waited for, again and again.
  static std::vector<bool> lengths(const Trouble& trouble) {
    return trouble.answer == SQLITE_BUSY ? std::vector<bool>{false} : std::vector<bool>{false, true};
  }
  void expect_refusal(anze_status status, const Bare& bare, const std::string& which) {
    ++refused_;
    EXPECT_TRUE(status == ANZE_E_IO || status == ANZE_E_BUSY)
        << which << ": " << status << " " << bare.said();
  }
  // A Bare on the store, open while the disk is well.
  std::unique_ptr<Bare> open_well(const std::string& which) {
    auto bare = std::make_unique<Bare>(folder_, "b" + std::to_string(++opened_) + ".");
    EXPECT_EQ(bare->open(), ANZE_OK) << which << ": " << bare->said();
    return bare;
  }
  static int head(Bare& bare) { return bare.ask("audit.head/1", "clerk", json::object()).at("seq"); }
  void expect_sound(const std::string& which) {
    const auto bare = open_well(which);
    const json verified = bare->ask("audit.verify/1", "auditor", json::object());
    EXPECT_EQ(verified.at("ok"), true) << which << ": " << verified;
  }
  bool call_once(const Method& method, const json& asked, const json& answer, const Trouble& trouble,
                 bool ever, std::int64_t nth);

  fs::path folder_;
  Disk disk_{seed()};
  int opened_ = 0;
  int numbers_ = 0;
  std::int64_t cases_ = 0;
  std::int64_t refused_ = 0;
};

// Returns: whether there was an nth access.
bool BadDiskTest::call_once(const Method& method, const json& asked, const json& answer,
                            const Trouble& trouble, bool ever, std::int64_t nth) {
  const std::string which = std::string(method.name) + ", " + trouble.what +
                            (ever ? ", for ever" : ", once") + ", number " + std::to_string(nth);
  json request = asked;
  request["request_id"] = "n" + std::to_string(++numbers_);
  const std::string text = filled(request, numbers_);
  auto bare = open_well(which);
  const int before = head(*bare);
  disk_.fail({trouble.access, nth, trouble.answer, ever});
  const anze_status status = bare->call(method.name, text);
  const bool failed = disk_.heal();
  ++cases_;
  if (status < 0) expect_refusal(status, *bare, which);
  const bool as_ever = status < 0 || method.writes || without(method.of_chain, bare->said()) == answer;
  EXPECT_TRUE(as_ever) << which << " answers otherwise";
  bare.reset();
  bare = open_well(which);
  if (!method.writes) return failed;
  const int after = head(*bare);
  EXPECT_TRUE(after == before + 1 || (status < 0 && after == before)) << which;
  EXPECT_EQ(bare->call(method.name, text), ANZE_OK) << which << ": " << bare->said();
  EXPECT_EQ(head(*bare), before + 1) << which;
  return failed;
}

TEST_F(BadDiskTest, AnAccessThatFailsIsAnAnswerAndNothingElse) {
  SCOPED_TRACE(replay());
  for (const Method& method : methods_of_the_day()) {
    json request = method.request;
    request["actor"] = method.actor;
    json answer;
    {
      const auto bare = open_well(method.name);
      if (method.takes_sheet)
        request["content"] = bare->ask("sheet.export/1", "clerk",
                                       {{"ledger", "criticism"}, {"period", "2025Q1"}, {"format", "csv"}})
                                 .at("content");
      json plain = request;
      plain["request_id"] = std::string("plain ") + method.name;
      ASSERT_EQ(bare->call(method.name, filled(plain, 0)), ANZE_OK) << method.name << ": " << bare->said();
      answer = without(method.of_chain, bare->said());
    }
    for (const Trouble& trouble : k_troubles)
      for (const bool ever : lengths(trouble)) {
        Chance chance = chance_of(6, static_cast<std::uint64_t>(trouble.answer));
        for (std::int64_t nth = 1; !HasFailure(); nth = next(nth, chance))
          if (!call_once(method, request, answer, trouble, ever, nth)) break;
      }
    expect_sound(method.name);
  }
  std::printf("%lld calls, %lld refused\n", static_cast<long long>(cases_), static_cast<long long>(refused_));
  EXPECT_GT(refused_, 0);
}

TEST_F(BadDiskTest, OpeningAndClosingGoThroughOrAreRefused) {
  SCOPED_TRACE(replay());
  int acts = 0;
  {
    const auto bare = open_well("first");
    acts = head(*bare);
  }
  for (const Trouble& trouble : k_troubles)
    for (const bool ever : lengths(trouble))
      for (const bool opening : {true, false}) {
        Chance chance = chance_of(5, static_cast<std::uint64_t>(trouble.answer));
        for (std::int64_t nth = 1; !HasFailure(); nth = next(nth, chance)) {
          const std::string which = std::string(opening ? "open, " : "close, ") + trouble.what +
                                    (ever ? ", for ever" : ", once") + ", number " + std::to_string(nth);
          Bare bare(folder_, "o" + std::to_string(++opened_) + ".");
          if (!opening) {
            ASSERT_EQ(bare.open(), ANZE_OK) << which << ": " << bare.said();
            // So that there is something to bring home.
            json fact = district::criticism("D" + std::to_string(++numbers_), "2025-04-02");
            bare.ask("ledger.append/1", "clerk", {{"fact", fact}});
            ++acts;
          }
          disk_.fail({trouble.access, nth, trouble.answer, ever});
          const anze_status status = opening ? bare.open() : bare.close();
          const bool failed = disk_.heal();
          ++cases_;
          if (status < 0) expect_refusal(status, bare, which);
          bare.close();
          const auto again = open_well(which);
          EXPECT_EQ(head(*again), acts) << which;
          if (!failed) break;
        }
      }
  expect_sound("in the end");
  std::printf("%lld times, %lld refused\n", static_cast<long long>(cases_), static_cast<long long>(refused_));
  EXPECT_GT(refused_, 0);
}

}  // namespace
}  // namespace anze::sim
