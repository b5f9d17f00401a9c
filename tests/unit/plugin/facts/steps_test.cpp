// States of a fact: in which it begins, who may take it where and on what evidence, and who may not (四眼).
#include <gmock/gmock.h>

#include "tests/unit/plugin/district_test.h"

namespace anze::district {
namespace {

const json k_repair = json::parse(R"({
  "ledger": "repair", "title": "检修台账", "basis": ["某规定第一条"],
  "fields": [
    {"name": "due", "title": "期限", "type": "date"},
    {"name": "done_on", "title": "完成日期", "type": "date"},
    {"name": "checked_on", "title": "复查日期", "type": "date", "selectable": false},
    {"name": "note", "title": "说明", "type": "text"}],
  "initial": "open", "states": [["open", "检修中"], ["done", "已完成"], ["checked", "已复查"], ["shelved", "已搁置"]],
  "entry": ["done"],
  "moves": [
    {"from": "open", "to": "done", "title": "报完成", "needs": ["done_on"]},
    {"from": "done", "to": "checked", "title": "复查", "roles": ["verifier"], "needs": ["checked_on"], "attachment": true, "other_person": true},
    {"from": ["open", "done"], "to": "shelved", "roles": ["reviewer"]},
    ["checked", "open"]],
  "rules": [{"rule": "order", "fields": ["occurred_on", "done_on"], "message": "完成日期不得早于发生日期"}]})");

class MovesTest : public DistrictTest {
 protected:
  void SetUp() override {
    DistrictTest::SetUp();
    town().define();
    ask("ledger.define/1", "system_admin", {{"definition", k_repair}});
    town().go_to("2025-03-20");
  }
  static json repair(const std::string& id, const json& state = nullptr) {
    return {
        {"ledger", "repair"}, {"id", id},       {"occurred_on", "2025-03-03"},
        {"unit", "gov"},      {"state", state}, {"fields", {{"due", "2025-03-10"}, {"note", "二号锅炉"}}}};
  }
  std::string append(const json& fact) { return no("ledger.append/1", "clerk", {{"fact", fact}}); }
  std::string move(const std::string& actor, const char* to, json fields = json::object(),
                   bool paper = false) {
    json request = {{"id", "R1"}, {"to", to}, {"fields", std::move(fields)}};
    if (paper)
      request["attachments"] = {{{"name", "复查意见.pdf"}, {"digest", std::string(64, 'b')}, {"size", 9}}};
    return no("ledger.move/1", actor, std::move(request));
  }
  std::string state() {
    return ask("ledger.get/1", "clerk", {{"id", "R1"}}).at("versions").back().at("state");
  }
};

TEST_F(MovesTest, AFactBeginsWhereItsLedgerSays) {
  EXPECT_EQ(append(repair("R1", "checked")), "fact.entry /fact/state");
  EXPECT_EQ(append(repair("R2", "done")), "fact.required /fact/fields/done_on")
      << "what the move would ask for";
  json done = repair("R2", "done");
  done["fields"]["done_on"] = "2025-03-09";
  EXPECT_EQ(append(done), "done");
  EXPECT_EQ(append(repair("R1")), "done");
  // An older register is taken over only where the ledger allows it.
  json checked = repair("R3", "checked");
  checked["fields"]["done_on"] = "2025-03-09";
  const auto take_over = [&](const char* actor) {
    return no("ledger.import/1", actor, {{"lines", checked.dump()}, {"history", true}});
  };
  EXPECT_EQ(take_over("reviewer"), "fact.entry line 1 /state");
  json open = k_repair;
  open["history"] = true;
  enact("ledger.define/1", "system_admin", {{"definition", open}});
  EXPECT_EQ(no("ledger.import/1", "clerk", {{"lines", checked.dump()}}), "fact.entry line 1 /state");
  EXPECT_EQ(take_over("clerk"), "actor.role /actor");
  EXPECT_EQ(take_over("reviewer"), "fact.required line 1 /fields/checked_on")
      << "an unknown day is none in time";
  checked["fields"]["checked_on"] = "2025-03-12";
  EXPECT_EQ(take_over("reviewer"), "done");
  EXPECT_EQ(no("ledger.import/1", "reviewer", {{"lines", repair("R5").dump()}}), "actor.role line 1 /actor");
  EXPECT_EQ(append(repair("R4", "checked")), "fact.entry /fact/state");
}

TEST_F(MovesTest, EachMoveHasItsRoleAndItsEvidence) {
  town().append(repair("R1"));
  EXPECT_EQ(move("clerk", "checked"), "fact.move /to");
  EXPECT_EQ(move("clerk", "open"), "fact.move /to");
  EXPECT_EQ(move("clerk", "burnt"), "fact.state /to");
  EXPECT_EQ(move("clerk", "done"), "fact.required /fields/done_on");
  EXPECT_EQ(move("clerk", "done", {{"done_on", "2025-03-02"}}), "fact.rule /fields/done_on");
  EXPECT_EQ(move("verifier", "done", {{"done_on", "2025-03-09"}}), "actor.role /to");
  EXPECT_EQ(move("clerk", "done", {{"done_on", "2025-03-09"}}), "done");
  EXPECT_EQ(move("clerk", "done"), "fact.move /to");

  EXPECT_EQ(move("clerk", "checked", {{"checked_on", "2025-03-12"}}, true), "actor.role /to");
  const json problem = town().problem("ledger.move/1", "verifier",
                                      {{"id", "R1"}, {"to", "checked"}, {"fields", {{"note", "无"}}}});
  std::vector<std::string> told;
  for (const json& each : problem.at("problems"))
    told.push_back(each.at("code").get<std::string>() + " " + each.at("at").get<std::string>());
  EXPECT_THAT(told, testing::ElementsAre("fact.required /fields/checked_on", "fact.attachment /attachments",
                                         "fact.checked /fields/note"));
  EXPECT_EQ(move("verifier", "checked", {{"checked_on", "2025-03-12"}}, true), "done");
  EXPECT_EQ(state(), "checked");
  EXPECT_EQ(move("clerk", "open"), "done") << "taken up again, with its history";
  EXPECT_EQ(ask("ledger.get/1", "clerk", {{"id", "R1"}}).at("versions").size(), 4U);
  EXPECT_EQ(no("ledger.move/1", "clerk", {{"id", "R9"}, {"to", "done"}}), "fact.unknown /id");
}

TEST_F(MovesTest, NobodyChecksWhatTheyEntered) {
  json done = repair("R1", "done");
  done["fields"]["done_on"] = "2025-03-11";
  ask("ledger.append/1", "clerk-verifier", {{"fact", done}});
  EXPECT_EQ(move("clerk-verifier", "checked", {{"checked_on", "2025-03-12"}}, true), "actor.four_eyes /to");
  EXPECT_EQ(move("verifier", "checked", {{"checked_on", "2025-03-12"}}, true), "done");
  // Who checked may check again; who entered it, and who reopened it, may not.
  EXPECT_EQ(move("clerk-verifier", "open"), "done");
  EXPECT_EQ(move("clerk", "done", {{"done_on", "2025-03-14"}}), "done");
  EXPECT_EQ(move("clerk-verifier", "checked", {{"checked_on", "2025-03-15"}}, true), "actor.four_eyes /to");
  EXPECT_EQ(move("verifier", "checked", {{"checked_on", "2025-03-15"}}, true), "done");
}

TEST_F(MovesTest, ACorrectionObeysTheMovesToo) {
  town().append(repair("R1"));
  const auto correct = [&](const char* to, const char* done) {
    json fact = repair("R1", to);
    if (done != nullptr) fact["fields"]["done_on"] = done;
    return no("ledger.correct/1", "clerk", {{"fact", fact}, {"reason", "录入有误"}});
  };
  EXPECT_EQ(correct("checked", "2025-03-09"), "fact.move /fact/state");
  EXPECT_EQ(correct("shelved", nullptr), "actor.role /fact/state");
  EXPECT_EQ(correct("done", nullptr), "fact.required /fact/fields/done_on");
  EXPECT_EQ(correct("open", nullptr), "done");
  EXPECT_EQ(correct("done", "2025-03-09"), "done");
}

TEST_F(MovesTest, NobodyEntersWhatTheirOwnScoreIsCountedFrom) {
  EXPECT_EQ(no("ledger.append/1", "clerk-of-himself", {{"fact", criticism("C1", "2025-02-10")}}),
            "actor.own_case /fact/official");
  town().append(criticism("C1", "2025-02-10"));
  json without = criticism("C1", "2025-02-10");
  without.erase("official");
  without.erase("post");
  EXPECT_EQ(no("ledger.correct/1", "clerk-of-himself", {{"fact", without}, {"reason", "删去"}}),
            "actor.own_case /fact/official");
  EXPECT_EQ(no("ledger.withdraw/1", "clerk-of-himself", {{"id", "C1"}, {"reason", "删去"}}),
            "actor.own_case /official");
  EXPECT_EQ(no("ledger.append/1", "clerk-of-himself", {{"fact", repair("R1")}}), "done");
}

TEST_F(MovesTest, RolesAreThoseOfPeopleWhoHandleFacts) {
  json other = k_repair;
  other["moves"][1]["roles"] = {"auditor"};
  EXPECT_EQ(no("ledger.define/1", "system_admin", {{"definition", other}}), "ledger.role /definition/moves");
  json smaller = k_repair;
  smaller["states"].erase(3);
  smaller["moves"].erase(2);
  EXPECT_EQ(no("ledger.define/1", "system_admin", {{"definition", smaller}}),
            "ledger.incompatible /definition/states");
}

}  // namespace
}  // namespace anze::district
