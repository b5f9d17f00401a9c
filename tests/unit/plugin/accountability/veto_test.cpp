// The veto: proposed by the engine, decided by two bodies, never touching the score.
#include <gmock/gmock.h>

#include <fstream>

#include "tests/unit/plugin/district_test.h"

namespace anze::district {
namespace {

class VetoMethodTest : public DistrictTest {
 protected:
  static constexpr const char* k_veto = "V2/head-1/X1";

  void SetUp() override {
    DistrictTest::SetUp();
    town().define();
    town().go_to("2025-04-01");
    town().append(major_accident("2025-02-10"));
    town().append(finding("2025-02-20"));
    town().score("2025Q1");
  }
  json propose() { return ask("veto.propose/1", "assessor", {{"period", "2025"}}); }
  static json decision(bool confirmed) {
    return {{"veto", k_veto},
            {"confirmed", confirmed},
            {"document_no", "四东组字〔2025〕1号"},
            {"reason", "调查报告第三章"}};
  }
  std::string status_after(const char* actor, bool confirmed) {
    return ask("veto.decide/1", actor, decision(confirmed)).at("status");
  }
  json head_of_scores() { return ask("score.list/1", "assessor", {{"period", "2025Q1"}}).at("people")[0]; }
};

TEST_F(VetoMethodTest, ProposingTwiceProposesOnce) {
  const json first = propose();
  EXPECT_THAT(first.at("new"), testing::ElementsAre("V1/gov/X1", k_veto));
  const json second = propose();
  EXPECT_EQ(second.at("new"), json::array());
  EXPECT_EQ(second.at("proposals"), first.at("proposals"));
  EXPECT_EQ(no("veto.propose/1", "assessor", {{"period", "2025Q1"}}), "veto.period /period");
}

TEST_F(VetoMethodTest, AFindingReachesAnAccidentOfAFormerYear) {
  SmallDistrict other(folder_ / "other");
  other.define();
  other.go_to("2025-04-01");
  other.append(major_accident("2023-12-20"));
  other.append(finding("2025-02-20"));
  const json proposed = other.ask("veto.propose/1", "assessor", {{"period", "2025"}});
  EXPECT_THAT(proposed.at("new"), testing::ElementsAre(k_veto));
  const json radar = other.ask("veto.radar/1", "assessor", {{"period", "2025"}});
  EXPECT_EQ(radar.at("clauses")[1].at("subjects")[0].at("counted"), 1);
  EXPECT_EQ(radar.at("clauses")[1].at("subjects")[0].at("triggered"), true);
}

TEST_F(VetoMethodTest, BothBodiesConfirmAndTheScoreStands) {
  propose();
  const json before = head_of_scores();
  EXPECT_EQ(before.at("final_grade"), before.at("grade"));
  EXPECT_EQ(status_after("assessor", true), "proposed");
  EXPECT_EQ(status_after("discipline", true), "confirmed");
  const json after = head_of_scores();
  EXPECT_EQ(after.at("points"), before.at("points"));
  EXPECT_EQ(after.at("grade"), before.at("grade"));
  EXPECT_EQ(after.at("final_grade"), "不合格");
  EXPECT_EQ(after.at("veto"), k_veto);
}

TEST_F(VetoMethodTest, DisagreementIsKept) {
  propose();
  EXPECT_EQ(status_after("assessor", false), "proposed");
  EXPECT_EQ(status_after("discipline", true), "disagreed");
  const json vetoes = ask("veto.list/1", "signer", {{"period", "2025Q1"}}).at("vetoes");
  ASSERT_EQ(vetoes.size(), 2U);
  EXPECT_EQ(vetoes[1].at("decisions").size(), 2U);
  EXPECT_EQ(vetoes[1].at("status"), "disagreed");
  EXPECT_EQ(head_of_scores().at("final_grade"), head_of_scores().at("grade"));
}

TEST_F(VetoMethodTest, NobodyDecidesForBothOrOnTheOwnCase) {
  EXPECT_EQ(no("veto.decide/1", "assessor", decision(true)), "veto.unknown /veto");
  propose();
  EXPECT_EQ(no("veto.decide/1", "two-bodies", decision(true)), "actor.two_bodies /actor");
  EXPECT_EQ(no("veto.decide/1", "judge-and-judged", decision(true)), "actor.own_case /actor");
  json undocumented = decision(true);
  undocumented["document_no"] = "";
  EXPECT_EQ(no("veto.decide/1", "assessor", undocumented), "json.length /document_no");
}

TEST_F(VetoMethodTest, APersonWhoChangedBodiesDoesNotDecideTwice) {
  propose();
  ask("veto.decide/1", "assessor", decision(true));
  // The platform moves the assessor into the discipline body.
  json moved = people();
  for (json& person : moved)
    if (person.at("principal") == "assessor") person["roles"] = {"discipline"};
  std::ofstream(folder_ / "people.json") << json{{"version", "2"}, {"people", moved}};
  start();
  town().go_to("2025-04-02");
  EXPECT_EQ(no("veto.decide/1", "assessor",
               [] {
                 json again = decision(true);
                 again["request_id"] = "second";
                 return again;
               }()),
            "actor.two_bodies /actor");
}

// The list in force on the day of the trigger is the one that is asked; a result counts once it is sealed.
class ResultVetoTest : public DistrictTest {
 protected:
  void SetUp() override {
    DistrictTest::SetUp();
    town().define();
    json second = rulebook();
    second["version"] = 2;
    second["effective_from"] = "2025-01-06";  // a list of vetoes is never dated back
    second["vetoes"] = json::parse(R"([
      {"id": "R1", "title": "季度考核得分偏低", "basis": ["考核办法第九条"], "authority": "区安委会", "on": "official",
       "result": {"below": "99"}, "until": "assessment_year", "effects": ["no_honours"]},
      {"id": "R2", "title": "连续两季度得分偏低", "basis": ["考核办法第九条"], "authority": "区安委会", "on": "official",
       "result": {"below": "99", "in_a_row": 2}, "until": {"months": 12}, "effects": ["no_honours", "talk"]}])");
    EXPECT_EQ(enact_no("rulebook.add/1", "security_admin", {{"rulebook", second}}), "done");
  }
  json propose() { return ask("veto.propose/1", "assessor", {{"period", "2025"}}).at("new"); }
};

TEST_F(ResultVetoTest, BeginsTheDayTheResultWasSealed) {
  town().go_to("2025-04-01");
  town().append(criticism("C1", "2025-01-03"));
  town().score("2025Q1");
  EXPECT_EQ(propose(), json::array());
  town().seal("2025Q1");
  EXPECT_THAT(propose(), testing::ElementsAre("R1/head-1/2025Q1"));

  town().go_to("2025-07-02");
  town().append(criticism("C2", "2025-04-03"));
  town().score("2025Q2");
  town().seal("2025Q2");
  EXPECT_THAT(propose(), testing::ElementsAre("R1/head-1/2025Q2", "R2/head-1/2025Q2"));
  const json vetoes = ask("veto.list/1", "assessor", {{"period", "2025"}}).at("vetoes");
  EXPECT_EQ(vetoes.back().at("how"),
            "连续两季度得分偏低：2025年第一季度得 98 分，2025年第二季度得 98 分，均低于 99 分；"
            "2025年7月2日封存之日起，至2026年7月2日止");
}

// Whose score the amended version leaves unchanged has the veto of the first seal; whose it changes has none.
TEST_F(ResultVetoTest, AnAmendedResultTakesTheGroundOfWhomItChanges) {
  json two = organisation();
  two["terms"].push_back({{"id", "T2"},
                          {"post", "deputy-mining"},
                          {"official", "deputy-1"},
                          {"from", "2022-01-01"},
                          {"to", nullptr},
                          {"kind", "full"},
                          {"weight", 1}});
  enact("org.import/1", "system_admin", {{"organisation", two}});
  town().go_to("2025-04-01");
  town().append(criticism("C1", "2025-01-03"));
  json of_deputy = criticism("C2", "2025-01-04");
  of_deputy["official"] = "deputy-1";
  of_deputy["post"] = "deputy-mining";
  town().append(of_deputy);
  town().score("2025Q1");
  town().seal("2025Q1");
  EXPECT_THAT(propose(), testing::UnorderedElementsAre("R1/deputy-1/2025Q1", "R1/head-1/2025Q1"));

  town().go_to("2025-05-20");
  ask("ledger.withdraw/1", "clerk", {{"id", "C1"}, {"reason", "申诉成立"}});
  const json proposed =
      ask("assess.amend/1", "assessor",
          {{"period", "2025Q1"}, {"reason", "申诉成立"}, {"document", "四东复〔2025〕1号"}});
  EXPECT_EQ(proposed.at("unchanged"), 1);
  const auto changed = [](const json& answer) {
    json told = json::object();
    for (const json& each : answer.at("rests")) told[each.at("id")] = each.at("basis_changed");
    return told;
  };
  EXPECT_EQ(changed(proposed), json({{"R1/deputy-1/2025Q1", false}, {"R1/head-1/2025Q1", false}}));
  const json sealed =
      ask("assess.confirm/1", "signer", {{"period", "2025Q1"}, {"digest", proposed.at("digest")}});
  EXPECT_EQ(changed(sealed), json({{"R1/deputy-1/2025Q1", false}, {"R1/head-1/2025Q1", true}}));
  const json vetoes = ask("veto.list/1", "assessor", {{"period", "2025"}}).at("vetoes");
  for (const json& veto : vetoes)
    if (veto.at("subject") == "deputy-1") {
      EXPECT_EQ(veto.at("from"), "2025-04-01") << "the day of the first seal";
    }
}

}  // namespace
}  // namespace anze::district
