// Readers beside a writer, all through the contract.
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <thread>

#include "district_test.h"

namespace anze::district {
namespace {

class ThreadsTest : public DistrictTest {};

TEST_F(ThreadsTest, EightReadWhileOneWrites) {
  town().define();
  town().go_to("2025-03-20");
  town().append(criticism("C0", "2025-02-10"));
  const std::array<std::pair<const char*, json>, 8> reads{{
      {"audit.head/1", json::object()},
      {"ledger.list/1", {{"period", "2025Q1"}}},
      {"figures.compute/1", {{"period", "2025Q1"}}},
      {"rulebook.list/1", json::object()},
      {"rulebook.check/1", {{"rulebook", rulebook()}}},
      {"filing.list/1", {{"period", "2025"}}},
      {"ledger.get/1", {{"id", "C0"}}},
      {"ledger.defined/1", json::object()},
  }};
  std::atomic<bool> done{false};
  std::atomic<int> answered{0};
  std::vector<std::thread> threads;
  for (const auto& [method, asked] : reads)
    threads.emplace_back([&, name = method, request = asked]() mutable {
      request["actor"] = "clerk";
      std::int64_t last = 0;
      do {
        const abi::Said said = town().session().call(name, request.dump());
        ASSERT_TRUE(said.ok()) << name << ": " << said.text;
        ++answered;
        if (std::string_view(name) != "figures.compute/1") continue;
        // Criticisms are only added: what a reader counts never goes back.
        const std::int64_t now = json::parse(said.text).at("figures")[0].at("value");
        EXPECT_GE(now, last);
        last = now;
      } while (!done);
    });
  // Facts, and definitions that make a new model under the readers' feet.
  for (int i = 1; i <= 60; ++i) {
    json fact = criticism("C" + std::to_string(i), "2025-02-10");
    EXPECT_EQ(no("ledger.append/1", "clerk", {{"fact", fact}}), "done");
    if (i % 20 == 0) {
      EXPECT_EQ(no("org.import/1", "system_admin", {{"organisation", organisation()}}), "done");
    }
  }
  done = true;
  for (std::thread& thread : threads) thread.join();
  EXPECT_GE(answered, 8);
  const json computed = ask("figures.compute/1", "clerk", {{"period", "2025Q1"}, {"prefix", "criticism"}});
  EXPECT_EQ(computed.at("figures")[0].at("value"), 61);
  expect_sound();
}

// Each installs a ledger of its own: none may be missing from the model in the end.
TEST_F(ThreadsTest, DefinitionsOfManyWritersAreAllInForce) {
  town().define();
  std::vector<std::thread> threads;
  for (int writer = 0; writer < 4; ++writer)
    threads.emplace_back([this, writer] {
      for (int i = 0; i < 5; ++i) {
        json definition = ledger("meeting");
        const std::string name = "ledger_" + std::to_string(writer) + "_" + std::to_string(i);
        definition["ledger"] = name;
        const abi::Said said = town().session().call(
            "ledger.define/1",
            json{{"actor", "system_admin"}, {"request_id", name}, {"definition", definition}}.dump());
        EXPECT_TRUE(said.ok()) << said.text;
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(ask("ledger.defined/1", "clerk").at("ledgers").size(), 25U);
}

// Who may enter a criticism changes again and again while clerks enter some: an act goes by the definition
// its own entry follows, not by the one its call began with.
TEST_F(ThreadsTest, AnActGoesByTheDefinitionsItsEntryFollows) {
  town().define();
  town().go_to("2025-03-20");
  const std::int64_t begin = town().head().at("seq");
  std::atomic<bool> done{false};
  std::atomic<int> refused{0};
  std::vector<std::thread> clerks;
  for (int clerk = 0; clerk < 2; ++clerk)
    clerks.emplace_back([&, clerk] {
      for (int i = 0; !done; ++i) {
        const std::string id = "T" + std::to_string(clerk) + "-" + std::to_string(i);
        const abi::Said said = town().session().call(
            "ledger.append/1",
            json{{"actor", "clerk"}, {"request_id", id}, {"fact", criticism(id, "2025-02-10")}}.dump());
        if (said.ok()) continue;
        EXPECT_EQ(json::parse(said.text).at("code"), "actor.role") << said.text;
        ++refused;
      }
    });
  json definition = ledger("criticism");
  for (int i = 0; i < 60; ++i) {
    definition["enter"] = json::array({i % 2 == 0 ? "verifier" : "clerk"});
    EXPECT_EQ(enact_no("ledger.define/1", "system_admin", {{"definition", definition}}), "done");
  }
  done = true;
  for (std::thread& clerk : clerks) clerk.join();

  bool clerks_may = true;
  int entered = 0;
  const std::int64_t end = town().head().at("seq");  // reading the chain is an entry too
  for (std::int64_t after = begin; after < end;) {
    const json entries = ask("audit.list/1", "auditor", {{"after", after}, {"limit", 1000}}).at("entries");
    ASSERT_FALSE(entries.empty());
    for (const json& entry : entries) {
      after = entry.at("seq");
      if (entry.at("method") == "definition.confirm/1") clerks_may = !clerks_may;
      if (entry.at("method") != "ledger.append/1") continue;
      EXPECT_TRUE(clerks_may) << entry;
      ++entered;
    }
  }
  EXPECT_GT(entered, 0);
  EXPECT_GT(refused, 0);
}

}  // namespace
}  // namespace anze::district
