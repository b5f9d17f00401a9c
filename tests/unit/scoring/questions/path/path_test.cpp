// score.path and duty.owed on small worlds: the path against trying every set of acts one by one.
#include <gtest/gtest.h>

#include <random>

#include "scoring/questions/owed.h"
#include "scoring/questions/path/options.h"
#include "scoring/questions/path/path.h"
#include "tests/unit/scoring/small_world.h"

namespace anze {
namespace {

using test::SmallWorld;

const char* const k_path_items = R"([
 {"id": "A", "title": "一", "basis": ["一"], "points": "20", "clauses": [
  {"id": "A1", "title": "每月带队", "basis": ["一"], "kind": "shortfall", "effect": "deduct", "scope": "own", "select": {"ledger": "led_inspection"}, "each": "month", "target": 1, "amount": "7", "cap": "16"},
  {"id": "A2", "title": "批评", "basis": ["一"], "kind": "per_event", "effect": "deduct", "scope": "named", "select": {"ledger": "criticism"}, "amount": "6"},
  {"id": "A3", "title": "预案", "basis": ["一"], "kind": "shortfall", "effect": "deduct", "scope": "own", "select": {"ledger": "plan"}, "each": "quarter", "list": {"field": "layer", "values": ["district", "township"]}, "amount": "3"}]},
 {"id": "B", "title": "一", "basis": ["一"], "points": "80", "clauses": [
  {"id": "B1", "title": "整改率", "basis": ["一"], "kind": "ratio", "effect": "deduct", "scope": "unit", "select": {"ledger": "hazard", "where": [{"field": "state", "op": "eq", "value": "rectified"}]}, "denominator": {"ledger": "hazard"}, "mode": "per_point", "amount": "1", "cap": "30"},
  {"id": "B2", "title": "超期", "basis": ["一"], "kind": "lateness", "scope": "unit", "select": {"ledger": "hazard"}, "due": "deadline", "done": "done_on", "unit": "day", "amount": "0.1", "missing": "3", "event_cap": "3"}]}])";

class AnswersPath : public ::testing::Test {
 protected:
  void SetUp() override { world_.rule(k_path_items); }

  Fact hazard(Date found, std::optional<Date> due, bool rectified) {
    Fact fact = world_.fact("hazard", found);
    const Ledger* ledger = world_.ledgers.find(world_.code("hazard"));
    fact.state = world_.code(rectified ? "rectified" : "open");
    if (due) fact.set(*ledger->field("deadline")->slot, due->days);
    if (rectified) fact.set(*ledger->field("done_on")->slot, found.days + 1);
    return fact;
  }
  Fact act(const char* ledger, Date day) {
    Fact fact = world_.fact(ledger, day);
    fact.post = world_.code("district-head");
    fact.official = world_.code("head-1");
    return fact;
  }
  World world(Date today) {
    for (std::size_t i = 0; i < facts_.size(); ++i) facts_[i].seq = static_cast<std::int64_t>(i) + 1;
    return {world_.rulebook.get(),
            world_.organisation.get(),
            &world_.calendar,
            world_.period,
            std::min(today, world_.period.last),
            today,
            [this](const FactVisitor& visit) -> Result<void> {
              for (const Fact& fact : facts_) ANZE_CHECK(visit(fact));
              return {};
            },
            {},
            {}};
  }

  SmallWorld world_;
  std::vector<Fact> facts_;
};

// The fewest acts that reach the grade, trying every choice; −1 when none does.
std::int64_t fewest(const World& world, CodeId official, const std::string& grade) {
  const auto tally = count(world).value();
  const std::vector<Option> steps = steps_of(world, *tally, official).value();
  std::vector<std::int64_t> numbers(steps.size(), 0);
  std::int64_t best = -1;
  for (bool more = true; more;) {
    Tally trial(*world.rulebook, *world.organisation, *world.calendar, world.period, world.as_of);
    for (const auto& [key, cell] : tally->cells()) EXPECT_TRUE(trial.add(key, cell));
    std::int64_t size = 0;
    for (std::size_t i = 0; i < steps.size(); ++i)
      for (std::int64_t k = 0; k < numbers[i]; ++k, ++size) {
        const Deed& doing = steps[i].doings[static_cast<std::size_t>(k)];
        if (doing.before) {
          EXPECT_TRUE(trial.apply(*doing.before, -1));
        }
        EXPECT_TRUE(trial.apply(doing.after, +1));
      }
    const Evaluation evaluation = evaluate(trial, world.judgements).value();
    if (person_of(evaluation, official)->grade == grade && (best < 0 || size < best)) best = size;
    more = false;
    for (std::size_t i = 0; i < steps.size() && !more; ++i) {
      more = ++numbers[i] <= static_cast<std::int64_t>(steps[i].doings.size());
      if (!more) numbers[i] = 0;
    }
  }
  return best;
}

TEST_F(AnswersPath, FindsTheFewestActsOfEverySmallWorld) {
  std::mt19937 random(20250701);
  int found = 0;
  int impossible = 0;
  for (int round = 0; round < 150; ++round) {
    facts_.clear();
    const auto chance = [&](unsigned n) { return static_cast<int>(random() % n); };
    for (int i = chance(3); i > 0; --i)
      facts_.push_back(act("led_inspection", make_date(2025, 7 + chance(3), 3)));
    for (int i = chance(4); i > 0; --i) facts_.push_back(act("criticism", make_date(2025, 7, 4)));
    for (int i = chance(9); i > 0; --i)
      facts_.push_back(hazard(make_date(2025, 7, 5), make_date(2025, 7, 10 + chance(15)), chance(3) > 0));
    const World asked = world(make_date(2025, 7 + chance(3), 20));
    const CodeId official = world_.code("head-1");
    const Path path = path_to(asked, official, std::nullopt).value();
    if (path.state == PathState::k_best_already) continue;
    const std::int64_t best = fewest(asked, official, path.wanted);
    std::int64_t size = 0;
    Exact gained;
    for (const Advice& a : path.acts) {
      size += a.times;
      gained += a.gained;
    }
    EXPECT_EQ(path.exact_to - path.exact_from, gained) << "round " << round;
    if (path.state == PathState::k_found) {
      ++found;
      EXPECT_TRUE(path.proven);
      EXPECT_EQ(size, best) << "round " << round;
      EXPECT_EQ(path.grade_to, path.wanted);
    } else {
      ++impossible;
      EXPECT_EQ(best, -1) << "round " << round;
      EXPECT_FALSE(path.why.empty());
    }
  }
  EXPECT_GT(found, 20);
  EXPECT_GT(impossible, 5);
}

TEST_F(AnswersPath, AfterThePeriodNothingCanBeDone) {
  const Path path = path_to(world(make_date(2025, 10, 8)), world_.code("head-1"), std::nullopt).value();
  EXPECT_EQ(path.state, PathState::k_impossible);
  EXPECT_TRUE(path.acts.empty());
  EXPECT_NE(path.why.find("2025年第三季度已经结束，不能再补办"), std::string::npos) << path.why;
}

// Of two gates the heavier holds; with it lifted the other one leaves no grade at all.
TEST_F(AnswersPath, AllThatCanBeDoneMayEndWithoutAGrade) {
  std::string items = k_path_items;
  const std::string before = R"(
  {"id": "B1",)";
  items.insert(items.find(before), R"(
  {"id": "B3", "title": "隐患未整改", "basis": ["一"], "kind": "gate", "scope": "unit", "select": {"ledger": "hazard", "where": [{"field": "state", "op": "eq", "value": "open"}]}, "gate": "highest_grade", "grade": "其他"},
  {"id": "B4", "title": "另行评定", "basis": ["一"], "kind": "gate", "scope": "named", "select": {"ledger": "criticism"}, "gate": "no_grade"},)");
  world_.rule(items);
  facts_ = {act("criticism", make_date(2025, 7, 4)),
            hazard(make_date(2025, 7, 5), make_date(2025, 9, 1), false)};
  const Path path = path_to(world(make_date(2025, 7, 20)), world_.code("head-1"), std::nullopt).value();
  EXPECT_EQ(path.grade_from, "其他");
  EXPECT_EQ(path.state, PathState::k_impossible);
  EXPECT_EQ(path.grade_to, k_no_grade);
  EXPECT_NE(path.why.find(k_no_grade), std::string::npos) << path.why;
}

TEST_F(AnswersPath, RefusesAGradeThatIsNotThereOrNotBetter) {
  const World asked = world(make_date(2025, 7, 8));
  EXPECT_EQ(path_to(asked, world_.code("head-1"), "特优").error().reason, "path.grade");
  EXPECT_EQ(path_to(asked, world_.code("head-1"), "其他").error().reason, "path.grade");
  EXPECT_EQ(path_to(asked, world_.code("deputy-1"), std::nullopt).error().reason, "path.nobody");
}

TEST_F(AnswersPath, OwedTellsDayWorkdayCostAndWhatIsMissed) {
  facts_ = {act("led_inspection", make_date(2025, 8, 2)),
            hazard(make_date(2025, 7, 5), make_date(2025, 7, 20), false),
            hazard(make_date(2025, 7, 5), make_date(2025, 9, 1), false),
            hazard(make_date(2025, 7, 5), {}, true)};
  const World asked = world(make_date(2025, 8, 10));
  const auto tally = count(asked).value();
  std::vector<std::string> said;
  const std::vector<Owed> all = owed(asked, *tally, {world_.code("district-head")}).value();
  for (const Owed& one : all)
    said.push_back(clause_at(*world_.rulebook, one.clause).id + " " + to_text(one.by) + " " + one.what);
  EXPECT_EQ(said, (std::vector<std::string>{"B2 2025-07-20 已逾期 21 天未办结，现扣 3 分，办结后按迟办天数计",
                                            "A1 2025-07-31 2025年7月少办 1 次，每缺 1 次扣 7 分",
                                            "B2 2025-09-01 最迟2025年9月1日办结，逾期未办扣 3 分",
                                            "A1 2025-09-30 2025年9月还应办 1 次，每缺 1 次扣 7 分",
                                            "A3 2025-09-30 2025年第三季度“区级”还应办 1 次，每缺 1 次扣 3 分",
                                            "A3 2025-09-30 2025年第三季度“乡镇”还应办 1 次，每缺 1 次扣 3 分",
                                            "B1 2025-09-30 现为 1 / 3，再办结 2 件达到目标 100%"}));
}

}  // namespace
}  // namespace anze
