// Persons, not accounts: where two people are needed, two accounts of one person are one; and nobody scores,
// seals, files or decides what concerns them.
#include "access_test.h"
#include "host/base64.hpp"

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

// 会签: where one of the assessed seals or signs, somebody outside stands by it first, and the papers say so.
class CountersignTest : public AccessTest {
 protected:
  void SetUp() override {
    AccessTest::SetUp();
    open_with({who("head-signer", {"signer"}, "head-1"), who("head-stands-by", {"countersigner"}, "head-1"),
               who("town-head-stands-by", {"countersigner"}, "head-2"), who("nameless", {"countersigner"}),
               who("outside", {"countersigner"}, "city-1"), who("outside-scores", {"assessor"}, "city-1"),
               who("outside-writes", {"reviewer"}, "city-1"), who("other", {"countersigner"}, "city-2")});
    town().go_to("2025-04-01");
  }
  static json with(const char* name, const char* value, json more) {
    more[name] = value;
    return more;
  }
  const json reason_{{"reason", "区内签发人均为考核对象"}};
};

TEST_F(CountersignTest, OneOfTheAssessedSealsWhenSomebodyOutsideStandsByIt) {
  const json stand = with("period", "2025Q1", reason_);
  EXPECT_EQ(no("assess.countersign/1", "outside", stand), "assessment.missing /period");
  ask("assess.open/1", "assessor", period("2025Q1"));
  EXPECT_EQ(no("assess.countersign/1", "outside", stand), "assessment.unscored /period");
  ask("score.evaluate/1", "assessor", period("2025Q1"));
  EXPECT_EQ(no("assess.seal/1", "head-signer", period("2025Q1")), "actor.own_case /actor");
  // Two of the assessed cannot stand by each other, nor can one under a second account, nor who scored it.
  for (const char* inside : {"head-stands-by", "town-head-stands-by"})
    EXPECT_EQ(no("assess.countersign/1", inside, stand), "actor.own_case /actor") << inside;
  EXPECT_EQ(no("assess.countersign/1", "nameless", stand), "actor.nameless /actor");
  EXPECT_EQ(no("assess.countersign/1", "signer", stand), "actor.role /actor");
  EXPECT_EQ(no("assess.countersign/1", "outside", with("digest", "other", stand)),
            "countersign.digest /digest");
  const std::string digest = ask("score.list/1", "outside", period("2025Q1")).at("digest");
  EXPECT_EQ(no("assess.countersign/1", "outside", with("digest", digest.c_str(), stand)), "done");
  EXPECT_EQ(ask("score.list/1", "assessor", period("2025Q1")).at("countersigned").at("by"), "outside");
  // Of the scores as they were: scoring again ends it, and who scores does not stand by it.
  ask("score.evaluate/1", "outside-scores", period("2025Q1"));
  EXPECT_EQ(no("assess.seal/1", "head-signer", period("2025Q1")), "actor.own_case /actor");
  EXPECT_EQ(no("assess.countersign/1", "outside", stand), "actor.four_eyes /actor");
  ask("score.evaluate/1", "assessor", period("2025Q1"));
  ask("assess.countersign/1", "outside", stand);
  const json sealed = ask("assess.seal/1", "head-signer", period("2025Q1"));
  EXPECT_EQ(sealed.at("countersigned").at("reason"), reason_.at("reason"));
  EXPECT_EQ(no("assess.countersign/1", "other", stand), "assessment.sealed /period");
  expect_sound();
}

TEST_F(CountersignTest, OneOfTheAssessedSignsALetterAndThePaperSaysWhoStoodByIt) {
  town().score("2025Q1");
  ask("assess.countersign/1", "outside", with("period", "2025Q1", reason_));
  town().seal("2025Q1");
  town().go_to("2025-04-09");
  const json asking = {{"period", "2025Q1"}, {"kind", "quarterly_discipline"}};
  const json letter = ask("filing.prepare/1", "outside-writes", asking);
  const std::string id = letter.at("id");
  const json stand = with("id", id.c_str(), reason_);
  EXPECT_EQ(no("filing.sign/1", "head-signer", {{"id", id}}), "actor.own_case /actor");
  EXPECT_EQ(no("filing.countersign/1", "head-stands-by", stand), "actor.own_case /actor");
  EXPECT_EQ(no("filing.countersign/1", "town-head-stands-by", stand), "actor.own_case /actor");
  EXPECT_EQ(no("filing.countersign/1", "nameless", stand), "actor.nameless /actor");
  EXPECT_EQ(no("filing.countersign/1", "outside", stand), "actor.four_eyes /actor") << "prepared it";
  EXPECT_EQ(no("filing.countersign/1", "other", with("digest", "x", stand)), "filing.replaced /digest");
  const json stood = ask("filing.countersign/1", "other",
                         with("digest", letter["package"]["digest"].get<std::string>().c_str(), stand));
  EXPECT_NE(stood.at("package").at("digest"), letter.at("package").at("digest"));
  EXPECT_EQ(no("filing.countersign/1", "other", stand), "filing.countersigned /id");
  const std::string paper =
      ask("filing.document/1", "head-signer", {{"id", id}, {"format", "text"}}).at("base64");
  EXPECT_EQ(no("filing.sign/1", "head-signer", {{"id", id}, {"digest", letter["package"]["digest"]}}),
            "filing.replaced /digest");
  const json is_signed =
      ask("filing.sign/1", "head-signer", {{"id", id}, {"digest", stood["package"]["digest"]}});
  EXPECT_EQ(is_signed.at("countersigned").at("by"), "other");
  EXPECT_EQ(ask("filing.document/1", "reviewer", {{"id", id}, {"format", "text"}}).at("base64"), paper);
  const std::string text = host::decode_base64(paper);
  EXPECT_NE(
      text.find("会签：2025年第一季度考核结果封存前，考核对象以外的会签人（账号outside）于2025年4月1日会签"),
      std::string::npos);
  EXPECT_NE(text.find("会签：本件签发前，考核对象以外的会签人（账号other）于2025年4月9日会签。理由："),
            std::string::npos);
  EXPECT_EQ(ask("filing.get/1", "reviewer", {{"id", id}}).at("countersigned").at("by"), "other");
  const json listed = ask("filing.list/1", "reviewer", period("2025Q1")).at("filings");
  EXPECT_EQ(listed[0].at("countersigned").at("by"), "other");
  EXPECT_EQ(no("filing.countersign/1", "other", stand), "filing.state /id");
  expect_sound();
}

// Preparing it anew ends the countersignature: it was of the draft that was read.
TEST_F(CountersignTest, ADraftThatIsPreparedAnewIsStoodByAnew) {
  town().score("2025Q1");
  town().seal("2025Q1");
  const json asking = {{"period", "2025Q1"}, {"kind", "quarterly_discipline"}};
  const json id = ask("filing.prepare/1", "reviewer", asking).at("id");
  ask("filing.countersign/1", "other", with("id", id.get<std::string>().c_str(), reason_));
  ask("filing.prepare/1", "reviewer", asking);
  EXPECT_EQ(no("filing.sign/1", "head-signer", {{"id", id}}), "actor.own_case /actor");
  EXPECT_EQ(no("filing.sign/1", "signer", {{"id", id}}), "done") << "who is not assessed needs nobody";
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
