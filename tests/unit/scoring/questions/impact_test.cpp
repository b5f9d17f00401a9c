// What a draft would make of a scored quarter: whom it moves and why, whom it leaves out, and which
// judgements it has no use for.
#include "scoring/questions/impact.h"

#include <gtest/gtest.h>

#include "tests/unit/scoring/small_world.h"

namespace anze {
namespace {

class ImpactTest : public testing::Test {
 protected:
  void SetUp() override {
    const Date start = make_date(2024, 1, 1);
    small_.hold({small_.term("T1", "district-head", "head-1", start),
                 small_.term("T2", "deputy-mining", "deputy-1", start),
                 small_.term("T3", "shanmen-head", "head-2", start)});
    book_ = rulebook("2", "2", "");
    draft_ = rulebook("3", "1",
                      R"(, {"id": "G", "title": "记过", "basis": ["一"], "kind": "gate", "scope": "named",
         "select": {"ledger": "criticism", "where": [{"field": "level", "op": "ge", "value": 3}]}, "gate": "no_grade"})");
    std::erase(draft_.archetypes, small_.code("other_deputy"));
    criticise("head-1", 1);
    criticise("head-2", 3);
    judge("T1", "1.5");
    judge("T2", "1");
  }
  Rulebook rulebook(const std::string& amount, const std::string& most, const std::string& more) {
    small_.rule(R"([{"id": "A", "title": "一", "basis": ["一"], "points": "100", "clauses": [
        {"id": "A1", "title": "通报", "basis": ["一"], "kind": "per_event", "effect": "deduct", "scope": "named",
         "select": {"ledger": "criticism"}, "amount": ")" +
                amount + R"("},
        {"id": "J", "title": "酌情", "basis": ["一"], "kind": "judged", "effect": "deduct", "min": "0", "max": ")" +
                most + R"(", "step": "0.5"})" + more + "]}]");
    return *small_.rulebook;
  }
  void criticise(const char* official, std::int64_t level) {
    Fact fact = small_.fact("criticism", make_date(2025, 8, 1));
    fact.official = small_.code(official);
    fact.set(*small_.ledgers.find(fact.ledger)->field("level")->slot, level);
    fact.seq = static_cast<std::int64_t>(facts_.size()) + 1;
    facts_.push_back(fact);
  }
  void judge(const char* term, const char* value) {
    Judgement judgement;
    judgement.clause = "J";
    judgement.term = small_.code(term);
    judgement.value = parse_points(value).value();
    judgement.reason = "抽查";
    judgements_.push_back(judgement);
  }
  World world(const Rulebook& book, std::vector<Judgement> judgements) {
    return {&book,
            small_.organisation.get(),
            &small_.calendar,
            small_.period,
            small_.period.last,
            small_.period.last,
            [this](const FactVisitor& visit) -> Result<void> {
              for (const Fact& fact : facts_) ANZE_CHECK(visit(fact));
              return {};
            },
            std::move(judgements),
            {}};
  }
  test::SmallWorld small_;
  Rulebook book_;
  Rulebook draft_;
  std::vector<Fact> facts_;
  std::vector<Judgement> judgements_;
};

TEST_F(ImpactTest, TellsWhomTheDraftMovesAndWhy) {
  const Result<Impact> told = impact(world(book_, judgements_), draft_);
  ASSERT_TRUE(told) << told.error().message;
  EXPECT_EQ(told->raised, 1);
  EXPECT_EQ(told->lowered, 1);
  EXPECT_EQ(told->same, 0);
  EXPECT_EQ(told->regraded, 1);
  ASSERT_EQ(told->people.size(), 2U);

  const PersonImpact& first = told->people[0];  // who changes grade comes before who comes first
  EXPECT_EQ(first.official, small_.code("head-2"));
  EXPECT_EQ(to_text(first.from) + " → " + to_text(first.to), "98 → 97");
  EXPECT_EQ(first.grade_from, "优秀");
  EXPECT_NE(first.grade_to, "优秀");
  EXPECT_EQ(first.posts, std::vector<CodeId>({small_.code("shanmen-head")}));
  ASSERT_EQ(first.reasons.size(), 1U);
  EXPECT_EQ(first.reasons[0].kind, GradeReason::Kind::k_gate);
  EXPECT_EQ(first.reasons[0].from, "");
  EXPECT_NE(first.reasons[0].to, "");

  const PersonImpact& second = told->people[1];
  EXPECT_EQ(second.official, small_.code("head-1"));
  EXPECT_EQ(to_text(second.from) + " → " + to_text(second.to), "96.5 → 97");
  EXPECT_FALSE(second.regraded());
  EXPECT_TRUE(second.reasons.empty());

  ASSERT_EQ(told->clauses.size(), 2U);
  EXPECT_EQ(told->clauses.at("A1").people, 2);
  EXPECT_EQ(to_text(told->clauses.at("A1").sum), "-2");
  EXPECT_EQ(told->clauses.at("J").people, 1);
  EXPECT_EQ(to_text(told->clauses.at("J").sum), "1.5");
}

// 1.5 is over the draft's range; the deputy's 1 is within it, and the draft assesses no deputy.
TEST_F(ImpactTest, LeavesOutWhatTheDraftDoesNotKnowAndSaysHowMuch) {
  const Result<Impact> told = impact(world(book_, judgements_), draft_);
  ASSERT_TRUE(told) << told.error().message;
  EXPECT_EQ(told->judgements_left_out, 2);
  EXPECT_EQ(told->no_longer_assessed, std::vector<CodeId>({small_.code("deputy-1")}));
  EXPECT_TRUE(told->newly_assessed.empty());
}

TEST_F(ImpactTest, TellsWhoIsAssessedNow) {
  const Result<Impact> told = impact(world(draft_, {}), book_);
  ASSERT_TRUE(told) << told.error().message;
  EXPECT_EQ(told->newly_assessed, std::vector<CodeId>({small_.code("deputy-1")}));
  EXPECT_TRUE(told->no_longer_assessed.empty());
  EXPECT_EQ(told->judgements_left_out, 0);
}

}  // namespace
}  // namespace anze
