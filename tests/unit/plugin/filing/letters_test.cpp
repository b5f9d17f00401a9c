// Letters as a whole: one to each addressee, made of what is on record when it is signed, and looked after
// until it is received. How one letter travels is in method_filing_test.cpp.
#include <gmock/gmock.h>

#include "tests/unit/plugin/district_test.h"

namespace anze::district {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* k_first = "2025Q1/quarterly_discipline/v1";

class LettersTest : public DistrictTest {
 protected:
  void SetUp() override {
    DistrictTest::SetUp();
    town().define();
    town().go_to("2025-04-01");
    town().append(criticism("C1", "2025-02-10"));
    town().score("2025Q1");
    town().seal("2025Q1");
    town().go_to("2025-04-09");
  }
  static json asking(json more = json::object()) {
    more["period"] = "2025Q1";
    if (!more.contains("kind")) more["kind"] = "quarterly_discipline";
    return more;
  }
  static json amending(const char* reason = "数字有误") {
    return asking({{"amendment", {{"manner", "更正"}, {"reason", reason}}}});
  }
  json prepare(json request = asking()) { return ask("filing.prepare/1", "reviewer", std::move(request)); }
  std::string not_prepared(json request = asking()) {
    return no("filing.prepare/1", "reviewer", std::move(request));
  }
  json sign(const std::string& id) { return ask("filing.sign/1", "signer", {{"id", id}}); }
  std::string not_signed(const std::string& id) { return no("filing.sign/1", "signer", {{"id", id}}); }
  json send(const std::string& id) { return ask("filing.send/1", "registrar", {{"id", id}}); }
  json get(const std::string& id) { return ask("filing.get/1", "reviewer", {{"id", id}}); }
  std::vector<std::string> history(const std::string& id) {
    std::vector<std::string> states;
    const json letter = get(id);
    for (const json& step : letter.at("history")) states.push_back(step.at("state"));
    return states;
  }
  void set_rules(const json& rules) { enact("filing.rules/1", "system_admin", {{"rules", rules}}); }
  // The shipped rules, and the city's commission as a second one to send the quarter's letter to.
  static json two_commissions() {
    json rules = filing_rules();
    json city = rules["filings"][0];
    city["addressee"] = {{"id", "city-discipline"}, {"name", "中共四平市纪律检查委员会"}};
    rules["filings"].push_back(city);
    return rules;
  }
  std::vector<std::string> refused(const json& rules) {
    const json problem = town().problem("filing.rules/1", "system_admin", {{"rules", rules}, {"reason", "机构改革"}});
    std::vector<std::string> told;
    const json list = problem.is_null() ? json::array() : problem.value("problems", json::array({problem}));
    for (const json& each : list) {
      told.push_back(each.at("code").get<std::string>() + " " + each.at("at").get<std::string>());
      EXPECT_NE(each.value("help", ""), "") << told.back();
      EXPECT_NE(each.value("chinese", ""), "") << told.back();
    }
    return told;
  }
  // "2025-04-10 中共… 2025年第一季度报送件待编制", an overdue one with "!".
  std::vector<std::string> agenda(const char* until = "2026-12-31") {
    std::vector<std::string> rows;
    const json list = ask("deadlines.list/1", "reviewer", {{"all", true}, {"until", until}}).at("list");
    for (const json& item : list)
      if (item.contains("filing"))
        rows.push_back(item.at("day").get<std::string>() + " " +
                       item["filing"]["addressee"].at("id").get<std::string>() + " " +
                       item.at("what").get<std::string>() + (item.at("overdue").get<bool>() ? "!" : ""));
    return rows;
  }
};

TEST_F(LettersTest, TwoAddresseesOfOneKindGetALetterEach) {
  set_rules(two_commissions());
  EXPECT_EQ(not_prepared(), "filing.addressee /addressee");
  EXPECT_EQ(not_prepared(asking({{"addressee", "province"}})), "filing.addressee /addressee");
  EXPECT_EQ(no("report.render/1", "reviewer", asking()), "filing.addressee /addressee");

  const json district = prepare(asking({{"addressee", "discipline"}}));
  const json city = prepare(asking({{"addressee", "city-discipline"}}));
  EXPECT_EQ(district.at("id"), "2025Q1/quarterly_discipline/discipline/v1");
  EXPECT_EQ(city.at("id"), "2025Q1/quarterly_discipline/city-discipline/v1");
  EXPECT_NE(district.at("document_number"), city.at("document_number"));
  sign(district.at("id"));
  EXPECT_EQ(send(district.at("id")).at("state"), "accepted");

  // The one nobody has sent is not shown as received.
  std::map<std::string, std::string> states;
  const json list = ask("filing.list/1", "clerk", {{"period", "2025Q1"}}).at("filings");
  for (const json& row : list)
    if (row.at("kind") == "quarterly_discipline") {
      const std::string who = row["addressee"].at("id");
      states[who] = row.at("state");
      EXPECT_EQ(row.contains("receipt"), who == "discipline");
    }
  EXPECT_EQ(states,
            (std::map<std::string, std::string>{{"discipline", "accepted"}, {"city-discipline", "sealed"}}));
  sign(city.at("id"));
  const json sent = send(city.at("id"));
  EXPECT_EQ(sent.at("receipt").at("addressee"), "city-discipline");
  EXPECT_EQ(sent.at("receipt").at("document_id"), city["package"].at("document_id"));
  EXPECT_TRUE(fs::exists(town().mailboxes() / "city-discipline" /
                         city["package"].at("document_id").get<std::string>() / "receipt.json"));
  expect_sound();
}

TEST_F(LettersTest, WhatWasKeptUnderTheShortIdStaysItsAddressees) {
  prepare();
  sign(k_first);
  send(k_first);
  const json before = get(k_first);
  set_rules(two_commissions());
  EXPECT_EQ(get(k_first), before);
  EXPECT_EQ(not_prepared(asking({{"addressee", "discipline"}})), "filing.exists /period");
  EXPECT_EQ(prepare(asking({{"addressee", "city-discipline"}})).at("id"),
            "2025Q1/quarterly_discipline/city-discipline/v1");
  // And when it is the only one again, the other's letter is still listed.
  set_rules(filing_rules());
  std::vector<std::string> ids;
  const json list = ask("filing.list/1", "clerk", {{"period", "2025Q1"}}).at("filings");
  for (const json& row : list) ids.push_back(row.value("id", row.at("kind").get<std::string>()));
  EXPECT_THAT(
      ids, ElementsAre(k_first, "quarterly_organisation", "2025Q1/quarterly_discipline/city-discipline/v1"));
  json amendment = amending();
  EXPECT_EQ(prepare(amendment).at("id"), "2025Q1/quarterly_discipline/v2");
}

TEST_F(LettersTest, ABodyThatTakesTheOldOnesPlaceGetsALetterOfItsOwn) {
  prepare();
  sign(k_first);
  send(k_first);
  json rules = filing_rules();
  rules["filings"][0]["addressee"] = {{"id", "new-commission"}, {"name", "中共新区纪律检查委员会"}};
  set_rules(rules);
  EXPECT_EQ(prepare().at("id"), "2025Q1/quarterly_discipline/new-commission/v1");
}

TEST_F(LettersTest, RulesNoLetterCanBeMadeByAreRefusedAtOnce) {
  json rules = two_commissions();
  rules["filings"][0]["every"] = "year";     // a letter of quarters would count everybody four times
  rules["filings"][2]["every"] = "quarter";  // a year's report rests on four quarters
  rules["filings"][1]["addressee"]["id"] = "../../../escape";
  rules["filings"][3]["addressee"]["name"] = "　";
  rules["filings"][3]["copies_to"] = {"区政府办公室", ""};
  rules["filings"][4]["addressee"]["id"] = "discipline";  // twice, and by another name
  rules["jurisdiction"]["issuer"] = "";
  rules["bodies"]["discipline"] = " ";
  EXPECT_THAT(
      refused(rules),
      testing::UnorderedElementsAre(
          "filing_rules.every /rules/filings/0/every", "filing_rules.every /rules/filings/2/every",
          "filing_rules.addressee /rules/filings/1/addressee/id",
          "filing_rules.blank /rules/filings/3/addressee/name",
          "filing_rules.blank /rules/filings/3/copies_to/1", "filing_rules.twice /rules/filings/4",
          "filing_rules.blank /rules/jurisdiction/issuer", "filing_rules.blank /rules/bodies/discipline"));
  rules = filing_rules();
  rules["filings"] = json::array();
  EXPECT_THAT(refused(rules), ElementsAre("filing_rules.none /rules/filings"));
  rules = filing_rules();
  rules["filings"][3]["addressee"] = {{"id", "congress"}, {"name", "另一个名称"}};
  EXPECT_THAT(refused(rules), ElementsAre("filing_rules.addressee /rules/filings/3/addressee/name"));
  for (const char* id : {"", ".hidden", "a b", "a\\b", "a#b", "a\u202eb", "a\u3000b", "a\nb"}) {
    rules = filing_rules();
    rules["filings"][0]["addressee"]["id"] = id;
    EXPECT_THAT(refused(rules), ElementsAre("filing_rules.addressee /rules/filings/0/addressee/id")) << id;
  }
  rules = filing_rules();
  rules["filings"][0]["addressee"]["id"] = "区纪委-1.2";
  EXPECT_THAT(refused(rules), ElementsAre());
}

TEST_F(LettersTest, WhatChangedSinceItWasPreparedIsNotSigned) {
  const json draft = prepare();
  town().append(major_accident("2025-03-20"));
  town().append(criticism("C2", "2025-02-11"));
  const json problem = town().problem("filing.sign/1", "signer", {{"id", k_first}});
  EXPECT_EQ(problem.at("code"), "filing.stale");
  EXPECT_EQ(problem.at("at"), "/id");
  EXPECT_THAT(problem.at("help").get<std::string>(), HasSubstr("filing.prepare/1"));
  EXPECT_THAT(problem.value("chinese", ""), HasSubstr(k_first));
  std::vector<std::string> places;
  for (const json& each : problem.at("problems")) places.push_back(each.at("at"));
  EXPECT_THAT(places,
              ElementsAre("/accidents/X1", "/figures/criticism.all", "/figures/accident.all", "/triggers"));
  EXPECT_THAT(problem["problems"][1].at("message").get<std::string>(), HasSubstr("value 1, now 2"));
  EXPECT_EQ(get(k_first).at("state"), "sealed") << "a refusal writes nothing";

  // Prepared again: the same id and number, and not a word of the draft that nobody received.
  const json again = prepare();
  EXPECT_EQ(again.at("id"), draft.at("id"));
  EXPECT_EQ(again.at("document_number"), draft.at("document_number"));
  EXPECT_NE(again["package"].at("digest"), draft["package"].at("digest"));
  const json text = ask("filing.document/1", "signer", {{"id", k_first}, {"format", "json"}});
  EXPECT_NE(text.at("digest"), draft["documents"][1].at("digest"));
  EXPECT_EQ(sign(k_first).at("state"), "queued");
  EXPECT_THAT(history(k_first), ElementsAre("replaced", "sealed", "queued"));

  // What was replaced can still be read, byte for byte.
  const json first = get(k_first)["history"][0];
  const json old = ask("filing.get/1", "reviewer", {{"id", k_first}, {"entry", first.at("entry")}});
  EXPECT_EQ(old.at("state"), "replaced");
  EXPECT_EQ(old.at("package"), draft.at("package"));
  const json paper = ask("filing.document/1", "reviewer",
                         {{"id", k_first}, {"format", "docx"}, {"entry", first.at("entry")}});
  EXPECT_EQ(paper.at("digest"), draft["documents"][0].at("digest"));
  EXPECT_EQ(no("filing.get/1", "reviewer", {{"id", k_first}, {"entry", 1}}), "filing.unknown /entry");
  expect_sound();
}

TEST_F(LettersTest, DecisionsDeclarationsAndRulesBehindADraftAreLookedAtToo) {
  town().append(major_accident("2025-03-20"));
  town().append(finding("2025-03-30"));
  ask("veto.propose/1", "assessor", {{"period", "2025"}});
  prepare();
  const std::string veto = ask("veto.list/1", "assessor", {{"period", "2025"}})["vetoes"][0].at("id");
  ask("veto.decide/1", "assessor",
      {{"veto", veto}, {"confirmed", true}, {"document_no", "四东组发〔2025〕1号"}});
  EXPECT_EQ(not_signed(k_first), "filing.stale /id");
  prepare();
  json rules = filing_rules();
  rules["filings"][0]["copies_to"] = {"区政府办公室"};
  set_rules(rules);
  EXPECT_EQ(not_signed(k_first), "filing.stale /id");
  prepare();
  rules["filings"].erase(0);
  set_rules(rules);
  EXPECT_EQ(not_signed(k_first), "filing.kind /kind");
  set_rules(filing_rules());
  prepare();
  EXPECT_EQ(sign(k_first).at("state"), "queued");
}

TEST_F(LettersTest, TheSignerSignsWhatWasRead) {
  const std::string read = prepare()["package"].at("digest");
  town().append(criticism("C2", "2025-02-11"));
  const std::string now = prepare()["package"].at("digest");
  EXPECT_EQ(no("filing.sign/1", "signer", {{"id", k_first}, {"digest", read}}), "filing.replaced /digest");
  EXPECT_EQ(no("filing.sign/1", "signer", {{"id", k_first}, {"digest", now}}), "done");
}

TEST_F(LettersTest, NothingIsAmendedThatNobodySigned) {
  prepare();
  EXPECT_EQ(not_prepared(amending()), "filing.unsigned /amendment");
  sign(k_first);
  EXPECT_EQ(not_prepared(), "filing.exists /period");
  send(k_first);
  const json second = prepare(amending("第一次"));
  EXPECT_EQ(get(k_first).at("state"), "accepted") << "until the amendment is signed, it stands";
  EXPECT_EQ(prepare().at("id"), second.at("id")) << "a draft of an amendment is a draft";
  EXPECT_EQ(prepare(amending("第二次")).at("document_number"), second.at("document_number"));
  const json sealed = ask("filing.document/1", "reviewer", {{"id", second.at("id")}, {"format", "text"}});
  sign(second.at("id"));
  EXPECT_EQ(get(k_first).at("state"), "superseded");
  EXPECT_THAT(history(second.at("id")), ElementsAre("replaced", "replaced", "sealed", "queued"));
}

TEST_F(LettersTest, LateIsWhatLeftLate) {
  EXPECT_EQ(prepare().at("late"), false);
  town().go_to("2025-05-06");
  EXPECT_EQ(sign(k_first).at("late"), true);
  EXPECT_EQ(get(k_first).at("late"), true);
}

TEST_F(LettersTest, SignedInTimeAndSentTooLateIsLate) {
  prepare();
  EXPECT_EQ(sign(k_first).at("late"), false);
  town().go_to("2025-05-06");
  send(k_first);
  EXPECT_EQ(get(k_first).at("late"), true);
}

TEST_F(LettersTest, AnAmendmentOfALetterInTimeIsNotLate) {
  prepare();
  sign(k_first);
  send(k_first);
  town().go_to("2025-05-06");
  const std::string second = prepare(amending()).at("id");
  const json rows = ask("filing.list/1", "clerk", {{"period", "2025Q1"}}).at("filings");
  EXPECT_EQ(rows[0].at("id"), second);
  EXPECT_EQ(rows[0].at("overdue"), false);
  EXPECT_EQ(sign(second).at("late"), false);
  send(second);
  EXPECT_EQ(get(second).at("late"), false);
  EXPECT_THAT(history(k_first), ElementsAre("sealed", "queued", "accepted", "superseded"));
}

TEST_F(LettersTest, AnAmendmentOfARefusedLetterIsAsLateAsItIs) {
  town().exchange().behave("discipline", {{"mode", "refuse"}, {"reason", "缺少附件"}});
  prepare();
  sign(k_first);
  send(k_first);
  town().go_to("2025-05-06");
  EXPECT_EQ(sign(prepare(amending()).at("id")).at("late"), true);
}

TEST_F(LettersTest, TwoLettersOfOneQuarterTellTheSameNumbers) {
  prepare();
  sign(k_first);
  send(k_first);
  town().append(major_accident("2025-03-20"));
  const json other = asking({{"kind", "quarterly_organisation"}});
  const json problem = town().problem("filing.prepare/1", "reviewer", other);
  EXPECT_EQ(problem.at("code"), "filing.differs");
  EXPECT_THAT(problem.at("message").get<std::string>(),
              testing::AllOf(HasSubstr(k_first), HasSubstr("/accidents/X1 is new")));
  // The way out that it names: the first is amended, then both say the same.
  EXPECT_FALSE(prepare(amending()).contains("differs_from"));
  EXPECT_EQ(no("filing.prepare/1", "reviewer", other), "done");
  EXPECT_EQ(sign("2025Q1/quarterly_organisation/v1").at("state"), "queued");
  EXPECT_EQ(sign("2025Q1/quarterly_discipline/v2").at("state"), "queued");
}

TEST_F(LettersTest, AnAmendmentSaysWhichLettersItLeavesBehind) {
  for (const char* kind : {"quarterly_discipline", "quarterly_organisation"}) {
    const std::string id = prepare(asking({{"kind", kind}})).at("id");
    sign(id);
    send(id);
  }
  town().append(criticism("C2", "2025-02-11"));
  const json apart = prepare(amending()).at("differs_from");
  ASSERT_EQ(apart.size(), 1U);
  EXPECT_EQ(apart[0].at("id"), "2025Q1/quarterly_organisation/v1");
  EXPECT_EQ(apart[0].at("state"), "accepted");
  EXPECT_EQ(apart[0].at("differs"), json({"/figures/criticism.all value 1, now 2"}));
}

TEST_F(LettersTest, AMissedLetterStaysOnTheList) {
  town().go_to("2026-04-09");
  town().score("2026Q1");
  EXPECT_THAT(agenda("2026-06-30"), ElementsAre("2025-04-10 organisation 2025年第一季度报送件待编制!",
                                                "2025-04-10 discipline 2025年第一季度报送件待编制!",
                                                "2025-07-10 organisation 2025年第二季度报送件待编制!",
                                                "2025-07-10 discipline 2025年第二季度报送件待编制!",
                                                "2025-10-10 organisation 2025年第三季度报送件待编制!",
                                                "2025-10-10 discipline 2025年第三季度报送件待编制!",
                                                "2026-01-12 organisation 2025年第四季度报送件待编制!",
                                                "2026-01-12 discipline 2025年第四季度报送件待编制!",
                                                "2026-02-02 cppcc 2025年度报送件待编制!",
                                                "2026-02-02 congress 2025年度报送件待编制!",
                                                "2026-04-10 organisation 2026年第一季度报送件待编制",
                                                "2026-04-10 discipline 2026年第一季度报送件待编制"));
}

TEST_F(LettersTest, TheListFollowsALetterToItsReceipt) {
  set_rules(two_commissions());
  town().exchange().behave("city-discipline", {{"mode", "late"}, {"polls", 99}});
  const auto rows = [&] { return agenda("2025-04-30"); };
  const std::string district = prepare(asking({{"addressee", "discipline"}})).at("id");
  const std::string city = prepare(asking({{"addressee", "city-discipline"}})).at("id");
  sign(district);
  EXPECT_THAT(rows(), ElementsAre("2025-04-10 organisation 2025年第一季度报送件待编制",
                                  "2025-04-10 discipline 2025年第一季度报送件已签发，待发送",
                                  "2025-04-10 city-discipline 2025年第一季度报送件待签发"));
  send(district);
  sign(city);
  send(city);
  town().go_to("2025-10-09");
  EXPECT_THAT(rows(), ElementsAre("2025-04-10 organisation 2025年第一季度报送件待编制!",
                                  "2025-04-10 city-discipline 2025年第一季度报送件已送出，待回执"));
}

TEST_F(LettersTest, ACallersIdIsNotAStepsName) {
  prepare();
  sign(k_first);
  json fact = {{"fact", criticism("C2", "2025-02-11")}};
  fact["request_id"] = std::string("tick-1#note/") + k_first + "/queued";
  EXPECT_EQ(no("ledger.append/1", "clerk", fact), "request.id /request_id");
  EXPECT_EQ(ask("jobs.run_due/1", "system_admin", {{"request_id", "tick-1"}})["sent"][0].at("state"),
            "accepted");
}

}  // namespace
}  // namespace anze::district
