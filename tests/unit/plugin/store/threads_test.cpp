// Readers beside a writer. Built with ThreadSanitizer in the tsan preset.
#include <SQLiteCpp/SQLiteCpp.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "tests/unit/plugin/store/store_fixture.h"

namespace anze::store {
namespace {

using StoreThreadsTest = StoreTest;

// The writer adds pairs of facts in one act each and corrects one of an older pair, so every snapshot has an
// even number of facts; the sum of a pair is always 100.
TEST_F(StoreThreadsTest, ReadersSeeWholeActsOnly) {
  open();
  constexpr int k_acts = 150;
  std::atomic<bool> done = false;
  std::atomic<int> reads = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 4; ++i)
    readers.emplace_back([&] {
      while (!done || reads < 8) {
        const auto read = store_->read([&](Reader& reader) -> Result<void> {
          std::int64_t count = 0;
          std::int64_t sum = 0;
          const CodeId meeting = store_->codes().find("meeting");
          const FactQuery year{parse_date("2025-01-01").value(), parse_date("2025-12-31").value(), {}, 0};
          ANZE_CHECK(reader.scan(year, [&](const Fact& fact) {
            ++count;
            sum += fact.slot[0];
            EXPECT_EQ(fact.ledger, meeting);
            EXPECT_EQ(store_->codes().text(fact.unit), "gov");
            return true;
          }));
          EXPECT_EQ(count % 2, 0);
          EXPECT_EQ(sum, count * 50);
          ANZE_TRY(const ChainHead head, reader.head());
          EXPECT_GE(head.seq * 2, count);
          return {};
        });
        EXPECT_TRUE(read) << read.error().message;
        ++reads;
      }
    });
  for (int i = 0; i < k_acts; ++i) {
    write([&](Writer& writer) -> Result<std::string> {
      store_->codes().intern("word " + std::to_string(i));
      const std::string id = std::to_string(i);
      ANZE_CHECK(writer.append(meeting("A" + id, "2025-02-10", i), false));
      ANZE_CHECK(writer.append(meeting("B" + id, "2025-09-10", 100 - i), false));
      if (i > 3)
        ANZE_CHECK(writer.correct(meeting("A" + std::to_string(i - 2), "2025-03-10", i - 2), false, "x"));
      return std::string();
    });
    if (i % 10 == 0)
      static_cast<void>(
          store_->write(act("failing " + std::to_string(i)), [&](Writer&) -> Result<std::string> {
            store_->codes().intern("dropped " + std::to_string(i));
            return invalid("test.no", "no");
          }));
  }
  done = true;
  for (auto& reader : readers) reader.join();
  expect_sound();
}

// A foreign lock on the file: everybody waits for it at the same time, not one after the other.
TEST_F(StoreThreadsTest, AForeignLockIsWaitedForOnce) {
  open();
  append("A", "2025-02-10", 1);
  SQLite::Database browser(database().string(), SQLite::OPEN_READWRITE);
  browser.exec("BEGIN IMMEDIATE");
  const auto begun = std::chrono::steady_clock::now();
  std::vector<std::thread> writers;
  for (int i = 0; i < 6; ++i)
    writers.emplace_back([&, i] {
      const auto answer = store_->write(act("beside " + std::to_string(i)),
                                        [](Writer&) -> Result<std::string> { return std::string(); });
      ASSERT_FALSE(answer);
      EXPECT_EQ(answer.error().reason, "store.busy");
    });
  for (std::thread& each : writers) each.join();
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(10))
      << "six times five would be thirty";
  browser.exec("ROLLBACK");
  append("B", "2025-02-11", 2);  // and when it is gone, everything goes on
  expect_sound();
}

TEST_F(StoreThreadsTest, WritersTakeTurns) {
  open();
  std::vector<std::thread> writers;
  for (int i = 0; i < 4; ++i)
    writers.emplace_back([&, i] {
      for (int k = 0; k < 25; ++k) {
        const auto answer = store_->write(
            act(std::to_string(i) + "/" + std::to_string(k)), [&](Writer& writer) -> Result<std::string> {
              ANZE_TRY(const Record record, writer.put("counter", "c", 0, "{}"));
              return std::to_string(record.version);
            });
        EXPECT_TRUE(answer);
      }
    });
  for (auto& writer : writers) writer.join();
  const auto read = store_->read([](Reader& reader) -> Result<void> {
    ANZE_TRY(const auto record, reader.record("counter", "c"));
    EXPECT_EQ(record->version, 100);
    return {};
  });
  EXPECT_TRUE(read);
  expect_sound();
}

}  // namespace
}  // namespace anze::store
