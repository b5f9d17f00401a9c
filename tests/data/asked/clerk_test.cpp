// The clerk's day: what is due, and what the forms cost.
#include <algorithm>
#include <set>

#include "tiedong.h"

namespace anze {
namespace {

class Clerk : public Tiedong {
 protected:
  Clerk() { enter_through("2025Q3"); }
  json deadlines(json request = json::object()) {
    return ask("deadlines.list/1", "clerk-01", std::move(request));
  }
};

TEST_F(Clerk, DeadlinesComeInTheOrderOfTheirDayWithTheirBasis) {
  year().go_to("2025-10-09");
  const json answer = deadlines({{"all", true}, {"limit", 10000}});
  std::string before;
  std::set<std::string> kinds;
  std::int64_t overdue = 0;
  for (const json& item : answer.at("list")) {
    EXPECT_LE(before, item.at("day").get<std::string>());
    before = item.at("day");
    kinds.insert(item.at("kind"));
    if (item.at("overdue").get<bool>()) ++overdue;
    EXPECT_TRUE(item.at("kind") == "filing" || !item.at("basis").empty()) << item;
    EXPECT_LE(item.at("day").get<std::string>(), answer.at("until").get<std::string>());
  }
  EXPECT_EQ(overdue, answer.at("overdue"));
  EXPECT_THAT(kinds, testing::IsSupersetOf({"matter", "duty", "filing"}));
  EXPECT_GT(answer.at("undated").size(), 0U) << "hazards nobody gave a deadline";
}

TEST_F(Clerk, AClerkSeesTheOwnUnitAndWorkingDays) {
  year().go_to("2025-10-09");
  const json own = ask("deadlines.list/1", "clerk-02", json::object());
  EXPECT_EQ(own["within"]["unit"].at("id"), "police");
  for (const json& item : own.at("list")) EXPECT_EQ(item["unit"].at("id"), "police") << item;
  // The 10th and Saturday the 11th (worked instead of a holiday) are the two working days to the 12th.
  json waiting = {{"ledger", "instruction"},
                  {"id", "IS-WAIT"},
                  {"occurred_on", "2025-10-09"},
                  {"unit", "police"},
                  {"area", "tiedong"},
                  {"sector", "general"},
                  {"state", "open"},
                  {"fields", {{"origin", "city"}, {"due", "2025-10-12"}}}};
  ask("ledger.append/1", "clerk-01", {{"fact", waiting}});
  json list = deadlines({{"unit", "police"}}).at("list");
  for (const json& item : list)
    if (item.value("fact", "") == "IS-WAIT") {
      EXPECT_EQ(item.at("workdays"), 2);
      EXPECT_EQ(item.at("last_workday"), "2025-10-11");
      EXPECT_FALSE(item.at("overdue").get<bool>());
    }
  year().go_to("2025-10-14");
  bool found = false;
  list = deadlines({{"unit", "police"}}).at("list");
  for (const json& item : list)
    if (item.value("fact", "") == "IS-WAIT") {
      found = true;
      EXPECT_EQ(item.at("workdays"), -2) << "the 13th and the 14th";
      EXPECT_TRUE(item.at("overdue").get<bool>());
    }
  EXPECT_TRUE(found);
}

TEST_F(Clerk, ARosterNobodyKeptIsDue) {
  year().go_to("2025-10-09");
  json request = {{"all", true}, {"limit", 10000}};
  const auto missing = [&] {
    std::set<std::string> units;
    const json answer = deadlines(request);
    for (const json& item : answer.at("list"))
      if (item.value("rule", "") == "roster.flood") units.insert(item["unit"].at("id"));
    return units;
  };
  EXPECT_TRUE(missing().empty());
  const json rosters =
      ask("ledger.list/1", "clerk-01", {{"period", "2025"}, {"ledger", "duty_roster"}, {"limit", 1000}});
  for (const json& fact : rosters.at("facts"))
    if (fact.at("unit") == "town-3")
      ask("ledger.withdraw/1", "clerk-01", {{"id", fact.at("id")}, {"reason", "核实为补造"}});
  EXPECT_THAT(missing(), testing::ElementsAre("town-3"));
}

TEST_F(Clerk, TheBurdenIsCountedByUnitAndLedger) {
  const json answer = ask("burden.report/1", "reviewer-01", {{"period", "2025Q3"}});
  const json& total = answer.at("total");
  std::int64_t asked = 0;
  std::int64_t facts = 0;
  for (const json& unit : answer.at("units")) {
    asked += unit.at("asked").get<std::int64_t>();
    facts += unit.at("facts").get<std::int64_t>();
    EXPECT_LE(unit.at("required"), unit.at("asked"));
    EXPECT_LE(unit.at("filled"), unit.at("asked"));
  }
  EXPECT_EQ(asked, total.at("asked"));
  EXPECT_EQ(facts, total.at("facts"));
  std::int64_t by_form = 0;
  for (const json& ledger : answer.at("ledgers"))
    by_form += ledger.at("facts").get<std::int64_t>() * ledger["form"].at("fields").get<std::int64_t>();
  EXPECT_EQ(by_form, total.at("asked"));

  const json& twice = answer.at("asked_twice");
  const auto source =
      std::find_if(twice.begin(), twice.end(), [](const json& one) { return one.at("heading") == "来源"; });
  ASSERT_NE(source, twice.end());
  EXPECT_GT(source->at("units"), 0);
  // A hazard names its inspection and is asked for its source all the same.
  bool told = false;
  for (const json& known : answer.at("known_already"))
    if (known.at("ledger") == "hazard" && known.at("field") == "source") {
      told = true;
      EXPECT_EQ(known["known_from"].at("ledger"), "inspection");
      EXPECT_GT(known.at("facts"), 600);
      EXPECT_EQ(known.at("same"), known.at("facts"));
    }
  EXPECT_TRUE(told);
}

}  // namespace
}  // namespace anze
