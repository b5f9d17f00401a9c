// Persons, not accounts: where two people are needed, two accounts of one person are one; and nobody scores,
// seals, files or decides what concerns them.
#include "access_test.h"

namespace anze::district {
namespace {

using PersonsTest = AccessTest;

json period(const char* name) {
  return {{"period", name}};
}

TEST_F(PersonsTest, WhoScoredDoesNotSealUnderAnotherAccount) {
  open_with({who("li", {"assessor"}, "deputy-1"), who("li-2", {"signer"}, "deputy-1"),
             who("wang", {"signer"}, "deputy-2")});
  town().go_to("2025-04-01");
  EXPECT_EQ(no("assess.open/1", "li", period("2025Q1")), "done");
  EXPECT_EQ(no("score.evaluate/1", "li", period("2025Q1")), "done");
  EXPECT_EQ(no("assess.seal/1", "li-2", period("2025Q1")), "actor.four_eyes /actor");
  EXPECT_EQ(no("assess.seal/1", "wang", period("2025Q1")), "done");
  expect_sound();
}

TEST_F(PersonsTest, WhoPreparedALetterDoesNotSignItUnderAnotherAccount) {
  open_with({who("li", {"reviewer"}, "deputy-1"), who("li-2", {"signer"}, "deputy-1")});
  town().go_to("2025-04-01");
  town().score("2025Q1");
  town().seal("2025Q1");
  town().go_to("2025-04-09");
  const json letter = ask("filing.prepare/1", "li", {{"period", "2025Q1"}, {"kind", "quarterly_discipline"}});
  EXPECT_EQ(no("filing.sign/1", "li-2", {{"id", letter.at("id")}}), "actor.four_eyes /actor");
  EXPECT_EQ(no("filing.sign/1", "signer", {{"id", letter.at("id")}}), "done");
}

TEST_F(PersonsTest, OnePersonDoesNotDecideForBothBodies) {
  open_with({who("zhao", {"assessor"}, "deputy-1"), who("zhao-2", {"discipline"}, "deputy-1")});
  accident_with_finding();
  EXPECT_EQ(decide("zhao", k_on_head, true), "done");
  EXPECT_EQ(decide("zhao-2", k_on_head, true), "actor.two_bodies /actor");
  EXPECT_EQ(decide("discipline", k_on_head, true), "done");
}

TEST_F(PersonsTest, WhoEnteredARecordDoesNotCheckItUnderAnotherAccount) {
  open_with({who("sun", {"clerk"}, "deputy-1"), who("sun-2", {"verifier"}, "deputy-1")});
  json repair = json::parse(R"({"ledger": "repair", "title": "维修台账", "basis": ["制度"],
    "fields": [{"name": "done_on", "title": "完成日期", "type": "date"}], "initial": "open",
    "states": [["open", "待修"], ["done", "已修"]],
    "moves": [{"from": "open", "to": "done", "roles": ["verifier"], "other_person": true}]})");
  ask("ledger.define/1", "system_admin", {{"definition", repair}});
  town().go_to("2025-03-10");
  for (const auto& [id, by] : {std::pair("R1", "sun"), std::pair("R2", "clerk")})
    ask("ledger.append/1", by,
        {{"fact",
          {{"ledger", "repair"},
           {"id", id},
           {"occurred_on", "2025-03-09"},
           {"unit", "gov"},
           {"state", "open"},
           {"fields", json::object()}}}});
  EXPECT_EQ(no("ledger.move/1", "sun-2", {{"id", "R1"}, {"to", "done"}}), "actor.four_eyes /to");
  EXPECT_EQ(no("ledger.move/1", "sun-2", {{"id", "R2"}, {"to", "done"}}), "done");
}

TEST_F(PersonsTest, WhoIsAssessedInThePeriodNeitherOpensNorScoresNorSealsIt) {
  open_with({who("head-assessor", {"assessor"}, "head-1"), who("head-signer", {"signer"}, "head-1"),
             who("head-reviewer", {"reviewer"}, "head-1")});
  town().go_to("2025-04-01");
  EXPECT_EQ(no("assess.open/1", "head-assessor", period("2025Q1")), "actor.own_case /actor");
  ask("assess.open/1", "assessor", period("2025Q1"));
  EXPECT_EQ(no("score.evaluate/1", "head-assessor", period("2025Q1")), "actor.own_case /actor");
  ask("score.evaluate/1", "assessor", period("2025Q1"));
  EXPECT_EQ(no("assess.seal/1", "head-signer", period("2025Q1")), "actor.own_case /actor");
  town().seal("2025Q1");
  town().go_to("2025-04-09");
  const json asking = {{"period", "2025Q1"}, {"kind", "quarterly_discipline"}};
  EXPECT_EQ(no("filing.prepare/1", "head-reviewer", asking), "actor.own_case /actor");
  const json letter = ask("filing.prepare/1", "reviewer", asking);
  EXPECT_EQ(no("filing.sign/1", "head-signer", {{"id", letter.at("id")}}), "actor.own_case /actor");
  EXPECT_EQ(no("filing.sign/1", "signer", {{"id", letter.at("id")}}), "done");
}

TEST_F(PersonsTest, NobodyDecidesOnTheVetoOfTheirOwnUnit) {
  json of_gov = who("of-gov", {"discipline"});
  of_gov["unit"] = "gov";
  open_with({who("head-discipline", {"discipline"}, "head-1"), of_gov});
  accident_with_finding();
  EXPECT_EQ(decide("head-discipline", k_on_gov, false), "actor.own_case /actor");
  EXPECT_EQ(decide("head-discipline", k_on_head, false), "actor.own_case /actor");
  EXPECT_EQ(decide("of-gov", k_on_gov, false), "actor.own_case /actor");
  EXPECT_EQ(decide("discipline", k_on_gov, false), "done");
}

TEST_F(PersonsTest, UndoingAnImportWithdrawsNothingAboutOneself) {
  open_with({});
  town().go_to("2025-02-20");
  const json import =
      ask("sheet.import/1", "clerk",
          {{"ledger", "criticism"},
           {"file", "x.csv"},
           {"content",
            "57yW5Y+3LOWPkeeUn+aXpeacnyzljZXkvY0s5bKX5L2NLOW5sumDqCzmibnor4TmrKHmlbANClMxLDIwMjUtMDItMTIs"
            "Z292LGRpc3RyaWN0LWhlYWQsaGVhZC0xLDENClMyLDIwMjUtMDItMTMsZ292LGRpc3RyaWN0LWhlYWQsaGVhZC0xLDEN"
            "Cg=="}});
  const json undo = {{"import", import.at("import")}, {"reason", "误报"}};
  EXPECT_EQ(no("sheet.undo/1", "clerk-of-himself", undo), "actor.own_case /official");
  EXPECT_EQ(ask("ledger.get/1", "clerk", {{"id", "S1"}}).at("versions").size(), 1U);
  EXPECT_EQ(no("sheet.undo/1", "clerk", undo), "done");
}

}  // namespace
}  // namespace anze::district
