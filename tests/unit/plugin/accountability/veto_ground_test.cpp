// A veto rests on facts: when they change it is to be decided again, whether or not anybody proposes anew;
// and what two bodies decided no single one takes back.
#include <gmock/gmock.h>

#include "tests/unit/plugin/district_test.h"

namespace anze::district {
namespace {

class VetoGroundTest : public DistrictTest {
 protected:
  static constexpr const char* k_veto = "V2/head-1/X1";

  void SetUp() override {
    DistrictTest::SetUp();
    town().define();
    town().go_to("2025-04-01");
    town().append(major_accident("2025-02-10"));
    town().append(finding("2025-02-20"));
    town().score("2025Q1");
    propose();
  }
  json propose() { return ask("veto.propose/1", "assessor", {{"period", "2025"}}); }
  json request(bool confirmed, const std::string& document, const char* veto = k_veto) {
    return {
        {"veto", veto}, {"confirmed", confirmed}, {"document_no", document}, {"reason", "调查报告第三章"}};
  }
  std::string decide(const char* actor, bool confirmed, const std::string& document,
                     const char* veto = k_veto) {
    return ask("veto.decide/1", actor, request(confirmed, document, veto)).at("status");
  }
  void confirm() {
    decide("assessor", true, "组1号");
    ASSERT_EQ(decide("discipline", true, "纪1号"), "confirmed");
  }
  json lifting(const std::string& document) {
    return {{"veto", k_veto}, {"document_no", document}, {"reason", "原认定撤销"}};
  }
  json veto(const std::string& id = k_veto) {
    const json listed = ask("veto.list/1", "assessor", {{"period", "2025"}});
    for (const json& each : listed.at("vetoes"))
      if (each.at("id") == id) return each;
    return nullptr;
  }
  std::string grade() {
    return ask("score.list/1", "assessor", {{"period", "2025Q1"}}).at("people")[0].at("final_grade");
  }
  void correct(json fact) {
    ask("ledger.correct/1", "clerk", {{"fact", std::move(fact)}, {"reason", "更正"}});
  }
  json accident_with(const char* field, const json& value) {
    json accident = major_accident("2025-02-10");
    accident["fields"][field] = value;
    return accident;
  }
};

TEST_F(VetoGroundTest, ATollThatFallsTakesTheVetoOutOfForceThoughNobodyProposes) {
  confirm();
  EXPECT_EQ(grade(), "不合格");
  correct(accident_with("dead", 2));
  EXPECT_EQ(veto().at("status"), "basis_changed");
  EXPECT_EQ(veto().at("status_title"), "依据变化，待重新决定");
  EXPECT_EQ(veto().at("in_force"), false);
  EXPECT_THAT(veto().at("changed"), testing::ElementsAre("X1 的事故等级由重大变为一般"));
  EXPECT_NE(grade(), "不合格");
  EXPECT_EQ(ask("score.quota/1", "assessor", {{"period", "2025Q1"}}).at("excellent"), 1);
  EXPECT_EQ(no("veto.decide/1", "assessor", request(true, "组2号")), "veto.baseless /veto");

  EXPECT_THAT(propose().at("ended"), testing::ElementsAre("V1/gov/X1", k_veto));
  EXPECT_EQ(veto("V1/gov/X1").at("status"), "dropped") << "nobody had decided on it";
  EXPECT_EQ(veto().at("decisions").size(), 2U);

  // The correction was a mistake and is taken back: what was decided was decided on this.
  correct(major_accident("2025-02-10"));
  EXPECT_EQ(veto().at("status"), "confirmed");
  expect_sound();
}

TEST_F(VetoGroundTest, AWithdrawnFindingIsToldAndBothBodiesLift) {
  confirm();
  correct(accident_with("liability", false));
  ask("ledger.withdraw/1", "clerk", {{"id", "F1"}, {"reason", "原认定撤销"}});
  EXPECT_THAT(veto().at("changed"), testing::ElementsAre("X1 的“责任事故”已更正", "F1 已撤回：原认定撤销"));
  EXPECT_EQ(no("veto.lift/1", "assessor", lifting("组1号")), "veto.document /document_no");
  EXPECT_EQ(ask("veto.lift/1", "assessor", lifting("组2号")).at("status"), "basis_changed");
  town().go_to("2025-04-03");
  const json lifted = ask("veto.lift/1", "discipline", lifting("纪2号"));
  EXPECT_EQ(lifted.at("status"), "lifted");
  EXPECT_EQ(lifted.at("status_title"), "已撤销");
  EXPECT_EQ(lifted.at("lifted_on"), "2025-04-03");
  EXPECT_EQ(lifted.at("decisions").size(), 2U);
  EXPECT_EQ(no("veto.lift/1", "discipline", lifting("纪3号")), "veto.not_decided /veto");
}

TEST_F(VetoGroundTest, AFindingAboutSomebodyElseFreesTheFirst) {
  confirm();
  json other = finding("2025-02-20");
  other["official"] = "head-2";
  correct(other);
  EXPECT_THAT(propose().at("new"), testing::ElementsAre("V2/head-2/X1"));
  EXPECT_EQ(veto().at("status"), "basis_changed");
  EXPECT_THAT(veto().at("changed"), testing::ElementsAre("F1 的当事人已更正为他人"));
  EXPECT_EQ(veto("V2/head-2/X1").at("status"), "proposed");
}

TEST_F(VetoGroundTest, ACorrectedDayCorrectsOneVetoWhichIsDecidedAnew) {
  confirm();
  correct(finding("2025-02-21"));
  EXPECT_EQ(veto().at("status"), "basis_changed");
  EXPECT_EQ(no("veto.decide/1", "assessor", request(true, "组2号")), "veto.changed /veto");
  const json proposed = propose();
  EXPECT_EQ(proposed.at("new"), json::array());
  EXPECT_THAT(proposed.at("changed"), testing::ElementsAre(k_veto));
  EXPECT_EQ(decide("assessor", true, "组2号"), "basis_changed");
  EXPECT_EQ(decide("discipline", true, "纪2号"), "confirmed");
  const json decisions = veto().at("decisions");
  ASSERT_EQ(decisions.size(), 4U);
  EXPECT_EQ(decisions[0].at("version"), 1);
  EXPECT_EQ(decisions[0].at("made_on").at("from"), "2025-02-20");
  EXPECT_EQ(decisions[0].at("standing"), false);
  EXPECT_EQ(decisions[3].at("version"), 2);
  EXPECT_EQ(decisions[3].at("standing"), true);
  EXPECT_EQ(veto().at("from"), "2025-02-21");
}

TEST_F(VetoGroundTest, ASecondAccidentIsASecondVeto) {
  confirm();
  json second = major_accident("2025-03-10");
  second["id"] = "X2";
  json found = finding("2025-03-20");
  found["id"] = "F2";
  found["fields"]["accident"] = "X2";
  town().append(second);
  town().append(found);
  EXPECT_THAT(propose().at("new"), testing::ElementsAre("V1/gov/X2", "V2/head-1/X2"));
  EXPECT_EQ(veto().at("status"), "confirmed");
  EXPECT_THAT(veto().at("facts"), testing::ElementsAre("X1", "F1"));
  EXPECT_EQ(veto("V2/head-1/X2").at("decisions"), json::array());
  EXPECT_EQ(veto("V2/head-1/X2").at("from"), "2025-03-20");
  const json radar = ask("veto.radar/1", "assessor", {{"period", "2025"}});
  EXPECT_EQ(radar.at("clauses")[1].at("subjects")[0].at("counted"), 2);
}

TEST_F(VetoGroundTest, ALaterFindingOfTheSamePersonAndAccidentReplacesTheEarlier) {
  confirm();
  json review = finding("2025-03-20");
  review["id"] = "F2";
  review["fields"]["responsibility"] = "important_leader";
  town().append(review);
  propose();
  EXPECT_THAT(veto().at("facts"), testing::ElementsAre("X1", "F2"));
  EXPECT_EQ(veto().at("from"), "2025-02-20") << "upheld, it runs from the first";
  EXPECT_EQ(veto().at("status"), "basis_changed");
  EXPECT_THAT(veto().at("changed"), testing::ElementsAre("对 X1 的责任认定已由 F2 代替", "F2 新计入"));

  json cleared = finding("2025-03-25");
  cleared["id"] = "F3";
  cleared["fields"]["responsibility"] = "direct";  // none that the clause asks for
  town().append(cleared);
  propose();
  EXPECT_EQ(veto().at("status"), "basis_changed");
  EXPECT_THAT(veto().at("changed"), testing::ElementsAre("对 X1 的责任认定已由 F3 代替"));
}

TEST_F(VetoGroundTest, OneBodyAloneTakesNothingBack) {
  confirm();
  EXPECT_EQ(no("veto.decide/1", "discipline", request(false, "纪2号")), "veto.confirmed /confirmed");
  const json one = ask("veto.lift/1", "discipline", lifting("纪2号"));
  EXPECT_EQ(one.at("status"), "confirmed");
  ASSERT_EQ(one.at("objections").size(), 1U);
  EXPECT_EQ(one.at("objections")[0].at("document_no"), "纪2号");
  EXPECT_EQ(grade(), "不合格");
  EXPECT_EQ(ask("veto.lift/1", "assessor", lifting("组2号")).at("status"), "lifted");
  EXPECT_NE(grade(), "不合格");
}

TEST_F(VetoGroundTest, ADecisionStandsUntilANewDocumentReplacesIt) {
  decide("assessor", false, "组1号");
  EXPECT_EQ(no("veto.decide/1", "assessor", request(true, "组1号")), "veto.document /document_no");
  EXPECT_EQ(no("veto.decide/1", "assessor", request(true, "\u3000 ")), "veto.document /document_no");
  json silent = request(true, "组2号");
  silent["reason"] = " ";
  EXPECT_EQ(no("veto.decide/1", "assessor", silent), "veto.reason /reason");
  EXPECT_EQ(no("veto.lift/1", "assessor", lifting("组2号")), "veto.not_decided /veto");
  json other = request(true, "组2号");
  other["version"] = 2;
  EXPECT_EQ(no("veto.decide/1", "assessor", other), "veto.changed /version");
  decide("assessor", true, "组2号");
  const json decisions = veto().at("decisions");
  ASSERT_EQ(decisions.size(), 2U);
  EXPECT_EQ(decisions[0].at("document_no"), "组1号");
  EXPECT_EQ(decisions[0].at("standing"), false);
  EXPECT_EQ(decisions[1].at("standing"), true);
}

TEST_F(VetoGroundTest, AMemberOfTheUnitDoesNotDecideOnIt) {
  EXPECT_EQ(no("veto.decide/1", "judge-and-judged", request(true, "组1号", "V1/gov/X1")),
            "actor.own_case /actor");
  EXPECT_EQ(decide("assessor", true, "组1号", "V1/gov/X1"), "proposed");
}

TEST_F(VetoGroundTest, AFindingLeadsToAPersonAndFollowsItsAccident) {
  json nobody = finding("2025-02-20");
  nobody["id"] = "F2";
  nobody.erase("official");
  EXPECT_EQ(no("ledger.append/1", "clerk", {{"fact", nobody}}), "finding.person /fact/official");
  nobody["post"] = "deputy-mining";
  EXPECT_EQ(no("ledger.append/1", "clerk", {{"fact", nobody}}), "fact.outside_term /fact/occurred_on");
  json early = finding("2025-02-09");
  early["id"] = "F2";
  EXPECT_EQ(no("ledger.append/1", "clerk", {{"fact", early}}), "finding.before_accident /fact/occurred_on");
  EXPECT_EQ(no("ledger.correct/1", "clerk", {{"fact", finding("2025-02-09")}, {"reason", "更正"}}),
            "finding.before_accident /fact/occurred_on");

  SmallDistrict other(folder_ / "other");  // by the post alone
  other.define();
  other.go_to("2025-04-01");
  other.append(major_accident("2025-02-10"));
  json by_post = finding("2025-02-20");
  by_post.erase("official");
  by_post["post"] = "district-head";
  other.append(by_post);
  const json proposed = other.ask("veto.propose/1", "assessor", {{"period", "2025"}});
  EXPECT_THAT(proposed.at("new"), testing::ElementsAre("V1/gov/X1", k_veto));
  EXPECT_EQ(proposed.at("unresolved"), json::array());
}

// One accident has one class, and its toll settles, also across the end of the year.
class VetoClassTest : public VetoGroundTest {
 protected:
  void SetUp() override {
    DistrictTest::SetUp();
    town().go_to("2025-01-01");
    town().define();
    json second = rulebook();
    second["version"] = 2;
    json card = second["vetoes"][0];
    card["id"] = "Y1";
    card["yellow_card"] = true;
    card["select"]["where"][0] = {{"field", "class"}, {"op", "eq"}, {"value", 2}};
    json lower = second["vetoes"][1];
    lower["id"] = "V4";
    lower["select"]["where"][0] = {{"field", "class"}, {"op", "lt"}, {"value", 3}};
    json from_decision = second["vetoes"][1];
    from_decision["id"] = "V5";
    from_decision["until"] = {{"months", 12}, {"from", "decision"}};
    from_decision["authority"] = "省委办公厅";
    second["vetoes"].push_back(card);
    second["vetoes"].push_back(lower);
    second["vetoes"].push_back(from_decision);
    ASSERT_EQ(enact_no("rulebook.add/1", "security_admin", {{"rulebook", second}}), "done");
    town().go_to("2025-12-30");
  }
  json of_toll(int dead) {
    json accident = major_accident("2025-12-20");
    accident["fields"]["dead"] = dead;
    return accident;
  }
};

TEST_F(VetoClassTest, AHigherClassTakesTheLowerOnesPlace) {
  town().append(of_toll(3));
  town().append(finding("2025-12-28"));
  EXPECT_THAT(propose().at("new"), testing::ElementsAre("Y1/gov/X1", "V4/head-1/X1"));
  decide("assessor", true, "组1号", "V4/head-1/X1");
  const json decided = ask("veto.decide/1", "discipline", request(true, "纪1号", "V4/head-1/X1"));
  EXPECT_EQ(decided.at("status"), "confirmed");
  EXPECT_EQ(decided.at("decisions")[1].at("provisional"), true);

  correct(of_toll(10));
  EXPECT_THAT(propose().at("new"), testing::ElementsAre("V1/gov/X1", "V2/head-1/X1", "V5/head-1/X1"));
  EXPECT_EQ(veto("V4/head-1/X1").at("status"), "superseded");
  EXPECT_THAT(veto("V4/head-1/X1").at("superseded_by"), testing::ElementsAre("V2/head-1/X1", "V5/head-1/X1"));
  EXPECT_EQ(veto("V4/head-1/X1").at("provisional"), false);
  EXPECT_EQ(veto("V4/head-1/X1").at("decisions").size(), 2U);
  EXPECT_EQ(veto("Y1/gov/X1").at("status"), "superseded");
  EXPECT_THAT(veto("Y1/gov/X1").at("superseded_by"), testing::ElementsAre("V1/gov/X1"));
}

TEST_F(VetoClassTest, ProvisionalEndsWithItsThirtyDaysAcrossTheYear) {
  town().append(of_toll(3));
  propose();
  EXPECT_EQ(veto("Y1/gov/X1").at("provisional"), true);
  town().go_to("2026-01-19");
  EXPECT_EQ(veto("Y1/gov/X1").at("provisional"), true);
  town().go_to("2026-01-20");
  EXPECT_EQ(veto("Y1/gov/X1").at("provisional"), false) << "also when nobody proposes anew";
  propose();
  EXPECT_EQ(veto("Y1/gov/X1").at("provisional"), false);
}

TEST_F(VetoClassTest, TheDaysMayRunFromTheDecision) {
  town().append(of_toll(10));
  town().append(finding("2025-12-28"));
  propose();
  town().go_to("2026-03-01");
  decide("assessor", true, "组1号", "V5/head-1/X1");
  town().go_to("2026-03-05");
  const json decided = ask("veto.decide/1", "discipline", request(true, "纪1号", "V5/head-1/X1"));
  EXPECT_EQ(decided.at("from"), "2026-03-05");
  EXPECT_EQ(decided.at("until"), "2027-03-05");
  EXPECT_EQ(ask("veto.list/1", "assessor", {{"period", "2027Q1"}}).at("vetoes").size(), 1U);
}

TEST_F(VetoClassTest, AReviewOfTheNextYearFreesOfTheYearBefore) {
  town().append(of_toll(10));
  town().append(finding("2025-12-28"));
  propose();
  decide("assessor", true, "组1号", "V2/head-1/X1");
  decide("discipline", true, "纪1号", "V2/head-1/X1");
  town().go_to("2026-02-01");
  json cleared = finding("2026-01-25");
  cleared["id"] = "F2";
  cleared["fields"]["responsibility"] = "direct";
  town().append(cleared);
  EXPECT_EQ(veto("V2/head-1/X1").at("status"), "basis_changed");
}

}  // namespace
}  // namespace anze::district
