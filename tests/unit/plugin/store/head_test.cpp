// Heads kept outside the database: what was told to somebody is missed when it is gone, and an older copy is
// gone on from only when somebody says so.
#include <gmock/gmock.h>

#include <fstream>

#include "tests/unit/plugin/store/store_fixture.h"

namespace anze::store {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

class StoreHeadTest : public StoreTest {
 protected:
  fs::path lock() const { return directory_ / "store.lock"; }
  fs::path copy() const { return directory_ / "copy.db"; }
  Result<std::unique_ptr<Store>> try_with(std::optional<ChainHead> anchor, std::optional<ChainHead> accept) {
    OpenOptions options{directory_, k_now, "store tests", region_};
    options.anchor = anchor;
    options.accept = accept;
    return Store::open(options);
  }
  std::string said() {
    const auto refused = try_open();
    return refused ? "opened" : refused.error().reason + ": " + refused.error().message;
  }
  void append_some(int from, int to) {
    for (int i = from; i <= to; ++i) append("M-" + std::to_string(i), "2025-02-10", i);
  }
  // Two entries in a copy, two more in the store, which is closed.
  ChainHead two_of_four() {
    open();
    append_some(1, 2);
    const ChainHead two = store_->last().head;
    store_.reset();
    fs::copy_file(database(), copy());
    open();
    append_some(3, 4);
    store_.reset();
    return two;
  }
  void put_back() { fs::copy_file(copy(), database(), fs::copy_options::overwrite_existing); }
  void damage(std::streamoff at) {
    std::fstream file(lock(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(at);
    file << "####";
  }
};

TEST_F(StoreHeadTest, TheLockFileSaysInWordsHowFarTheStoreHadCome) {
  open();
  append_some(1, 3);
  const ChainHead head = store_->last().head;
  EXPECT_EQ(head.seq, 3);
  EXPECT_THAT(bytes_of(lock()), HasSubstr("head 3 " + to_hex(head.hash) + " "));
  EXPECT_THAT(bytes_of(lock()), HasSubstr("head 2 "));
  open();  // by somebody with another name: the heads stay
  EXPECT_THAT(bytes_of(lock()), AllOf(HasSubstr("head 3 "), HasSubstr("owner store tests\n")));
}

TEST_F(StoreHeadTest, ALostLogIsNoticed) {
  open();
  append_some(1, 2);
  open();
  append_some(3, 4);
  store_->abandon();  // as a kill leaves it: the last two are in the log
  store_.reset();
  fs::remove(database().string() + "-wal");
  fs::remove(database().string() + "-shm");
  EXPECT_EQ(said(),
            "store.rolled_back: the store was rolled back to entry “2”, it had been at entry “4” "
            "(“store.lock” keeps that head)");
}

TEST_F(StoreHeadTest, ALostDatabaseIsNoNewStore) {
  open();
  append_some(1, 2);
  store_.reset();
  fs::remove(database());
  EXPECT_THAT(said(), HasSubstr("rolled back to entry “0”, it had been at entry “2”"));
  EXPECT_FALSE(fs::exists(database()));
}

// Neither what the host keeps nor an acceptance left over in the configuration lets one begin anew.
TEST_F(StoreHeadTest, ALostDatabaseIsRefusedBeforeOneIsMade) {
  open();
  append_some(1, 2);
  const ChainHead two = store_->last().head;
  store_.reset();
  fs::remove(database());
  EXPECT_EQ(try_with({}, two).error().reason, "store.rolled_back");
  EXPECT_FALSE(fs::exists(database()));
  fs::remove(lock());
  EXPECT_EQ(try_with(two, {}).error().reason, "store.rolled_back");
  EXPECT_EQ(try_with(two, two).error().reason, "store.rolled_back");
  EXPECT_FALSE(fs::exists(database()));
  EXPECT_TRUE(try_with(two, ChainHead{}));
  EXPECT_TRUE(fs::exists(database()));
}

TEST_F(StoreHeadTest, AnOlderCopyIsGoneOnFromWhenItsHeadIsAccepted) {
  const ChainHead two = two_of_four();
  put_back();
  EXPECT_THAT(said(), HasSubstr("store.rolled_back"));
  EXPECT_THAT(said(), HasSubstr("store.rolled_back"));  // asking changes nothing
  auto wrong = try_with({}, ChainHead{2, sm3("another")});
  ASSERT_FALSE(wrong);
  EXPECT_THAT(wrong.error().help, HasSubstr("\"hash\": \"" + to_hex(two.hash) + "\""));

  auto opened = try_with({}, two);
  ASSERT_TRUE(opened) << opened.error().message;
  store_ = *std::move(opened);
  ASSERT_TRUE(store_->unaccepted());
  EXPECT_EQ(store_->unaccepted()->head.seq, 4);
  const auto body = [](Writer&) -> Result<std::string> { return std::string(); };
  EXPECT_EQ(store_->write(act("early"), body).error().reason, "store.rolled_back");
  Provenance accepting = act("accept");
  accepting.accepts_head = true;
  ASSERT_TRUE(store_->write(accepting, body));
  EXPECT_FALSE(store_->unaccepted());
  append_some(5, 5);
  open();
  EXPECT_EQ(store_->last().head.seq, 4);
  expect_sound();
}

TEST_F(StoreHeadTest, AnotherHistoryOfTheSameLengthIsNoticed) {
  two_of_four();
  fs::rename(lock(), directory_ / "kept");
  put_back();
  open();
  append_some(7, 9);
  store_.reset();
  fs::rename(directory_ / "kept", lock());
  EXPECT_THAT(said(), HasSubstr("store.other_history: entry “4” of the store is another"));
}

TEST_F(StoreHeadTest, TheHostsHeadIsHeldAgainstTheStoreToo) {
  open();
  append_some(1, 2);
  const ChainHead two = store_->last().head;
  store_.reset();
  EXPECT_TRUE(try_with(two, {}));
  EXPECT_TRUE(try_with(ChainHead{}, {}));
  EXPECT_EQ(try_with(ChainHead{9, sm3("nine")}, {}).error().reason, "store.rolled_back");
  EXPECT_EQ(try_with(ChainHead{1, sm3("one")}, {}).error().reason, "store.other_history");
  EXPECT_TRUE(try_with(ChainHead{9, sm3("nine")}, two));
}

// A slot torn by a power cut is passed over for the one before it; a file without any accuses nobody.
TEST_F(StoreHeadTest, ATornSlotLeavesTheHeadBefore) {
  const std::streamoff slots[] = {2048, 2560};
  two_of_four();
  put_back();
  damage(slots[4 % 2] + 20);
  EXPECT_THAT(said(), HasSubstr("it had been at entry “3”"));
  damage(slots[3 % 2] + 20);
  EXPECT_EQ(said(), "opened");
}

TEST_F(StoreHeadTest, EntriesNeverGoBackAndAClockThatDoesIsAnEntry) {
  open();
  const auto at = [&](std::int64_t now_ms) {
    Provenance timed = act("t" + std::to_string(++requests_));
    timed.now_ms = now_ms;
    return store_->write(timed, [&](Writer& writer) -> Result<std::string> {
      ANZE_TRY(const FactVersion version,
               writer.append(meeting("T-" + std::to_string(requests_), "2025-02-10", 1), false));
      return std::to_string(version.recorded_at_ms - k_now) + " " + to_text(version.record.fact.recorded);
    });
  };
  constexpr std::int64_t k_day = 86'400'000;
  EXPECT_EQ(*at(k_now), "0 2025-03-15");
  EXPECT_EQ(*at(k_now), "1 2025-03-15");
  EXPECT_EQ(*at(k_now - 240'000), "2 2025-03-15");    // four minutes: clocks are set
  EXPECT_EQ(*at(k_now - 5 * k_day), "4 2025-03-15");  // five days: not without a word
  EXPECT_EQ(*at(k_now - 5 * k_day), "5 2025-03-15");  // once
  EXPECT_EQ(*at(k_now + k_day), "86400000 2025-03-16");
  std::vector<std::string> told;
  EXPECT_TRUE(store_->read([&](Reader& reader) -> Result<void> {
    ANZE_TRY(const auto entries, reader.audit(0, 100));
    for (const AuditEntry& entry : entries)
      if (entry.method == "clock.anomaly") told.push_back(std::to_string(entry.seq) + " " + entry.subject);
    return {};
  }));
  EXPECT_THAT(told, testing::ElementsAre("4 the clock says 2025-03-10 08:53, the entry before is of "
                                         "2025-03-15 08:53"));
  expect_sound();
}

}  // namespace
}  // namespace anze::store
