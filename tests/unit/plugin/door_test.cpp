// The one door of a new fact: what it may not say on entry, days that have not come, places filled with a
// stroke, and an older register taken over.
#include <gmock/gmock.h>

#include <map>
#include <set>

#include "district_test.h"
#include "host/files.hpp"

namespace anze::district {
namespace {

class DoorTest : public DistrictTest {
 protected:
  void SetUp() override {
    DistrictTest::SetUp();
    const fs::path ledgers = fs::path(ANZE_SOURCE_DIR) / "scoring/rules/ledgers";
    for (const char* name : {"hazard.json", "criticism.json"})
      definitions_[name] = json::parse(host::read_file(ledgers / name));
    district_->ask("org.import/1", "system_admin", {{"organisation", organisation()}});
    for (const auto& [name, definition] : definitions_)
      district_->ask("ledger.define/1", "system_admin", {{"definition", definition}});
    district_->go_to("2025-04-02");
  }
  static json hazard(const std::string& id, const char* state, json more = json::object()) {
    json fields = {{"source", "routine"}, {"level", "general"}, {"deadline", "2025-04-01"}};
    fields.update(more);
    return {{"ledger", "hazard"}, {"id", id},       {"occurred_on", "2025-03-03"},
            {"unit", "bureau"},   {"state", state}, {"fields", fields}};
  }
  // What the doors say of it; sheets have tests of their own.
  std::string append(const json& fact) {
    return code(district_->problem("ledger.append/1", "clerk", {{"fact", fact}}));
  }
  std::string lines(const json& fact, const char* actor = "clerk", bool history = false) {
    json request = {{"lines", fact.dump()}};
    if (history) request["history"] = true;
    return code(district_->problem("ledger.import/1", actor, request));
  }
  static std::string code(const json& problem) {
    return problem.is_null() ? "done" : problem.value("code", "") + " " + problem.value("at", "");
  }
  std::map<std::string, json> definitions_;
};

TEST_F(DoorTest, LinesPassTheDoorOfAppend) {
  const json listed = {
      {"level", "major"}, {"listed", true}, {"listed_no", "督1号"}, {"listed_on", "2025-03-04"}};
  for (const json& fact : {hazard("H1", "closed"), hazard("H2", "verified"), hazard("H3", "open", listed),
                           hazard("H4", "rectified"),
                           hazard("H5", "rectified", {{"level", "major"}, {"rectified_on", "2025-03-05"}}),
                           hazard("H6", "rectified", {{"rectified_on", "2025-05-18"}})}) {
    const std::string said = append(fact);
    EXPECT_NE(said, "done") << fact.dump();
    EXPECT_EQ(lines(fact).substr(0, 9), said.substr(0, 9)) << fact.dump();
  }
  EXPECT_EQ(append(hazard("H1", "closed")), "fact.entry /fact/state");
  EXPECT_EQ(append(hazard("H3", "open", listed)), "fact.act /fact/fields/listed");
  EXPECT_EQ(append(hazard("H4", "rectified")), "fact.required /fact/fields/rectified_on");
  EXPECT_EQ(append(hazard("H7", "open")), "done");
  EXPECT_EQ(lines(hazard("H8", "open")), "done");
}

TEST_F(DoorTest, AnOlderRegisterIsTakenOverByAReviewerAndNotIntoAnAssessedPeriod) {
  const json days = {
      {"rectified_on", "2025-03-05"}, {"verified_on", "2025-03-06"}, {"closed_on", "2025-03-07"}};
  json undated = days;
  undated.erase("verified_on");
  EXPECT_EQ(lines(hazard("H1", "closed", days)), "fact.entry line 1 /state");
  EXPECT_EQ(lines(hazard("H1", "closed", days), "clerk", true), "actor.role /actor");
  EXPECT_EQ(lines(hazard("H1", "closed", days), "reviewer"), "actor.role line 1 /actor");
  EXPECT_EQ(lines(hazard("H1", "closed", undated), "reviewer", true),
            "fact.required line 1 /fields/verified_on");
  EXPECT_EQ(lines(hazard("H1", "closed", days), "reviewer", true), "done");
  const json entries = district_->ask("audit.list/1", "auditor", {{"limit", 1000}});
  EXPECT_THAT(entries.dump(), testing::HasSubstr("taking over of 1 facts"));
  json book = rulebook();
  book["vetoes"] = json::array();
  district_->ask("rulebook.add/1", "security_admin", {{"rulebook", book}});
  district_->ask("assess.open/1", "assessor", {{"period", "2025Q1"}});
  EXPECT_EQ(lines(hazard("H2", "closed", days), "reviewer", true), "fact.history_late line 1 /occurred_on");
  EXPECT_EQ(lines(hazard("H3", "open"), "reviewer", true), "done") << "late, as any other";
}

TEST_F(DoorTest, WhatWasDoneHasBeenDone) {
  district_->ask("ledger.append/1", "clerk", {{"fact", hazard("H1", "open", {{"deadline", "2025-12-31"}})}});
  const auto move = [&](const char* day) {
    return district_->no("ledger.move/1", "clerk",
                         {{"id", "H1"}, {"to", "rectified"}, {"fields", {{"rectified_on", day}}}});
  };
  EXPECT_EQ(move("2025-05-18"), "fact.future /fields/rectified_on");
  EXPECT_EQ(move("2025-04-02"), "done");
  json corrected = hazard("H1", "rectified", {{"deadline", "2025-12-31"}, {"rectified_on", "2052-03-10"}});
  EXPECT_EQ(district_->no("ledger.correct/1", "clerk", {{"fact", corrected}, {"reason", "日期有误"}}),
            "fact.future /fact/fields/rectified_on");
}

// Every day of the shipped registers is either of something done or may lie ahead; whoever adds one says
// which.
TEST_F(DoorTest, EveryShippedDayIsDoneOrMayLieAhead) {
  const std::set<std::string> ahead = {"campaign.until",
                                       "campaign_group.until",
                                       "chemical_unit.licence_until",
                                       "commendation.effective_on",
                                       "crowded_place.recheck_by",
                                       "finding.effective_on",
                                       "guidance.effective_on",
                                       "hazard.deadline",
                                       "hazard.extended_to",
                                       "hazard.extension_asked_to",
                                       "inspection.recheck_by",
                                       "instruction.due",
                                       "linkage.until",
                                       "mine.licence_until",
                                       "plan.drill_due_on",
                                       "report_filing.due",
                                       "road_point.deadline",
                                       "sub_plan.due",
                                       "training.until"};
  for (const auto& entry : fs::directory_iterator(fs::path(ANZE_SOURCE_DIR) / "scoring/rules/ledgers")) {
    const json ledger = json::parse(host::read_file(entry.path()));
    for (const json& field : ledger.at("fields")) {
      if (field.at("type") != "date") continue;
      const std::string name =
          ledger.at("ledger").get<std::string>() + "." + field.at("name").get<std::string>();
      EXPECT_NE(field.contains("max"), ahead.contains(name)) << name;
    }
  }
  json wrong = definitions_.at("hazard.json");
  wrong["ledger"] = "other";
  wrong["measures"] = json::array();
  wrong["fields"][2]["max"] = "tomorrow";
  EXPECT_EQ(district_->no("ledger.define/1", "system_admin", {{"definition", wrong}}).substr(0, 12),
            "ledger.range");
}

TEST_F(DoorTest, AStrokeFillsNothingIn) {
  const json five = {{"level", "major"}, {"measure", "/"},      {"responsible", "—"},
                     {"cost_fen", 0},    {"contingency", "无"}, {"rectified_on", "2025-03-05"}};
  EXPECT_EQ(append(hazard("H1", "rectified", five)).substr(0, 11), "hazard.five");
  district_->ask("ledger.append/1", "clerk", {{"fact", hazard("H1", "open", {{"level", "major"}})}});
  const json problem =
      district_->problem("ledger.move/1", "clerk", {{"id", "H1"}, {"to", "rectified"}, {"fields", five}});
  std::set<std::string> places;
  for (const json& each : problem.at("problems")) places.insert(each.at("at"));
  EXPECT_EQ(places, (std::set<std::string>{"/fields/responsible", "/fields/measure", "/fields/contingency"}));
  json said = five;
  said.update({{"measure", "换管道"}, {"responsible", "张三"}, {"contingency", "停产撤人"}});
  EXPECT_EQ(district_->no("ledger.move/1", "clerk", {{"id", "H1"}, {"to", "rectified"}, {"fields", said}}),
            "done");
}

}  // namespace
}  // namespace anze::district
