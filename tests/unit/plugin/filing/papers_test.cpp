// What the papers say is what the methods answer: grades, findings, triggers, names, the words of the place.
#include <gmock/gmock.h>

#include <map>

#include "host/base64.hpp"
#include "tests/unit/plugin/district_test.h"

namespace anze::district {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

class PapersTest : public DistrictTest {
 protected:
  static constexpr const char* k_person_veto = "V2/head-1/X1";

  void SetUp() override {
    DistrictTest::SetUp();
    town().define();
    town().go_to("2025-04-01");
  }
  void seal_quarter() {
    town().score("2025Q1");
    town().seal("2025Q1");
  }
  std::string letter(const char* kind) {
    return ask("report.render/1", "reviewer", {{"period", "2025Q1"}, {"kind", kind}}).at("text");
  }
};

TEST_F(PapersTest, AReachedTriggerNobodyProposedIsSaid) {
  town().append(major_accident("2025-02-10"));
  town().append(finding("2025-02-20"));
  seal_quarter();
  for (const char* kind : {"quarterly_discipline", "quarterly_organisation"}) {
    const std::string said = letter(kind);
    EXPECT_THAT(said, Not(HasSubstr("无一票否决情形")));
    EXPECT_THAT(said, HasSubstr("2025年2月10日起，已达到V1“发生重大及以上责任事故”的触发条件"));
    EXPECT_THAT(said, HasSubstr("干部甲：2025年2月20日起，已达到V2"));
    EXPECT_THAT(said, HasSubstr("尚未提出一票否决建议"));
  }
  ask("veto.propose/1", "assessor", {{"period", "2025"}});
  EXPECT_THAT(letter("quarterly_discipline"), Not(HasSubstr("尚未提出")));
  EXPECT_THAT(letter("quarterly_discipline"), HasSubstr("一票否决0件（另有已提出待决定2件）"));
}

TEST_F(PapersTest, WithoutATriggerThereIsNone) {
  seal_quarter();
  EXPECT_THAT(letter("quarterly_discipline"), HasSubstr("无一票否决情形。"));
  EXPECT_THAT(letter("quarterly_discipline"), HasSubstr("本期无责任认定记录。"));
}

TEST_F(PapersTest, TheLetterCarriesTheGradeThatScoreListAnswers) {
  town().append(major_accident("2025-02-10"));
  town().append(finding("2025-02-20"));
  seal_quarter();
  ask("veto.propose/1", "assessor", {{"period", "2025"}});
  for (const char* body : {"assessor", "discipline"})
    ask("veto.decide/1", body,
        {{"veto", k_person_veto},
         {"confirmed", true},
         {"document_no", std::string("四东字〔2025〕") + body}});
  const json people = ask("score.list/1", "assessor", {{"period", "2025Q1"}}).at("people");
  const std::string said = letter("quarterly_organisation");
  std::map<std::string, int> counts;
  for (const json& person : people) {
    const auto name = person.at("name").get<std::string>();
    const auto grade = person.at("final_grade").get<std::string>();
    ++counts[grade];
    EXPECT_THAT(said, ContainsRegex(name + " .* " + person.at("points").get<std::string>() + " +" + grade +
                                    (person.contains("veto") ? " +一票否决" : "")));
  }
  EXPECT_EQ(people[0].at("final_grade"), "不合格");
  for (const auto& [grade, count] : counts)
    EXPECT_THAT(said, HasSubstr(grade + std::to_string(count) + "名"));
  EXPECT_THAT(said, HasSubstr("受一票否决的1名"));
}

TEST_F(PapersTest, AFindingOfThePeriodIsTold) {
  town().append(major_accident("2025-02-10"));
  json found = finding("2025-02-20");
  found["fields"]["responsibility"] = "direct";  // no veto clause asks for it
  town().append(found);
  seal_quarter();
  const std::string said = letter("quarterly_discipline");
  EXPECT_THAT(said, HasSubstr("责任认定1件；涉案领导干部1名。"));
  EXPECT_THAT(said,
              ContainsRegex("2025年2月20日，认定.*干部甲对2025年2月10日.*事故负有直接责任（文号未填）。"));
  EXPECT_THAT(said, HasSubstr("干部甲：履职考核"));
}

TEST_F(PapersTest, ACountyWritesOfTheCounty) {
  json rules = filing_rules();
  rules["jurisdiction"]["name"] = "云岭县";
  rules["jurisdiction"]["issuer"] = "云岭县安全生产委员会办公室";
  enact("filing.rules/1", "system_admin", {{"rules", rules}});
  seal_quarter();
  for (const char* kind : {"quarterly_discipline", "quarterly_organisation"}) {
    const std::string said = letter(kind);
    EXPECT_THAT(said, HasSubstr("全县"));
    EXPECT_THAT(said, HasSubstr("县管领导干部"));
    EXPECT_THAT(said, Not(HasSubstr("全区")));
    EXPECT_THAT(said, Not(HasSubstr("区管")));
  }
}

TEST_F(PapersTest, APublicPaperNamesNobodyTheOrganisationKnows) {
  seal_quarter();
  for (const auto& [day, quarter] :
       {std::pair{"2025-07-01", "2025Q2"}, {"2025-10-01", "2025Q3"}, {"2026-01-04", "2025Q4"}}) {
    town().go_to(day);
    town().score(quarter);
    town().seal(quarter);
  }
  town().go_to("2026-01-12");
  const json passage = {
      {"slot", "problem"}, {"open", true}, {"text", "干部丙同志分管领域连续两个季度履职不到位。"}};
  for (const char* kind : {"yearly_cppcc", "yearly_congress"}) {
    const json filing =
        ask("filing.prepare/1", "reviewer", {{"period", "2025"}, {"kind", kind}, {"passages", {passage}}});
    for (const char* format : {"text", "json"}) {
      const json opened = ask("filing.document/1", "signer", {{"id", filing.at("id")}, {"format", format}});
      const auto bytes = host::decode_base64(opened.at("base64").get<std::string>());
      EXPECT_THAT(bytes, Not(HasSubstr("干部丙")));
      EXPECT_THAT(bytes, HasSubstr("某同志分管领域"));
    }
  }
}

}  // namespace
}  // namespace anze::district
