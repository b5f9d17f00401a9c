// The answers as calls on the reference district: who may ask, what is said, and that asking stores nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "host/commands/demo_year.hpp"

namespace anze {
namespace {

using host::DemoYear;
using host::Refused;
using host::Session;
using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
namespace fs = std::filesystem;

class AnswersCall : public ::testing::Test {
 protected:
  explicit AnswersCall(const char* district = ANZE_TIEDONG_DATA) : district_(district) {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    store_ = fs::path(::testing::TempDir()) /
             ("anze-answers-" + std::string(test->name()) + std::to_string(::getpid()));
    fs::remove_all(store_);
    fs::create_directories(store_);
    host::SessionOptions options;
    options.plugin = ANZE_PLUGIN_FILE;
    options.store = store_;
    options.directory = fs::path(district) / "directory.json";
    options.calendar = ANZE_CALENDAR_FILE;
    options.now_ms = 0;
    session_ = std::make_unique<Session>(options);
    year_ = std::make_unique<DemoYear>(*session_, district);
    year_->go_to("2025-01-02");
    year_->set_up();
  }
  ~AnswersCall() override {
    session_.reset();
    std::error_code ignored;
    fs::remove_all(store_, ignored);
  }

  // A quarter's facts, entered on the second day after it.
  void enter(const std::string& quarter) {
    const char* days[] = {"2025-04-02", "2025-07-02", "2025-10-02"};
    year_->go_to(days[quarter.back() - '1']);
    year_->enter(quarter);
  }
  json ask(const char* method, const char* actor, json request) {
    return year_->ask(method, actor, std::move(request));
  }
  // In force, by two persons.
  void install(const json& book) {
    const json added =
        ask("rulebook.add/1", "security-admin-01", {{"rulebook", book}, {"reason", "年中修订"}});
    ask("definition.confirm/1", "signer-01", {{"proposal", added.at("proposal")}});
  }
  std::string refusal(const char* method, const char* actor, json request) {
    try {
      ask(method, actor, std::move(request));
    } catch (const Refused& refused) {
      EXPECT_FALSE(refused.problem.value("help", "").empty());
      return refused.problem.value("code", "");
    }
    return "accepted";
  }
  json rulebook() {
    std::ifstream in(district_ / "rulebooks" / "tiedong-leaders-2025.json");
    return json::parse(in);
  }
  static json& clause(json& book, const std::string& id) {
    for (json& item : book["items"])
      for (json& one : item["clauses"])
        if (one["id"] == id) return one;
    throw std::runtime_error("no clause " + id);
  }

  fs::path district_;
  fs::path store_;
  std::unique_ptr<Session> session_;
  std::unique_ptr<DemoYear> year_;
};

class AnswersAccident : public AnswersCall {
 protected:
  AnswersAccident() : AnswersCall(ANZE_TIEDONG_ACCIDENT_DATA) {}
};

TEST_F(AnswersCall, OfficialsAskAboutThemselvesOnly) {
  year_->go_to("2025-07-07");
  const json owed = ask("duty.owed/1", "cadre-0238", {{"period", "2025Q3"}, {"official", "cadre-0238"}});
  EXPECT_THAT(owed.at("summary").get<std::string>(), HasSubstr("2025年第三季度：还应办"));
  bool july = false;
  for (const json& one : owed.at("owed"))
    july = july || (one.at("clause") == "A7" && one.at("by") == "2025-07-31");
  EXPECT_TRUE(july);
  EXPECT_EQ(refusal("duty.owed/1", "cadre-0238", {{"period", "2025Q3"}, {"official", "cadre-0110"}}),
            "actor.own_sheet");
  EXPECT_EQ(refusal("duty.owed/1", "cadre-0238", {{"period", "2025Q3"}, {"unit", "water"}}),
            "actor.own_sheet");
  EXPECT_EQ(refusal("duty.owed/1", "cadre-0238", {{"period", "2025Q3"}}), "actor.own_sheet");
  EXPECT_EQ(refusal("score.path/1", "cadre-0238", {{"period", "2025Q3"}, {"official", "cadre-0110"}}),
            "actor.own_sheet");
  EXPECT_EQ(refusal("score.path/1", "assessor-01", {{"period", "2025Q3"}, {"official", "nobody"}}),
            "official.unknown");
  EXPECT_EQ(refusal("duty.owed/1", "clerk-14", {{"period", "2025Q3"}, {"unit", "nowhere"}}), "owed.unit");
  EXPECT_EQ(refusal("duty.owed/1", "clerk-14", {{"period", "2025Q3"}, {"post", "nowhere"}}), "owed.post");
  EXPECT_EQ(refusal("duty.owed/1", "assessor-01", {{"period", "2030Q3"}, {"official", "cadre-0110"}}),
            "owed.nobody");
  EXPECT_GT(ask("duty.owed/1", "clerk-14", {{"period", "2025Q3"}, {"unit", "water"}}).at("owed").size(), 0U);
}

TEST_F(AnswersCall, APathNamesItsActsAndTheirBasis) {
  enter("2025Q1");
  enter("2025Q2");
  year_->go_to("2025-07-07");
  const json path = ask("score.path/1", "cadre-0238", {{"period", "2025Q3"}, {"official", "cadre-0238"}});
  EXPECT_EQ(path.at("to").at("grade"), path.at("wanted")) << path.dump();
  EXPECT_TRUE(path.at("smallest").get<bool>());
  for (const json& act : path.at("acts")) EXPECT_FALSE(act.at("basis").empty());
}

TEST_F(AnswersCall, NothingChangedIsNoDifference) {
  enter("2025Q1");
  year_->go_to("2025-04-02");
  year_->assess("2025Q1");
  const json described =
      ask("score.diff/1", "assessor-01", {{"official", "cadre-0238"}, {"period", "2025Q1"}});
  EXPECT_EQ(described.at("difference"), "0");
  EXPECT_EQ(refusal("score.diff/1", "assessor-01",
                    {{"official", "cadre-0238"}, {"period", "2025Q1"}, {"from_version", 7}}),
            "diff.version");
  EXPECT_EQ(refusal("score.diff/1", "assessor-01", {{"official", "cadre-0238"}, {"from", "2025Q1"}}),
            "diff.question");
  EXPECT_EQ(refusal("score.diff/1", "assessor-01",
                    {{"official", "cadre-0238"}, {"from", "2025Q1"}, {"to", "2025"}}),
            "diff.kind");
}

TEST_F(AnswersCall, TwoScoringsDifferByTheFactWithdrawnBetween) {
  enter("2025Q1");
  year_->assess("2025Q1");
  const json sheet =
      ask("score.explain/1", "assessor-01", {{"period", "2025Q1"}, {"official", "cadre-0238"}});
  std::string fact;
  for (const json& line : sheet.at("cards")[0].at("lines"))
    if (line.at("clause") == "A7") fact = line.at("facts")[0].at("id");
  ASSERT_FALSE(fact.empty());
  ask("ledger.withdraw/1", "clerk-01", {{"id", fact}, {"reason", "重复填报"}});
  ask("score.evaluate/1", "assessor-01", {{"period", "2025Q1"}});
  const json diff =
      ask("score.diff/1", "assessor-01",
          {{"official", "cadre-0238"}, {"period", "2025Q1"}, {"from_version", 1}, {"to_version", 2}});
  EXPECT_EQ(diff.at("difference"), "-3");
  ASSERT_EQ(diff.at("parts")[2].at("rows").size(), 1U);
  EXPECT_EQ(diff.at("parts")[2].at("rows")[0].at("clause"), "A7");
  EXPECT_EQ(diff.at("parts")[2].at("change"), "-3");
}

TEST_F(AnswersCall, RankingNeedsItsDocument) {
  year_->go_to("2025-03-31");
  EXPECT_EQ(refusal("score.rank/1", "assessor-01", {{"period", "2025Q1"}}), "rank.unauthorised");
  json book = rulebook();
  book["version"] = 2;
  book["ranking"] = {{"document", "四东安委字〔2025〕31号"}};
  install(book);
  enter("2025Q1");
  const json ranked = ask("score.rank/1", "assessor-01", {{"period", "2025Q1"}});
  EXPECT_EQ(ranked.at("document"), "四东安委字〔2025〕31号");
  std::int64_t place = 0;
  std::int64_t last = 0;
  for (const json& person : ranked.at("people")) {
    ++place;
    const auto rank = person.at("rank").get<std::int64_t>();
    EXPECT_TRUE(rank == last || rank == place);
    last = rank;
  }
  const json quota = ask("score.quota/1", "assessor-01", {{"period", "2025Q1"}});
  EXPECT_EQ(quota.at("exceeded").get<bool>(), quota.at("excellent") > quota.at("allowed"));
}

TEST_F(AnswersCall, ADraftIsComparedMeasuredAndCoveredWithoutATrace) {
  enter("2025Q1");
  year_->go_to("2025-04-02");
  EXPECT_EQ(
      refusal("rulebook.coverage/1", "assessor-01", {{"period", "2025"}, {"rulebook", "tiedong-leaders/1"}}),
      "coverage.period");
  json draft = rulebook();
  draft["version"] = 9;
  clause(draft, "A7")["target"] = 2;
  const json changes = ask("rulebook.diff/1", "assessor-01", {{"from", "tiedong-leaders/1"}, {"to", draft}});
  ASSERT_EQ(changes.at("changes").size(), 2U);
  EXPECT_EQ(changes.at("changes")[1].at("id"), "A7");
  EXPECT_EQ(changes.at("changes")[1].at("members"),
            json::parse(R"([{"member": "target", "label": "应有数量", "from": 1, "to": 2}])"));
  EXPECT_EQ(changes.at("changes")[1].at("text"),
            "修改条款 A7 乡镇街道开发区行政主要负责人每月主持安全生产例会：应有数量 1 → 2");
  // The draft's own tests still say what the old clause does: told, and no reason not to try it.
  EXPECT_EQ(changes.at("failed_tests").size(), 2U) << changes.at("failed_tests");
  EXPECT_EQ(refusal("rulebook.add/1", "security-admin-01", {{"rulebook", draft}}), "test.failed");
  const json impact = ask("rulebook.impact/1", "assessor-01", {{"rulebook", draft}, {"period", "2025Q1"}});
  EXPECT_EQ(impact.at("raised"), 0);
  EXPECT_GT(impact.at("lowered"), 0);
  ASSERT_EQ(impact.at("clauses").size(), 1U);
  EXPECT_EQ(impact.at("clauses")[0].at("clause"), "A7");
  EXPECT_EQ(refusal("rulebook.impact/1", "assessor-01", {{"rulebook", draft}, {"period", "2025"}}),
            "impact.period");
  EXPECT_EQ(refusal("rulebook.diff/1", "assessor-01", {{"from", "tiedong-leaders/8"}, {"to", draft}}),
            "rulebook.unknown");
  const json covered =
      ask("rulebook.coverage/1", "assessor-01", {{"rulebook", "tiedong-leaders/1"}, {"period", "2025Q1"}});
  EXPECT_EQ(covered.at("clauses").size(), 53U);
  draft["tests"] = json::parse(
      R"([{"title": "A11", "archetype": "government_principal", "expect": {"lines": {"B8": "0"}}}])");
  const json tested = ask("rulebook.coverage/1", "assessor-01", {{"rulebook", draft}, {"period", "2025Q1"}});
  EXPECT_EQ(tested.at("tests"), 1);
  for (const json& one :
       tested.at("clauses"))  // a test is of the clauses it expects, not of those it mentions
    EXPECT_EQ(one.at("tested_by"), one.at("clause") == "B8" ? json::array({"A11"}) : json::array()) << one;
  EXPECT_EQ(ask("rulebook.list/1", "assessor-01", json::object()).at("rulebooks").size(), 2U);
}

TEST_F(AnswersCall, EveryPartOfADraftIsComparedByItself) {
  json draft = rulebook();
  draft["tests"][0]["title"] = draft["tests"][1]["title"];  // two of one title are told apart
  draft["tests"][2]["archetype"] = "party_principal";
  draft["groups"] = json::parse(R"([{"id": "G1", "title": "一组", "basis": ["第七条"], "points": "97"}])");
  for (json& item : draft["items"])
    if (item["id"] != "G") item["group"] = "G1";
  draft["base"] = "97";
  for (json& item : draft["items"])
    if (item["id"] == "E") item["points"] = "12";
  for (json& tier : clause(draft, "E1")["bands"])
    if (tier["points"] == "15") tier["points"] = "12";
  for (json& tier : clause(draft, "E2")["bands"])
    if (tier["points"] == "15") tier["points"] = "12";
  const json changes = ask("rulebook.diff/1", "assessor-01", {{"from", "tiedong-leaders/1"}, {"to", draft}});
  std::vector<std::string> texts;
  for (const json& change : changes.at("changes"))
    if (change.at("kind") == "group" || change.at("kind") == "test") texts.push_back(change.at("text"));
  const json tests = rulebook().at("tests");
  const std::string second = tests[1].at("title");
  EXPECT_THAT(texts, ElementsAre("新增考核项组 G1 一组",
                                 "修改自带检验 " + second + "：应得 " + tests[1].at("expect").dump() + " → " +
                                     tests[0].at("expect").dump() + "；记录 " + tests[1].at("facts").dump() +
                                     " → " + tests[0].at("facts").dump(),
                                 "新增自带检验 " + second + "（2）",
                                 "修改自带检验 " + tests[2].at("title").get<std::string>() +
                                     "：岗位类别 government_principal → party_principal",
                                 "删除自带检验 " + tests[0].at("title").get<std::string>()));
}

TEST_F(AnswersCall, AnotherBorderIsAReasonOfItsOwn) {
  enter("2025Q1");
  year_->go_to("2025-04-02");
  json draft = rulebook();
  draft["grades"][0]["from"] = draft["grades"][1]["below"] = "95";
  const json impact = ask("rulebook.impact/1", "assessor-01", {{"rulebook", draft}, {"period", "2025Q1"}});
  ASSERT_GT(impact.at("people").size(), 0U);
  for (const json& person : impact.at("people")) {
    EXPECT_FALSE(person.at("posts").empty());
    ASSERT_EQ(person.at("because").size(), 1U) << person;
    EXPECT_EQ(person.at("because")[0].at("how_to"), person.at("to").get<std::string>() + " 分为良好");
  }
}

TEST_F(AnswersAccident, AnExplanationSaysWhichClauseGaveWay) {
  year_->go_to("2025-09-30");
  json book = rulebook();
  book["version"] = 2;
  book["effective_from"] = "2025-07-01";
  json each = clause(book, "E3");
  each["id"] = "E9";
  each["title"] = "发生责任事故";
  each["select"] =
      json::parse(R"({"ledger": "accident", "where": [{"field": "liability", "op": "eq", "value": true}]})");
  each["highest_of"] = "accident";
  clause(book, "E1")["highest_of"] = "accident";
  for (json& item : book["items"])
    if (item["id"] == "E") item["clauses"].push_back(each);
  install(book);
  enter("2025Q3");
  year_->go_to("2025-10-09");
  const json sheet =
      ask("score.explain/1", "assessor-01", {{"period", "2025Q3"}, {"official", "cadre-0202"}});
  std::size_t seen = 0;
  for (const json& line : sheet.at("cards")[0].at("lines")) {
    if (line.at("clause") == "E1") {
      EXPECT_EQ(line.at("facts").size(), 1U) << line;
      EXPECT_FALSE(line.contains("given_way"));
    }
    if (line.at("clause") != "E9") continue;
    ++seen;
    EXPECT_TRUE(line.at("facts").empty());
    ASSERT_EQ(line.at("given_way").size(), 1U) << line;
    EXPECT_EQ(line.at("given_way")[0].at("id"), "AC-2025-0004");
    EXPECT_EQ(line.at("given_way")[0].at("to"), "E1");
  }
  EXPECT_EQ(seen, 1U);
}

TEST_F(AnswersAccident, AnotherTriggerBringsAndDropsVetoes) {
  for (const char* quarter : {"2025Q1", "2025Q2", "2025Q3"}) enter(quarter);
  year_->go_to("2025-10-09");
  const std::size_t proposed =
      ask("veto.propose/1", "assessor-01", {{"period", "2025"}}).at("proposals").size();
  json draft = rulebook();
  draft["vetoes"] = json::array();
  draft["tests"] = json::array();
  const json impact = ask("rulebook.impact/1", "assessor-01", {{"rulebook", draft}, {"period", "2025Q3"}});
  EXPECT_EQ(impact.at("people").size(), 0U);
  ASSERT_EQ(impact.at("vetoes").size(), proposed);
  for (const json& veto : impact.at("vetoes")) EXPECT_EQ(veto.at("change"), "dropped");
}

TEST_F(AnswersAccident, RadarSaysTriggeredWhenTheProposalDoes) {
  for (const char* quarter : {"2025Q1", "2025Q2", "2025Q3"}) enter(quarter);
  year_->go_to("2025-10-09");
  const json radar = ask("veto.radar/1", "assessor-01", {{"period", "2025"}});
  const json proposed = ask("veto.propose/1", "assessor-01", {{"period", "2025"}});
  std::size_t triggered = 0;
  for (const json& one : radar.at("clauses"))
    for (const json& subject : one.at("subjects")) triggered += subject.at("triggered").get<bool>() ? 1U : 0U;
  EXPECT_GT(triggered, 0U);
  EXPECT_EQ(triggered, proposed.at("proposals").size());
  EXPECT_EQ(refusal("veto.radar/1", "assessor-01", {{"period", "2025Q3"}}), "veto.period");
}

}  // namespace
}  // namespace anze
