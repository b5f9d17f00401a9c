// The table of clause kinds: every row makes clauses of its own kind, and answers what nothing else answers.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "scoring/clauses/kind.h"
#include "scoring/rulebook/plans.h"
#include "scoring/rulebook/rulebook.h"

namespace anze {
namespace {

Clause blank(const Kind& kind) {
  Clause clause;
  kind.blank(clause);
  return clause;
}

TEST(KindTable, EveryRowMakesClausesOfItsOwnKind) {
  EXPECT_EQ(all_kinds().size(), std::variant_size_v<OfKind>);
  std::set<std::string> words;
  for (const Kind* kind : all_kinds()) {
    EXPECT_EQ(&kind_of(blank(*kind)), kind) << kind->word;
    EXPECT_TRUE(words.insert(std::string(kind->word)).second) << kind->word;
    EXPECT_FALSE(kind->chinese.empty()) << kind->word;
  }
}

TEST(KindTable, EveryRowReadsChecksScoresAndSaysWhatIsLost) {
  for (const Kind* kind : all_kinds()) {
    EXPECT_NE(kind->read, nullptr) << kind->word;
    EXPECT_NE(kind->check, nullptr) << kind->word;
    EXPECT_NE(kind->score, nullptr) << kind->word;
    EXPECT_NE(kind->lost, nullptr) << kind->word;
    EXPECT_FALSE(kind->needs.empty()) << kind->word;
  }
}

// What counts no facts is a person's to decide; what counts them and shares a group knows what one is worth.
TEST(KindTable, AnswersThatNeedEachOtherComeTogether) {
  for (const Kind* kind : all_kinds()) {
    const Clause clause = blank(*kind);
    EXPECT_EQ(kind->count == nullptr, kind->condition == nullptr) << kind->word;
    if (kind->count == nullptr) {
      EXPECT_NE(judged_range(clause), nullptr) << kind->word;
    }
    EXPECT_EQ(kind->shares != nullptr, kind->fact_worth != nullptr) << kind->word;
    EXPECT_EQ(kind->shares != nullptr, kind->by_facts != nullptr) << kind->word;
    EXPECT_EQ(kind->wants == nullptr && sign_of_one(clause) > 0, false) << kind->word;
    EXPECT_EQ(kind->cost != nullptr, kind->owed_fact != nullptr) << kind->word;
  }
}

TEST(KindTable, AGateGivesNothingAndAPlusDoes) {
  Clause gate;
  gate.own = Gate{};
  gate.effect = Effect::k_award;
  EXPECT_FALSE(gives_points(gate));
  Clause baseline;
  Baseline& own = baseline.own.emplace<Baseline>();
  EXPECT_FALSE(gives_points(baseline));
  own.plus = Points{1};
  EXPECT_TRUE(gives_points(baseline));
}

TEST(KindTable, APersonGivesWithinTheRangeAndOnItsSteps) {
  Clause clause;
  clause.own = Judged{.range = {Points{10'000}, Points{50'000}, Points{20'000}}};
  EXPECT_TRUE(may_be_given(clause, Points{30'000}));
  EXPECT_FALSE(may_be_given(clause, Points{20'000}));
  EXPECT_FALSE(may_be_given(clause, Points{0}));
  EXPECT_FALSE(may_be_given(clause, Points{70'000}));
  clause.own = Ratio{.range = {Points{0}, Points{50'000}, Points{10'000}}};
  EXPECT_FALSE(may_be_given(clause, Points{10'000})) << "only a ratio of mode range leaves it to a person";
  clause.own = Ratio{.mode = RatioMode::k_range, .range = {Points{0}, Points{50'000}, Points{10'000}}};
  EXPECT_TRUE(may_be_given(clause, Points{10'000}));
}

// Where facts decide how many cells there are, those without evidence have a bucket no key ever reaches.
TEST(KindTable, APlanKnowsItsBuckets) {
  Rulebook rulebook;
  rulebook.policies.missing_evidence = Evidence::k_flagged;
  rulebook.items.emplace_back();
  Clause clause;
  clause.effect = Effect::k_award;
  clause.proof = FieldRef{};
  clause.own = Tiers{{}, {Band{}, Band{}}};
  rulebook.items.front().clauses.push_back(clause);
  clause.own.emplace<Accrual>().key_field = FieldRef{};
  rulebook.items.front().clauses.push_back(clause);
  const auto plans = plan_clauses(rulebook, parse_period("2025Q1").value());
  ASSERT_EQ(plans.size(), 2U);
  EXPECT_EQ(plans[0].buckets, 3);
  EXPECT_EQ(plans[0].unproven, 3);
  EXPECT_EQ(plans[1].buckets, 0);
  EXPECT_EQ(plans[1].unproven, k_unproven_key);
  EXPECT_EQ(cell_shapes(plans)[0].width, 4);
  EXPECT_EQ(cell_shapes(plans)[1].width, 0);
}

}  // namespace
}  // namespace anze
