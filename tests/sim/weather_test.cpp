// What blows around a store that works: clocks that jump, in any time zone, and signals that interrupt every
// call of the system.
#include <gtest/gtest.h>
#include <pthread.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <thread>

#include "scoring/days/date.h"
#include "scoring/entries/record.h"
#include "tests/own_folder.h"
#include "tests/sim/days.h"

namespace anze::sim {
namespace {

namespace fs = std::filesystem;
using store::Reader;
using store::Store;
using store::Writer;

class WeatherTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = tests::own_folder_in_memory("weather");
    fs::permissions(folder_, fs::perms::owner_all);
  }
  void TearDown() override { fs::remove_all(folder_); }
  fs::path folder_;
};

struct Told {
  std::int64_t at_ms;
  bool anomaly;
};

constexpr std::int64_t k_second = 1000;
constexpr std::int64_t k_day = 86'400 * k_second;
constexpr std::int64_t k_anomaly = 300 * k_second;

// One schedule: acts under a clock that goes on, stands, steps back and leaps.  `model`: what the chain must
// say.
void live_by(const fs::path& folder, Chance& chance, std::vector<Told>& model) {
  std::int64_t now = k_now + static_cast<std::int64_t>(below(chance, 4000)) * k_day;
  std::int64_t last = 0;
  std::unique_ptr<Store> store;
  bool told = false;
  for (int act = 0; act < 14; ++act) {
    if (!store || below(chance, 6) == 0) {
      store.reset();
      auto opened = Store::open({folder, now, "weather"});
      ASSERT_TRUE(opened) << opened.error().message;
      store = *std::move(opened);
      told = false;
    }
    const bool behind = now + k_anomaly < last;
    if (behind && !told) {
      last = std::max(last + 1, now);
      model.push_back({last, true});
    }
    told = behind;
    last = std::max(last + 1, now);
    model.push_back({last, false});
    const std::string name = "act " + std::to_string(act);
    const auto answer =
        store->write({"deputy", "weather/1", name, name, now}, [&](Writer& writer) -> Result<std::string> {
          FactRecord record;
          record.id = name;
          record.fact.ledger = store->codes().intern("meeting");
          record.fact.occurred = make_date(2025, 1, 1);
          record.fact.unit = store->codes().intern("gov");
          record.attachments_json = "[]";
          ANZE_TRY(const store::FactVersion version, writer.append(record, false));
          EXPECT_EQ(version.recorded_at_ms, last);
          EXPECT_EQ(version.record.fact.recorded, beijing_day(last));
          return std::string();
        });
    ASSERT_TRUE(answer) << answer.error().message;
    const std::int64_t steps[] = {1,      k_second,     60 * k_second, -k_second, -240 * k_second,
                                  -k_day, -365 * k_day, -3650 * k_day, k_day,     36'525 * k_day};
    now += below(chance, 20) == 0 ? steps[9] : steps[below(chance, 9)];
  }
}

// Entries never go back, a clock more than five minutes behind is an entry, and a day is Beijing's.
TEST_F(WeatherTest, EntriesGoForwardUnderAnyClock) {
  SCOPED_TRACE(replay());
  const auto schedules = static_cast<std::uint64_t>(40 * times());
  std::int64_t anomalies = 0;
  for (std::uint64_t schedule = 0; schedule < schedules && !HasFatalFailure() && !HasFailure(); ++schedule) {
    SCOPED_TRACE("schedule " + std::to_string(schedule));
    Chance chance = chance_of(schedule, 26);
    const char* zones[] = {"UTC", "Asia/Shanghai", "America/New_York", "Pacific/Kiritimati", "Pacific/Niue"};
    setenv("TZ", zones[below(chance, 5)], 1);
    tzset();
    const fs::path folder = folder_ / std::to_string(schedule);
    fs::create_directory(folder);
    fs::permissions(folder, fs::perms::owner_all);
    std::vector<Told> model;
    live_by(folder, chance, model);
    auto opened = Store::open({folder, k_now, "weather"});
    ASSERT_TRUE(opened) << opened.error().message;
    const auto read = (*opened)->read([&](Reader& reader) -> Result<void> {
      ANZE_TRY(const auto entries, reader.audit(0, 100));
      EXPECT_EQ(entries.size(), model.size());
      for (std::size_t i = 0; i < std::min(entries.size(), model.size()); ++i) {
        EXPECT_EQ(entries[i].at_ms, model[i].at_ms) << "entry " << entries[i].seq;
        EXPECT_EQ(entries[i].method == "clock.anomaly", model[i].anomaly) << "entry " << entries[i].seq;
        if (model[i].anomaly) ++anomalies;
      }
      return {};
    });
    EXPECT_TRUE(read);
    EXPECT_TRUE((*opened)->verify()->problems.empty());
    (*opened).reset();
    fs::remove_all(folder);
  }
  unsetenv("TZ");
  tzset();
  EXPECT_GT(anomalies, 0);
}

std::atomic<std::int64_t> interruptions = 0;

// Calls of the system come back with EINTR: no act is refused for it, none is lost.
TEST_F(WeatherTest, AStormOfSignalsDisturbsNoAct) {
  struct sigaction interrupting {};
  interrupting.sa_handler = [](int) { ++interruptions; };  // and no SA_RESTART
  struct sigaction before {};
  ASSERT_EQ(sigaction(SIGUSR1, &interrupting, &before), 0);
  const pthread_t worker = pthread_self();
  std::atomic<bool> over = false;
  std::thread storm([&] {
    while (!over) {
      pthread_kill(worker, SIGUSR1);
      std::this_thread::sleep_for(std::chrono::microseconds(20));
    }
  });
  std::int64_t done = 0;
  const std::int64_t acts = 300 * times();
  constexpr std::int64_t k_enough = 500;  // a busy machine sends fewer in the same time
  while ((done < acts || (interruptions < k_enough && done < 20 * acts)) && !HasFailure()) {
    auto opened = Store::open({folder_, k_now, "storm"});
    EXPECT_TRUE(opened) << opened.error().message;
    for (int i = 0; opened && i < 60; ++i) EXPECT_TRUE(do_act(**opened, ++done)) << done;
  }
  const Look look = look_at(folder_);
  over = true;
  storm.join();
  sigaction(SIGUSR1, &before, nullptr);
  EXPECT_EQ(look.text(), std::to_string(done) + " acts");
  EXPECT_GE(interruptions, k_enough);
}

}  // namespace
}  // namespace anze::sim
