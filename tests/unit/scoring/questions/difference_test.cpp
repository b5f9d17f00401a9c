// score.diff on random small worlds: whatever changed, the parts and their rows add up to the difference.
#include <gtest/gtest.h>

#include <random>

#include "scoring/questions/coverage.h"
#include "scoring/questions/difference.h"
#include "scoring/scorecards/rank.h"
#include "tests/unit/scoring/small_world.h"

namespace anze {
namespace {

using test::SmallWorld;

struct Side {
  Rulebook rulebook;
  Organisation organisation;
  std::vector<Fact> facts;
  Period period;
};

class AnswersDifference : public ::testing::Test {
 protected:
  int chance(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }

  // Every kind of clause that counts by itself, with amounts and rounding that differ from time to time.
  Rulebook rulebook() {
    std::string items = test::k_every_kind;
    const std::string from = "\"amount\": \"2\"";
    items.replace(items.find(from), from.size(), "\"amount\": \"" + std::to_string(1 + chance(5)) + ".3\"");
    small_.rule(items, "100",
                chance(2) == 0 ? "{}" : R"({"not_applicable": "renormalise", "rounding": "0.1"})");
    return *small_.rulebook;
  }

  Organisation organisation(const Period& period) {
    const auto day = [&] { return period.first + chance(period.days()); };
    std::vector<Term> terms;
    const Date change = day();
    terms.push_back(small_.term("T1", "district-head", "head-1", make_date(2024, 1, 1), change));
    terms.push_back(small_.term("T2", "district-head", "head-2", change + 1));
    if (chance(3) > 0) terms.push_back(small_.term("T3", "deputy-mining", "head-1", day()));
    if (chance(3) == 0) terms.push_back(small_.term("T4", "shanmen-head", "head-1", make_date(2024, 1, 1)));
    terms.back().weight = 1 + chance(3);
    small_.hold(terms);
    return *small_.organisation;
  }

  std::vector<Fact> facts(const Period& period) {
    std::vector<Fact> facts;
    for (int i = chance(14); i > 0; --i) {
      const char* ledgers[] = {"led_inspection", "criticism", "accident", "hazard", "plan"};
      Fact fact = small_.fact(ledgers[chance(5)], period.first + chance(period.days()));
      const char* posts[] = {"district-head", "deputy-mining", "shanmen-head"};
      fact.post = small_.code(posts[chance(3)]);
      fact.official = small_.code("head-1");
      fact.area = small_.code("tiedong");
      fact.sector = small_.code("mining");
      fact.state = small_.code(chance(2) == 0 ? "open" : "rectified");
      const Ledger* ledger = small_.ledgers.find(fact.ledger);
      for (const Field& field : ledger->fields)
        if (field.slot && chance(2) == 0)
          fact.set(*field.slot,
                   field.type == FieldType::k_date ? (period.first + chance(period.days())).days : chance(4));
      fact.seq = i;
      facts.push_back(fact);
    }
    return facts;
  }

  Side side(const char* period_text) {
    const Period period = parse_period(period_text).value();
    Organisation held = organisation(period);
    return {rulebook(), std::move(held), facts(period), period};
  }

  World world(const Side& side) {
    return {&side.rulebook,
            &side.organisation,
            &small_.calendar,
            side.period,
            side.period.last,
            side.period.last,
            [&side](const FactVisitor& visit) -> Result<void> {
              for (const Fact& fact : side.facts) ANZE_CHECK(visit(fact));
              return {};
            },
            {},
            {}};
  }

  void expect_exact(const Side& a, const Side& b) {
    const auto found = difference(world(a), world(b), small_.code("head-1"), small_.codes);
    if (!found) {
      EXPECT_EQ(found.error().reason, "diff.nobody") << found.error().message;
      return;
    }
    Exact sum;
    for (const DifferencePart& part : found->parts) {
      sum += part.change;
      Exact rows;
      for (const RowChange& row : part.rows) {
        rows += row.change;
        EXPECT_EQ(row.to - row.from, row.change);
      }
      if (part.cause != Cause::k_rounding) {
        EXPECT_EQ(rows, part.change);
      }
    }
    EXPECT_EQ(sum, Exact(found->to) - Exact(found->from));
    ++compared_;
  }

  SmallWorld small_;
  std::mt19937 random_{20251001};
  int compared_ = 0;
};

TEST_F(AnswersDifference, AddsUpBetweenVersionsOfOnePeriod) {
  for (int i = 0; i < 200; ++i) expect_exact(side("2025Q3"), side("2025Q3"));
  EXPECT_GT(compared_, 150);
}

TEST_F(AnswersDifference, AddsUpBetweenPeriods) {
  for (int i = 0; i < 200; ++i) expect_exact(side("2025Q2"), side("2025Q3"));
  EXPECT_GT(compared_, 100);
}

TEST_F(AnswersDifference, NothingChangedIsNoPart) {
  const Side same = side("2025Q3");
  const Difference found = difference(world(same), world(same), small_.code("head-1"), small_.codes).value();
  for (const DifferencePart& part : found.parts) {
    EXPECT_EQ(part.change, Exact{});
    EXPECT_TRUE(part.rows.empty());
  }
}

TEST_F(AnswersDifference, RefusesPeriodsOfDifferentLength) {
  const Side a = side("2025Q3");
  Side b = a;
  b.period = parse_period("2025").value();
  EXPECT_EQ(difference(world(a), world(b), small_.code("head-1"), small_.codes).error().reason, "diff.kind");
}

TEST_F(AnswersDifference, CoverageCountsEachFactOnce) {
  const Side one = side("2025Q3");
  const std::vector<ClauseCoverage> clauses = coverage(world(one)).value();
  ASSERT_EQ(clauses.size(), 8U);
  std::int64_t inspections = 0;
  for (const Fact& fact : one.facts) inspections += fact.ledger == small_.code("led_inspection") ? 1 : 0;
  EXPECT_EQ(clauses[0].facts, inspections);
  EXPECT_GE(clauses[0].lines, clauses[0].with_effect);
}

TEST(AnswersRank, SharesRanksAndCountsOn) {
  const std::vector<Points> points{{700000}, {900000}, {800000}, {800000}};
  std::vector<std::int64_t> ranks;
  std::vector<std::size_t> people;
  for (const Rank& rank : competition_ranks(points)) {
    ranks.push_back(rank.rank);
    people.push_back(rank.person);
  }
  EXPECT_EQ(ranks, (std::vector<std::int64_t>{1, 2, 2, 4}));
  EXPECT_EQ(people, (std::vector<std::size_t>{1, 2, 3, 0}));
}

}  // namespace
}  // namespace anze
