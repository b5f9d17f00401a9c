// Many refusals are told to the chain, and being refused does not make it grow.
#include <gmock/gmock.h>

#include "tests/unit/plugin/district_test.h"

namespace anze::district {
namespace {

using testing::HasSubstr;

class RefusedAttemptsTest : public DistrictTest {
 protected:
  void SetUp() override {
    DistrictTest::SetUp();
    town().define();
    town().go_to("2025-04-01");
  }
  void refused(int times, const std::string& method, const std::string& actor, const json& request) {
    for (int i = 0; i < times; ++i) ASSERT_EQ(no(method, actor, request), "actor.role /actor");
  }
  std::vector<json> told() {
    std::vector<json> entries;
    const json listed = ask("audit.list/1", "auditor", {{"limit", 1000}});
    for (const json& entry : listed.at("entries"))
      if (entry.at("method") == "access.refused") entries.push_back(entry);
    return entries;
  }
  std::int64_t head() { return town().head().at("seq"); }
};

TEST_F(RefusedAttemptsTest, ManyOfOnePersonAreOneEntry) {
  const std::int64_t before = head();
  refused(19, "assess.open/1", "clerk", {{"period", "2025Q1"}});
  refused(19, "score.evaluate/1", "clerk", {{"period", "2025Q1"}});
  refused(19, "assess.open/1", "verifier", {{"period", "2025Q1"}});
  EXPECT_EQ(head(), before);
  refused(1, "assess.open/1", "clerk", {{"period", "2025Q2"}});
  EXPECT_EQ(head(), before + 1);
  refused(179, "assess.open/1", "clerk", {{"period", "2025Q1"}});
  EXPECT_EQ(head(), before + 1);
  refused(1, "assess.open/1", "clerk", {{"period", "2025Q3"}});
  EXPECT_EQ(head(), before + 2);

  const std::vector<json> entries = told();
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries.at(0).at("actor"), "clerk");
  const json first = json::parse(entries.at(0).at("subject").get<std::string>());
  EXPECT_EQ(first.at("act"), "assess.open/1");
  EXPECT_EQ(first.at("refused"), 20);
  EXPECT_EQ(first.at("codes"), (json{{"actor.role", 20}}));
  EXPECT_EQ(first.at("several_persons"), false);
  EXPECT_THAT(first.at("last").get<std::string>(), HasSubstr("actor “clerk”, period “2025Q2”"));
  EXPECT_EQ(json::parse(entries.at(1).at("subject").get<std::string>()).at("refused"), 200);
  expect_sound();
}

TEST_F(RefusedAttemptsTest, AnHourLaterCountingBeginsAnew) {
  const std::int64_t before = head();
  refused(19, "assess.open/1", "clerk", {{"period", "2025Q1"}});
  town().go_to("2025-04-02");
  refused(19, "assess.open/1", "clerk", {{"period", "2025Q1"}});
  EXPECT_EQ(head(), before);
  refused(1, "assess.open/1", "clerk", {{"period", "2025Q1"}});
  EXPECT_EQ(head(), before + 1);
}

// However many people and acts: twenty entries an hour, and the last says that it is.
TEST_F(RefusedAttemptsTest, NobodyMakesTheChainGrow) {
  int pairs = 0;
  const json everybody = people();
  for (const json& person : everybody)
    for (const char* method : {"score.evaluate/1", "assess.seal/1", "veto.propose/1"}) {
      const json request = {{"period", std::string(method) == "veto.propose/1" ? "2025" : "2025Q1"}};
      int times = 0;
      while (times < 20 && no(method, person.at("principal"), request) == "actor.role /actor") ++times;
      if (times == 20) ++pairs;
    }
  EXPECT_GT(pairs, 20);
  const std::vector<json> entries = told();
  EXPECT_EQ(entries.size(), 20U);
  EXPECT_EQ(json::parse(entries.back().at("subject").get<std::string>()).at("no_more_this_hour"), true);
  town().go_to("2025-04-02");
  refused(20, "score.evaluate/1", "clerk", {{"period", "2025Q1"}});
  EXPECT_EQ(told().size(), 21U);
}

}  // namespace
}  // namespace anze::district
