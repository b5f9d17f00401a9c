// Who keeps which ledger: the definition says, and every door asks.
#include "access_test.h"

namespace anze::district {
namespace {

class KeepersTest : public AccessTest {
 protected:
  void SetUp() override {
    AccessTest::SetUp();
    json close = who("delegate", {"discipline"});
    close["delegate_of"] = {"head-1"};
    open_with({who("chen", {"discipline"}, "p-chen"), who("chen-2", {"discipline"}, "p-chen"), close});
    keep({"discipline", "reviewer"}, {"discipline"});
    town().go_to("2025-04-01");
    town().append(major_accident("2025-02-03"));
  }
  void keep(const json& enter, const json& change) {
    json definition = ledger("finding");
    definition["enter"] = enter;
    definition["change"] = change;
    enact("ledger.define/1", "system_admin", {{"definition", definition}});
  }
  std::string enter(const char* actor) {
    return no("ledger.append/1", actor, {{"fact", finding("2025-03-03")}});
  }
  static json sheet() {
    return {
        {"ledger", "finding"},
        {"file", "x.csv"},
        // 编号,发生日期,单位,干部,事故,责任 / S1,2025-02-12,gov,head-1,X1,main_leader
        {"content",
         "57yW5Y+3LOWPkeeUn+aXpeacnyzljZXkvY0s5bmy6YOoLOS6i+aVhSzotKPku7sKUzEsMjAyNS0wMi0xMixnb3YsaGVhZC0x"
         "LFgxLG1haW5fbGVhZGVyCg=="}};
  }
};

TEST_F(KeepersTest, AClerkNeitherEntersNorChangesAFinding) {
  EXPECT_EQ(enter("clerk"), "actor.role /actor");
  EXPECT_EQ(enter("assessor"), "actor.role /actor");
  EXPECT_EQ(no("ledger.import/1", "clerk", {{"lines", finding("2025-03-03").dump()}}),
            "actor.role line 1 /actor");
  EXPECT_EQ(no("sheet.check/1", "clerk", sheet()), "actor.role /actor");
  EXPECT_EQ(no("sheet.import/1", "clerk", sheet()), "actor.role /actor");
  EXPECT_EQ(enter("reviewer"), "done");
  const json correct = {{"fact", finding("2025-03-04")}, {"reason", "日期有误"}};
  const json withdraw = {{"id", "F1"}, {"reason", "撤销"}};
  const json paper = {{"id", "F1"}, {"name", "决定.pdf"}, {"content", "YQ=="}};
  for (const char* actor : {"clerk", "reviewer", "signer"}) {
    EXPECT_EQ(no("ledger.correct/1", actor, correct), "actor.role /actor") << actor;
    EXPECT_EQ(no("ledger.withdraw/1", actor, withdraw), "actor.role /actor") << actor;
  }
  for (const char* actor : {"clerk", "signer", "verifier"})
    EXPECT_EQ(no("ledger.attach/1", actor, paper), "actor.role /actor") << actor;
  EXPECT_EQ(no("ledger.attach/1", "discipline", paper), "done");
  EXPECT_EQ(no("ledger.correct/1", "discipline", correct), "done");
  EXPECT_EQ(no("ledger.withdraw/1", "discipline", withdraw), "done");
}

// 二人: what one of the organ wrote, a second person of it corrects or withdraws, who is not close to the one
// it concerns; whoever entered it still adds evidence.
TEST_F(KeepersTest, AFindingIsCorrectedAndWithdrawnByASecondPerson) {
  json definition = ledger("finding");
  definition["enter"] = definition["change"] = {"discipline"};
  definition["other_person"] = true;
  enact("ledger.define/1", "system_admin", {{"definition", definition}});
  EXPECT_EQ(enter("chen"), "done");
  json lesser = finding("2025-03-03");
  lesser["fields"]["responsibility"] = "important_leader";
  const json correct = {{"fact", lesser}, {"reason", "复核"}};
  const json withdraw = {{"id", "F1"}, {"reason", "撤销"}};
  for (const char* same : {"chen", "chen-2"}) {
    EXPECT_EQ(no("ledger.correct/1", same, correct), "actor.four_eyes /actor") << same;
    EXPECT_EQ(no("ledger.withdraw/1", same, withdraw), "actor.four_eyes /actor") << same;
  }
  EXPECT_EQ(no("ledger.attach/1", "chen", {{"id", "F1"}, {"name", "决定.pdf"}, {"content", "YQ=="}}), "done");
  EXPECT_EQ(no("ledger.correct/1", "delegate", correct), "actor.relation /actor");
  EXPECT_EQ(no("ledger.withdraw/1", "delegate", withdraw), "actor.relation /actor");
  EXPECT_EQ(no("ledger.correct/1", "discipline", correct), "done");
  EXPECT_EQ(no("ledger.withdraw/1", "discipline", withdraw), "actor.four_eyes /actor");
  EXPECT_EQ(no("ledger.withdraw/1", "chen-2", withdraw), "done") << "of the version that stands the other";
  const json import = ask("sheet.import/1", "chen", sheet());
  const json undo = {{"import", import.at("import")}, {"reason", "误报"}};
  EXPECT_EQ(no("sheet.undo/1", "chen-2", undo), "actor.four_eyes /actor");
  EXPECT_EQ(no("sheet.undo/1", "discipline", undo), "done");
  EXPECT_EQ(ask("ledger.defined/1", "clerk", {{"ledger", "finding"}}).at("ledgers")[0].at("other_person"),
            true);
  definition["other_person"] = false;
  const json proposed =
      ask("ledger.define/1", "system_admin", {{"definition", definition}, {"reason", "人手不足"}});
  EXPECT_EQ(proposed.at("loosens")[0].at("at"), "/definition/other_person");
}

TEST_F(KeepersTest, UndoingAnImportIsForWhoMayWithdraw) {
  const json import = ask("sheet.import/1", "reviewer", sheet());
  const json undo = {{"import", import.at("import")}, {"reason", "误报"}};
  EXPECT_EQ(no("sheet.undo/1", "clerk", undo), "actor.role /actor");
  EXPECT_EQ(no("sheet.undo/1", "reviewer", undo), "actor.role /actor");
  EXPECT_EQ(no("sheet.undo/1", "discipline", undo), "done");
}

TEST_F(KeepersTest, AStepOfAnImportIsRefusedToo) {
  const json job = {{"job", ask("sheet.start/1", "clerk", sheet()).at("job")}};
  EXPECT_EQ(no("sheet.step/1", "clerk", job), "actor.role /actor");
}

// A ledger that names nobody is the clerk's, as ever; others who came through the door are turned back.
TEST_F(KeepersTest, OtherLedgersAreTheClerks) {
  for (const char* actor : {"discipline", "assessor", "reviewer", "signer", "verifier"})
    EXPECT_EQ(no("ledger.append/1", actor, {{"fact", criticism("C1", "2025-02-10")}}), "actor.role /actor")
        << actor;
  EXPECT_EQ(no("ledger.append/1", "official", {{"fact", criticism("C1", "2025-02-10")}}),
            "actor.unknown /actor");
  EXPECT_EQ(no("ledger.append/1", "head", {{"fact", criticism("C1", "2025-02-10")}}), "actor.role /actor");
  town().append(criticism("C1", "2025-02-10"));
  EXPECT_EQ(no("ledger.withdraw/1", "reviewer", {{"id", "C1"}, {"reason", "x"}}), "actor.role /actor");
  const json defined = ask("ledger.defined/1", "clerk", {{"ledger", "criticism"}}).at("ledgers")[0];
  EXPECT_EQ(defined.at("enter"), json::array({"clerk"}));
  EXPECT_EQ(defined.at("change"), json::array({"clerk"}));
}

// States without an order change like any other field: by who may correct.
TEST_F(KeepersTest, AStateWithoutMovesIsACorrection) {
  json definition = json::parse(R"({"ledger": "loose", "title": "散件台账", "basis": ["制度"],
    "fields": [{"name": "n", "title": "数", "type": "integer"}], "initial": "open",
    "states": [["open", "未办"], ["done", "已办"]]})");
  ask("ledger.define/1", "system_admin", {{"definition", definition}});
  town().append({{"ledger", "loose"},
                 {"id", "L1"},
                 {"occurred_on", "2025-03-01"},
                 {"unit", "gov"},
                 {"state", "open"},
                 {"fields", json::object()}});
  EXPECT_EQ(no("ledger.move/1", "signer", {{"id", "L1"}, {"to", "done"}}), "actor.role /actor");
  EXPECT_EQ(no("ledger.move/1", "clerk", {{"id", "L1"}, {"to", "done"}}), "done");
}

TEST_F(KeepersTest, OnlyRolesThatEnterFactsAreNamed) {
  json definition = ledger("finding");
  definition["enter"] = {"registrar"};
  EXPECT_EQ(no("ledger.define/1", "system_admin", {{"definition", definition}}),
            "ledger.role /definition/enter");
  definition["enter"] = {"discipline"};
  definition["change"] = {"checker"};
  EXPECT_EQ(no("ledger.define/1", "system_admin", {{"definition", definition}}),
            "ledger.role /definition/change");
}

}  // namespace
}  // namespace anze::district
