// Place: a clerk works for the own unit and those below it; what lies elsewhere is as if it had never been.
#include "access_test.h"

namespace anze::district {
namespace {

json of_unit(const std::string& principal, const char* unit, std::vector<std::string> roles) {
  json one = who(principal, std::move(roles));
  one["unit"] = unit;
  one.erase("units");
  return one;
}

class PlaceTest : public AccessTest {
 protected:
  void SetUp() override {
    AccessTest::SetUp();
    json trade = of_unit("mines", "bureau", {"clerk"});
    trade["sectors"] = {"mining"};
    json both = of_unit("clerk-and-reviewer", "shanmen-gov", {"clerk", "reviewer"});
    json astray = of_unit("astray", "no-such-unit", {"clerk"});
    json nowhere = of_unit("nowhere", "", {"clerk"});
    json deputy = who("deputy", {"verifier", "assessor"});
    deputy["deputy_of"] = {"head-1"};
    json secretary = who("secretary", {"discipline"});
    secretary["delegate_of"] = {"head-1"};
    open_with({of_unit("town", "shanmen-gov", {"clerk"}), of_unit("town-check", "shanmen-gov", {"verifier"}),
               of_unit("gov-clerk", "gov", {"clerk"}), trade, both, astray, nowhere, deputy, secretary,
               of_unit("colleague", "gov", {"assessor"}), who("other-assessor", {"assessor"})});
    town().go_to("2025-04-01");
    town().append(criticism("C1", "2025-02-10"));
  }
  static json in_town(const std::string& id) {
    json fact = criticism(id, "2025-02-11");
    fact["unit"] = "shanmen-gov";
    fact["post"] = "shanmen-head";
    fact["official"] = "head-2";
    return fact;
  }
};

TEST_F(PlaceTest, AClerkOfAnotherUnitNeitherSeesNorChangesTheRecord) {
  const json never = town().problem("ledger.get/1", "town", {{"id", "C7"}});
  const json there = town().problem("ledger.get/1", "town", {{"id", "C1"}});
  EXPECT_EQ(there.at("code"), never.at("code"));  // an id that is there answers as one that never was
  EXPECT_EQ(there.at("at"), never.at("at"));
  EXPECT_EQ(there.at("help"), never.at("help"));
  EXPECT_EQ(no("ledger.correct/1", "town", {{"fact", criticism("C1", "2025-02-10")}, {"reason", "x"}}),
            "fact.unknown /fact/id");
  EXPECT_EQ(no("ledger.withdraw/1", "town", {{"id", "C1"}, {"reason", "x"}}), "fact.unknown /id");
  EXPECT_EQ(no("ledger.move/1", "town-check", {{"id", "C1"}, {"to", "x"}}), "fact.unknown /id");
  EXPECT_EQ(no("ledger.attach/1", "town",
               {{"id", "C1"}, {"name", "a.pdf"}, {"digest", std::string(64, 'a')}, {"size", 1}}),
            "fact.unknown /id");
  EXPECT_EQ(ask("ledger.search/1", "town", {{"ledger", "criticism"}}).at("total"), 0);
  EXPECT_EQ(ask("ledger.search/1", "gov-clerk", {{"ledger", "criticism"}}).at("total"), 1);
}

TEST_F(PlaceTest, AClerkEntersForTheOwnUnitAndThoseBelow) {
  EXPECT_EQ(no("ledger.append/1", "town", {{"fact", in_town("T1")}}), "done");
  EXPECT_EQ(no("ledger.append/1", "gov-clerk", {{"fact", in_town("T2")}}), "done");
  EXPECT_EQ(no("ledger.append/1", "town", {{"fact", criticism("C2", "2025-02-12")}}),
            "actor.place /fact/unit");
  EXPECT_EQ(no("ledger.import/1", "town", {{"lines", criticism("C2", "2025-02-12").dump()}}),
            "actor.place line 1 /unit");
  // Nor is a record of the own unit made one of another.
  json moved = in_town("T1");
  moved["unit"] = "gov";
  EXPECT_EQ(no("ledger.correct/1", "town", {{"fact", moved}, {"reason", "x"}}), "actor.place /fact/unit");
  EXPECT_EQ(no("ledger.correct/1", "gov-clerk", {{"fact", moved}, {"reason", "x"}}), "done");
}

TEST_F(PlaceTest, WhatIsSeenByAnotherRoleIsRefusedWithTheReason) {
  EXPECT_EQ(no("ledger.get/1", "clerk-and-reviewer", {{"id", "C1"}}), "done");
  const json said =
      town().problem("ledger.withdraw/1", "clerk-and-reviewer", {{"id", "C1"}, {"reason", "x"}});
  EXPECT_EQ(said.at("code"), "actor.place");
  EXPECT_EQ(said.at("chinese"),
            "单位“gov”不在办理人的管辖范围内。请由该单位或其上级单位的填报人、核实人办理。");
}

TEST_F(PlaceTest, ASectorReachesFurtherThanTheUnit) {
  json accident = major_accident("2025-02-03");
  EXPECT_EQ(no("ledger.append/1", "mines", {{"fact", accident}}), "done");
  accident["id"] = "X2";
  accident["sector"] = "fire";
  EXPECT_EQ(no("ledger.append/1", "mines", {{"fact", accident}}), "actor.place /fact/unit");
  town().append(accident);
  EXPECT_EQ(no("ledger.get/1", "mines", {{"id", "X1"}}), "done");
  EXPECT_EQ(no("ledger.get/1", "mines", {{"id", "X2"}}), "fact.unknown /id");
}

TEST_F(PlaceTest, AnUnknownPlaceOrNoneReachesNothing) {
  for (const char* actor : {"astray", "nowhere"}) {
    EXPECT_EQ(no("ledger.get/1", actor, {{"id", "C1"}}), "fact.unknown /id") << actor;
    EXPECT_EQ(no("ledger.append/1", actor, {{"fact", in_town("T1")}}), "actor.place /fact/unit") << actor;
  }
}

// Every method that shows records shows those of the place; the clerk of the government's unit sees them all.
TEST_F(PlaceTest, NoMethodNamesARecordOfAnotherPlace) {
  const json bytes = {{"id", "C1"}, {"name", "通报.pdf"}, {"content", "5a6J6Z2i"}};
  const std::string digest = ask("ledger.attach/1", "gov-clerk", bytes).at("digest");
  json second = criticism("C2", "2025-02-12");
  second["attachments"] = {{{"name", "同一份.pdf"}, {"digest", digest}, {"size", 6}}};
  ask("ledger.append/1", "gov-clerk", {{"fact", second}});
  const json quarter = {{"period", "2025Q1"}};
  json figure = quarter;
  figure["figure"] = "criticism.all";
  const std::vector<std::pair<const char*, json>> shown{{"figures.explain/1", figure},
                                                        {"ledger.reused/1", json::object()},
                                                        {"ledger.list/1", quarter},
                                                        {"ledger.search/1", {{"ledger", "criticism"}}}};
  for (const auto& [method, request] : shown) {
    EXPECT_NE(ask(method, "gov-clerk", request).dump().find("\"C2\""), std::string::npos) << method;
    EXPECT_EQ(ask(method, "town", request).dump().find("\"C2\""), std::string::npos) << method;
  }
}

// A list is gone on with from an id that was shown: another one would tell that it is there.
TEST_F(PlaceTest, APageEndsWithARecordThatIsSeen) {
  for (const char* id : {"A1", "B1", "D1"}) {
    ask("ledger.append/1", "clerk", {{"fact", criticism(id, "2025-02-12")}});
    ask("ledger.append/1", "town", {{"fact", in_town(std::string(id) + "-town")}});
  }
  json request = {{"period", "2025Q1"}, {"ledger", "criticism"}, {"limit", 1}};
  std::vector<std::string> shown;
  for (json next = ""; next.is_string(); request["after"] = next) {
    const json page = ask("ledger.list/1", "town", request);
    for (const json& fact : page.at("facts")) shown.push_back(fact.at("id"));
    next = page.at("next");
    if (next.is_string()) {
      EXPECT_EQ(next, shown.back());
    }
  }
  EXPECT_EQ(shown, (std::vector<std::string>{"A1-town", "B1-town", "D1-town"}));
}

// A digest is no key: neither evidence of another place nor a sealed letter comes out under the own record.
TEST_F(PlaceTest, ADigestOpensNothingThatIsNotSeen) {
  ask("ledger.append/1", "town", {{"fact", in_town("T1")}});
  const json evidence = {{"id", "C1"}, {"name", "通报.pdf"}, {"content", "5a6J6Z2i"}};
  const std::string digest = ask("ledger.attach/1", "gov-clerk", evidence).at("digest");
  town().score("2025Q1");
  town().seal("2025Q1");
  ask("filing.prepare/1", "reviewer", {{"period", "2025Q1"}, {"kind", "quarterly_discipline"}});
  const json letters = ask("filing.list/1", "town", {{"period", "2025Q1"}});
  std::vector<std::string> kept{digest};
  for (const json& letter : letters.at("filings"))
    if (letter.contains("snapshot_digest")) kept.push_back(letter.at("snapshot_digest"));
  ASSERT_EQ(kept.size(), 2U);
  for (const std::string& each : kept) {
    const json named = {{"id", "T1"}, {"name", "a"}, {"digest", each}, {"size", 1}};
    EXPECT_EQ(no("ledger.attach/1", "town", named), "attachment.kept /attachments");
    json fact = in_town("T2");
    fact["attachments"] = {{{"name", "a"}, {"digest", each}, {"size", 1}}};
    EXPECT_EQ(no("ledger.append/1", "town", {{"fact", fact}}), "attachment.kept /attachments");
    EXPECT_EQ(no("ledger.attachment/1", "town", {{"digest", each}}), "attachment.unknown /digest");
    EXPECT_EQ(no("sheet.check/1", "town", {{"ledger", "criticism"}, {"digest", each}}),
              "sheet.digest /digest");
  }
  // Who has the file brings it, and is told that it lies elsewhere, not where.
  const json brought = ask("ledger.attach/1", "town", {{"id", "T1"}, {"name", "a"}, {"content", "5a6J6Z2i"}});
  ASSERT_EQ(brought.at("reused").size(), 1U);
  EXPECT_FALSE(brought["reused"][0].contains("first"));
}

TEST_F(PlaceTest, AnImportOfAnotherPlaceIsNotUndone) {
  ask("ledger.append/1", "town", {{"fact", in_town("T1")}});
  const json import =
      ask("sheet.import/1", "clerk",
          {{"ledger", "criticism"},
           {"file", "x.csv"},
           {"content",
            "57yW5Y+3LOWPkeeUn+aXpeacnyzljZXkvY0s5bKX5L2NLOW5sumDqCzmibnor4TmrKHmlbANClMxLDIwMjUtMDItMTIs"
            "Z292LGRpc3RyaWN0LWhlYWQsaGVhZC0xLDENCg=="}});
  const json undo = {{"import", import.at("import")}, {"reason", "误报"}};
  EXPECT_EQ(ask("sheet.imports/1", "town").at("imports"), json::array());
  EXPECT_EQ(ask("sheet.imports/1", "gov-clerk").at("imports").size(), 1U);
  EXPECT_EQ(no("sheet.undo/1", "town", undo), "actor.place /unit");
  EXPECT_EQ(no("sheet.undo/1", "gov-clerk", undo), "done");
}

// 回避: a deputy, a delegate and a member of the same unit neither judge nor decide; in a veto a colleague of
// the person speaks once the other body has.
TEST_F(PlaceTest, WhoStandsCloseToThePersonDoesNotJudge) {
  ask("assess.open/1", "assessor", {{"period", "2025Q1"}});
  const json sheet = {{"period", "2025Q1"},
                      {"judgements", {{{"clause", "B1"}, {"term", "T1"}, {"value", "1"}, {"reason", "x"}}}}};
  EXPECT_EQ(no("score.judge/1", "deputy", sheet), "actor.relation /actor");
  EXPECT_EQ(no("score.judge/1", "colleague", sheet), "actor.relation /actor");
  EXPECT_EQ(no("score.judge/1", "other-assessor", sheet), "done");
}

TEST_F(PlaceTest, ADelegateDecidesOnAVetoAfterTheOtherBodyOnly) {
  accident_with_finding();
  EXPECT_EQ(decide("secretary", k_on_head, true), "actor.relation /actor");
  EXPECT_EQ(decide("colleague", k_on_head, true), "actor.relation /actor");
  EXPECT_EQ(decide("assessor", k_on_head, true), "done");
  EXPECT_EQ(decide("secretary", k_on_head, true), "done");
  // Now both would be said from inside.
  EXPECT_EQ(no("veto.decide/1", "colleague",
               {{"veto", k_on_head}, {"confirmed", false}, {"document_no", "二号"}, {"reason", "改判"}}),
            "actor.relation /actor");
}

TEST_F(PlaceTest, ADeputyDoesNotCheckARecordOfThePerson) {
  json repair = json::parse(R"({"ledger": "repair", "title": "维修台账", "basis": ["制度"],
    "fields": [{"name": "done_on", "title": "完成日期", "type": "date"}], "initial": "open",
    "states": [["open", "待修"], ["done", "已修"]],
    "moves": [{"from": "open", "to": "done", "roles": ["verifier"], "other_person": true}]})");
  ask("ledger.define/1", "system_admin", {{"definition", repair}});
  town().append({{"ledger", "repair"},
                 {"id", "R1"},
                 {"occurred_on", "2025-03-09"},
                 {"unit", "gov"},
                 {"post", "district-head"},
                 {"state", "open"},
                 {"fields", json::object()}});
  EXPECT_EQ(no("ledger.move/1", "deputy", {{"id", "R1"}, {"to", "done"}}), "actor.relation /actor");
  EXPECT_EQ(no("ledger.move/1", "town-check", {{"id", "R1"}, {"to", "done"}}), "fact.unknown /id");
  EXPECT_EQ(no("ledger.move/1", "verifier", {{"id", "R1"}, {"to", "done"}}), "done");
}

}  // namespace
}  // namespace anze::district
