// What is corrected or withdrawn after the assessment opened, under a rulebook that leaves late entries out,
// and a day corrected across a seal: no deduction goes away or comes in by it. Such a rulebook is none that
// can be added any more; it is in the store as an older library left it there.
#include <gmock/gmock.h>

#include "plugin/store/store.h"
#include "tests/unit/plugin/district_test.h"

namespace anze::district {
namespace {

class InTimeTest : public DistrictTest {
 protected:
  void SetUp() override {
    DistrictTest::SetUp();
    ask("org.import/1", "system_admin", {{"organisation", organisation()}});
    for (const char* name : {"accident", "criticism", "finding", "hazard"})
      ask("ledger.define/1", "system_admin", {{"definition", ledger(name)}});
    json book = rulebook();
    book["policies"]["late_facts"] = "ignore";
    EXPECT_EQ(no("rulebook.add/1", "security_admin", {{"rulebook", book}}),
              "rulebook.late_facts /rulebook/policies/late_facts");
    put_as_before(book);
    town().go_to("2025-03-20");
    town().append(criticism("C1", "2025-02-10"));
    town().append(of_nobody("C2"));
    town().go_to("2025-04-01");
    ask("assess.open/1", "assessor", {{"period", "2025Q1"}});
    EXPECT_EQ(points(), "98");
  }
  void put_as_before(const json& book) {
    constexpr std::int64_t k_then = 1'741'000'000'000;
    district_.reset();
    {
      auto store = store::Store::open({folder_ / "store", k_then, "test"});
      ASSERT_TRUE(store);
      ASSERT_TRUE((*store)->write({"test", "test", "", "", k_then},
                                  [&](store::Writer& writer) -> Result<std::string> {
                                    ANZE_CHECK(writer.put("rulebook", "small/1", 0, book.dump()));
                                    return std::string("{}");
                                  }));
    }
    start();
    town().number_requests_from(1000);
  }
  static json of_nobody(const char* id) {
    json fact = criticism(id, "2025-02-11");
    fact.erase("official");
    return fact;
  }
  json corrected(const json& fact) {
    return ask("ledger.correct/1", "clerk", {{"fact", fact}, {"reason", "笔误"}});
  }
  std::string points() {
    ask("score.evaluate/1", "assessor", {{"period", "2025Q1"}});
    return ask("score.list/1", "assessor", {{"period", "2025Q1"}}).at("people")[0].at("points");
  }
  json line() {
    const json all = ask("score.explain/1", "assessor", {{"period", "2025Q1"}, {"official", "head-1"}});
    return all.at("cards")[0].at("lines")[0];
  }
};

TEST_F(InTimeTest, WhatOnlyDocumentsIsNotLateAndCounts) {
  json fact = criticism("C1", "2025-02-10");
  fact["remark"] = "通报文号补正";
  fact["fields"]["note"] = "第三期通报";
  EXPECT_EQ(corrected(fact).at("late"), false);
  EXPECT_EQ(points(), "98");
}

TEST_F(InTimeTest, ACorrectionTakesNoDeductionAway) {
  EXPECT_EQ(corrected(of_nobody("C1")).at("late"), true) << "noticed";
  EXPECT_EQ(points(), "98") << "the version that was in time goes on counting";
  EXPECT_EQ(line().at("facts").size(), 1U);
  json again = of_nobody("C1");
  again["remark"] = "再次更正";
  EXPECT_EQ(corrected(again).at("late"), true);
  EXPECT_EQ(points(), "98");
  EXPECT_EQ(ask("ledger.late/1", "reviewer", {{"period", "2025Q1"}}).at("late"), 1);
  EXPECT_EQ(no("assess.seal/1", "signer", {{"period", "2025Q1"}}), "done") << "a recount says the same";
  expect_sound();
}

TEST_F(InTimeTest, ACorrectionAddsNone) {
  EXPECT_EQ(corrected(criticism("C2", "2025-02-11")).at("late"), true);
  EXPECT_EQ(points(), "98");
  EXPECT_EQ(no("assess.seal/1", "signer", {{"period", "2025Q1"}}), "done");
}

TEST_F(InTimeTest, WithdrawalWaitsForTheSeal) {
  const auto withdraw = [&] { return no("ledger.withdraw/1", "clerk", {{"id", "C1"}, {"reason", "误录"}}); };
  EXPECT_EQ(withdraw(), "fact.assessed /id");
  EXPECT_EQ(points(), "98");
  ask("assess.seal/1", "signer", {{"period", "2025Q1"}});
  EXPECT_EQ(withdraw(), "done");
  town().append(criticism("C9", "2025-02-12"));  // late: it may come and go
  EXPECT_EQ(no("ledger.withdraw/1", "clerk", {{"id", "C9"}, {"reason", "误录"}}), "done");
}

TEST_F(InTimeTest, NoDayIsMovedAcrossAnAssessment) {
  const auto move = [&](const char* id, const char* day) {
    return no("ledger.correct/1", "clerk", {{"fact", criticism(id, day)}, {"reason", "日期更正"}});
  };
  EXPECT_EQ(move("C1", "2025-04-01"), "fact.assessed_day /fact/occurred_on") << "it would count nowhere";
  EXPECT_EQ(move("C1", "2025-02-12"), "done") << "within its period";
  points();
  ask("assess.seal/1", "signer", {{"period", "2025Q1"}});
  EXPECT_EQ(move("C1", "2025-04-01"), "fact.assessed_day /fact/occurred_on") << "it would count twice";
  town().append(criticism("C3", "2025-04-01"));
  EXPECT_EQ(move("C3", "2025-03-31"), "fact.assessed_day /fact/occurred_on") << "it would count nowhere";
}

// What was sealed under it keeps its meaning in every version: late entries and corrections do not count, a
// withdrawal does.
TEST_F(InTimeTest, AnAmendedVersionLeavesOutWhatTheSealedOneLeftOut) {
  EXPECT_EQ(ask("assess.seal/1", "signer", {{"period", "2025Q1"}}).at("late_counted"), false);
  const json amend = {{"period", "2025Q1"}, {"reason", "复核"}, {"document", "四东复〔2025〕1号"}};
  const auto uncounted = [&] {
    return ask("assess.uncounted/1", "assessor", {{"period", "2025Q1"}}).at("periods")[0].at("facts");
  };
  town().append(criticism("C3", "2025-02-12"));
  corrected(of_nobody("C1"));
  EXPECT_EQ(uncounted(), json::array());
  EXPECT_EQ(no("assess.amend/1", "assessor", amend), "amendment.nothing /period");
  ask("ledger.withdraw/1", "clerk", {{"id", "C1"}, {"reason", "误录"}});
  ASSERT_EQ(uncounted().size(), 1U);
  EXPECT_EQ(uncounted()[0].at("change"), "withdrawn");
  const json proposed = ask("assess.amend/1", "assessor", amend);
  EXPECT_EQ(proposed.at("changes")[0].at("points"), json({{"before", "98"}, {"after", "100"}}));
}

}  // namespace
}  // namespace anze::district
