// What the clerk's questions cost over a year of the reference district: statements, each of which is a way
// there and back where the store is on another machine. A dozen to read, however many facts are answered
// about; and the entry that says who read them.
#include "tests/unit/plugin/statements.h"

#include "tiedong.h"

namespace anze {
namespace {

// Heard from before the library opens its store.
struct Hearing {
  Statements statements;
};

class StatementsTest : private Hearing, public Tiedong {
 protected:
  struct Cost {
    std::size_t reading = 0;
    std::size_t writing = 0;
  };
  Cost cost_of(const char* method, const char* actor, const json& request) {
    ask("audit.head/1", "clerk-01", json::object());  // a connection is at hand
    statements.take();
    ask(method, actor, request);
    const auto runs = statements.take();
    Cost cost;
    sqlite3* writer = nullptr;
    for (const auto& run : runs)
      if (run.sql.starts_with("BEGIN IMMEDIATE")) writer = run.connection;
    for (const auto& run : runs) ++(run.connection == writer ? cost.writing : cost.reading);
    return cost;
  }
  void expect_cheap(const char* method, const char* actor, const json& request, std::size_t most = 12) {
    const Cost cost = cost_of(method, actor, request);
    EXPECT_LE(cost.reading, most) << method;
    EXPECT_LE(cost.writing, 9U) << method;
    RecordProperty(std::string(method).substr(0, std::string(method).find('/')),
                   std::to_string(cost.reading) + "+" + std::to_string(cost.writing));
  }
};

TEST_F(StatementsTest, QuestionsOverAYearCostADozen) {
  enter_through("2025Q4");
  const json hazards = ask("hazard.status/1", "clerk-01",
                           {{"period", "2025"}, {"ledger", "hazard"}, {"closed", true}, {"limit", 1000}});
  EXPECT_GT(hazards.at("all").at("found"), 1000);
  expect_cheap("hazard.status/1", "clerk-01", {{"period", "2025"}, {"ledger", "hazard"}});
  expect_cheap("hazard.status/1", "clerk-01",
               {{"period", "2025"}, {"ledger", "hazard"}, {"closed", true}, {"limit", 1000}});
  expect_cheap("ledger.search/1", "clerk-01", {{"period", "2025"}, {"ledger", "hazard"}, {"limit", 1000}});
  expect_cheap("ledger.search/1", "clerk-01",
               {{"period", "2025"}, {"ledger", "hazard"}, {"contains", "整改"}, {"limit", 100}});
  expect_cheap("ledger.list/1", "clerk-01", {{"period", "2025"}, {"ledger", "hazard"}, {"limit", 50}});
  expect_cheap("ledger.list/1", "clerk-01", {{"period", "2025"}, {"limit", 50}});
  expect_cheap("ledger.late/1", "reviewer-01", {{"period", "2025"}});
  expect_cheap("figures.compute/1", "reviewer-01", {{"period", "2025"}});
  expect_cheap("figures.explain/1", "reviewer-01", {{"period", "2025"}, {"figure", "hazards.found"}});
}

}  // namespace
}  // namespace anze
