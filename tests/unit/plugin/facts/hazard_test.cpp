// The hazard ledger as shipped: 五落实 before a major one is rectified, a second person to verify and close,
// overdue and rechecks from the day of the question, rates with both counts.
#include <gmock/gmock.h>

#include <fstream>

#include "tests/unit/plugin/district_test.h"

namespace anze::district {
namespace {

class HazardTest : public DistrictTest {
 protected:
  void SetUp() override {
    DistrictTest::SetUp();
    // The small district's own hazards are of another shape; this one has the shipped register.
    town_ = std::make_unique<SmallDistrict>(town().folder() / "shipped");
    town_->ask("org.import/1", "system_admin", {{"organisation", organisation()}});
    std::ifstream file(fs::path(ANZE_SOURCE_DIR) / "scoring/rules/ledgers/hazard.json");
    town_->ask("ledger.define/1", "system_admin", {{"definition", json::parse(file)}});
    town_->go_to("2025-03-20");
  }
  std::string enter(const std::string& id, const std::string& day, json fields, const char* state = "open") {
    fields["source"] = "routine";
    if (!fields.contains("level")) fields["level"] = "general";
    return town_->no("ledger.append/1", "clerk",
                     {{"fact",
                       {{"ledger", "hazard"},
                        {"id", id},
                        {"occurred_on", day},
                        {"unit", "gov"},
                        {"state", state},
                        {"fields", fields}}}});
  }
  std::string move(const std::string& actor, const std::string& id, const char* to,
                   json fields = json::object(), const char* reason = "") {
    json request = {{"id", id}, {"to", to}, {"fields", fields}};
    if (*reason != 0) request["reason"] = reason;
    return town_->no("ledger.move/1", actor, request);
  }
  std::string act(const std::string& actor, const std::string& id, const char* act,
                  json fields = json::object()) {
    return town_->no("ledger.move/1", actor, {{"id", id}, {"act", act}, {"fields", fields}});
  }
  static json notice() {
    return {{"listed", true},
            {"listed_no", "安委督〔2025〕3号"},
            {"listed_on", "2025-03-20"},
            {"supervisor", "区安委办 副区长"}};
  }
  json status(json request = json::object()) {
    request["ledger"] = "hazard";
    return town_->ask("hazard.status/1", "clerk", request);
  }
  json status_of(const std::string& id, json request = json::object()) {
    const json answer = status(std::move(request));
    for (const json& hazard : answer.at("hazards"))
      if (hazard.at("id") == id) return hazard;
    return {};
  }
  static std::string names(const json& missing) {
    std::string text;
    for (const json& each : missing) text += (text.empty() ? "" : " ") + each.at("field").get<std::string>();
    return text;
  }
  std::unique_ptr<SmallDistrict> town_;
};

TEST_F(HazardTest, AMajorOneIsRectifiedOnlyWithAllFiveOnRecord) {
  ASSERT_EQ(enter("H1", "2025-03-03", {{"level", "major"}, {"deadline", "2025-03-31"}}), "done");
  EXPECT_EQ(names(status_of("H1").at("missing")), "responsible measure cost_fen contingency rectified_on");
  EXPECT_EQ(move("clerk", "H1", "rectified", {{"rectified_on", "2025-03-18"}}),
            "hazard.five /fields/responsible");
  const json five = {{"responsible_unit", "某企业"},
                     {"measure", "更换管道"},
                     {"cost_fen", 500000},
                     {"contingency", "停用并围挡"},
                     {"rectified_on", "2025-03-18"}};
  json four = five;
  four.erase("contingency");
  EXPECT_EQ(move("clerk", "H1", "rectified", four), "hazard.five /fields/contingency");
  EXPECT_EQ(move("clerk", "H1", "rectified", five), "done");
  // A general one needs none of them.
  ASSERT_EQ(enter("H2", "2025-03-03", {{"deadline", "2025-03-31"}}), "done");
  EXPECT_EQ(move("clerk", "H2", "rectified", {{"rectified_on", "2025-03-05"}}), "done");
}

TEST_F(HazardTest, AnotherPersonVerifiesAndClosesAndItsHistoryStays) {
  ASSERT_EQ(enter("H1", "2025-03-03", {{"rectified_on", "2025-03-03"}, {"on_spot", true}}, "rectified"),
            "done");
  EXPECT_EQ(enter("H2", "2025-03-03", json::object(), "closed"), "fact.entry /fact/state");
  EXPECT_EQ(move("clerk", "H1", "verified", {{"verified_on", "2025-03-10"}, {"recheck_opinion", "合格"}}),
            "actor.role /to");
  EXPECT_EQ(move("verifier", "H1", "verified", {{"verified_on", "2025-03-02"}, {"recheck_opinion", "合格"}}),
            "fact.rule /fields/verified_on");
  EXPECT_EQ(move("verifier", "H1", "verified", {{"verified_on", "2025-03-10"}}),
            "fact.required /fields/recheck_opinion");
  EXPECT_EQ(move("verifier", "H1", "verified", {{"verified_on", "2025-03-10"}, {"recheck_opinion", "合格"}}),
            "done");
  EXPECT_EQ(move("verifier", "H1", "closed", {{"closed_on", "2025-03-11"}}), "done");
  EXPECT_EQ(move("reviewer", "H1", "open", {{"deadline", "2025-04-10"}}), "fact.reason /reason");
  EXPECT_EQ(move("reviewer", "H1", "open", json::object(), "回头看发现反弹"),
            "fact.required /fields/deadline");
  EXPECT_EQ(move("reviewer", "H1", "open", {{"deadline", "2025-04-10"}}, "回头看发现反弹"), "done");
  EXPECT_EQ(move("clerk", "H1", "rectified"), "fact.required /fields/rectified_on")
      << "the day of the first time is not the day of the second";
  const json versions = town_->ask("ledger.get/1", "clerk", {{"id", "H1"}}).at("versions");
  ASSERT_EQ(versions.size(), 4U);
  EXPECT_EQ(versions[2].at("fields").at("closed_on"), "2025-03-11");
}

TEST_F(HazardTest, OverdueIsCountedFromTheDayOfTheQuestion) {
  ASSERT_EQ(enter("H1", "2025-02-24", {{"deadline", "2025-03-10"}}), "done");
  EXPECT_EQ(status_of("H1", {{"on", "2025-03-10"}}).at("days_overdue"), 0);
  EXPECT_EQ(status_of("H1", {{"on", "2025-03-11"}}).at("days_overdue"), 1);
  const json today = status_of("H1");
  EXPECT_EQ(today.at("days_overdue"), 10);
  EXPECT_EQ(today.at("days_open"), 24);
  EXPECT_EQ(today.at("workdays_open"), 18);
  EXPECT_EQ(names(today.at("missing")), "overdue_reason rectified_on");
  // Who enters it extends nothing; an extension is asked for, and a second person grants it.
  json fact = {{"ledger", "hazard"},
               {"id", "H1"},
               {"occurred_on", "2025-02-24"},
               {"unit", "gov"},
               {"state", "open"},
               {"fields",
                {{"source", "routine"},
                 {"level", "general"},
                 {"deadline", "2025-03-10"},
                 {"extended_to", "2025-03-25"},
                 {"extension_no", "安延〔2025〕1号"}}}};
  EXPECT_EQ(town_->no("ledger.correct/1", "clerk", {{"fact", fact}, {"reason", "批准延期"}}),
            "fact.act /fact/fields/extended_to");
  const json grant = {
      {"extended_to", "2025-03-25"}, {"extension_no", "安延〔2025〕1号"}, {"extended_on", "2025-03-20"}};
  EXPECT_EQ(act("reviewer", "H1", "extend", grant), "fact.asked /act");
  json wish = {{"extension_asked_on", "2025-03-12"}, {"extension_asked_to", "2025-04-30"}};
  EXPECT_EQ(act("clerk", "H1", "ask_extension", wish), "fact.required /fields/extension_reason");
  wish["extension_reason"] = "配件未到货";
  EXPECT_EQ(act("clerk", "H1", "ask_extension", wish), "done");
  EXPECT_EQ(status_of("H1").at("extension_asked_to"), "2025-04-30");
  EXPECT_EQ(status_of("H1").at("days_overdue"), 10) << "asking moves nothing";
  EXPECT_EQ(act("clerk", "H1", "extend", grant), "actor.role /act");
  // Refused, asked again, granted for a shorter time.
  EXPECT_EQ(act("reviewer", "H1", "refuse_extension",
                {{"extension_refused_on", "2025-03-20"}, {"extension_refusal", "理由不充分"}}),
            "done");
  EXPECT_TRUE(status_of("H1").at("extension_asked_to").is_null());
  EXPECT_EQ(act("reviewer", "H1", "extend", grant), "fact.asked /act") << "it was answered";
  EXPECT_EQ(act("clerk", "H1", "ask_extension", wish), "done");
  EXPECT_EQ(act("reviewer", "H1", "extend", {{"extended_to", "2025-03-25"}}),
            "fact.required /fields/extension_no");
  json more = grant;
  more["measure"] = "另加措施";
  EXPECT_EQ(act("reviewer", "H1", "extend", more), "fact.checked /fields/measure")
      << "an act sets its own fields";
  EXPECT_EQ(act("reviewer", "H1", "extend", grant), "done");
  EXPECT_EQ(status_of("H1").at("days_overdue"), 0);
  EXPECT_EQ(status_of("H1").at("due"), "2025-03-25");
  EXPECT_EQ(status_of("H1", {{"on", "2025-03-27"}}).at("days_overdue"), 2);
  EXPECT_EQ(status({{"overdue", true}}).at("waiting"), 0);
}

TEST_F(HazardTest, AListedOneIsCheckedAgainWithinTenDays) {
  EXPECT_EQ(enter("H1", "2025-02-24", {{"level", "major"}, {"listed", true}, {"deadline", "2025-03-31"}}),
            "fact.act /fact/fields/listed")
      << "nobody lists a hazard by entering it";
  ASSERT_EQ(enter("H1", "2025-02-24", {{"level", "major"}, {"listed", false}}, "registered"), "done");
  EXPECT_EQ(act("clerk", "H1", "list", notice()), "actor.role /act");
  EXPECT_EQ(act("reviewer", "H1", "list", notice()), "fact.required /fields/deadline");
  ASSERT_EQ(move("clerk", "H1", "open", {{"deadline", "2025-03-31"}}), "done");
  json unnumbered = notice();
  unnumbered.erase("listed_no");
  EXPECT_EQ(act("reviewer", "H1", "list", unnumbered), "fact.required /fields/listed_no");
  EXPECT_EQ(act("reviewer", "H1", "hang", notice()), "fact.act /act");
  EXPECT_EQ(act("reviewer", "H1", "list", notice()), "done");
  EXPECT_EQ(status_of("H1").at("recheck_by"), "2025-04-10");
  EXPECT_EQ(status_of("H1", {{"on", "2025-04-12"}}).at("recheck_overdue"), 2);
  EXPECT_EQ(move("clerk", "H1", "rectified",
                 {{"responsible", "李四"},
                  {"measure", "加固"},
                  {"cost_fen", 0},
                  {"contingency", "撤人"},
                  {"rectified_on", "2025-03-14"},
                  {"applied_on", "2025-03-15"}}),
            "done");
  EXPECT_EQ(status_of("H1").at("recheck_by"), "2025-03-25") << "from the unit's application";
  EXPECT_EQ(act("reviewer", "H1", "list", notice()), "fact.move /act") << "not any more";
  EXPECT_EQ(move("reviewer", "H1", "verified", {{"verified_on", "2025-03-20"}, {"recheck_opinion", "合格"}}),
            "done")
      << "who listed it entered nothing of it";
  EXPECT_TRUE(status_of("H1").is_null()) << "nothing is waited for";
  EXPECT_EQ(move("verifier", "H1", "closed", {{"closed_on", "2025-03-20"}}),
            "fact.required /fields/published_on")
      << "a listed one is cancelled in public";
  EXPECT_EQ(move("verifier", "H1", "closed", {{"closed_on", "2025-03-20"}, {"published_on", "2025-03-20"}}),
            "done");
}

TEST_F(HazardTest, ItsWholeLifeIsToldByWhomAndWhy) {
  ASSERT_EQ(enter("H1", "2025-02-24",
                  {{"level", "major"},
                   {"deadline", "2025-03-10"},
                   {"responsible", "李四"},
                   {"measure", "加固"},
                   {"cost_fen", 0},
                   {"contingency", "撤人"}}),
            "done");
  ASSERT_EQ(act("signer", "H1", "list", notice()), "done");
  ASSERT_EQ(move("clerk", "H1", "rectified", {{"rectified_on", "2025-03-14"}}), "done");
  EXPECT_EQ(move("verifier", "H1", "open"), "fact.reason /reason");
  ASSERT_EQ(move("verifier", "H1", "open", json::object(), "复查不合格"), "done");
  EXPECT_EQ(status_of("H1").at("days_overdue"), 10);
  ASSERT_EQ(move("clerk", "H1", "rectified", {{"rectified_on", "2025-03-19"}}), "done");
  ASSERT_EQ(move("verifier", "H1", "verified", {{"verified_on", "2025-03-20"}, {"recheck_opinion", "合格"}}),
            "done");
  ASSERT_EQ(move("verifier", "H1", "closed", {{"closed_on", "2025-03-20"}, {"published_on", "2025-03-20"}}),
            "done");
  EXPECT_EQ(status({{"closed", true}}).at("waiting"), 0);
  const json closed = status_of("H1", {{"closed", true}});
  EXPECT_EQ(closed.at("state_title"), "已销号");
  EXPECT_EQ(closed.at("days_overdue"), 9) << "late though done";
  ASSERT_EQ(move("reviewer", "H1", "open", {{"deadline", "2025-04-20"}}, "回头看发现反弹"), "done");
  const json history = status_of("H1").at("history");
  ASSERT_EQ(history.size(), 8U);
  const char* told[] = {"登记",     "挂牌督办", "整改完成", "退回整改：复查不合格",
                        "整改完成", "复查验收", "销号",     "重新整改：回头看发现反弹"};
  for (std::size_t i = 0; i < 8; ++i) EXPECT_EQ(history[i].at("what"), told[i]);
  EXPECT_EQ(history[1].at("by"), "signer");
  EXPECT_EQ(history[6].at("state_title"), "已销号");
  EXPECT_EQ(status_of("H1").at("due"), "2025-04-20");
  const json got = town_->ask("ledger.get/1", "clerk", {{"id", "H1"}});
  ASSERT_EQ(got.at("acts").size(), 2U) << "nothing is asked that could be answered";
  EXPECT_EQ(got["acts"][1].at("act"), "ask_extension");
}

TEST_F(HazardTest, OnTheSpotMeansThatDayWithoutADeadlineAndNeverAMajorOne) {
  const auto on_spot = [&](json more, const char* id = "H1") {
    json fields = {{"on_spot", true}, {"rectified_on", "2025-03-03"}};
    fields.update(more);
    return enter(id, "2025-03-03", fields, "rectified");
  };
  EXPECT_EQ(on_spot({{"deadline", "2025-03-31"}}), "fact.rule /fact/fields/deadline");
  EXPECT_EQ(on_spot({{"rectified_on", "2025-03-05"}}), "fact.rule /fact/occurred_on");
  EXPECT_EQ(on_spot({{"level", "major"}}), "fact.rule /fact/fields/on_spot");
  EXPECT_EQ(on_spot(json::object()), "done");
}

TEST_F(HazardTest, OneStepAtATimeIsAsked) {
  ASSERT_EQ(enter("H1", "2025-03-03", {{"deadline", "2025-03-31"}}), "done");
  EXPECT_EQ(town_->no("ledger.move/1", "clerk", {{"id", "H1"}}), "fact.step /to");
  EXPECT_EQ(town_->no("ledger.move/1", "reviewer", {{"id", "H1"}, {"to", "rectified"}, {"act", "list"}}),
            "fact.step /act");
}

TEST_F(HazardTest, RatesShowBothCounts) {
  ASSERT_EQ(
      enter("H1", "2025-02-03", {{"deadline", "2025-02-20"}, {"rectified_on", "2025-02-19"}}, "rectified"),
      "done");
  ASSERT_EQ(
      enter("H2", "2025-02-03", {{"deadline", "2025-02-20"}, {"rectified_on", "2025-02-25"}}, "rectified"),
      "done");
  ASSERT_EQ(enter("H3", "2025-02-03", {{"deadline", "2025-04-20"}}), "done");
  ASSERT_EQ(enter("H4", "2024-12-30", {{"deadline", "2025-02-10"}}), "done");
  ASSERT_EQ(enter("H5", "2025-03-03", json::object(), "registered"), "done");
  const json all = status({{"period", "2025Q1"}}).at("all");
  EXPECT_EQ(all.at("found"), 4) << "the one of last year was found then";
  EXPECT_EQ(all.at("rectified_rate"), json::parse(R"({"count": 2, "of": 4, "ppm": 500000})"));
  EXPECT_EQ(all.at("due"), 3) << "and falls due now";
  EXPECT_EQ(all.at("in_time_rate"), json::parse(R"({"count": 1, "of": 3, "ppm": 333333})"));
  EXPECT_EQ(all.at("due_late"), 1);
  EXPECT_EQ(all.at("due_open"), 1);
  EXPECT_EQ(all.at("open"), 3);
  EXPECT_EQ(all.at("overdue"), 1);
  EXPECT_EQ(all.at("without_deadline"), 1);
  EXPECT_EQ(status().at("major").at("rectified_rate").at("ppm"), nullptr) << "of none there is no rate";
  EXPECT_EQ(status({{"period", "2025Q1"}}).at("hazards")[0].at("id"), "H4")
      << "what presses most comes first";
  // On an earlier day the second was still open.
  EXPECT_EQ(status({{"period", "2025Q1"}, {"on", "2025-02-24"}}).at("all").at("rectified_rate").at("count"),
            1);
}

// The notice of 2021 is not at hand: nothing is guessed.
TEST_F(HazardTest, AYearWithoutACalendarIsSaid) {
  ASSERT_EQ(enter("H1", "2022-06-01", {{"deadline", "2022-07-01"}}), "done");
  const json old = status_of("H1");
  EXPECT_EQ(old.at("workdays_open"), nullptr);
  EXPECT_EQ(old.at("calendar"), "unknown");
  EXPECT_EQ(status().at("ages").at("calendar_unknown"), 1);
}

TEST_F(HazardTest, OnlyHazardsHaveAStatus) {
  town_->ask("ledger.define/1", "system_admin", {{"definition", ledger("meeting")}});
  EXPECT_EQ(town_->no("hazard.status/1", "clerk", {{"ledger", "meeting"}}), "hazard.ledger /ledger");
  EXPECT_EQ(town_->no("hazard.status/1", "clerk", {{"ledger", "hazard"}, {"on", "soon"}}), "date.format /on");
}

}  // namespace
}  // namespace anze::district
