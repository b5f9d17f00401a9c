// Sheets: what they keep comes back to the last digit, the answers made of them do not change, and older or
// foreign ones are told apart.
#include <gmock/gmock.h>

#include "plugin/assessments/assessment.h"
#include "plugin/records/scorecard_bytes.h"
#include "plugin/store/store.h"
#include "tests/unit/plugin/tallies/stored_fixture.h"

namespace anze::district {
namespace {

using testing::HasSubstr;

Exact third(std::int64_t numerator) {
  return Exact::ratio(numerator, 3);
}

// Everything a card can hold, at once.
struct Sample {
  Codebook codes;
  Rulebook rulebook;
  Evaluation evaluation;

  Sample() {
    rulebook.items.resize(2);
    for (Item& item : rulebook.items) {
      item.points = {400'000};
      item.clauses.resize(2);
    }
    Scorecard card;
    card.term = codes.intern("term-1");
    card.post = codes.intern("第三乡\"长\"");
    card.official = codes.intern("cadre-1");
    card.days = 92;
    card.lines.resize(4);
    for (std::int32_t i = 0; i < 4; ++i) card.lines[static_cast<std::size_t>(i)].clause = i;
    card.lines[1] = {1, LineState::k_counted, 1, 2, 0, Exact(Points{-50'000}), Exact(Points{-30'000}), {},
                     {}};
    card.lines[2] = {2, LineState::k_judged, 0, 0, 0, third(-10), third(-10), Points{-5'000}, {}};
    card.lines[3].state = LineState::k_not_due;
    card.items = {
        {0, Exact(Points{370'000}), Exact(Points{370'000}), third(100), third(110)},
        {1, Exact(Points{400'000}), Exact(Points{400'000}), Exact(Points{400'000}), Exact(Points{400'000})}};
    card.groups = {{0, third(221), third(220), Exact(Points{1})}};
    card.total = third(220) * third(1) * Exact(Points{1}) * third(1'000'000'007);
    card.gate_note = "门槛：“一”\n";
    card.highest_grade = "合格";
    card.grades_lower = 1;
    evaluation.cards = {card};
    const QuarterResult quarter{
        parse_period("2025Q2").value(), card.official, {1'000'000}, {933'300}, third(280), 91, "良好"};
    const YearPart year{{{quarter, third(1), third(93)}}, {}, third(93), {}, {}};
    evaluation.people = {{card.official, card.total, {123'400}, "合格", {0}, "不足 2 个", year}};
  }
  std::string written(const Evaluation& from) const {
    return plugin::write_sheet(rulebook, from.cards, from.people.front(), codes);
  }
};

TEST(Sheets, AreTheSameOnAnyNumberOfThreads) {
  const Sample sample;
  const plugin::InstalledRulebook rulebook{sample.rulebook, "digest"};
  plugin::Assessed assessed;
  assessed.rulebook = &rulebook;
  assessed.evaluation = sample.evaluation;
  assessed.evaluation.people.resize(2'345, sample.evaluation.people.front());
  for (std::size_t i = 0; i < assessed.evaluation.people.size(); ++i)
    assessed.evaluation.people[i].points.e4 = static_cast<std::int64_t>(i);
  const plugin::ScorecardTexts alone = plugin::scorecard_texts(assessed, sample.codes, lanes(1));
  EXPECT_NE(alone.texts.front(), alone.texts.back());
  for (const std::uint32_t count : {2U, 5U}) {
    const plugin::ScorecardTexts together = plugin::scorecard_texts(assessed, sample.codes, lanes(count));
    EXPECT_EQ(together.texts, alone.texts);
    EXPECT_EQ(together.digest, alone.digest);
  }
}

TEST(Sheet, ComesBackToTheLastDigit) {
  const Sample sample;
  const std::string bytes = sample.written(sample.evaluation);
  Evaluation again;
  ASSERT_TRUE(plugin::read_sheet(bytes, sample.rulebook, sample.codes, again));
  EXPECT_EQ(sample.written(again), bytes);
  const Scorecard& card = again.cards.front();
  EXPECT_EQ(card.lines[1].before_cap, Exact(Points{-50'000}));
  EXPECT_EQ(card.lines[2].self, Points{-5'000});
  EXPECT_EQ(card.lines[2].points, third(-10));
  EXPECT_EQ(card.items[0].attainable, third(110));
  EXPECT_EQ(card.groups[0].folded, Exact(Points{1}));
  EXPECT_EQ(card.total, sample.evaluation.cards.front().total);
  EXPECT_EQ(card.gate_note, sample.evaluation.cards.front().gate_note);
  EXPECT_EQ(card.carried, third(93));
  const PersonResult& person = again.people.front();
  EXPECT_EQ(person.no_grade, "不足 2 个");
  const QuarterShare& share = person.year.value().shares.at(0);
  EXPECT_EQ(share.result.exact, third(280));
  EXPECT_EQ(share.result.days, 91);
  EXPECT_EQ(share.brings, third(93));
}

TEST(Sheet, IsTheCanonicalJsonOfItsValue) {
  const Sample sample;
  const std::string bytes = sample.written(sample.evaluation);
  EXPECT_EQ(plugin::dump(json::parse(bytes)), bytes);
  EXPECT_THAT(bytes,
              HasSubstr(R"("lines":[0,[0,1,2,-30000,-50000],[1,0,0,"-10/3","-10/3",-5000],[4,0,0,0]])"));
}

TEST(Sheet, AnythingElseIsRefused) {
  const Sample sample;
  json good = json::parse(sample.written(sample.evaluation));
  const auto read = [&](const std::string& bytes) {
    Evaluation out;
    const auto done = plugin::read_sheet(bytes, sample.rulebook, sample.codes, out);
    return done ? "read" : done.error().reason;
  };
  EXPECT_EQ(read(good.dump()), "read");
  EXPECT_EQ(read("{"), "sheet.corrupt");
  EXPECT_EQ(read("[]"), "sheet.corrupt");
  json other_book = good;
  other_book["cards"][0]["lines"].erase(0);
  EXPECT_EQ(read(other_book.dump()), "sheet.corrupt");
  json no_number = good;
  no_number["exact"] = "1/0";
  EXPECT_EQ(read(no_number.dump()), "sheet.corrupt");
  json state = good;
  state["cards"][0]["lines"][3][0] = 5;
  EXPECT_EQ(read(state.dump()), "sheet.corrupt");
}

class KeptTest : public DistrictTest {
 protected:
  void SetUp() override {
    DistrictTest::SetUp();
    town().define();
    town().go_to("2025-04-01");
    town().append(criticism("C1", "2025-02-10"));
    town().score("2025Q1");
    town().go_to("2025-04-09");
  }
  json listed() { return ask("score.list/1", "assessor", {{"period", "2025Q1"}}); }
  std::string explained(const char* what) {
    const json request = {{"period", "2025Q1"}, {"official", "head-1"}};
    const json said = town().problem("score.explain/1", "assessor", request);
    if (!said.is_null()) return said.at("code");
    return ask("score.explain/1", "assessor", request).at("cards")[0].at("lines")[0].at(what).dump();
  }
  // What the letter to the organisation department says.
  std::string filed() {
    return ask("report.render/1", "reviewer",
               {{"period", "2025Q1"}, {"kind", "quarterly_organisation"}, {"format", "json"}})
        .at("text");
  }
  static void seal(json& assessment) {
    assessment["state"] = "sealed";
    assessment["sealed_by"] = "signer";
    assessment["sealed_on"] = "2025-04-09";
  }
  // Keeps the assessment and the head's scorecard anew, as another hand might have.
  void rewrite(const std::function<void(json& assessment, json& sheet)>& change) {
    district_.reset();
    {
      auto store = *store::Store::open({folder_ / "store", 1'744'000'000'000, "test"});
      ASSERT_TRUE(store->write(
          {"test", "test", "", "", 1'744'000'000'000}, [&](store::Writer& writer) -> Result<std::string> {
            json assessment = json::parse(writer.record("assessment", "2025Q1").value()->body);
            json sheet = json::parse(writer.record("scorecard", "2025Q1/head-1").value()->body);
            assessment["facts_entry"] = writer.head().value().seq;
            change(assessment, sheet);
            store::Sm3 digest;
            digest.add(assessment.at("rulebook").at("digest").get_ref<const std::string&>());
            digest.add(sheet.dump());
            assessment["digest"] = store::to_hex(digest.finish());
            ANZE_CHECK(writer.put("scorecard", "2025Q1/head-1", 2025, sheet.dump()));
            ANZE_CHECK(writer.put("assessment", "2025Q1", 2025, assessment.dump()));
            return std::string("{}");
          }));
    }
    start();
    town().go_to("2025-04-09");
  }
};

TEST_F(KeptTest, ASheetOfFormatOneIsShownAsItIs) {
  const json people = listed().at("people");
  const json answer = ask("score.explain/1", "assessor", {{"period", "2025Q1"}, {"official", "head-1"}});
  rewrite([&](json& assessment, json& sheet) {
    assessment.erase("sheet_format");
    assessment["people"] = people;
    for (const auto& person : assessment["people"].items()) person.value().erase("final_grade");
    sheet = answer;
    for (const char* added : {"state", "rulebook", "vetoes"}) sheet.erase(added);
    // What that format said: its writer knew no more.
    for (json& card : sheet["cards"]) {
      for (const char* added : {"weight", "highest_grade", "grades_lower", "groups"}) card.erase(added);
      for (json& item : card["items"])
        for (const char* added : {"group", "fold_to", "attainable", "before_cap", "self", "folded"})
          item.erase(added);
      for (json& line : card["lines"])
        for (const char* added : {"facts", "kind", "cap", "without_evidence", "self", "judged"})
          line.erase(added);
    }
    sheet["cards"][0]["lines"][0]["how"] = "当时的话";
    seal(assessment);
  });
  EXPECT_EQ(listed().at("people"), people);
  EXPECT_EQ(explained("how"), "\"当时的话\"");
  EXPECT_THAT(explained("facts"), HasSubstr("C1"));
  EXPECT_THAT(filed(), HasSubstr("当时的话"));
}

TEST_F(KeptTest, NumbersThatDoNotComeOutAgainAreFiledAsKeptAndSaySo) {
  rewrite([&](json& assessment, json& sheet) {
    sheet["points"] = 970'000;
    sheet["exact"] = 970'000;
    sheet["cards"][0]["lines"][0] = {0, 1, 0, -30'000};
    seal(assessment);
  });
  EXPECT_EQ(listed().at("people")[0].at("points"), "97");
  EXPECT_EQ(explained("how"), "assessment.not_reproduced");
  EXPECT_THAT(filed(), HasSubstr("当时的计算过程不能重现"));
}

// Sealed properly and yet unreadable: written by a hand that knew the store and not the records.
TEST_F(KeptTest, AnAssessmentThatDoesNotReadIsToldWithItsMember) {
  rewrite([&](json& assessment, json&) { assessment["state"] = "scorde"; });
  EXPECT_EQ(no("score.list/1", "assessor", {{"period", "2025Q1"}}),
            "record.corrupt assessment 2025Q1: /state");
  EXPECT_EQ(explained("how"), "record.corrupt");
  rewrite([&](json& assessment, json&) {
    assessment["state"] = "sealed";
    assessment["sealed_on"] = "2025-04-09";
  });
  EXPECT_EQ(no("assess.seal/1", "signer", {{"period", "2025Q1"}, {"request_id", "sealed-again"}}),
            "record.corrupt assessment 2025Q1: /sealed_by");
  expect_sound();
}

TEST_F(KeptTest, AMissingSheetIsMissed) {
  rewrite([&](json& assessment, json&) { assessment["people"] = 2; });
  EXPECT_EQ(no("score.list/1", "assessor", {{"period", "2025Q1"}}), "assessment.incomplete");
}

}  // namespace
}  // namespace anze::district
