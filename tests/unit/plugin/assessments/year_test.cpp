// A year made of its quarters: scored when they are sealed, explained to each quarter's share, sealed on
// them.
#include <gmock/gmock.h>

#include "tests/unit/plugin/district_test.h"

namespace anze::district {
namespace {

const char* const k_quarters[] = {"2025Q1", "2025Q2", "2025Q3", "2025Q4"};
const char* const k_after[] = {"2025-04-01", "2025-07-01", "2025-10-08", "2026-01-05"};

json year_book(const json& quarters) {
  json book = rulebook();
  book["rulebook"] = "small-year";
  book["assesses"] = "year";
  book["quarters"] = {{"basis", {"考核办法第九条"}}, {"policy", "mean"}, {"points", "100"}};
  book["quarters"].update(quarters);
  book["items"] = json::array();
  book["vetoes"] = json::array();
  return book;
}

class YearTest : public DistrictTest {
 protected:
  void SetUp() override {
    DistrictTest::SetUp();
    town().define();
  }
  void rule(const json& quarters = json::object()) {
    enact("rulebook.add/1", "security_admin", {{"rulebook", year_book(quarters)}});
  }
  // `criticisms` of each quarter cost two points each.
  void quarter(int n, int criticisms, bool seal = true) {
    town().go_to(k_after[n]);
    for (int i = 0; i < criticisms; ++i)
      town().append(criticism(std::string(k_quarters[n]) + "-" + std::to_string(i),
                              "2025-" + std::string(n == 3 ? "" : "0") + std::to_string(3 * n + 1) + "-10"));
    town().score(k_quarters[n]);
    if (seal) town().seal(k_quarters[n]);
  }
  std::string on_year(const char* method, const char* actor) {
    return no(method, actor, {{"period", "2025"}});
  }
  json explain() { return ask("score.explain/1", "assessor", {{"period", "2025"}, {"official", "head-1"}}); }
};

TEST_F(YearTest, IsTheMeanOfItsSealedQuarters) {
  rule();
  quarter(0, 1);
  quarter(1, 3);
  quarter(2, 0);
  town().go_to(k_after[3]);
  EXPECT_EQ(on_year("assess.open/1", "assessor"), "done");
  EXPECT_EQ(on_year("score.evaluate/1", "assessor"), "quarters.unsealed /period");
  quarter(3, 2, false);
  EXPECT_EQ(on_year("score.evaluate/1", "assessor"), "quarters.unsealed /period");
  town().seal("2025Q4");
  EXPECT_EQ(on_year("score.evaluate/1", "assessor"), "done");

  const json year = explain();  // (98 + 94 + 100 + 96) / 4
  EXPECT_EQ(year.at("points"), "97");
  EXPECT_EQ(year.at("grade"), "优秀");
  EXPECT_EQ(year.at("quarters").at("how"),
            "第一季度 98 分 × 0.25，第二季度 94 分 × 0.25，第三季度 100 分 × 0.25，第四季度 96 分 × 0.25，合 "
            "97 分");
  ASSERT_EQ(year.at("quarters").at("list").size(), 4U);
  EXPECT_EQ(year.at("quarters").at("list")[1], json({{"period", "2025Q2"},
                                                     {"points", "94"},
                                                     {"exact", "94"},
                                                     {"base", "100"},
                                                     {"days", 91},
                                                     {"grade", "优秀"},
                                                     {"weight", "0.25"},
                                                     {"brings", "23.5"}}));
  EXPECT_EQ(year.at("quarters").at("unsealed"), json::array());

  EXPECT_EQ(on_year("assess.seal/1", "signer"), "done");
  EXPECT_EQ(explain().at("state"), "sealed");
  EXPECT_EQ(ask("score.list/1", "assessor", {{"period", "2025"}}).at("people")[0].at("points"), "97");
  expect_sound();
}

TEST_F(YearTest, ProvisionalYearShowsWhatIsNotSealedAndIsNotSealedOnIt) {
  rule({{"unsealed", "provisional"}});
  quarter(0, 1);
  quarter(1, 2, false);
  EXPECT_EQ(on_year("assess.open/1", "assessor"), "done");
  EXPECT_EQ(on_year("score.evaluate/1", "assessor"), "done");
  const json year = explain();
  EXPECT_EQ(year.at("points"), "97");  // (98 + 96) / 2
  EXPECT_EQ(year.at("quarters").at("unsealed"), json({"2025Q2", "2025Q3", "2025Q4"}));
  town().go_to("2026-01-05");
  EXPECT_EQ(on_year("assess.seal/1", "signer"), "quarters.unsealed /period");
}

TEST_F(YearTest, QuartersBeforeTheFirstQuarterlyRulebookAreNotMissed) {
  SmallDistrict began(folder_ / "began");  // in July
  began.ask("org.import/1", "system_admin", {{"organisation", organisation()}});
  for (const char* name : {"accident", "criticism", "finding", "hazard", "meeting"})
    began.ask("ledger.define/1", "system_admin", {{"definition", ledger(name)}});
  json book = rulebook();
  book["effective_from"] = "2025-07-01";
  began.ask("rulebook.add/1", "security_admin", {{"rulebook", book}});
  began.ask("rulebook.add/1", "security_admin", {{"rulebook", year_book(json::object())}});
  for (const int n : {2, 3}) {
    began.go_to(k_after[n]);
    began.score(k_quarters[n]);
    began.seal(k_quarters[n]);
  }
  began.score("2025");
  const json year = began.ask("score.explain/1", "assessor", {{"period", "2025"}, {"official", "head-1"}});
  EXPECT_EQ(year.at("points"), "100");
  EXPECT_EQ(year.at("quarters").at("list").size(), 2U);
}

TEST_F(YearTest, APersonOfOneQuarterHasNoGradeWhereTwoAreWanted) {
  json later = organisation();
  later["terms"][0]["from"] = "2025-10-01";
  enact("org.import/1", "system_admin", {{"organisation", later}});
  rule({{"least", 2}});
  for (const int n : {0, 1, 2, 3}) quarter(n, 0);
  ask("assess.open/1", "assessor", {{"period", "2025"}});
  ask("score.evaluate/1", "assessor", {{"period", "2025"}});
  const json year = explain();
  EXPECT_EQ(year.at("points"), "100");
  EXPECT_EQ(year.at("grade"), "不定等次");
  EXPECT_EQ(year.at("no_grade"), "全年参加 1 个季度考核，不足 2 个");
  EXPECT_EQ(ask("score.list/1", "assessor", {{"period", "2025"}}).at("people")[0].at("grade"), "不定等次");
  const json path = ask("score.path/1", "assessor", {{"period", "2025"}, {"official", "head-1"}});
  EXPECT_EQ(path.at("state"), "impossible");
  EXPECT_THAT(std::string(path.at("summary")), testing::HasSubstr("不足 2 个"));
}

TEST_F(YearTest, ASealedYearIsExplainedAsItWasScored) {
  rule({{"policy", "ledger"}});
  for (const int n : {0, 1, 2, 3}) quarter(n, n);
  ask("assess.open/1", "assessor", {{"period", "2025"}});
  ask("score.evaluate/1", "assessor", {{"period", "2025"}});
  ask("assess.seal/1", "signer", {{"period", "2025"}});
  const json then = explain();
  EXPECT_EQ(then.at("points"), "88");
  EXPECT_EQ(then.at("quarters").at("how"),
            "全年 100 分起，第一季度不扣不加，第二季度扣 2 分，第三季度扣 4 分，第四季度扣 6 分，结余 88 分");
  town().go_to("2026-03-01");
  town().append(criticism("late", "2025-11-10"));
  EXPECT_EQ(explain(), then);
}

TEST_F(YearTest, AnAmendedQuarterLeavesTheYearUntilItIsAmendedToo) {
  rule();
  for (const int n : {0, 1, 2, 3}) quarter(n, 0);
  ask("assess.open/1", "assessor", {{"period", "2025"}});
  ask("score.evaluate/1", "assessor", {{"period", "2025"}});
  ask("assess.seal/1", "signer", {{"period", "2025"}});
  town().go_to("2026-03-01");
  town().append(criticism("late", "2025-11-10"));
  const auto amend = [&](const char* period) {
    const json proposed =
        ask("assess.amend/1", "assessor", {{"period", period}, {"reason", "瞒报查实"}, {"facts", {"late"}}});
    const json sealed =
        ask("assess.confirm/1", "signer", {{"period", period}, {"digest", proposed.at("digest")}});
    return std::pair(proposed, sealed);
  };
  const auto [quarter_proposed, quarter_sealed] = amend("2025Q4");
  const json& rests = quarter_sealed.at("rests");
  ASSERT_EQ(rests.size(), 1U);
  EXPECT_EQ(quarter_proposed.at("rests")[0].at("basis_changed"), false);
  EXPECT_EQ(rests[0].at("what"), "assessment");
  EXPECT_EQ(rests[0].at("id"), "2025");
  EXPECT_EQ(rests[0].at("basis_changed"), true);
  EXPECT_EQ(explain().at("points"), "100");

  const auto [proposed, sealed] = amend("2025");
  const json& change = proposed.at("changes")[0];
  EXPECT_EQ(change.at("points"), json({{"before", "100"}, {"after", "99.5"}}));
  EXPECT_EQ(change.at("quarters"),
            json::array({{{"period", "2025Q4"}, {"points", {{"before", "100"}, {"after", "98"}}}}}));
  EXPECT_EQ(explain().at("points"), "99.5");
  EXPECT_EQ(ask("assess.versions/1", "assessor", {{"period", "2025Q4"}}).at("rests")[0].at("basis_changed"),
            false);
  expect_sound();
}

}  // namespace
}  // namespace anze::district
