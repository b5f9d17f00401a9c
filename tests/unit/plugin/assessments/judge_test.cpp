// Judged values of one and of several raters, self-scores beside them, and who gave what when and why.
#include <gmock/gmock.h>

#include "tests/unit/plugin/district_test.h"

namespace anze::district {
namespace {

json given(const char* clause, const char* value, const char* reason) {
  return {{"clause", clause}, {"term", "T1"}, {"value", value}, {"reason", reason}};
}

class JudgeTest : public DistrictTest {
 protected:
  void SetUp() override {
    DistrictTest::SetUp();
    town().define();
    json book = rulebook();
    book["version"] = 2;
    book["items"][1]["points"] = "10";
    book["items"][1]["clauses"].push_back({{"id", "B2"},
                                           {"title", "测评"},
                                           {"basis", {"考核办法第四条"}},
                                           {"kind", "judged"},
                                           {"effect", "deduct"},
                                           {"min", "0"},
                                           {"max", "6"},
                                           {"step", "1"},
                                           {"raters", {{"least", 2}, {"trim_from", 3}}}});
    enact("rulebook.add/1", "security_admin", {{"rulebook", book}});
    town().go_to("2025-03-20");
    ask("assess.open/1", "assessor", {{"period", "2025Q1"}});
  }
  // A vector and no json: of {one} g++ makes a list of one, clang the one.
  std::string judge(const char* actor, const std::vector<json>& judgements) {
    return no("score.judge/1", actor, {{"period", "2025Q1"}, {"judgements", judgements}});
  }
  std::string self(json scores, const char* actor = "head") {
    return no("score.self/1", actor, {{"period", "2025Q1"}, {"scores", std::move(scores)}});
  }
  json explain(const char* actor = "assessor") {
    return ask("score.explain/1", actor, {{"period", "2025Q1"}, {"official", "head-1"}}).at("cards")[0];
  }
};

// A value that was made from one that has been replaced since is refused with both.
TEST_F(JudgeTest, AValueThatWasNotSeenIsNotReplaced) {
  const auto seen = [](json value, int version) {
    value["version"] = version;
    return value;
  };
  const json sheet = {{"period", "2025Q1"}, {"judgements", {seen(given("B1", "1", "传达不及时"), 0)}}};
  EXPECT_EQ(ask("score.judge/1", "assessor", sheet).at("versions"), json::array({1}));
  EXPECT_EQ(judge("reviewer", {seen(given("B1", "2", "未传达"), 1)}), "done");
  const json late =
      town().problem("score.judge/1", "assessor",
                     {{"period", "2025Q1"}, {"judgements", {seen(given("B1", "0.5", "已传达"), 1)}}});
  EXPECT_EQ(late.at("code"), "judgement.changed");
  EXPECT_EQ(late.at("at"), "/judgements/0/version");
  const std::string said = late.at("chinese");
  EXPECT_THAT(said, testing::HasSubstr("2（reviewer）未传达"));
  EXPECT_THAT(said, testing::HasSubstr("1（assessor）传达不及时"));
  EXPECT_EQ(judge("assessor", {seen(given("B1", "0.5", "已传达"), 0)}),
            "judgement.changed /judgements/0/version");
  EXPECT_EQ(judge("assessor", {seen(given("B1", "0.5", "已传达"), 7)}),
            "judgement.changed /judgements/0/version");
  EXPECT_EQ(judge("assessor", {seen(given("B1", "0.5", "已传达"), 2)}), "done");
  EXPECT_EQ(judge("assessor", {given("B1", "1", "复查")}), "done") << "without the member, as ever";
  json own = {{"item", "A"}, {"term", "T1"}, {"value", "90"}, {"version", 0}};
  EXPECT_EQ(ask("score.self/1", "head", {{"period", "2025Q1"}, {"scores", {own}}}).at("versions"),
            json::array({1}));
  EXPECT_EQ(self(json::array({own})), "judgement.changed /scores/0/version");
}

TEST_F(JudgeTest, EachRatersValueIsKeptAndTheirMeanCounts) {
  EXPECT_EQ(judge("assessor", {given("B2", "2", "材料不全")}), "done");
  json line = explain().at("lines")[2];
  EXPECT_EQ(line.at("state"), "unjudged");
  EXPECT_THAT(std::string(line.at("how")), testing::HasSubstr("已有 1 人评定，需 2 人"));
  EXPECT_EQ(judge("reviewer", {given("B2", "4", "有两项未落实")}), "done");
  EXPECT_EQ(explain().at("lines")[2].at("points"), "-3");
  EXPECT_EQ(judge("one-woman-show", {given("B2", "3", "一般")}), "done");
  EXPECT_EQ(judge("reviewer", {given("B2", "5", "复查后更正")}), "done");  // again: the last value stands
  line = explain().at("lines")[2];
  EXPECT_EQ(line.at("state"), "judged");
  EXPECT_EQ(line.at("points"), "-3");  // 2, 5, 3 without the highest and the lowest
  ASSERT_EQ(line.at("judged").size(), 3U);
  EXPECT_THAT(line.at("judged"),
              testing::Contains(json(
                  {{"by", "reviewer"}, {"value", "5"}, {"reason", "复查后更正"}, {"on", "2025-03-20"}})));
  expect_sound();
}

TEST_F(JudgeTest, OneRaterWhereOneJudgesReplacesTheOther) {
  EXPECT_EQ(judge("assessor", {given("B1", "1", "传达不及时")}), "done");
  EXPECT_EQ(judge("reviewer", {given("B1", "2", "复核认定")}), "done");
  const json judged = explain().at("lines")[1].at("judged");
  ASSERT_EQ(judged.size(), 1U);
  EXPECT_EQ(judged[0].at("by"), "reviewer");
  EXPECT_EQ(explain().at("lines")[1].at("points"), "-2");
}

TEST_F(JudgeTest, APlaceInASheetIsThatOfTheSheet) {
  EXPECT_EQ(judge("assessor", {given("B1", "1", "一")}), "done");
  EXPECT_EQ(judge("assessor", {given("B2", "1", "一"), given("B1", "9", "一")}),
            "judgement.range /judgements/1/value");
  EXPECT_EQ(judge("assessor", {given("B1", "1", "一"), given("B1", "2", "一")}),
            "judgement.duplicate /judgements/1");
}

TEST_F(JudgeTest, SelfScoresStandBesideTheScoreWithoutEffect) {
  town().append(criticism("C1", "2025-02-10"));
  EXPECT_EQ(self({{{"item", "A"}, {"term", "T1"}, {"value", "90"}, {"reason", "均已完成"}},
                  {{"clause", "B1"}, {"term", "T1"}, {"value", "0.5"}}}),
            "done");
  EXPECT_EQ(judge("assessor", {given("B1", "1.5", "传达不及时")}), "done");
  const json card = explain("head");
  const json item = card.at("items")[0];  // 应得分, 自评分, 考核分
  EXPECT_EQ(item.at("full"), "90");
  EXPECT_EQ(item.at("self"),
            json({{"value", "90"}, {"reason", "均已完成"}, {"by", "head"}, {"on", "2025-03-20"}}));
  EXPECT_EQ(item.at("points"), "88");
  EXPECT_EQ(card.at("lines")[1].at("self").at("value"), "0.5");
  EXPECT_EQ(card.at("lines")[1].at("points"), "-1.5");
  EXPECT_EQ(card.at("lines")[2].at("self"), nullptr);
  EXPECT_EQ(card.at("total"), "96.5");
  expect_sound();
}

TEST_F(JudgeTest, SelfScoresAreOnesOwnAndOfWhatThereIs) {
  json later = organisation();
  later["terms"].push_back({{"id", "T9"},
                            {"post", "deputy-mining"},
                            {"official", "deputy-1"},
                            {"from", "2025-01-01"},
                            {"to", nullptr}});
  enact("org.import/1", "system_admin", {{"organisation", later}});
  const auto one = [](const char* what, const char* id, const char* value, const char* term = "T1") {
    return json::array({{{what, id}, {"term", term}, {"value", value}}});
  };
  EXPECT_EQ(self(one("item", "A", "90"), "assessor"), "actor.role /actor");
  EXPECT_EQ(self(one("item", "A", "90", "T9")), "self.own_terms /scores/0/term");
  EXPECT_EQ(self(one("item", "A", "90", "T7")), "judgement.term /scores/0/term");
  EXPECT_EQ(self(one("item", "Z", "90")), "judgement.unknown /scores/0/item");
  EXPECT_EQ(self(one("item", "A", "90.5")), "judgement.range /scores/0/value");
  EXPECT_EQ(self(one("clause", "A1", "-1")), "judgement.range /scores/0/value");
  EXPECT_EQ(self({{{"item", "A"}, {"clause", "A1"}, {"term", "T1"}, {"value", "1"}}}), "self.what /scores/0");
  EXPECT_EQ(self({{{"term", "T1"}, {"value", "1"}}}), "self.what /scores/0");
  EXPECT_EQ(self({{{"item", ""}, {"clause", ""}, {"term", "T1"}, {"value", "1"}}}), "self.what /scores/0");
  EXPECT_EQ(self({{{"item", "A"}, {"clause", ""}, {"term", "T1"}, {"value", "90"}}}), "done")
      << "none is said by \"\"";
}

TEST_F(JudgeTest, SelfScoresEndWhenTheWholePeriodIsScored) {
  const json scores = json::array({{{"item", "A"}, {"term", "T1"}, {"value", "90"}}});
  ask("score.evaluate/1", "assessor", {{"period", "2025Q1"}});  // as things stand in March
  EXPECT_EQ(self(scores), "done");
  town().go_to("2025-04-02");
  EXPECT_EQ(self(scores), "done");
  ask("score.evaluate/1", "assessor", {{"period", "2025Q1"}});
  EXPECT_EQ(self(scores), "self.closed /period");
  town().seal("2025Q1");
  EXPECT_EQ(self(scores), "assessment.sealed /period");
  EXPECT_EQ(explain().at("items")[0].at("self").at("value"), "90");
}

TEST_F(JudgeTest, GroupsFoldingNotesAndVacantEventsAreShown) {
  district_ = std::make_unique<SmallDistrict>(folder_ / "groups", Parts{});  // where nothing was opened yet
  town().define();
  town().go_to("2025-03-20");
  json book = rulebook();
  book["version"] = 3;
  book["policies"] = {{"excellent_quota_percent", 10}};
  book["groups"] = json::array(
      {{{"id", "G"}, {"title", "工作"}, {"basis", {"考核办法第一条"}}, {"points", "90"}, {"fold_to", "70"}}});
  book["items"][0]["group"] = "G";
  book["items"][1]["fold_to"] = "30";
  book["items"][0]["clauses"].push_back({{"id", "A2"},
                                         {"title", "事故"},
                                         {"basis", {"考核办法第二条"}},
                                         {"kind", "per_event"},
                                         {"effect", "deduct"},
                                         {"scope", "portfolio"},
                                         {"select", {{"ledger", "accident"}}},
                                         {"amount", "1"}});
  enact("rulebook.add/1", "security_admin", {{"rulebook", book}});
  ask("assess.open/1", "assessor", {{"period", "2025Q1"}});
  town().append(major_accident("2025-02-14"));
  const json done = ask("score.evaluate/1", "assessor", {{"period", "2025Q1"}});
  ASSERT_EQ(done.at("notes").size(), 1U);
  EXPECT_THAT(std::string(done.at("notes")[0]), testing::HasSubstr("超过 1 人的 10%"));
  EXPECT_EQ(done.at("vacant"), json::array({{{"clause", "A2"},
                                             {"title", "事故"},
                                             {"post", "deputy-mining"},
                                             {"post_title", "副区长"},
                                             {"count", 1}}}));
  EXPECT_EQ(ask("score.list/1", "assessor", {{"period", "2025Q1"}}).at("notes"), done.at("notes"));
  const json card = explain();
  EXPECT_EQ(card.at("items")[0].at("group"), "G");
  EXPECT_EQ(card.at("items")[1].at("folded"), "30");
  const json group = card.at("groups")[0];
  EXPECT_EQ(group.at("full"), "90");
  EXPECT_EQ(group.at("points"), "89");
  EXPECT_EQ(group.at("folded"), "623/9");
}

}  // namespace
}  // namespace anze::district
