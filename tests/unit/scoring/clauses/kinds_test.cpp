// What cases do not reach of baseline, accrual and highest-only clauses: facts in any order, taken back, and
// against a slow count that reads like the rule.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "tests/unit/scoring/small_world.h"

namespace anze {
namespace {

using test::SmallWorld;

constexpr const char* k_items = R"([
  {"id": "A", "title": "一", "basis": ["一"], "points": "100", "clauses": [
    {"id": "A1", "title": "一", "basis": ["一"], "kind": "per_event", "effect": "deduct", "scope": "unit",
     "select": {"ledger": "accident"}, "amount": "0.1", "highest_of": "x"},
    {"id": "A2", "title": "一", "basis": ["一"], "kind": "per_event", "effect": "deduct", "scope": "unit",
     "select": {"ledger": "accident", "where": [{"field": "dead", "op": "ge", "value": 3}]}, "amount": "0.3", "highest_of": "x"},
    {"id": "A3", "title": "一", "basis": ["一"], "kind": "baseline", "scope": "unit", "select": {"ledger": "accident"},
     "last_year": {"ledger": "accident"}, "frozen_days": 20, "mode": "linear", "minus": "1"}]},
  {"id": "B", "title": "二", "basis": ["一"], "points": "100", "bonus": true, "clauses": [
    {"id": "B1", "title": "一", "basis": ["一"], "kind": "accrual", "effect": "award", "scope": "unit",
     "select": {"ledger": "plan"}, "key": "area", "levels": {"field": "layer", "amounts": [
       {"value": "district", "amount": "5"}, {"value": "township", "amount": "2"}]}}]}])";

std::vector<Fact> random_facts(SmallWorld& world, std::mt19937& random) {
  std::vector<Fact> facts;
  for (int i = 0; i < 60; ++i) {
    const bool plan = random() % 2 == 0;
    Fact fact = world.fact(plan ? "plan" : "accident",
                           make_date(2025, 7, 1) + static_cast<std::int32_t>(random() % 92));
    if (random() % 4 == 0) fact.occurred = make_date(2024, 6, 20) + static_cast<std::int32_t>(random() % 120);
    constexpr const char* k_areas[] = {"", "tiedong", "shanmen", "yehe"};
    constexpr const char* k_layers[] = {"district", "township", "enterprise"};
    fact.area = world.code(k_areas[random() % 4]);
    if (random() % 5 != 0)
      fact.set(0, plan ? world.code(k_layers[random() % 3]) : static_cast<int>(random() % 6));
    facts.push_back(fact);
  }
  return facts;
}

struct Slow {
  std::int64_t cheap = 0;
  std::int64_t dear = 0;
  std::int64_t this_year = 0;
  std::int64_t last_year = 0;
  std::int64_t award = 0;
};

Slow count_slowly(SmallWorld& world, const std::vector<Fact>& facts) {
  Slow slow;
  std::map<CodeId, std::int64_t> best;
  for (const Fact& fact : facts) {
    const bool now = world.period.contains(fact.occurred);
    if (fact.ledger == world.code("accident")) {
      if (now) ++(fact.knows(0) && fact.slot[0] >= 3 ? slow.dear : slow.cheap);
      if (now) ++slow.this_year;
      if (parse_period("2024Q3").value().contains(fact.occurred)) ++slow.last_year;
    } else if (now && fact.knows(0)) {
      const std::int64_t worth = fact.slot[0] == world.code("district")   ? 5
                                 : fact.slot[0] == world.code("township") ? 2
                                                                          : 0;
      best[fact.area] = std::max(best[fact.area], worth);
    }
  }
  for (const auto& [area, worth] : best) slow.award += worth;
  return slow;
}

class Kinds : public testing::TestWithParam<unsigned> {};

TEST_P(Kinds, AgreeWithASlowCountInAnyOrderAndComeOff) {
  std::mt19937 random(GetParam());
  SmallWorld world;
  world.hold({world.term("T1", "district-head", "head-1", make_date(2022, 1, 1))});
  world.rule(k_items);
  std::vector<Fact> facts = random_facts(world, random);
  Tally tally = world.tally();
  for (const Fact& fact : facts) ASSERT_TRUE(tally.apply(fact, +1));
  const auto evaluation = evaluate(tally, {});
  ASSERT_TRUE(evaluation);
  const std::vector<Line>& lines = evaluation->cards.front().lines;
  const Slow slow = count_slowly(world, facts);
  EXPECT_EQ(lines[0].points, Exact{} - Exact::ratio(slow.cheap, 10));
  EXPECT_EQ(lines[1].points, Exact{} - Exact::ratio(slow.dear * 3, 10));
  EXPECT_EQ(lines[2].points,
            Exact{} - Exact::ratio(std::max<std::int64_t>(slow.this_year - slow.last_year, 0), 1));
  EXPECT_EQ(lines[3].points, Exact::ratio(slow.award, 1));

  std::shuffle(facts.begin(), facts.end(), random);
  for (const Fact& fact : facts) ASSERT_TRUE(tally.apply(fact, -1));
  EXPECT_TRUE(tally.cells().empty());
}

TEST(HighestOnly, TellsWhichClauseGaveWayToWhich) {
  SmallWorld world;
  world.hold({world.term("T1", "district-head", "head-1", make_date(2022, 1, 1))});
  world.rule(k_items);
  const Tally tally = world.tally();
  Fact fact = world.fact("accident", make_date(2025, 7, 1));
  fact.set(0, 5);
  std::vector<Hit> hits;
  std::vector<GivenWay> given_way;
  ASSERT_TRUE(tally.hits(fact, hits, &given_way));
  ASSERT_FALSE(given_way.empty());
  for (const GivenWay& given : given_way) {
    EXPECT_EQ(given.clause, 0);
    EXPECT_EQ(given.to, 1);
  }
  given_way.clear();
  fact.set(0, 1);
  ASSERT_TRUE(tally.hits(fact, hits, &given_way));
  EXPECT_TRUE(given_way.empty());  // only the cheaper one sees it
}

INSTANTIATE_TEST_SUITE_P(Seeds, Kinds, testing::Range(1U, 21U));

}  // namespace
}  // namespace anze
