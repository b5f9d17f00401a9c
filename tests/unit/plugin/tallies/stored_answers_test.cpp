// What is still owed, ranks and quotas come from the kept tally, and are what the facts alone come to.
#include <gmock/gmock.h>
#include <sqlite3.h>

#include "tests/unit/plugin/district_test.h"

namespace anze::district {
namespace {

class KeptAnswersTest : public DistrictTest {
 protected:
  void SetUp() override {
    DistrictTest::SetUp();
    town().define();
    ask("ledger.define/1", "system_admin", {{"definition", ledger("flash_report")}});
    json book = rulebook();
    book["version"] = 2;
    book["ranking"] = {{"document", "铁东办〔2025〕2号"}};
    book["policies"] = {{"excellent_quota_percent", 20}};
    book["items"] = json::parse(R"([{"id": "A", "title": "一", "basis": ["一"], "points": "100", "clauses": [
      {"id": "A1", "title": "会议", "basis": ["一"], "kind": "shortfall", "effect": "deduct", "scope": "own", "select": {"ledger": "meeting"}, "each": "month", "target": 2, "amount": "1"},
      {"id": "A2", "title": "批评", "basis": ["一"], "kind": "per_event", "effect": "deduct", "scope": "named", "select": {"ledger": "criticism"}, "amount": "2"},
      {"id": "A3", "title": "整改期限", "basis": ["一"], "kind": "lateness", "scope": "portfolio", "select": {"ledger": "hazard"}, "due": "deadline", "by": "due", "done": "done_on", "amount": "0.1", "missing": "1", "event_cap": "1"},
      {"id": "A4", "title": "快报时限", "basis": ["一"], "kind": "lateness", "scope": "unit", "select": {"ledger": "flash_report"}, "due": "limit", "done": "taken", "unit": "minute", "amount": "0.1", "missing": "3", "event_cap": "3"}]}])");
    enact("rulebook.add/1", "security_admin", {{"rulebook", book}});
  }
  void enter(const char* flash_taken) {
    town().go_to("2025-03-10");
    town().append({{"ledger", "meeting"},
                   {"id", "M1"},
                   {"occurred_on", "2025-02-05"},
                   {"unit", "gov"},
                   {"post", "district-head"},
                   {"fields", {{"kind", "committee"}}}});
    town().append(criticism("C1", "2025-02-10"));
    for (const char* due : {"2025-03-01", "2025-03-25"})
      town().append({{"ledger", "hazard"},
                     {"id", std::string("H-") + due},
                     {"occurred_on", "2025-02-11"},
                     {"unit", "bureau"},
                     {"area", "shanmen"},
                     {"sector", "mining"},
                     {"fields", {{"level", "general"}, {"deadline", due}}}});
    json flash = {{"ledger", "flash_report"},
                  {"id", "F1"},
                  {"occurred_on", "2025-02-12"},
                  {"unit", "gov"},
                  {"fields", {{"limit", 60}}}};
    if (flash_taken != nullptr) flash["fields"]["taken"] = 90;
    town().append(flash);
  }
  // Answers with what is kept, and after it was thrown away.
  void expect_same() {
    town().go_to("2025-03-20");
    const json kept = answers();
    EXPECT_GE(kept.at(0).at("owed").size(), 2U);
    district_.reset();
    sqlite3* handle = nullptr;
    ASSERT_EQ(sqlite3_open((folder_ / "store/anze.db").c_str(), &handle), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(handle, "DELETE FROM tally_aside; DELETE FROM tally_row; DELETE FROM tally",
                           nullptr, nullptr, nullptr),
              SQLITE_OK)
        << sqlite3_errmsg(handle);
    sqlite3_close(handle);
    start();
    town().go_to("2025-03-20");
    EXPECT_EQ(answers(), kept);
  }
  json answers() {
    json all = json::array();
    all.push_back(ask("duty.owed/1", "assessor", {{"period", "2025Q1"}, {"unit", "gov"}}));
    all.push_back(ask("score.rank/1", "assessor", {{"period", "2025Q1"}}));
    all.push_back(ask("score.quota/1", "assessor", {{"period", "2025Q1"}}));
    return all;
  }
};

TEST_F(KeptAnswersTest, AreThoseOfTheFacts) {
  enter("in time enough");
  expect_same();
}

TEST_F(KeptAnswersTest, WithAReportThatWaitsByTheClockToo) {
  enter(nullptr);
  expect_same();
  const json owed = ask("duty.owed/1", "assessor", {{"period", "2025Q1"}, {"unit", "gov"}}).at("owed");
  EXPECT_TRUE(std::any_of(owed.begin(), owed.end(), [](const json& one) {
    return one.value("facts", json()) == json({"F1"});
  })) << owed.dump(1);
}

// A ranking is of the scores that were given: what is known later changes it with the next scoring only.
TEST_F(KeptAnswersTest, AScoredPeriodIsRankedByItsScores) {
  enter("in time enough");
  town().go_to("2025-04-02");
  town().score("2025Q1");
  const json before = ask("score.rank/1", "assessor", {{"period", "2025Q1"}});
  EXPECT_EQ(before.at("state"), "scored");
  EXPECT_EQ(before.at("people")[0].at("points"),
            ask("score.list/1", "assessor", {{"period", "2025Q1"}}).at("people")[0].at("points"));
  town().append(criticism("C2", "2025-02-10"));
  EXPECT_EQ(ask("score.rank/1", "assessor", {{"period", "2025Q1"}}), before);
}

}  // namespace
}  // namespace anze::district
