#include "scoring/tally/tally.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>

#include "tests/unit/scoring/small_world.h"

namespace anze {
namespace {

using test::SmallWorld;

// Facts of every ledger with every field sometimes known: what a year of mistyped and corrected entries
// holds.
std::vector<Fact> random_facts(SmallWorld& world, std::mt19937& random, std::size_t count) {
  const auto any = [&](std::initializer_list<const char*> words) {
    return world.code(*(words.begin() + random() % words.size()));
  };
  std::vector<Fact> facts;
  for (std::size_t i = 0; i < count; ++i) {
    Fact fact;
    fact.seq = static_cast<std::int64_t>(i) + 1;
    fact.ledger = any({"accident", "criticism", "hazard", "led_inspection", "plan", "unheard_of"});
    fact.occurred = make_date(2025, 6, 20) + static_cast<std::int32_t>(random() % 120);
    fact.unit = any({"gov", "bureau", "shanmen-gov"});
    fact.area = any({"", "tiedong", "shanmen", "yehe"});
    fact.sector = any({"", "mining", "traffic"});
    fact.post = any({"", "district-head", "deputy-mining", "shanmen-head"});
    fact.official = any({"", "head-1", "head-2", "deputy-1"});
    fact.state = any({"open", "rectified"});
    fact.late = random() % 5 == 0;
    for (std::size_t slot = 0; slot < k_slots; ++slot)
      if (random() % 3 != 0) fact.set(slot, static_cast<std::int64_t>(random() % 5));
    if (fact.ledger == world.code("hazard")) {
      fact.set(1, make_date(2025, 7, 15).days + static_cast<std::int64_t>(random() % 60));
      fact.set(2, make_date(2025, 7, 15).days + static_cast<std::int64_t>(random() % 60));
    }
    if (fact.ledger == world.code("plan")) fact.set(0, any({"district", "township", "enterprise"}));
    facts.push_back(fact);
  }
  return facts;
}

class TallyProperty : public testing::TestWithParam<unsigned> {};

TEST_P(TallyProperty, UndoneFactsLeaveNothingAndOrderDoesNotMatter) {
  std::mt19937 random(GetParam());
  SmallWorld world;
  world.hold({world.term("T1", "district-head", "head-1", make_date(2025, 1, 1), make_date(2025, 8, 10)),
              world.term("T2", "district-head", "head-2", make_date(2025, 8, 21)),
              world.term("T3", "shanmen-head", "head-1", make_date(2025, 8, 1))});
  world.rule(test::k_every_kind);
  std::vector<Fact> facts = random_facts(world, random, 400);
  Tally tally = world.tally();
  for (const Fact& fact : facts) ASSERT_TRUE(tally.apply(fact, +1));
  const auto cells = tally.cells();
  EXPECT_GT(cells.size(), 20U);
  EXPECT_TRUE(std::is_sorted(cells.begin(), cells.end(),
                             [](const auto& a, const auto& b) { return a.first < b.first; }));

  std::shuffle(facts.begin(), facts.end(), random);
  Tally shuffled = world.tally();
  for (const Fact& fact : facts) ASSERT_TRUE(shuffled.apply(fact, +1));
  EXPECT_EQ(cells, shuffled.cells());

  Tally kept = world.tally();
  for (const auto& [key, cell] : cells) ASSERT_TRUE(kept.add(key, cell));
  EXPECT_EQ(cells, kept.cells());

  std::shuffle(facts.begin(), facts.end(), random);
  for (const Fact& fact : facts) ASSERT_TRUE(tally.apply(fact, -1));
  EXPECT_TRUE(tally.cells().empty());
}

INSTANTIATE_TEST_SUITE_P(Seeds, TallyProperty, testing::Range(1U, 21U));

TEST(Tally, HitsAreWhatApplyAdds) {
  std::mt19937 random(7);
  SmallWorld world;
  world.rule(test::k_every_kind);
  const std::vector<Fact> facts = random_facts(world, random, 200);
  Tally tally = world.tally();
  Tally from_hits = world.tally();
  std::vector<Hit> hits;
  for (const Fact& fact : facts) {
    ASSERT_TRUE(tally.apply(fact, +1));
    ASSERT_TRUE(from_hits.hits(fact, hits));
    for (const Hit& hit : hits) ASSERT_TRUE(from_hits.add(hit.key, hit.delta));
  }
  EXPECT_EQ(tally.cells(), from_hits.cells());
}

TEST(Tally, OverflowChangesNothing) {
  SmallWorld world;
  world.rule(test::k_every_kind);
  Fact fact = world.fact("criticism", make_date(2025, 7, 1));
  fact.official = world.code("head-1");
  fact.set(0, std::numeric_limits<std::int64_t>::max());
  Tally tally = world.tally();
  ASSERT_TRUE(tally.apply(fact, +1));
  const auto before = tally.cells();
  const auto again = tally.apply(fact, +1);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().reason, "tally.overflow");
  EXPECT_EQ(tally.cells(), before);
}

// A person whose term and a post whose id are one word: an event of the vacant post must not reach the term.
TEST(Tally, VacantPostNeverMeetsATermOfTheSameName) {
  SmallWorld world;
  world.hold({world.term("deputy-mining", "district-head", "head-1", make_date(2025, 1, 1))});
  world.rule(R"([{"id": "A", "title": "一", "basis": ["一"], "points": "100", "clauses": [
      {"id": "A1", "title": "一", "basis": ["一"], "kind": "per_event", "effect": "deduct", "scope": "own",
       "select": {"ledger": "accident"}, "amount": "4"}]}])");
  Fact fact = world.fact("accident", make_date(2025, 7, 1));
  fact.post = world.code("deputy-mining");
  Tally tally = world.tally();
  ASSERT_TRUE(tally.apply(fact, +1));
  EXPECT_EQ(tally.find({0, world.code("deputy-mining"), 0}), nullptr);
  const auto vacant = vacant_events(tally);
  ASSERT_EQ(vacant.size(), 1U);
  EXPECT_EQ(vacant[0].post, world.code("deputy-mining"));
  EXPECT_EQ(vacant[0].count, 1);
}

TEST(Tally, YearlyDutyLooksBackOverTheYear) {
  SmallWorld world;
  world.rule(R"([{"id": "A", "title": "一", "basis": ["一"], "points": "100", "clauses": [
      {"id": "A1", "title": "一", "basis": ["一"], "kind": "shortfall", "effect": "deduct", "scope": "own",
       "select": {"ledger": "led_inspection"}, "each": "year", "target": 1, "amount": "4"}]}])");
  EXPECT_EQ(to_text(world.tally().first_day()), "2025-01-01");
  EXPECT_EQ(to_text(world.tally().last_day()), "2025-09-30");
}

}  // namespace
}  // namespace anze
