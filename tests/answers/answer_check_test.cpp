// What abi.describe/1 says of answers and refusals: that it is said of every method, that it can be asked of
// one, and that whoever checks by it notices what is otherwise.
#include "tests/answers/answer_check.h"

#include <algorithm>
#include <fstream>

#include "district_test.h"

namespace anze::district {
namespace {

class AnswerCheckTest : public DistrictTest {
 protected:
  void SetUp() override {
    DistrictTest::SetUp();
    town().define();
    town().append(criticism("K1", "2025-01-02"));
    description_ = ask("abi.describe/1", "clerk");
  }
  // Of an answer, changed: what is wrong with it.
  std::vector<std::string> faults(const std::string& method, const json& answer) {
    return tests::AnswerCheck(description_).faults(method, 0, answer.dump());
  }
  json record() { return ask("ledger.get/1", "clerk", {{"id", "K1"}}); }
  json description_;
};

TEST_F(AnswerCheckTest, EveryMethodTellsItsAnswer) {
  for (const json& method : description_.at("methods")) {
    const json& response = method.at("response");
    EXPECT_FALSE(response.at("properties").empty()) << method.at("name");
    EXPECT_EQ(response.at("additionalProperties"), false) << method.at("name");
    EXPECT_NO_THROW(plugin::Schema{response}) << method.at("name");
  }
}

TEST_F(AnswerCheckTest, EveryCodeIsExplained) {
  std::ifstream in(fs::path(ANZE_SOURCE_DIR) / "plugin/docs/errors.md");
  std::set<std::string> explained;
  for (std::string line; std::getline(in, line);)
    if (line.starts_with("| `")) explained.insert(line.substr(3, line.find('`', 3) - 3));
  ASSERT_GT(explained.size(), 300U);
  json lists = json::array({description_.at("common_errors")});
  for (const json& method : description_.at("methods")) lists.push_back(method.at("errors"));
  for (const json& list : lists)
    for (const json& code : list) EXPECT_TRUE(explained.contains(code)) << code;
  for (const json& method : description_.at("methods"))
    for (const json& code : method.at("errors"))
      EXPECT_EQ(std::count(lists[0].begin(), lists[0].end(), code), 0)
          << method.at("name") << " repeats " << code << " of the common ones";
}

TEST_F(AnswerCheckTest, OneMethodCanBeAskedFor) {
  const json one = ask("abi.describe/1", "clerk", {{"method", "ledger.get/1"}});
  ASSERT_EQ(one.at("methods").size(), 1U);
  EXPECT_EQ(one.at("methods")[0].at("name"), "ledger.get/1");
  EXPECT_LT(one.dump().size(), description_.dump().size() / 8);
  EXPECT_EQ(no("abi.describe/1", "clerk", {{"method", "ledger.burn/1"}}), "method.unknown /method");
}

TEST_F(AnswerCheckTest, WhatIsAnsweredFits) {
  EXPECT_EQ(faults("ledger.get/1", record()), std::vector<std::string>());
}

TEST_F(AnswerCheckTest, AMemberNobodyToldOfIsAFault) {
  json answer = record();
  answer["versions"][0]["surprise"] = 1;
  EXPECT_EQ(faults("ledger.get/1", answer),
            std::vector<std::string>({"/versions/0/surprise: there is no member “surprise” here"}));
}

TEST_F(AnswerCheckTest, AMissingMemberIsAFault) {
  json answer = record();
  answer["versions"][0].erase("recorded_by");
  EXPECT_EQ(faults("ledger.get/1", answer),
            std::vector<std::string>({"/versions/0/recorded_by: the member “recorded_by” is missing"}));
}

TEST_F(AnswerCheckTest, AnotherTypeIsAFault) {
  json answer = record();
  answer["versions"][0]["seq"] = "1";
  answer["versions"][0]["occurred_on"] = nullptr;
  EXPECT_EQ(faults("ledger.get/1", answer).size(), 2U);
}

TEST_F(AnswerCheckTest, AnotherWordIsAFault) {
  json answer = ask("ledger.defined/1", "clerk");
  answer["ledgers"][0]["fields"][0]["type"] = "number";
  EXPECT_EQ(faults("ledger.defined/1", answer).size(), 1U);
}

TEST_F(AnswerCheckTest, ACodeNobodyToldOfIsAFault) {
  tests::AnswerCheck check(description_);
  EXPECT_EQ(check.faults("ledger.get/1", -4, R"({"code": "fact.unknown"})"), std::vector<std::string>());
  EXPECT_EQ(check.faults("ledger.get/1", -4, R"({"code": "actor.role"})"), std::vector<std::string>());
  EXPECT_EQ(check.faults("ledger.get/1", -4, R"({"code": "veto.period"})"),
            std::vector<std::string>({"the code veto.period is not told of"}));
  EXPECT_EQ(check.faults("ledger.append/1", -4,
                         R"({"code": "fact.range", "problems": [{"code": "fact.range"}, {"code": "x.y"}]})"),
            std::vector<std::string>({"the code x.y is not told of"}));
}

TEST_F(AnswerCheckTest, ARefusalWithoutWordsIsAFault) {
  tests::AnswerCheck check(description_);
  EXPECT_FALSE(check.faults("ledger.get/1", ANZE_E_INVALID, "").empty());
  const json known = {{"code", "fact.unknown"}};
  const json outer = {{"code", "nobody.told"}, {"problems", {known}}};
  EXPECT_FALSE(check.faults("ledger.get/1", ANZE_E_INVALID, outer.dump()).empty());
}

TEST_F(AnswerCheckTest, WhatNeedNotBeThereIsNotedWhenItIs) {
  tests::AnswerCheck check(description_);
  const json answer = record();
  ASSERT_TRUE(answer.at("versions")[0].contains("official"));
  check.faults("ledger.get/1", 0, answer.dump());
  const std::vector<std::string> seen = check.newly_seen();
  EXPECT_NE(std::find(seen.begin(), seen.end(), "#fact/official"), seen.end());
  EXPECT_EQ(std::find(seen.begin(), seen.end(), "ledger.get/1/origin"), seen.end());
}

}  // namespace
}  // namespace anze::district
