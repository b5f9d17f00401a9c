#include "scoring/scorecards/evaluate.h"

#include <gtest/gtest.h>

#include "tests/unit/scoring/small_world.h"

namespace anze {
namespace {

using test::SmallWorld;

// The worked example of scoring/README.md.
TEST(Evaluate, WorkedExampleOfTheReadme) {
  SmallWorld world;
  world.hold({world.term("T1", "district-head", "head-1", make_date(2024, 3, 1), make_date(2025, 8, 14)),
              world.term("T2", "deputy-mining", "head-1", make_date(2025, 8, 15))});
  world.rule(R"([
   {"id": "A", "title": "履行领导职责", "basis": ["一"], "points": "40", "clauses": [
    {"id": "A1", "title": "每月带队检查", "basis": ["一"], "kind": "shortfall", "effect": "deduct", "scope": "own",
     "select": {"ledger": "led_inspection"}, "each": "month", "target": 1, "amount": "2"}]},
   {"id": "B", "title": "隐患整改", "basis": ["一"], "points": "60", "clauses": [
    {"id": "B1", "title": "整改率", "basis": ["一"], "kind": "ratio", "effect": "deduct", "scope": "unit",
     "select": {"ledger": "hazard", "where": [{"field": "state", "op": "eq", "value": "rectified"}]},
     "denominator": {"ledger": "hazard"}, "mode": "proportional", "amount": "10", "counts_for": "post"}]}])");
  Tally tally = world.tally();
  Fact inspection = world.fact("led_inspection", make_date(2025, 7, 9));
  inspection.post = world.code("district-head");
  ASSERT_TRUE(tally.apply(inspection, +1));
  for (int i = 0; i < 3; ++i) {
    Fact hazard = world.fact("hazard", make_date(2025, 7, 20));
    hazard.state = world.code(i == 0 ? "open" : "rectified");
    ASSERT_TRUE(tally.apply(hazard, +1));
  }
  const auto evaluation = evaluate(tally, {});
  ASSERT_TRUE(evaluation);
  ASSERT_EQ(evaluation->cards.size(), 2U);
  EXPECT_EQ(evaluation->cards[0].lines[0].how, "应 2 次，实 1 次，缺 1 次（2025年8月） × 2 分，扣 2 分");
  EXPECT_EQ(evaluation->cards[0].lines[1].how, "2 / 3 = 66.66%，目标 100%，10 分 × 1/3，扣 10/3 分");
  EXPECT_EQ(to_text(evaluation->cards[0].total), "284/3");
  EXPECT_EQ(to_text(evaluation->cards[1].total), "278/3");
  ASSERT_EQ(evaluation->people.size(), 1U);
  EXPECT_EQ(to_text(evaluation->people[0].exact), "12923/138");  // (284/3 × 45 + 278/3 × 47) / 92
  EXPECT_EQ(to_text(evaluation->people[0].points), "93.64");
  EXPECT_EQ(evaluation->people[0].grade, "优秀");
}

TEST(Evaluate, OverflowIsAnErrorAndNeverAScore) {
  SmallWorld world;
  world.rule(R"([{"id": "A", "title": "一", "basis": ["一"], "points": "900000000000000", "clauses": [
      {"id": "A1", "title": "一", "basis": ["一"], "kind": "judged", "effect": "award", "min": "0", "max": "900000000000000", "step": "1"}],
      "start": "zero"},
     {"id": "B", "title": "一", "basis": ["一"], "points": "900000000000000", "clauses": [
      {"id": "B1", "title": "一", "basis": ["一"], "kind": "judged", "effect": "award", "min": "0", "max": "900000000000000", "step": "1"}],
      "start": "zero", "bonus": true}])",
             "900000000000000");
  std::vector<Judgement> judgements;
  for (const char* clause : {"A1", "B1"})
    judgements.push_back({clause, world.code("T1"), k_no_code, Points{9'000'000'000'000'000'000}, "极值"});
  EXPECT_TRUE(evaluate(world.tally(), std::span(judgements).first(1)));
  const auto evaluation = evaluate(world.tally(), judgements);
  ASSERT_FALSE(evaluation);
  EXPECT_EQ(evaluation.error().reason, "points.overflow");
}

TEST(Evaluate, NobodyToScoreIsNoError) {
  SmallWorld world;
  world.hold({});
  world.rule(test::k_every_kind);
  const auto evaluation = evaluate(world.tally(), {});
  ASSERT_TRUE(evaluation);
  EXPECT_TRUE(evaluation->cards.empty());
  EXPECT_TRUE(evaluation->people.empty());
}

TEST(Evaluate, FindsClausesByIndex) {
  SmallWorld world;
  world.rule(test::k_every_kind);
  std::size_t item = 9;
  EXPECT_EQ(clause_at(*world.rulebook, 3, &item).id, "A4");
  EXPECT_EQ(item, 0U);
  EXPECT_EQ(clause_at(*world.rulebook, 4, &item).id, "B1");
  EXPECT_EQ(item, 1U);
}

TEST(Evaluate, GradesIncludeTheirLowerEnd) {
  SmallWorld world;
  world.rule(test::k_every_kind);
  EXPECT_EQ(grade_of(*world.rulebook, Points{900'000}).title, "优秀");
  EXPECT_EQ(grade_of(*world.rulebook, Points{899'999}).title, "其他");
  EXPECT_EQ(grade_of(*world.rulebook, Exact::ratio(89'999'999, 1'000'000)).title, "其他");
}

}  // namespace
}  // namespace anze
