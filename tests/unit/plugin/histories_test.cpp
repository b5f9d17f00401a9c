// Sixteen threads at once on few records, and every answer is one that some order of the calls, one after the
// other, would have given: linearisable histories, held against a model of one record.
//
// The model is a register with a version: a correction that names version v becomes version v + 1 where v is
// the last one, else it is told the last one; a look tells the last one; a request id has one effect and one
// answer. For such a register a history is in order exactly when no call that ended before another began saw
// more of the record than that other: versions order all calls, and sorted by them the calls are that order.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <map>
#include <thread>

#include "district_test.h"
#include "tests/sim/seed.h"

namespace anze::district {
namespace {

using Clock = std::chrono::steady_clock;

struct Done {
  std::string record;
  std::string request_id;  // of corrections
  bool changed = false;    // to `version`; else it was seen
  std::int64_t version = 0;
  Clock::time_point begun;
  Clock::time_point ended;
  std::string answer;

  std::int64_t place() const { return version * 2 + (changed ? 0 : 1); }
};

// What is wrong with the calls on one record; "": nothing.
std::string disorder(std::vector<Done> calls) {
  std::map<std::int64_t, int> changes;
  for (const Done& each : calls)
    if (each.changed && ++changes[each.version] > 1)
      return "two made version " + std::to_string(each.version);
  std::sort(calls.begin(), calls.end(), [](const Done& a, const Done& b) { return a.begun < b.begun; });
  std::vector<const Done*> by_end;
  for (const Done& each : calls) by_end.push_back(&each);
  std::sort(by_end.begin(), by_end.end(), [](const Done* a, const Done* b) { return a->ended < b->ended; });
  std::int64_t farthest = 0;  // of all that ended before `each` began
  std::size_t ended = 0;
  for (const Done& each : calls) {
    for (; ended < by_end.size() && by_end[ended]->ended < each.begun; ++ended)
      farthest = std::max(farthest, by_end[ended]->place());
    if (each.place() < farthest)
      return "version " + std::to_string(each.version) + (each.changed ? " was made" : " was seen") +
             " after version " + std::to_string(farthest / 2) + " had been told";
  }
  return {};
}

// A request sent twice at the same time is one call: it took effect before either ended.
std::vector<Done> without_repeats(const std::vector<Done>& calls) {
  std::vector<Done> once;
  std::map<std::string, std::size_t> known;
  for (const Done& each : calls) {
    const auto [at, added] = known.try_emplace(each.request_id, once.size());
    if (each.request_id.empty() || added) {
      once.push_back(each);
      continue;
    }
    Done& first = once[at->second];
    EXPECT_EQ(first.answer, each.answer) << each.request_id;
    first.begun = std::min(first.begun, each.begun);
    first.ended = std::min(first.ended, each.ended);
  }
  return once;
}

class HistoriesTest : public DistrictTest {
 protected:
  static constexpr int k_threads = 16;
  static constexpr int k_records = 3;

  // One call, and what it says of the record.
  Done look(const std::string& record) {
    Done done{record, {}, false, 0, Clock::now(), {}, {}};
    const abi::Said said =
        town().session().call("ledger.get/1", json{{"actor", "clerk"}, {"id", record}}.dump());
    done.ended = Clock::now();
    EXPECT_TRUE(said.ok()) << said.text;
    if (said.ok()) done.version = static_cast<std::int64_t>(json::parse(said.text).at("versions").size());
    return done;
  }
  // Sent by one or two threads under one id.
  Done correct(const std::string& record, std::int64_t seen, const std::string& request_id) {
    json fact = criticism(record, "2025-02-10");
    fact["fields"]["times"] = seen + 1;
    Done done{record, request_id, false, 0, Clock::now(), {}, {}};
    const abi::Said said = town().session().call("ledger.correct/1", json{{"actor", "clerk"},
                                                                          {"request_id", request_id},
                                                                          {"fact", fact},
                                                                          {"reason", "更正"},
                                                                          {"version", seen}}
                                                                         .dump());
    done.ended = Clock::now();
    done.answer = said.text;
    const json answer = json::parse(said.text);
    done.changed = said.ok();
    if (said.ok()) {
      done.version = answer.at("version");
      EXPECT_EQ(done.version, seen + 1);
      return done;
    }
    EXPECT_EQ(answer.at("code"), "fact.changed") << said.text;
    const std::string message = answer.at("message");
    const std::string before = "at version “";
    const std::size_t at = message.find(before);
    EXPECT_NE(at, std::string::npos) << message;
    if (at != std::string::npos) done.version = std::atoll(message.c_str() + at + before.size());
    done.request_id.clear();  // a refusal is remembered by nobody
    return done;
  }
};

TEST_F(HistoriesTest, TheModelSeesWhatIsOutOfOrder) {
  const Clock::time_point zero{};
  const auto at = [&](int begun, int ended, bool changed, std::int64_t version) {
    return Done{
        "R", {}, changed, version, zero + std::chrono::seconds(begun), zero + std::chrono::seconds(ended),
        {}};
  };
  EXPECT_EQ(disorder({at(0, 4, true, 2), at(1, 2, false, 2), at(3, 5, true, 3), at(1, 6, false, 1)}), "");
  EXPECT_EQ(disorder({at(0, 1, true, 2), at(2, 3, false, 1)}),
            "version 1 was seen after version 2 had been told");
  EXPECT_EQ(disorder({at(0, 1, false, 3), at(2, 3, true, 3)}),
            "version 3 was made after version 3 had been told");
  EXPECT_EQ(disorder({at(0, 9, true, 2), at(1, 8, true, 2)}), "two made version 2");
}

TEST_F(HistoriesTest, SixteenThreadsAreAnsweredAsIfOneAfterTheOther) {
  SCOPED_TRACE(sim::replay());
  town().define();
  town().go_to("2025-03-20");
  for (int i = 0; i < k_records; ++i) town().append(criticism("R" + std::to_string(i), "2025-02-10"));
  const int calls = static_cast<int>(40 * sim::times());
  std::vector<std::vector<Done>> told(k_threads);
  std::vector<std::thread> threads;
  for (int thread = 0; thread < k_threads; ++thread)
    threads.emplace_back([&, thread] {
      sim::Chance chance = sim::chance_of(static_cast<std::uint64_t>(thread), 16);
      std::map<std::string, std::int64_t> seen;
      for (int i = 0; i < calls; ++i) {
        const std::string record = "R" + std::to_string(sim::below(chance, k_records));
        if (seen[record] == 0 || sim::below(chance, 3) == 0) {
          told[static_cast<std::size_t>(thread)].push_back(look(record));
        } else {
          // Two neighbours send the same requests: whoever saw the same version sends the same bytes.
          const std::string id =
              record + "/" + std::to_string(seen[record]) + "/" + std::to_string(thread / 2);
          told[static_cast<std::size_t>(thread)].push_back(correct(record, seen[record], id));
        }
        seen[record] = told[static_cast<std::size_t>(thread)].back().version;
      }
    });
  for (std::thread& thread : threads) thread.join();
  std::map<std::string, std::vector<Done>> by_record;
  for (const auto& each : told)
    for (const Done& done : each) by_record[done.record].push_back(done);
  std::int64_t changes = 0;
  for (const auto& [record, all] : by_record) {
    const std::vector<Done> once = without_repeats(all);
    EXPECT_EQ(disorder(once), "") << record;
    const auto made = std::count_if(once.begin(), once.end(), [](const Done& each) { return each.changed; });
    EXPECT_EQ(ask("ledger.get/1", "clerk", {{"id", record}}).at("versions").size(),
              static_cast<std::size_t>(1 + made))
        << record;
    changes += made;
  }
  EXPECT_GT(changes, 10);
  expect_sound();
}

}  // namespace
}  // namespace anze::district
