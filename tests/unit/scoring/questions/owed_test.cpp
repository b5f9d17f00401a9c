// What the kinds of clauses ask for that are owed nothing: awards, limits, values still to be given.
#include "scoring/questions/owed.h"

#include <gtest/gtest.h>

#include "tests/unit/scoring/small_world.h"

namespace anze {
namespace {

using test::SmallWorld;

constexpr const char* k_items = R"([
 {"id": "A", "title": "一", "basis": ["一"], "points": "100", "clauses": [
  {"id": "A1", "title": "酌情", "basis": ["一"], "kind": "judged", "effect": "deduct", "min": "0", "max": "6", "step": "1", "raters": {"least": 3}},
  {"id": "A2", "title": "事故", "basis": ["一"], "kind": "baseline", "scope": "portfolio", "select": {"ledger": "accident"}, "quota": 2, "mode": "linear", "minus": "3"},
  {"id": "A3", "title": "重大事故", "basis": ["一"], "kind": "gate", "scope": "portfolio", "select": {"ledger": "accident", "where": [{"field": "class", "op": "ge", "value": 3}]}, "gate": "total_zero"},
  {"id": "A4", "title": "批评", "basis": ["一"], "kind": "per_event", "effect": "deduct", "scope": "named", "select": {"ledger": "criticism"}, "amount": "2"}]},
 {"id": "X", "title": "加分", "basis": ["一"], "points": "5", "bonus": true, "clauses": [
  {"id": "X1", "title": "检查加分", "basis": ["一"], "kind": "per_event", "effect": "award", "scope": "own", "select": {"ledger": "led_inspection"}, "amount": "0.5", "cap": "2"},
  {"id": "X2", "title": "预案加分", "basis": ["一"], "kind": "accrual", "effect": "award", "scope": "own", "select": {"ledger": "plan"}, "amount": "1"},
  {"id": "X3", "title": "连续无事故", "basis": ["一"], "kind": "accrual", "effect": "award", "scope": "portfolio", "select": {"ledger": "accident"}, "amount": "1", "streak": {"each": "quarter", "count": 1}}]}])";

class OwedTest : public testing::Test {
 protected:
  void SetUp() override { world_.rule(k_items); }

  std::vector<std::string> told(Date today, const std::vector<Fact>& facts,
                                std::vector<Judgement> judgements = {}) {
    World asked;
    asked.rulebook = world_.rulebook.get();
    asked.organisation = world_.organisation.get();
    asked.calendar = &world_.calendar;
    asked.period = world_.period;
    asked.as_of = std::min(today, world_.period.last);
    asked.today = today;
    asked.facts = [&facts](const FactVisitor& visit) -> Result<void> {
      for (const Fact& fact : facts) ANZE_CHECK(visit(fact));
      return {};
    };
    asked.judgements = std::move(judgements);
    const auto tally = count(asked).value();
    std::vector<std::string> said;
    const std::vector<Owed> all = owed(asked, *tally, {world_.code("district-head")}).value();
    for (const Owed& one : all)
      said.push_back(std::to_string(static_cast<int>(one.state)) + " " +
                     clause_at(*world_.rulebook, one.clause).id + " " + std::to_string(one.missing) + " " +
                     one.what);
    return said;
  }
  Fact own(const char* ledger, int day) {
    Fact fact = world_.fact(ledger, make_date(2025, 7, day));
    fact.post = world_.code("district-head");
    return fact;
  }
  Fact accident(int day) {
    Fact fact = world_.fact("accident", make_date(2025, 7, day));
    fact.area = world_.code("shanmen");
    fact.sector = world_.code("mining");
    return fact;
  }

  SmallWorld world_;
};

const std::string k_may = std::to_string(static_cast<int>(OwedState::k_may));
const std::string k_limit = std::to_string(static_cast<int>(OwedState::k_limit));
const std::string k_waiting = std::to_string(static_cast<int>(OwedState::k_waiting));

TEST_F(OwedTest, AwardsLimitsAndWhatWaitsStandBesideWhatIsOwed) {
  EXPECT_EQ(
      told(make_date(2025, 8, 10), {own("led_inspection", 3), own("led_inspection", 4), accident(5)}),
      (std::vector<std::string>{
          k_waiting + " A1 3 待评定（0—6 分），已有 0 人，需 3 人",
          k_limit + " A2 1 实际 1，控制数 2，超过后每多 1 扣 3 分", k_limit + " A3 0 已发生 0 次，门槛 1 次",
          k_may + " X1 2 已有 2 次，每多 1 次加 0.5 分，至多再加 1 分",
          k_may + " X2 0 已有 0 次，每多 1 次加 1 分", k_limit + " X3 0 已发生 1 次，连续中断"}));
}

TEST_F(OwedTest, WhatIsFullOrOverIsNotOffered) {
  std::vector<Fact> facts;
  for (const int day : {1, 2, 3, 4}) facts.push_back(own("led_inspection", day));
  Judgement judgement;
  judgement.clause = "A1";
  judgement.term = world_.code("T1");
  std::vector<Judgement> three(3, judgement);
  three.push_back(judgement);
  three.back().self = true;
  const std::vector<std::string> said = told(make_date(2025, 10, 2), facts, three);
  EXPECT_EQ(said, (std::vector<std::string>{k_limit + " A2 2 实际 0，控制数 2，超过后每多 1 扣 3 分",
                                            k_limit + " A3 0 已发生 0 次，门槛 1 次",
                                            k_limit + " X3 0 至2025年第三季度末不发生，加 1 分"}));
}

// By the due day: what was found before the period waits in it, to its last day; what is due later does not.
TEST_F(OwedTest, WhatFallsDueIsOwedWheneverItWasFound) {
  world_.rule(R"([{"id": "A", "title": "一", "basis": ["一"], "points": "100", "clauses": [
    {"id": "A1", "title": "整改", "basis": ["一"], "kind": "lateness", "scope": "unit", "select": {"ledger": "hazard"},
     "due": "deadline", "by": "due", "done": "done_on", "amount": "0.2", "event_cap": "1", "missing": "1"}]}])");
  std::vector<Fact> facts;
  for (const Date due : {make_date(2025, 7, 10), make_date(2025, 9, 30), make_date(2025, 10, 10)}) {
    Fact hazard = world_.fact("hazard", make_date(2025, 6, 20));
    hazard.seq = static_cast<std::int64_t>(facts.size()) + 1;
    hazard.set(1, due.days);
    facts.push_back(hazard);
  }
  const std::string owed = std::to_string(static_cast<int>(OwedState::k_owed));
  const std::string overdue = std::to_string(static_cast<int>(OwedState::k_overdue));
  EXPECT_EQ(told(make_date(2025, 8, 10), facts),
            (std::vector<std::string>{overdue + " A1 1 已逾期 31 天未办结，现扣 1 分，办结后按迟办天数计",
                                      owed + " A1 1 最迟2025年9月30日办结，逾期未办扣 1 分"}));
}

}  // namespace
}  // namespace anze
