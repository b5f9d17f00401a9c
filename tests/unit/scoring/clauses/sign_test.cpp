// Every kind of clause × effect × option: what one more record does to the score, held against what is said
// of it: evidence, what is owed, what could still be done, and what is lost for good.
#include "scoring/clauses/kind.h"

#include <gtest/gtest.h>

#include "scoring/clauses/evidence.h"
#include "scoring/questions/owed.h"
#include "scoring/questions/path/lost.h"
#include "scoring/questions/path/options.h"
#include "scoring/questions/path/path.h"
#include "tests/unit/scoring/small_world.h"

namespace anze {
namespace {

using test::SmallWorld;

struct Sample {
  const char* name;
  const char* ledger;   // of the record that is added
  const char* members;  // of the clause, after its id, title and basis
  const char* start;    // of the item
};

#define OWN(rest) R"("scope": "own", "select": {"ledger": "led_inspection"}, )" rest
#define LEVELS R"("scope": "own", "select": {"ledger": "recognition"}, )"
#define HAZARDS \
  R"("kind": "ratio", "scope": "own", "select": {"ledger": "hazard", "where": [{"field": "state", "op": "eq", "value": "rectified"}]}, "denominator": {"ledger": "hazard"}, )"

const Sample k_samples[] = {
    {"shortfall deduct", "led_inspection",
     R"("kind": "shortfall", "effect": "deduct", "each": "quarter", "target": 2, "amount": "5", )" OWN(
         R"("counts_for": "post")"),
     "full"},
    {"shortfall award", "led_inspection",
     R"("kind": "shortfall", "effect": "award", "each": "quarter", "target": 2, "amount": "5", )" OWN(
         R"("counts_for": "post")"),
     "zero"},
    {"shortfall list", "plan",
     R"("kind": "shortfall", "effect": "deduct", "each": "quarter", "list": {"field": "layer", "values": ["district"]}, "amount": "5", "scope": "own", "select": {"ledger": "plan"})",
     "full"},
    {"per_event deduct", "led_inspection",
     R"("kind": "per_event", "effect": "deduct", )" OWN(R"("amount": "5")"), "full"},
    {"per_event award", "led_inspection",
     R"("kind": "per_event", "effect": "award", )" OWN(R"("amount": "5")"), "zero"},
    {"per_event capped", "led_inspection",
     R"("kind": "per_event", "effect": "award", )" OWN(R"("amount": "5", "cap": "8")"), "zero"},
    {"per_event times", "led_inspection",
     R"("kind": "per_event", "effect": "award", )" OWN(R"("amount": "5", "times": "found")"), "zero"},
    {"per_event amounts deduct", "led_inspection",
     R"("kind": "per_event", "effect": "deduct", )" OWN(R"("amounts": ["5", "6"], "increment": "1")"),
     "full"},
    {"per_event amounts award", "led_inspection",
     R"("kind": "per_event", "effect": "award", )" OWN(
         R"("amounts": ["5", "6"], "increment": "1", "cap": "60")"),
     "zero"},
    {"check present deduct", "led_inspection",
     R"("kind": "check", "effect": "deduct", "when": "present", )" OWN(R"("amount": "5")"), "full"},
    {"check absent deduct", "led_inspection",
     R"("kind": "check", "effect": "deduct", "when": "absent", )" OWN(R"("amount": "5")"), "full"},
    {"check absent item", "led_inspection",
     R"("kind": "check", "effect": "deduct", "when": "absent", )" OWN(R"("whole_item": true)"), "full"},
    {"check present award", "led_inspection",
     R"("kind": "check", "effect": "award", "when": "present", )" OWN(R"("amount": "5")"), "zero"},
    {"check absent award", "led_inspection",
     R"("kind": "check", "effect": "award", "when": "absent", )" OWN(R"("amount": "5")"), "zero"},
    {"tiers deduct", "led_inspection",
     R"("kind": "tiers", "effect": "deduct", "field": "found", "bands": [{"title": "多", "from": 0, "below": null, "points": "5"}], )" OWN(
         R"("counts_for": "term")"),
     "full"},
    {"tiers award", "led_inspection",
     R"("kind": "tiers", "effect": "award", "field": "found", "bands": [{"title": "多", "from": 0, "below": null, "points": "5"}], )" OWN(
         R"("counts_for": "term")"),
     "zero"},
    {"ratio deduct zero", "hazard",
     HAZARDS R"("effect": "deduct", "mode": "proportional", "amount": "20", "empty": "zero")", "full"},
    {"ratio deduct points zero", "hazard",
     HAZARDS R"("effect": "deduct", "mode": "per_point", "amount": "1", "empty": "zero", "cap": "30")",
     "full"},
    {"ratio deduct full", "hazard",
     HAZARDS R"("effect": "deduct", "mode": "proportional", "amount": "20", "empty": "full")", "full"},
    {"ratio award zero", "hazard",
     HAZARDS R"("effect": "award", "mode": "proportional", "amount": "20", "empty": "zero")", "zero"},
    {"gate total", "led_inspection", R"("kind": "gate", "gate": "total_zero", )" OWN(R"("threshold": 1)"),
     "full"},
    {"gate item", "led_inspection", R"("kind": "gate", "gate": "item_zero", )" OWN(R"("threshold": 1)"),
     "full"},
    {"baseline quota minus", "led_inspection",
     R"("kind": "baseline", "mode": "linear", "quota": 0, "minus": "5", )" OWN(R"("counts_for": "post")"),
     "full"},
    {"baseline quota plus", "led_inspection",
     R"("kind": "baseline", "mode": "linear", "quota": 3, "plus": "5", )" OWN(R"("counts_for": "post")"),
     "zero"},
    {"baseline fails", "led_inspection",
     R"("kind": "baseline", "mode": "pass_fail", "effect": "deduct", "quota": 0, "amount": "5", )" OWN(
         R"("counts_for": "post")"),
     "full"},
    {"baseline passes", "led_inspection",
     R"("kind": "baseline", "mode": "pass_fail", "effect": "award", "quota": 0, "amount": "5", )" OWN(
         R"("counts_for": "post")"),
     "zero"},
    {"accrual deduct", "led_inspection", R"("kind": "accrual", "effect": "deduct", )" OWN(R"("amount": "5")"),
     "full"},
    {"accrual award", "led_inspection", R"("kind": "accrual", "effect": "award", )" OWN(R"("amount": "5")"),
     "zero"},
    {"accrual levels deduct", "recognition",
     R"("kind": "accrual", "effect": "deduct", "levels": {"field": "level", "amounts": [{"value": "province", "amount": "5"}, {"value": "city", "amount": "2"}]}, )" LEVELS
     R"("take": "sum")",
     "full"},
    {"accrual levels award", "recognition",
     R"("kind": "accrual", "effect": "award", "levels": {"field": "level", "amounts": [{"value": "province", "amount": "5"}, {"value": "city", "amount": "2"}]}, )" LEVELS
     R"("take": "sum")",
     "zero"},
    {"accrual levels highest", "recognition",
     R"("kind": "accrual", "effect": "award", "levels": {"field": "level", "amounts": [{"value": "province", "amount": "5"}, {"value": "city", "amount": "2"}]}, )" LEVELS
     R"("take": "highest")",
     "zero"},
    {"accrual key award", "recognition",
     R"("kind": "accrual", "effect": "award", "amount": "5", "key": "matter", )" LEVELS R"("take": "sum")",
     "zero"},
    {"accrual key deduct", "recognition",
     R"("kind": "accrual", "effect": "deduct", "amount": "5", "key": "matter", )" LEVELS R"("take": "sum")",
     "full"},
    {"streak deduct", "led_inspection",
     R"("kind": "accrual", "effect": "deduct", "streak": {"each": "quarter", "count": 2}, )" OWN(
         R"("amount": "20")"),
     "full"},
    {"streak award", "led_inspection",
     R"("kind": "accrual", "effect": "award", "streak": {"each": "quarter", "count": 2}, )" OWN(
         R"("amount": "20")"),
     "zero"},
    {"ratio award points zero", "hazard",
     HAZARDS
     R"("effect": "award", "mode": "per_point", "target_percent": "50", "amount": "1", "empty": "zero", "cap": "30")",
     "zero"},
    {"ratio deduct begun", "hazard",
     HAZARDS
     R"("effect": "deduct", "mode": "per_point_begun", "target_percent": "50", "amount": "1", "empty": "zero")",
     "full"},
    {"ratio award pass", "hazard",
     HAZARDS
     R"("effect": "award", "mode": "pass_fail", "target_percent": "50", "amount": "30", "empty": "zero")",
     "zero"},
    {"check present award item", "led_inspection",
     R"("kind": "check", "effect": "award", "when": "present", )" OWN(R"("whole_item": true)"), "zero"},
    {"tiers two bands award", "led_inspection",
     R"("kind": "tiers", "effect": "award", "field": "found", "bands": [{"title": "多", "from": 5, "below": null, "points": "5"}, {"title": "少", "from": 0, "below": 5, "points": "2"}], )" OWN(
         R"("counts_for": "term")"),
     "zero"},
    {"judged event deduct", "led_inspection",
     R"("kind": "judged_event", "effect": "deduct", "min": "1", "max": "5", "step": "1", "given": "found", "reason": "found", "signed": "found", )" OWN(
         R"("counts_for": "term")"),
     "full"},
    {"minimum deduct", "led_inspection",
     R"("kind": "minimum", "effect": "deduct", "sum": "found", "target": 3, "mode": "linear", )" OWN(
         R"("amount": "5")"),
     "full"},
    {"minimum award", "led_inspection",
     R"("kind": "minimum", "effect": "award", "sum": "found", "target": 3, "mode": "linear", )" OWN(
         R"("amount": "5")"),
     "zero"},
    {"shortfall late", "hazard",
     R"("kind": "shortfall", "effect": "deduct", "scope": "own", "select": {"ledger": "hazard"}, "each": "quarter", "target": 2, "amount": "5", "late": {"due": "deadline", "done": "done_on", "amount": "2"})",
     "full"},
    {"shortfall distinct", "recognition",
     R"("kind": "shortfall", "effect": "deduct", "each": "quarter", "target": 2, "amount": "5", "distinct": "matter", "scope": "own", "select": {"ledger": "recognition"})",
     "full"},
    {"shortfall distinct award", "recognition",
     R"("kind": "shortfall", "effect": "award", "each": "quarter", "target": 2, "amount": "5", "distinct": "matter", "scope": "own", "select": {"ledger": "recognition"})",
     "zero"},
    {"baseline percent minus", "led_inspection",
     R"("kind": "baseline", "mode": "percent", "quota": 0, "none_before": 10, "minus": "1", )" OWN(
         R"("counts_for": "post")"),
     "full"},
    {"baseline percent plus", "led_inspection",
     R"("kind": "baseline", "mode": "percent_begun", "quota": 4, "none_before": 10, "plus": "1", "plus_cap": "90", )" OWN(
         R"("counts_for": "post")"),
     "zero"},
    {"repeats with a first", "recognition",
     R"("kind": "accrual", "effect": "deduct", "take": "repeats", "key": "matter", "first": "2", )" LEVELS
     R"("amount": "5")",
     "full"},
    {"accrual key highest", "recognition",
     R"("kind": "accrual", "effect": "award", "amount": "5", "key": "matter", )" LEVELS
     R"("take": "highest")",
     "zero"},
};

class SignTest : public testing::TestWithParam<Sample> {
 protected:
  void SetUp() override {
    const Sample& sample = GetParam();
    std::string items = R"([{"id": "A", "title": "一", "basis": ["一"], "points": "100", "start": ")";
    items += sample.start + std::string(R"(", "clauses": [{"id": "A1", "title": "一", "basis": ["一"], )");
    world_.rule(items + sample.members + "}]}]");
    asked_.rulebook = world_.rulebook.get();
    asked_.organisation = world_.organisation.get();
    asked_.calendar = &world_.calendar;
    asked_.period = world_.period;
    asked_.today = asked_.as_of = make_date(2025, 8, 10);
    asked_.ledgers = &world_.ledgers;
    asked_.facts = [this](const FactVisitor& visit) -> Result<void> {
      for (const Fact& fact : facts_) ANZE_CHECK(visit(fact));
      return {};
    };
  }

  // The record of the sample, done by the post on the day of the question, good in every way.
  Fact record() {
    Fact fact = world_.fact(GetParam().ledger, asked_.today);
    fact.seq = 1;
    fact.post = world_.code("district-head");
    fact.recorded = fact.occurred;
    fact.state = world_.code("rectified");
    const std::string ledger = GetParam().ledger;
    if (ledger == "led_inspection") fact.set(0, 3), fact.set(1, 1);
    if (ledger == "hazard")
      for (const std::size_t slot : {1U, 2U}) fact.set(slot, fact.occurred.days);  // due and done that day
    if (ledger == "plan") fact.set(0, world_.code("district"));
    if (ledger == "recognition") fact.set(0, world_.code("province")), fact.set(1, world_.code("F-1"));
    return fact;
  }

  const Clause& clause() { return world_.rulebook->items.front().clauses.front(); }
  Exact score() {
    const auto tally = count(asked_).value();
    const Evaluation evaluation = evaluate(asked_, *tally).value();
    return person_of(evaluation, world_.code("head-1"))->exact;
  }
  int sign_of_score() {
    facts_.clear();
    const Exact without = score();
    facts_ = {record()};
    return (score() - without).sign();
  }
  std::vector<Owed> owed_now() {
    const auto tally = count(asked_).value();
    return owed(asked_, *tally, {world_.code("district-head")}).value();
  }
  Path path_now() { return path_to(asked_, world_.code("head-1"), std::nullopt).value(); }
  std::vector<Option> steps_now() {
    const auto tally = count(asked_).value();
    return steps_of(asked_, *tally, world_.code("head-1")).value();
  }
  std::vector<Lost> lost_now() {
    const auto tally = count(asked_).value();
    const Evaluation evaluation = evaluate(asked_, *tally).value();
    return lost_for_good(asked_, *tally, evaluation, world_.code("head-1"), steps_now());
  }

  SmallWorld world_;
  World asked_;
  std::vector<Fact> facts_;
};

TEST_P(SignTest, OneMoreRecordMovesTheScoreTheWayTheClauseSays) {
  const int sign = sign_of_score();
  EXPECT_EQ(sign_of_one(clause()) > 0 ? sign >= 0 : sign <= 0, true) << sign;
  EXPECT_EQ(records_help(clause()), sign_of_one(clause()) > 0);
  if (std::string(GetParam().name) != "ratio deduct full") {
    EXPECT_EQ(sign_of_one(clause()), sign);
  }
}

TEST_P(SignTest, WhatIsOwedNeverSaysTheOpposite) {
  const int sign = sign_of_score();
  facts_.clear();
  bool asks = false;
  for (const Owed& one : owed_now()) {
    const bool wants = one.state == OwedState::k_owed || one.state == OwedState::k_may;
    asks = asks || wants;
    EXPECT_FALSE(wants && sign < 0) << one.what;
    EXPECT_FALSE(one.state == OwedState::k_limit && sign > 0) << one.what;
    if (sign < 0) {
      EXPECT_EQ(one.what.find("每多 1 次加"), std::string::npos) << one.what;
    }
  }
  EXPECT_EQ(asks, sign > 0) << "what helps is asked for, what costs is not";
}

TEST_P(SignTest, WhatHelpsIsOfferedAndNothingIsLostThatItBringsBack) {
  const int sign = sign_of_score();
  facts_.clear();
  EXPECT_EQ(!steps_now().empty(), sign > 0);
  if (sign <= 0) return;
  for (const Lost& lost : lost_now())
    EXPECT_EQ(lost.why.find("已经发生"), std::string::npos) << "nothing has happened: " << lost.why;
  const Path path = path_now();
  EXPECT_EQ(path.acts.empty(), path.state == PathState::k_best_already);
}

TEST_P(SignTest, WhatCostsIsLostOnceItHappened) {
  if (sign_of_score() >= 0) return;
  ASSERT_EQ(facts_.size(), 1U);
  const std::vector<Lost> lost = lost_now();
  ASSERT_EQ(lost.size(), 1U);
  EXPECT_FALSE(lost.front().why.empty());
  EXPECT_EQ(lost.front().why.find("不能再补办"), std::string::npos) << lost.front().why;
}

std::string name_of(const testing::TestParamInfo<Sample>& info) {
  std::string name = info.param.name;
  for (char& c : name)
    if (c == ' ') c = '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(EveryKind, SignTest, testing::ValuesIn(k_samples), name_of);

// The two that said the opposite, word by word.
class OppositeTest : public SignTest {};

TEST_P(OppositeTest, SaysWhatItCosts) {
  std::string said;
  for (const Owed& one : owed_now()) said += one.what;
  const bool streak = std::string(GetParam().name) == "streak deduct";
  EXPECT_EQ(said, streak ? "2025年第二季度至2025年第三季度还没有记录，一次也没有的扣 20 分"
                         : "已有 0 次，每多 1 次扣 5 分");
}

INSTANTIATE_TEST_SUITE_P(Accruals, OppositeTest, testing::Values(k_samples[26], k_samples[33]), name_of);

}  // namespace
}  // namespace anze
