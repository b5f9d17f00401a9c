// Recounts on several threads: the cells, the versions put apart and the errors are those of one thread,
// whoever lends the threads and whatever is written meanwhile.
#include <thread>

#include "stored_fixture.h"
#include "plugin/tallies/recount.h"
#include "scoring/entries/record.h"

namespace anze::district {
namespace {

using plugin::DayFree;
using plugin::Lanes;

class RecountTest : public KeeperTest {
 protected:
  void random_acts(int acts) {
    for (int i = 0; i < acts; ++i)
      act(
          [&](store::Writer& writer) -> Result<void> {
            for (int step = upto(8); step >= 0; --step) ANZE_CHECK(random_step(writer));
            return {};
          },
          false);
  }
  plugin::MakeTally maker(const Period& period) {
    return [this, period] { return std::make_unique<Tally>(empty(period, period.last)); };
  }
  Result<DayFree> alone(const Period& period, std::int64_t entry) {
    DayFree day_free{maker(period)(), {}};
    ANZE_CHECK(store_->read([&](store::Reader& reader) {
      return plugin::count_day_free(reader, entry, *day_free.tally, day_free.day_bound);
    }));
    return day_free;
  }
  Result<DayFree> together(const Period& period, std::int64_t entry, const Lanes& lanes) {
    return plugin::count_day_free(*store_, entry, lanes, maker(period));
  }
};

TEST_F(RecountTest, AnyNumberOfLanesCountsTheSame) {
  std::vector<std::int64_t> entries;
  for (int i = 0; i < 4; ++i) {
    random_acts(20);
    entries.push_back(head());
  }
  for (const Period& period : quarters())
    for (const std::int64_t entry : entries) {
      const auto one = alone(period, entry);
      ASSERT_TRUE(one);
      ASSERT_FALSE(one->tally->cells().empty());
      for (const std::uint32_t count : {1U, 2U, 3U, 8U, 1000U}) {
        const auto many = together(period, entry, lanes(count));
        ASSERT_TRUE(many);
        EXPECT_EQ(many->tally->cells(), one->tally->cells())
            << to_text(period) << ' ' << entry << ' ' << count;
        EXPECT_EQ(many->day_bound, one->day_bound);
      }
    }
}

TEST_F(RecountTest, NothingIsCountedOfAnEmptyStore) {
  const auto many = together(quarters()[0], head(), lanes(2));
  ASSERT_TRUE(many);
  EXPECT_TRUE(many->tally->cells().empty());
}

TEST_F(RecountTest, WhatIsWrittenMeanwhileIsOfALaterEntry) {
  random_acts(40);
  const std::int64_t entry = head();
  const auto before = alone(quarters()[1], entry);
  ASSERT_TRUE(before);
  std::atomic<bool> done = false;
  std::thread writer([&] {
    while (!done) random_acts(1);
  });
  const Lanes two = lanes(2);
  for (int i = 0; i < 40; ++i) {
    const auto many = together(quarters()[1], entry, two);
    ASSERT_TRUE(many);
    EXPECT_EQ(many->tally->cells(), before->tally->cells());
  }
  done = true;
  writer.join();
}

TEST_F(RecountTest, TheFirstErrorIsThatOfOneThread) {
  random_acts(60);
  calendar_ = Calendar();  // days of lateness cannot be told: the clause of working days fails
  const auto one = alone(quarters()[0], head());
  ASSERT_FALSE(one);
  for (const std::uint32_t count : {2U, 8U})
    for (int i = 0; i < 5; ++i) {
      const auto many = together(quarters()[0], head(), lanes(count));
      ASSERT_FALSE(many);
      EXPECT_EQ(many.error().reason, one.error().reason);
      EXPECT_EQ(many.error().message, one.error().message);
    }
}

TEST_F(RecountTest, AnExceptionInALaneIsTheCallersToHear) {
  random_acts(20);
  std::atomic<int> made = 0;
  const plugin::MakeTally scarce = [&]() -> std::unique_ptr<Tally> {
    if (++made == 3) throw std::bad_alloc();
    return maker(quarters()[0])();
  };
  EXPECT_THROW(static_cast<void>(plugin::count_day_free(*store_, head(), lanes(4), scarce)), std::bad_alloc);
  EXPECT_TRUE(together(quarters()[0], head(), lanes(4)));
}

// Through the library: enough facts for the host's threads to be asked for.
class SharedRecountTest : public DistrictTest {
 protected:
  void SetUp() override {
    DistrictTest::SetUp();
    town().define();
    town().go_to("2025-04-01");
    town().append(criticism("C1", "2025-02-10"));
    district_.reset();
    many_more(25'000);
  }
  // As many acts of an importer would have left them.
  void many_more(int count) {
    auto opened = store::Store::open({folder_ / "store", 1'743'500'000'000, "test"});
    ASSERT_TRUE(opened) << opened.error().message;
    const auto written = (*opened)->write({"test", "test", "", "", 1'743'500'000'000},
                                          [&](store::Writer& writer) -> Result<std::string> {
                                            ANZE_TRY(const auto first, writer.fact("C1"));
                                            for (int i = 0; i < count; ++i) {
                                              FactRecord record = first->record;
                                              record.id = "M" + std::to_string(i);
                                              record.fact.occurred = make_date(2025, 1, 1) + i % 90;
                                              ANZE_CHECK(writer.append(std::move(record), false));
                                            }
                                            return std::string();
                                          });
    ASSERT_TRUE(written) << written.error().message;
  }
  json scored(std::uint32_t workers, const std::string& id) {
    start({.workers = workers});
    town().go_to("2025-04-02");
    return ask("score.evaluate/1", "assessor", {{"period", "2025Q1"}, {"request_id", id}, {"recount", true}});
  }
};

TEST_F(SharedRecountTest, AsManyThreadsAsTheHostLendsScoreTheSame) {
  start();
  town().go_to("2025-04-02");
  ask("assess.open/1", "assessor", {{"period", "2025Q1"}, {"request_id", "open"}});
  const std::string one = scored(1, "one").at("digest");
  EXPECT_EQ(scored(2, "two").at("digest"), one);
  EXPECT_EQ(scored(5, "five").at("digest"), one);
  EXPECT_EQ(no("assess.seal/1", "signer", {{"period", "2025Q1"}, {"request_id", "seal"}}), "done");
  expect_sound();
}

}  // namespace
}  // namespace anze::district
