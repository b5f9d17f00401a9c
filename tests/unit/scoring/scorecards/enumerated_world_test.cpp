// Every world of three posts whose holder changes at each boundary of a quarter, against a reference that
// counts days and facts one by one and knows nothing of tallies, plans or caches.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "tests/unit/scoring/small_world.h"

namespace anze {
namespace {

using test::SmallWorld;

constexpr const char* k_posts[] = {"district-head", "deputy-mining", "shanmen-head"};
constexpr const char* k_officials[] = {"head-1", "head-2", "deputy-1"};

constexpr const char* k_items = R"([
 {"id": "A", "title": "一", "basis": ["一"], "points": "50", "clauses": [
  {"id": "A1", "title": "一", "basis": ["一"], "kind": "shortfall", "effect": "deduct", "scope": "own", "select": {"ledger": "led_inspection"}, "each": "month", "target": 1, "amount": "3"}]},
 {"id": "B", "title": "一", "basis": ["一"], "points": "50", "clauses": [
  {"id": "B1", "title": "一", "basis": ["一"], "kind": "per_event", "effect": "deduct", "scope": "unit", "select": {"ledger": "accident"}, "amount": "20", "cap": "40"},
  {"id": "B2", "title": "一", "basis": ["一"], "kind": "check", "effect": "deduct", "scope": "named", "select": {"ledger": "criticism"}, "when": "present", "amount": "5", "counts_for": "term"}]}])";

struct Stretch {  // who held a post from when to when, both days included
  std::size_t post = 0;
  std::size_t official = 0;
  Date from;
  Date to;
};

int months_missing(const Stretch& stretch, const Period& quarter, const std::vector<Fact>& facts,
                   CodeId ledger, CodeId post) {
  int missing = 0;
  for (int month = 7; month <= 9; ++month) {
    bool held = false;
    bool done = false;
    for (Date day = quarter.first; day <= quarter.last; day = day + 1) {
      if (civil(day).month != month) continue;
      held = held || (stretch.from <= day && day <= stretch.to);
      for (const Fact& fact : facts)
        done = done || (fact.ledger == ledger && fact.post == post && fact.occurred == day);
    }
    if (held && !done) ++missing;
  }
  return missing;
}

// The card's total in whole points, counted the slow way.
int reference(SmallWorld& world, const Stretch& stretch, const std::vector<Fact>& facts) {
  const CodeId post = world.code(k_posts[stretch.post]);
  const int lost = 3 * months_missing(stretch, world.period, facts, world.code("led_inspection"), post);
  int accidents = 0;
  bool criticised = false;
  for (const Fact& fact : facts) {
    const bool that_day = stretch.from <= fact.occurred && fact.occurred <= stretch.to;
    const bool above =
        fact.unit == world.code("shanmen-gov") || stretch.post != 2;  // the township lies below gov
    if (fact.ledger == world.code("accident") && that_day && above) ++accidents;
    if (fact.ledger == world.code("criticism") && that_day &&
        fact.official == world.code(k_officials[stretch.official]))
      criticised = true;
  }
  int b = 50 - std::min(40, 20 * accidents) - (criticised ? 5 : 0);
  if (b < 0) b = 0;
  return 50 - lost + b;
}

std::vector<Fact> facts_of(SmallWorld& world) {
  std::vector<Fact> facts;
  for (const auto& [month, day, post] :
       std::initializer_list<std::tuple<int, int, const char*>>{{7, 1, "district-head"},
                                                                {7, 31, "deputy-mining"},
                                                                {8, 15, "district-head"},
                                                                {9, 30, "shanmen-head"}}) {
    facts.push_back(world.fact("led_inspection", make_date(2025, month, day)));
    facts.back().post = world.code(post);
  }
  for (const auto& [month, day, unit] : std::initializer_list<std::tuple<int, int, const char*>>{
           {7, 1, "gov"}, {8, 15, "shanmen-gov"}, {8, 16, "gov"}, {9, 30, "shanmen-gov"}}) {
    facts.push_back(world.fact("accident", make_date(2025, month, day)));
    facts.back().unit = world.code(unit);
  }
  for (const auto& [month, day, official] :
       std::initializer_list<std::tuple<int, int, const char*>>{{8, 1, "head-1"}, {9, 1, "head-2"}}) {
    facts.push_back(world.fact("criticism", make_date(2025, month, day)));
    facts.back().official = world.code(official);
  }
  return facts;
}

// The day a post changes hands, and whether it then stands empty for five days.
struct Change {
  Date day;
  bool gap = false;
};

void check_world(SmallWorld& world, const std::vector<Fact>& facts, const std::vector<Stretch>& stretches) {
  std::vector<Term> terms;
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    const Stretch& s = stretches[i];
    terms.push_back(
        world.term("T" + std::to_string(i), k_posts[s.post], k_officials[s.official], s.from, s.to));
  }
  world.hold(terms);
  Tally tally = world.tally();
  for (const Fact& fact : facts) ASSERT_TRUE(tally.apply(fact, +1));
  const auto evaluation = evaluate(tally, {});
  ASSERT_TRUE(evaluation);
  std::map<CodeId, std::pair<std::int64_t, std::int64_t>> people;  // points × days, days
  std::size_t cards = 0;
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    const Stretch& s = stretches[i];
    const Date first = std::max(s.from, world.period.first);
    const Date last = std::min(s.to, world.period.last);
    if (last < first) continue;
    ++cards;
    const int expected = reference(world, s, facts);
    const auto card = std::find_if(evaluation->cards.begin(), evaluation->cards.end(),
                                   [&](const Scorecard& c) { return c.term == terms[i].id; });
    ASSERT_NE(card, evaluation->cards.end());
    EXPECT_EQ(card->total, Exact::ratio(expected, 1)) << to_text(s.from) << " " << to_text(s.to);
    EXPECT_EQ(card->days, last - first + 1);
    people[world.code(k_officials[s.official])].first += std::int64_t{expected} * (last - first + 1);
    people[world.code(k_officials[s.official])].second += last - first + 1;
  }
  EXPECT_EQ(evaluation->cards.size(), cards);
  ASSERT_EQ(evaluation->people.size(), people.size());
  for (const PersonResult& person : evaluation->people)
    EXPECT_EQ(person.exact, Exact::ratio(people[person.official].first, people[person.official].second));
}

TEST(EnumeratedWorld, AgreesWithTheSlowReference) {
  SmallWorld world;
  world.rule(k_items);
  const std::vector<Fact> facts = facts_of(world);
  std::vector<Change> changes;
  for (const auto& [month, day] : {std::pair{6, 30},
                                   {7, 1},
                                   {7, 2},
                                   {7, 31},
                                   {8, 1},
                                   {8, 15},
                                   {8, 16},
                                   {8, 31},
                                   {9, 1},
                                   {9, 30},
                                   {10, 1}})
    for (const bool gap : {false, true}) changes.push_back({make_date(2025, month, day), gap});
  // Two posts change hands on every pair of days, the third on a day that runs through them all; officials
  // move round, so that people hold one, two and three posts.
  for (std::size_t a = 0; a < changes.size(); ++a)
    for (std::size_t b = 0; b < changes.size(); ++b)
      for (std::size_t turn = 0; turn < 3; ++turn) {
        const std::array<Change, 3> change{changes[a], changes[(a + b) % changes.size()], changes[b]};
        std::vector<Stretch> stretches;
        for (std::size_t post = 0; post < 3; ++post) {
          const Change& c = change[post];
          stretches.push_back({post, post, make_date(2024, 1, 1), c.day - 1});
          stretches.push_back({post, (post + turn) % 3, c.day + (c.gap ? 5 : 0), make_date(2026, 12, 31)});
        }
        ASSERT_NO_FATAL_FAILURE(check_world(world, facts, stretches));
      }
}

}  // namespace
}  // namespace anze
