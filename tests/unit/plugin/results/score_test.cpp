// One assessment from opening to seal, and what it still says when the ledgers have moved on.
#include <gmock/gmock.h>

#include "tests/unit/plugin/district_test.h"

namespace anze::district {
namespace {

class ScoreTest : public DistrictTest {
 protected:
  void SetUp() override {
    DistrictTest::SetUp();
    town().define();
    town().go_to("2025-04-01");
    town().append(criticism("C1", "2025-02-10"));
  }
  // The same district, begun anew on another day: within a store no day comes back.
  void begin_on(const char* day) {
    district_.reset();
    fs::remove_all(folder_ / "store");
    start();
    town().define();
    town().go_to(day);
    town().append(criticism("C1", "2025-02-10"));
  }
  std::string points() {
    return ask("score.list/1", "assessor", {{"period", "2025Q1"}}).at("people")[0].at("points");
  }
  std::string on_quarter(const char* method, const char* actor) {
    return no(method, actor, {{"period", "2025Q1"}});
  }
  static json sheet(const char* clause, const char* term, const char* value) {
    return {
        {"period", "2025Q1"},
        {"judgements",
         json::array({{{"clause", clause}, {"term", term}, {"value", value}, {"reason", "传达不及时"}}})}};
  }
  json explain() {
    return ask("score.explain/1", "assessor", {{"period", "2025Q1"}, {"official", "head-1"}});
  }
};

TEST_F(ScoreTest, NoStepIsTakenBeforeTheOneBefore) {
  EXPECT_EQ(on_quarter("score.evaluate/1", "assessor"), "assessment.missing /period");
  EXPECT_EQ(on_quarter("score.list/1", "assessor"), "assessment.missing /period");
  EXPECT_EQ(on_quarter("assess.seal/1", "signer"), "assessment.missing /period");
  EXPECT_EQ(on_quarter("assess.open/1", "assessor"), "done");
  EXPECT_EQ(on_quarter("assess.open/1", "assessor"), "assessment.exists /period");
  EXPECT_EQ(on_quarter("score.list/1", "assessor"), "assessment.unscored /period");
  EXPECT_EQ(on_quarter("assess.seal/1", "signer"), "assessment.unscored /period");
  EXPECT_EQ(no("assess.open/1", "assessor", {{"period", "2025"}}), "rulebook.missing");
  for (const char* step : {"assess.open/1", "score.evaluate/1"})
    ask(step, "assessor", {{"period", "2025Q2"}});
  EXPECT_EQ(no("assess.seal/1", "signer", {{"period", "2025Q2"}}), "assessment.early /period");
}

TEST_F(ScoreTest, JudgementsAreKeptAsASheetOrNotAtAll) {
  ask("assess.open/1", "assessor", {{"period", "2025Q1"}});
  const json before = town().head();
  const auto judge = [&](const json& request, const char* actor = "assessor") {
    return no("score.judge/1", actor, request);
  };
  EXPECT_EQ(judge(sheet("B1", "T7", "1")), "judgement.term /judgements/0/term");
  EXPECT_EQ(judge(sheet("B9", "T1", "1")), "judgement.unknown /judgements/0/clause");
  EXPECT_EQ(judge(sheet("A1", "T1", "1")), "judgement.unknown /judgements/0/clause");
  EXPECT_EQ(judge(sheet("B1", "T1", "2.5")), "judgement.range /judgements/0/value");
  EXPECT_EQ(judge(sheet("B1", "T1", "a lot")), "points.format /judgements/0/value");
  EXPECT_EQ(judge(sheet("B1", "T1", "1"), "judge-and-judged"), "actor.own_case /actor");
  json second_wrong = sheet("B1", "T1", "1");
  second_wrong["judgements"].push_back(sheet("B1", "T7", "1")["judgements"][0]);
  EXPECT_EQ(judge(second_wrong), "judgement.term /judgements/1/term");
  EXPECT_EQ(town().head(), before);

  EXPECT_EQ(judge(sheet("B1", "T1", "1.5")), "done");
  ask("score.evaluate/1", "assessor", {{"period", "2025Q1"}});
  EXPECT_EQ(points(), "96.5");
}

TEST_F(ScoreTest, ASealNeedsTwoPeopleAndFactsThatHaveNotMoved) {
  town().score("2025Q1");
  EXPECT_EQ(points(), "98");
  town().append(criticism("C2", "2025-02-11"));
  EXPECT_EQ(on_quarter("assess.seal/1", "signer"), "assessment.stale /period");
  EXPECT_EQ(on_quarter("score.evaluate/1", "one-woman-show"), "done");
  EXPECT_EQ(points(), "96");
  EXPECT_EQ(on_quarter("assess.seal/1", "one-woman-show"), "actor.four_eyes /actor");
  EXPECT_EQ(on_quarter("assess.seal/1", "signer"), "done");

  EXPECT_EQ(on_quarter("assess.seal/1", "signer"), "assessment.sealed /period");
  EXPECT_EQ(on_quarter("score.evaluate/1", "assessor"), "assessment.sealed /period");
  EXPECT_EQ(no("score.judge/1", "assessor", sheet("B1", "T1", "1")), "assessment.sealed /period");
}

TEST_F(ScoreTest, OverTheQuotaASealNeedsADocumentOrIsRefused) {
  begin_on("2025-03-31");
  json book = rulebook();
  book["version"] = 2;
  book["policies"] = {{"excellent_quota_percent", 50}, {"over_quota", "document"}};
  enact("rulebook.add/1", "security_admin", {{"rulebook", book}});
  town().go_to("2025-04-01");
  town().score("2025Q1");  // one person, excellent; half a person may be
  EXPECT_EQ(on_quarter("assess.seal/1", "signer"), "quota.document /quota_document");
  SmallDistrict strict(folder_ / "strict");
  strict.go_to("2025-03-31");
  strict.define();
  book["policies"]["over_quota"] = "refuse";
  strict.enact("rulebook.add/1", "security_admin", {{"rulebook", book}});
  strict.go_to("2025-04-02");
  strict.score("2025Q1");
  EXPECT_EQ(
      strict.no("assess.seal/1", "signer", {{"period", "2025Q1"}, {"quota_document", "四东组字〔2025〕3号"}}),
      "quota.exceeded /period");
  EXPECT_EQ(no("assess.seal/1", "signer", {{"period", "2025Q1"}, {"quota_document", "四东组字〔2025〕3号"}}),
            "done");
  EXPECT_EQ(ask("score.list/1", "assessor", {{"period", "2025Q1"}}).at("quota_document"),
            "四东组字〔2025〕3号");
}

TEST_F(ScoreTest, AnOfficialSeesTheOwnSheetOnly) {
  town().score("2025Q1");
  const auto see = [&](const char* official) {
    return no("score.explain/1", "head", {{"period", "2025Q1"}, {"official", official}});
  };
  EXPECT_EQ(see("head-1"), "done");
  EXPECT_EQ(see("deputy-1"), "actor.own_sheet /official");
  EXPECT_EQ(no("score.explain/1", "assessor", {{"period", "2025Q1"}, {"official", "deputy-1"}}),
            "score.nobody /official");
}

TEST_F(ScoreTest, WhatWasScoredIsExplainedAsItWasScored) {
  town().score("2025Q1");
  town().seal("2025Q1");
  const json then = explain();
  EXPECT_EQ(then.at("points"), "98");
  EXPECT_EQ(then.at("state"), "sealed");
  EXPECT_EQ(then.at("cards")[0].at("lines")[0].at("facts")[0].at("id"), "C1");

  town().go_to("2025-05-01");
  town().append(criticism("C2", "2025-02-11"));
  ask("ledger.withdraw/1", "clerk", {{"id", "C1"}, {"reason", "申诉成立"}});
  EXPECT_EQ(explain(), then);

  // Nor do definitions that came later change it: a stricter rulebook, another name, an earlier end of
  // office. For the same days there is none: rules do not reach back.
  json stricter = rulebook();
  stricter["version"] = 2;
  stricter["items"][0]["clauses"][0]["amount"] = "5";
  EXPECT_EQ(no("rulebook.add/1", "security_admin", {{"rulebook", stricter}}),
            "rulebook.dated_back /rulebook/effective_from");
  stricter["effective_from"] = "2025-05-02";
  enact("rulebook.add/1", "security_admin", {{"rulebook", stricter}});
  EXPECT_EQ(explain(), then) << "after a new rulebook";
  json later = organisation();
  later["officials"][0]["name"] = "干部甲（更名）";
  later["terms"][0]["to"] = "2025-02-01";
  enact("org.import/1", "system_admin", {{"organisation", later}});
  json told = explain();
  ASSERT_EQ(told.at("rule_changes").size(), 1U) << "that somebody moved a term of it is said";
  told.erase("rule_changes");
  EXPECT_EQ(told, then) << "after a new organisation";
  expect_sound();
}

TEST_F(ScoreTest, AScoreOfHalfAQuarterIsExplainedAsOfItsDay) {
  town().go_to("2025-02-15");
  town().score("2025Q1");
  const json then = explain();
  town().go_to("2025-06-30");
  EXPECT_EQ(explain(), then);
}

TEST_F(ScoreTest, TheAssessmentNamesTheRulebookItWasScoredBy) {
  begin_on("2025-03-31");  // what holds on its last day rules the whole quarter
  json stricter = rulebook();
  stricter["version"] = 2;
  stricter["items"][0]["clauses"][0]["amount"] = "5";
  enact("rulebook.add/1", "security_admin", {{"rulebook", stricter}});
  ask("assess.open/1", "assessor", {{"period", "2025Q1"}});
  json softer = rulebook();  // and once it is assessed, nobody changes them any more
  softer["version"] = 3;
  softer["items"][0]["clauses"][0]["amount"] = "0.5";
  EXPECT_EQ(no("rulebook.add/1", "security_admin", {{"rulebook", softer}}),
            "rulebook.dated_back /rulebook/effective_from");
  softer["effective_from"] = "2025-03-31";
  EXPECT_EQ(no("rulebook.add/1", "security_admin", {{"rulebook", softer}}),
            "rulebook.dated_back /rulebook/effective_from");
  softer["effective_from"] = "2025-04-01";
  enact("rulebook.add/1", "security_admin", {{"rulebook", softer}});
  ask("score.evaluate/1", "assessor", {{"period", "2025Q1"}});
  EXPECT_EQ(points(), "95");
  EXPECT_EQ(ask("score.list/1", "assessor", {{"period", "2025Q1"}}).at("rulebook").at("version"), 2);
}

}  // namespace
}  // namespace anze::district
