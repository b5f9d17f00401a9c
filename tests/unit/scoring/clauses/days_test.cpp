// By which day and over which time a clause counts: what the quarters of a year come to together. No conduct
// is cheaper than a better one, and amounts that run on add up to those of the year.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "tests/unit/scoring/small_world.h"

namespace anze {
namespace {

using test::SmallWorld;

// What each clause of the first card comes to in every quarter of 2025 together.
std::vector<Exact> over_the_year(SmallWorld& world, const std::vector<Fact>& facts) {
  std::vector<Exact> sums;
  for (const Period& quarter : divide(*parse_period("2025"), PeriodKind::k_quarter)) {
    world.period = quarter;
    Tally tally = world.tally();
    for (const Fact& fact : facts) EXPECT_TRUE(tally.apply(fact, +1));
    const auto evaluated = evaluate(tally, {}, Detail::k_words);
    EXPECT_TRUE(evaluated);
    const auto card =
        std::find_if(evaluated->cards.begin(), evaluated->cards.end(),
                     [&](const Scorecard& one) { return one.post == world.code("district-head"); });
    EXPECT_NE(card, evaluated->cards.end());
    sums.resize(card->lines.size());
    for (std::size_t i = 0; i < card->lines.size(); ++i) sums[i] += card->lines[i].points;
  }
  return sums;
}

Exact points(const char* text) {
  return Exact(*parse_points(text));
}

constexpr const char* k_running = R"([
  {"id": "A", "title": "一", "basis": ["一"], "points": "50", "clauses": [
    {"id": "A1", "title": "一", "basis": ["一"], "kind": "per_event", "effect": "deduct", "scope": "named",
     "select": {"ledger": "criticism"}, "amounts": ["5", "6"], "increment": "1", "cap": "30", "within": "year"},
    {"id": "A2", "title": "一", "basis": ["一"], "kind": "check", "effect": "deduct", "scope": "unit",
     "select": {"ledger": "accident"}, "when": "present", "amount": "4", "within": "year"}]},
  {"id": "B", "title": "二", "basis": ["一"], "points": "50", "clauses": [
    {"id": "B1", "title": "一", "basis": ["一"], "kind": "accrual", "effect": "deduct", "scope": "unit",
     "counts_for": "post", "within": "year", "select": {"ledger": "plan"}, "key": "area",
     "levels": {"field": "layer", "amounts": [{"value": "district", "amount": "5"}, {"value": "township", "amount": "2"}]}},
    {"id": "B2", "title": "一", "basis": ["一"], "kind": "accrual", "effect": "deduct", "scope": "unit",
     "counts_for": "post", "within": "year", "select": {"ledger": "plan", "where": [{"field": "layer", "op": "present"}]},
     "key": "layer", "take": "repeats", "amount": "0.5"}]}])";

TEST(Within, TheQuartersAddUpToTheYear) {
  SmallWorld world;
  world.rule(k_running);
  std::mt19937 random(7);
  for (int round = 0; round < 40; ++round) {
    std::vector<Fact> facts;
    std::int64_t criticisms = 0;
    std::int64_t accidents = 0;
    std::map<CodeId, std::int64_t> best;    // by area
    std::map<CodeId, std::int64_t> layers;  // how often
    for (auto left = random() % 12; left > 0; --left) {
      constexpr const char* k_ledgers[] = {"criticism", "accident", "plan"};
      constexpr const char* k_layers[] = {"district", "township", "enterprise"};
      constexpr const char* k_areas[] = {"tiedong", "shanmen", "yehe"};
      const auto which = random() % 3;
      Fact fact =
          world.fact(k_ledgers[which], make_date(2024, 12, 20) + static_cast<std::int32_t>(random() % 377));
      fact.official = world.code("head-1");
      fact.area = world.code(k_areas[random() % 3]);
      const auto layer = random() % 3;
      if (which == 2) fact.set(0, world.code(k_layers[layer]));
      facts.push_back(fact);
      if (civil(fact.occurred).year != 2025) continue;
      if (which == 0) ++criticisms;
      if (which == 1) ++accidents;
      if (which != 2) continue;
      const std::int64_t amount = layer == 0 ? 5 : layer == 1 ? 2 : 0;
      best[fact.area] = std::max(best[fact.area], amount);
      ++layers[world.code(k_layers[layer])];
    }
    const std::vector<Exact> sums = over_the_year(world, facts);
    std::int64_t escalated = 0;
    for (std::int64_t i = 0; i < criticisms; ++i) escalated += 5 + i;
    std::int64_t keyed = 0;
    for (const auto& [area, amount] : best) keyed += amount;
    std::int64_t again = 0;
    for (const auto& [layer, times] : layers) again += times - 1;
    EXPECT_EQ(sums[0], Exact{} - Exact::ratio(std::min<std::int64_t>(escalated, 30), 1)) << round;
    EXPECT_EQ(sums[1], Exact{} - Exact::ratio(accidents > 0 ? 4 : 0, 1)) << round;
    EXPECT_EQ(sums[2], Exact{} - Exact::ratio(keyed, 1)) << round;
    EXPECT_EQ(sums[3], Exact{} - Exact::ratio(again, 2)) << round;
  }
}

constexpr const char* k_late[] = {
    R"([{"id": "A", "title": "一", "basis": ["一"], "points": "100", "clauses": [
     {"id": "A1", "title": "一", "basis": ["一"], "kind": "lateness", "scope": "unit", "select": {"ledger": "hazard"}, "by": "due",
      "due": "deadline", "done": "done_on", "amount": "0.2", "event_cap": "1", "missing": "1"}]}])",
    R"([{"id": "A", "title": "一", "basis": ["一"], "points": "100", "clauses": [
     {"id": "A1", "title": "一", "basis": ["一"], "kind": "lateness", "scope": "unit", "select": {"ledger": "hazard"}, "by": "due",
      "due": "deadline", "done": "done_on", "roll": "next_workday", "unit": "workday", "grace": 2, "grace_unit": "day",
      "amount": "0.2", "event_cap": "1", "missing": "1"}]}])",
    R"([{"id": "A", "title": "一", "basis": ["一"], "points": "100", "clauses": [
     {"id": "A1", "title": "一", "basis": ["一"], "kind": "lateness", "scope": "unit", "select": {"ledger": "hazard"}, "by": "due",
      "due": "deadline", "done": "done_on", "roll": "next_workday", "unit": "day", "grace": 1, "grace_unit": "workday",
      "amount": "0.2", "event_cap": "1", "missing": "1.5"}]}])"};

// Whatever day it was due, around a turn of the quarter: the later it is done the more it costs, never done
// costs most, and it is charged in one quarter.
TEST(Days, NoConductIsCheaperThanABetterOne) {
  for (const char* items : k_late) {
    SmallWorld world;
    world.calendar = Calendar{};
    for (const int year : {2024, 2025, 2026}) ASSERT_TRUE(world.calendar.add_year(year, {}, {}));
    world.rule(items);
    const Ledger& hazards = *world.ledgers.find(world.code("hazard"));
    for (Date due = make_date(2025, 3, 22); due < make_date(2025, 4, 8); due = due + 1) {
      Fact fact = world.fact("hazard", make_date(2025, 3, 20));
      fact.set(*hazards.field("deadline")->slot, due.days);
      const Exact never = over_the_year(world, {fact})[0];
      EXPECT_EQ(never, Exact{} - points(items == k_late[2] ? "1.5" : "1")) << to_text(due);
      Exact before;
      for (Date done = due - 2; done < due + 24; done = done + 1) {
        fact.set(*hazards.field("done_on")->slot, done.days);
        const Exact cost = over_the_year(world, {fact})[0];
        EXPECT_FALSE(before < cost) << "later is cheaper: due " << to_text(due) << ", done " << to_text(done);
        EXPECT_FALSE(cost < never) << "done is dearer than never done: " << to_text(done);
        if (done <= due) {
          EXPECT_EQ(cost, Exact{});
        }
        before = cost;
      }
      EXPECT_EQ(before, Exact{} - points("1")) << "three weeks late is the most one costs";
    }
  }
}

// A stock: the same matter in every quarter at whose end it stands overdue, whoever asks when.
TEST(Days, WhatStandsOverdueCountsAtEachEnd) {
  SmallWorld world;
  world.rule(R"([{"id": "A", "title": "一", "basis": ["一"], "points": "100", "clauses": [
     {"id": "A1", "title": "一", "basis": ["一"], "kind": "per_event", "effect": "deduct", "scope": "unit", "counts_for": "post",
      "select": {"ledger": "hazard"}, "by": "overdue", "due": "deadline", "done": "done_on", "amount": "1"}]}])");
  const Ledger& hazards = *world.ledgers.find(world.code("hazard"));
  Fact fact = world.fact("hazard", make_date(2025, 1, 10));
  fact.set(*hazards.field("deadline")->slot, make_date(2025, 3, 30).days);
  EXPECT_EQ(over_the_year(world, {fact})[0], Exact{} - points("4"));
  fact.set(*hazards.field("done_on")->slot, make_date(2025, 7, 1).days);
  EXPECT_EQ(over_the_year(world, {fact})[0], Exact{} - points("2")) << "at the ends of March and June";
  fact.set(*hazards.field("deadline")->slot, make_date(2025, 3, 31).days);
  EXPECT_EQ(over_the_year(world, {fact})[0], Exact{} - points("1")) << "due on the last day is not past it";
  EXPECT_TRUE(world.tally().day_decides(fact));
  fact.set(*hazards.field("done_on")->slot, make_date(2025, 3, 31).days);
  EXPECT_EQ(over_the_year(world, {fact})[0], Exact{});
  EXPECT_FALSE(world.tally().day_decides(fact));
}

TEST(Days, PartsOfAPeriodAreNamedAndBelongToOne) {
  const Period quarter = *parse_period("2025Q3");
  const auto weeks = divide(quarter, PeriodKind::k_week);
  ASSERT_EQ(weeks.size(), 13U);
  EXPECT_EQ(to_text(weeks.front()), "2025-06-30..2025-07-06");
  EXPECT_EQ(to_text(weeks.back()), "2025-09-22..2025-09-28");
  std::size_t all = 0;
  for (const Period& each : divide(*parse_period("2025"), PeriodKind::k_quarter))
    all += divide(each, PeriodKind::k_week).size();
  EXPECT_EQ(all, divide(*parse_period("2025"), PeriodKind::k_week).size());
  const auto thirds = divide(*parse_period("2025-02"), PeriodKind::k_ten_days);
  ASSERT_EQ(thirds.size(), 3U);
  EXPECT_EQ(to_text(thirds[2]), "2025-02-21..2025-02-28");
  EXPECT_EQ(to_chinese(thirds[2]), "2025年2月下旬");
  EXPECT_EQ(divide(*parse_period("2024-02"), PeriodKind::k_day).size(), 29U);
  EXPECT_FALSE(parse_period_kind("week")) << "no assessment is of a week";
}

}  // namespace
}  // namespace anze
