// What everything is measured by: who may change what of it, and what may no longer change.
#include <gmock/gmock.h>

#include "tests/unit/plugin/district_test.h"

namespace anze::district {
namespace {

class DefinitionsTest : public DistrictTest {
 protected:
  std::string import(const json& organisation) {
    return enact_no("org.import/1", "system_admin", {{"organisation", organisation}});
  }
  std::string define(const json& definition) {
    return enact_no("ledger.define/1", "system_admin", {{"definition", definition}});
  }
  // "grade.gap /rulebook/grades/2/below" …, each with a way out.
  std::vector<std::string> faults_of(const json& draft) {
    const json answer = ask("rulebook.check/1", "clerk", {{"rulebook", draft}});
    EXPECT_EQ(answer.at("ok"), answer.at("problems").empty());
    std::vector<std::string> faults;
    for (const json& problem : answer.at("problems")) {
      faults.push_back(problem.at("code").get<std::string>() + " " + problem.at("at").get<std::string>());
      EXPECT_NE(problem.at("help"), "") << faults.back();
    }
    return faults;
  }
  std::string add(const json& rulebook) {
    return enact_no("rulebook.add/1", "security_admin", {{"rulebook", rulebook}});
  }
};

TEST_F(DefinitionsTest, NothingIsScoredWithoutThem) {
  EXPECT_EQ(no("ledger.append/1", "clerk", {{"fact", criticism("C1", "2025-01-03")}}),
            "fact.ledger /fact/ledger");
  EXPECT_EQ(add(rulebook()), "organisation.missing");
  EXPECT_EQ(no("assess.open/1", "assessor", {{"period", "2025Q1"}}), "rulebook.missing");
  EXPECT_EQ(no("filing.list/1", "clerk", {{"period", "2025"}}), "filing_rules.missing");
}

TEST_F(DefinitionsTest, AnIdOnceKnownStays) {
  town().define();
  for (const char* list : {"units", "posts", "officials", "terms"}) {
    json without = organisation();
    without["posts"].push_back(
        {{"id", "spare"}, {"title", "备用"}, {"unit", "bureau"}, {"archetype", "clerk"}});
    without["units"].push_back({{"id", "spare-unit"},
                                {"title", "备用"},
                                {"kind", "department"},
                                {"parent", "gov"},
                                {"area", "tiedong"},
                                {"committee_member", false}});
    without["officials"].push_back({{"id", "spare-person"}, {"name", "备用"}});
    without["terms"].push_back({{"id", "T9"},
                                {"post", "spare"},
                                {"official", "spare-person"},
                                {"from", "2022-01-01"},
                                {"to", nullptr},
                                {"kind", "full"},
                                {"weight", 1}});
    EXPECT_EQ(import(without), "done") << list;
    // Terms lean on posts and officials: what goes first goes alone.
    without["terms"].erase(without["terms"].size() - 1);
    if (std::string_view(list) != "terms") {
      without[list].erase(without[list].size() - 1);
      without["posts"].erase(std::remove_if(without["posts"].begin(), without["posts"].end(),
                                            [](const json& post) { return post["id"] == "spare"; }),
                             without["posts"].end());
    }
    EXPECT_EQ(import(without), "organisation.dropped /organisation") << list;
  }
}

TEST_F(DefinitionsTest, NoDefinitionMakesAnotherUnreadable) {
  town().define();
  json without = organisation();
  json kinds = json::array();
  for (const json& kind : without["archetypes"])
    if (kind["id"] != "other_deputy") kinds.push_back(kind);
  without["archetypes"] = kinds;
  for (json& post : without["posts"])
    if (post["archetype"] == "other_deputy") post["archetype"] = "clerk";
  EXPECT_EQ(import(without), "model.conflict /archetypes/1");
  EXPECT_EQ(no("assess.open/1", "assessor", {{"period", "2025Q1"}}), "done");
}

TEST_F(DefinitionsTest, ALedgerGrowsAtItsEndOnly) {
  town().define();
  json grown = ledger("criticism");
  grown["version"] = 2;
  grown["fields"].push_back({{"name", "score"}, {"title", "分值"}, {"type", "integer"}});
  grown["fields"].push_back(
      {{"name", "copies"}, {"title", "份数"}, {"type", "integer"}, {"selectable", false}});
  EXPECT_EQ(define(grown), "done");

  json removed = grown;
  removed["fields"].erase(1);
  EXPECT_EQ(define(removed), "ledger.incompatible /definition/fields/1");
  json retyped = grown;
  retyped["fields"][0]["type"] = "date";
  retyped["fields"][0].erase("unit");
  retyped["fields"][0].erase("max");
  EXPECT_EQ(define(retyped), "ledger.incompatible /definition/fields/0");
  json swapped = grown;
  std::swap(swapped["fields"][0], swapped["fields"][1]);
  EXPECT_EQ(define(swapped), "ledger.incompatible /definition/fields/0");
  // What only documented may be compared from a later version on, and never the other way round.
  json compared = grown;
  compared["version"] = 3;
  compared["fields"][4].erase("selectable");
  EXPECT_EQ(define(compared), "done");
  grown["version"] = 4;
  EXPECT_EQ(define(grown), "ledger.incompatible /definition/fields/4");
}

TEST_F(DefinitionsTest, OnePersonHoldsAPostByOneTermADay) {
  town().define();
  json twice = organisation();
  twice["terms"].push_back({{"id", "T9"},
                            {"post", "district-head"},
                            {"official", "head-1"},
                            {"from", "2025-01-01"},
                            {"to", nullptr},
                            {"kind", "acting"},
                            {"weight", 1}});
  EXPECT_EQ(import(twice), "organisation.overlap /organisation/terms/1/from");
}

TEST_F(DefinitionsTest, ARulebookVersionIsInstalledOnce) {
  town().define();
  EXPECT_EQ(add(rulebook()), "rulebook.exists /rulebook/version");
  const json installed = ask("rulebook.list/1", "clerk").at("rulebooks");
  ASSERT_EQ(installed.size(), 1U);
  EXPECT_EQ(installed[0].at("version"), 1);
  EXPECT_EQ(installed[0].at("digest").get<std::string>().size(), 64U);
}

TEST_F(DefinitionsTest, OneDayHasOneRulebook) {
  town().define();
  json other = rulebook();
  other["rulebook"] = "other";
  other["effective_from"] = "2026-01-01";
  EXPECT_EQ(add(other), "rulebook.conflict /rulebook/effective_from");
  EXPECT_THAT(faults_of(other), testing::ElementsAre("rulebook.conflict /rulebook/effective_from"));

  json second = rulebook();  // the installed one ends with a version that ends
  second["version"] = 2;
  second["effective_to"] = "2025-12-31";
  EXPECT_EQ(add(second), "done");
  EXPECT_EQ(add(other), "done");
  json third = rulebook();
  third["version"] = 3;
  EXPECT_EQ(add(third), "rulebook.conflict /rulebook/effective_from");

  json edited = second;
  edited["title"] = "改过的办法";
  EXPECT_THAT(faults_of(edited), testing::ElementsAre("rulebook.exists /rulebook/version"));
}

TEST_F(DefinitionsTest, AVersionReplacesTheLowerOnesFromItsDayOn) {
  town().define();
  json second = rulebook();
  second["version"] = 2;
  second["effective_from"] = "2025-04-01";
  second["effective_to"] = "2025-06-30";
  EXPECT_EQ(add(second), "done");
  const auto version_of = [&](const char* quarter, const char* day) {
    town().go_to(day);
    EXPECT_EQ(no("assess.open/1", "assessor", {{"period", quarter}}), "done");
    EXPECT_EQ(no("score.evaluate/1", "assessor", {{"period", quarter}}), "done");
    return ask("score.list/1", "assessor", {{"period", quarter}}).at("rulebook").at("version");
  };
  EXPECT_EQ(version_of("2025Q1", "2025-04-02"), 1);
  EXPECT_EQ(version_of("2025Q2", "2025-07-02"), 2);
  town().go_to("2025-10-09");  // the second has ended and the first does not come back
  EXPECT_EQ(no("assess.open/1", "assessor", {{"period", "2025Q3"}}), "rulebook.missing");
}

TEST_F(DefinitionsTest, ADraftIsToldEverythingThatIsWrongWithIt) {
  town().define();
  const json before = town().head();
  json draft = rulebook();
  draft["version"] = 2;
  draft["grades"][2]["below"] = "79";
  draft["items"][0]["clauses"][0]["select"]["ledger"] = "gossip";
  draft["items"][1]["clauses"][0]["colour"] = "red";
  draft["base"] = "a lot";
  // First what has another shape, then what cannot be understood, then what does not hold together.
  EXPECT_THAT(faults_of(draft), testing::ElementsAre("rulebook.schema /rulebook/items/1/clauses/0/colour"));
  draft["items"][1]["clauses"][0].erase("colour");
  EXPECT_THAT(faults_of(draft),
              testing::UnorderedElementsAre("points.format /rulebook/base",
                                            "select.ledger /rulebook/items/0/clauses/0/select/ledger"));
  draft["base"] = "100";
  draft["items"][0]["clauses"] = rulebook()["items"][0]["clauses"];
  draft["items"][1]["clauses"] = rulebook()["items"][1]["clauses"];
  draft["items"][1]["clauses"][0]["max"] = "20";
  EXPECT_THAT(faults_of(draft), testing::ElementsAre("clause.amount /rulebook/items/1/clauses/0/max",
                                                     "grade.gap /rulebook/grades/2/below"));
  EXPECT_EQ(town().head(), before);

  const json good = ask("rulebook.check/1", "clerk", {{"rulebook", rulebook()}});
  EXPECT_TRUE(good.at("ok").get<bool>());
  EXPECT_EQ(good.at("summary").at("clauses"), 2);
}

TEST_F(DefinitionsTest, ARulebookOfAnotherShapeIsComparedWithItsSchema) {
  town().define();
  json draft = rulebook();
  draft["version"] = 2;
  draft["colour"] = "red";
  const json problem = town().problem("rulebook.add/1", "security_admin", {{"rulebook", draft}});
  EXPECT_EQ(problem.at("code"), "rulebook.schema");
  EXPECT_EQ(problem.at("at"), "/rulebook/colour");
}

TEST_F(DefinitionsTest, AFigureBelongsToAChapter) {
  town().define();
  json set = figures();
  set["figures"][1]["topic"] = "weather";
  EXPECT_EQ(no("figures.define/1", "system_admin", {{"id", "small"}, {"figures", set}}),
            "figure.topic /figures/figures/1/topic");
  set["figures"][1]["topic"] = "accident";
  set["figures"][1]["select"]["ledger"] = "gossip";
  EXPECT_EQ(no("figures.define/1", "system_admin", {{"id", "small"}, {"figures", set}}),
            "select.ledger /figures/figures/1/select/ledger");
}

TEST_F(DefinitionsTest, AFigureThatCountsOtherwiseIsAnotherVersion) {
  town().define();
  const auto define = [&](const char* id, const json& set) {
    return enact_no("figures.define/1", "system_admin", {{"id", id}, {"figures", set}});
  };
  json set = figures();
  set["figures"][0]["title"] = "通报批评次数";
  EXPECT_EQ(define("small", set), "done") << "wording may change";
  set["figures"][0]["select"]["ledger"] = "meeting";
  EXPECT_EQ(define("small", set), "figure.version /figures/figures/0/version");
  set["figures"][0]["version"] = 2;
  EXPECT_EQ(define("small", set), "done");
  EXPECT_EQ(define("other", set), "figure.duplicate /figures/figures/0/id");
}

TEST_F(DefinitionsTest, ParagraphsAndDeadlinesNameTheirFault) {
  town().define();
  const auto define = [&](const char* member, const char* list) {
    json set = figures();
    set[member] = json::parse(list);
    return enact_no("figures.define/1", "system_admin", {{"id", "small"}, {"figures", set}});
  };
  EXPECT_EQ(define("paragraphs", R"([{"id": "p", "heading": "一", "sentences": ["批评{criticism.all}。"]}])"),
            "done");
  EXPECT_EQ(define("paragraphs", R"([{"id": "p", "heading": "一", "sentences": ["批评{criticism.all。"]}])"),
            "paragraph.brace /figures/paragraphs/0/sentences/0");
  EXPECT_EQ(define("paragraphs", R"([{"id": "p", "heading": "一", "sentences": ["批评{weather}。"]}])"),
            "figure.unknown /figures/paragraphs/0/sentences/0");
  EXPECT_EQ(
      define(
          "paragraphs",
          R"([{"id": "p", "heading": "一", "sentences": []}, {"id": "p", "heading": "一", "sentences": []}])"),
      "paragraph.duplicate /figures/paragraphs/1");
  constexpr const char* k_rule =
      R"({"id": "d", "title": "到期", "basis": ["第一条"], "select": {"ledger": "criticism"}, "unit_kinds": ["government"], "by": )";
  EXPECT_EQ(define("deadlines", (std::string("[") + k_rule + R"("07-01"}])").c_str()), "done");
  EXPECT_EQ(define("deadlines", (std::string("[") + k_rule + R"("02-29"}])").c_str()),
            "deadline.by /figures/deadlines/0/by");
  EXPECT_EQ(
      define("deadlines", (std::string("[") + k_rule + R"("07-01"},)" + k_rule + R"("07-01"}])").c_str()),
      "deadline.duplicate /figures/deadlines/1");
}

TEST_F(DefinitionsTest, FilingRulesNameTheirFault) {
  json rules = filing_rules();
  rules["filings"][2]["kind"] = "monthly_poem";
  EXPECT_EQ(no("filing.rules/1", "system_admin", {{"rules", rules}}),
            "filing_rules.kind /rules/filings/2/kind");
  rules = filing_rules();
  rules["filings"][0]["due"]["day"] = 32;
  EXPECT_EQ(no("filing.rules/1", "system_admin", {{"rules", rules}}),
            "filing_rules.schema /rules/filings/0/due/day");
}

}  // namespace
}  // namespace anze::district
