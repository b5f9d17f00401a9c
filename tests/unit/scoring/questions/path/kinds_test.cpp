// score.path over every kind an act can help, against records tried one by one: of every ledger, level, band
// and matter there is, in every number up to three, whatever options.cpp would think of.
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "scoring/questions/path/path.h"
#include "tests/unit/scoring/small_world.h"

namespace anze {
namespace {

using test::SmallWorld;

const char* const k_items = R"([
 {"id": "A", "title": "一", "basis": ["一"], "points": "40", "clauses": [
  {"id": "A1", "title": "未整改", "basis": ["一"], "kind": "per_event", "effect": "deduct", "scope": "unit", "select": {"ledger": "hazard", "where": [{"field": "state", "op": "eq", "value": "open"}]}, "amount": "4"},
  {"id": "A2", "title": "重大隐患未整改", "basis": ["一"], "kind": "gate", "scope": "unit", "select": {"ledger": "hazard", "where": [{"field": "state", "op": "eq", "value": "open"}, {"field": "level", "op": "eq", "value": "major"}]}, "gate": "item_zero"},
  {"id": "A3", "title": "查出隐患的检查占比", "basis": ["一"], "kind": "ratio", "effect": "deduct", "scope": "own", "select": {"ledger": "led_inspection", "where": [{"field": "found", "op": "ge", "value": 1}]}, "denominator": {"ledger": "led_inspection"}, "target_percent": "80", "mode": "proportional", "amount": "10", "empty": "zero"},
  {"id": "A4", "title": "完成日期未填", "basis": ["一"], "kind": "check", "effect": "deduct", "scope": "unit", "select": {"ledger": "hazard", "where": [{"field": "done_on", "op": "missing"}]}, "when": "present", "amount": "3"},
  {"id": "A5", "title": "批评", "basis": ["一"], "kind": "per_event", "effect": "deduct", "scope": "named", "select": {"ledger": "criticism"}, "amount": "5"},
  {"id": "A6", "title": "评议", "basis": ["一"], "kind": "judged", "effect": "deduct", "min": "0", "max": "4", "step": "1"}]},
 {"id": "B", "title": "一", "basis": ["一"], "points": "60", "start": "zero", "clauses": [
  {"id": "B1", "title": "检查规模", "basis": ["一"], "kind": "tiers", "effect": "award", "scope": "own", "select": {"ledger": "led_inspection"}, "field": "people",
   "bands": [{"title": "10人以上", "from": 10, "below": null, "points": "9"}, {"title": "5至9人", "from": 5, "below": 10, "points": "6"}, {"title": "不足5人", "from": 0, "below": 5, "points": "0"}], "cap": "24"},
  {"id": "B2", "title": "推广", "basis": ["一"], "kind": "accrual", "effect": "award", "scope": "own", "select": {"ledger": "recognition"}, 
   "levels": {"field": "level", "amounts": [{"value": "national", "amount": "8"}, {"value": "province", "amount": "5"}]}, "key": "matter", "cap": "20"},
  {"id": "B3", "title": "查出隐患", "basis": ["一"], "kind": "per_event", "effect": "award", "scope": "own", "select": {"ledger": "led_inspection"}, "amount": "1", "times": "found", "cap": "6"},
  {"id": "B4", "title": "区级预案", "basis": ["一"], "kind": "check", "effect": "award", "scope": "own", "select": {"ledger": "plan", "where": [{"field": "layer", "op": "eq", "value": "district"}]}, "when": "present", "amount": "10"},
  {"id": "B5", "title": "本级肯定", "basis": ["一"], "kind": "accrual", "effect": "award", "scope": "own", "select": {"ledger": "recognition", "where": [{"field": "level", "op": "in", "value": ["city", "county"]}]}, 
   "levels": {"field": "level", "amounts": [{"value": "city", "amount": "6"}, {"value": "county", "amount": "3"}]}, "take": "highest"},
  {"id": "B6", "title": "表扬", "basis": ["一"], "kind": "accrual", "effect": "award", "scope": "named", "select": {"ledger": "recognition"}, "amount": "2", "cap": "2"}]}])";

class AnswersPathKinds : public ::testing::Test {
 protected:
  void SetUp() override { world_.rule(k_items); }

  Fact act(const char* ledger, Date day) {
    Fact fact = world_.fact(ledger, day);
    fact.post = world_.code("district-head");
    return fact;
  }
  Fact inspection(Date day, std::int64_t people, std::int64_t found) {
    Fact fact = act("led_inspection", day);
    fact.set(slot("led_inspection", "people"), people);
    fact.set(slot("led_inspection", "found"), found);
    return fact;
  }
  Fact recognition(Date day, const char* level, std::int64_t matter) {
    Fact fact = act("recognition", day);
    fact.set(slot("recognition", "level"), world_.code(level));
    fact.set(slot("recognition", "matter"), matter);
    return fact;
  }
  Fact plan(Date day, const char* layer) {
    Fact fact = act("plan", day);
    fact.set(slot("plan", "layer"), world_.code(layer));
    return fact;
  }
  Fact hazard(Date day, const char* level, bool rectified) {
    Fact fact = world_.fact("hazard", day);
    fact.set(slot("hazard", "level"), world_.code(level));
    fact.state = world_.code(rectified ? "rectified" : "open");
    if (rectified) fact.set(slot("hazard", "done_on"), day.days);
    return fact;
  }
  std::size_t slot(const char* ledger, const char* field) {
    return *world_.ledgers.find(world_.code(ledger))->field(field)->slot;
  }
  std::string told(const Path& path) {
    std::string text;
    for (const Advice& a : path.acts) {
      text += "\n" + clause_at(*world_.rulebook, a.clause).id + " " + std::to_string(a.times);
      for (const std::string& what : a.what) text += " “" + what + "”";
    }
    return text;
  }
  World world(Date today) {
    for (std::size_t i = 0; i < facts_.size(); ++i) facts_[i].seq = static_cast<std::int64_t>(i) + 1;
    World asked;
    asked.rulebook = world_.rulebook.get();
    asked.organisation = world_.organisation.get();
    asked.calendar = &world_.calendar;
    asked.period = world_.period;
    asked.as_of = asked.today = today;
    asked.ledgers = &world_.ledgers;
    asked.facts = [this](const FactVisitor& visit) -> Result<void> {
      for (const Fact& fact : facts_) ANZE_CHECK(visit(fact));
      return {};
    };
    return asked;
  }

  // Everything that can be done once: what goes, what comes.
  std::vector<std::pair<std::optional<Fact>, Fact>> all_acts(Date today) {
    std::vector<std::pair<std::optional<Fact>, Fact>> acts;
    for (const std::int64_t people : {0, 5, 10})
      for (const std::int64_t found : {0, 1})
        acts.emplace_back(std::nullopt, inspection(today, people, found));
    for (const char* level : {"national", "province", "city", "county"})
      for (const std::int64_t matter : {71, 72, 73, 74})
        acts.emplace_back(std::nullopt, recognition(today, level, matter));
    for (const char* layer : {"district", "township"}) acts.emplace_back(std::nullopt, plan(today, layer));
    for (const Fact& fact : facts_) {
      if (fact.ledger != world_.code("hazard") || fact.knows(slot("hazard", "done_on"))) continue;
      Fact after = fact;
      after.state = world_.code("rectified");
      after.set(slot("hazard", "done_on"), today.days);
      acts.emplace_back(fact, after);
    }
    return acts;
  }

  SmallWorld world_;
  std::vector<Fact> facts_;
};

// The fewest acts, up to `most`, that reach the grade; −1 when no such set does.
class Everything {
 public:
  Everything(Tally& tally, CodeId official, std::string grade,
             const std::vector<std::pair<std::optional<Fact>, Fact>>& acts)
      : tally_(tally), official_(official), grade_(std::move(grade)), acts_(acts) {}

  std::int64_t fewest(std::int64_t most) {
    for (std::int64_t size = 0; size <= most; ++size)
      if (reaches(0, size)) return size;
    return -1;
  }

 private:
  bool reaches(std::size_t from, std::int64_t left) {
    if (left == 0)
      return person_of(evaluate(tally_, {}, Detail::k_numbers).value(), official_)->grade == grade_;
    for (std::size_t i = from; i < acts_.size(); ++i) {
      const auto& [before, after] = acts_[i];
      EXPECT_TRUE(!before || tally_.apply(*before, -1));
      EXPECT_TRUE(tally_.apply(after, +1));
      const bool found = reaches(before ? i + 1 : i, left - 1);
      EXPECT_TRUE(tally_.apply(after, -1));
      EXPECT_TRUE(!before || tally_.apply(*before, +1));
      if (found) return true;
    }
    return false;
  }

  Tally& tally_;
  CodeId official_;
  std::string grade_;
  const std::vector<std::pair<std::optional<Fact>, Fact>>& acts_;
};

constexpr std::int64_t k_deep = 3;

TEST_F(AnswersPathKinds, NoSmallerSetOfAnyRecordsReachesTheGrade) {
  std::mt19937 random(20251001);
  const CodeId official = world_.code("head-1");
  std::map<std::int64_t, int> sizes;
  for (int round = 0; round < 60; ++round) {
    facts_.clear();
    const auto chance = [&](unsigned n) { return static_cast<int>(random() % n); };
    const Date day = make_date(2025, 7, 3);
    for (int i = chance(4); i > 0; --i) facts_.push_back(inspection(day, chance(3) * 5, chance(2)));
    for (int i = chance(4); i > 0; --i)
      facts_.push_back(recognition(day, std::array{"national", "province", "city", "county"}[random() % 4],
                                   71 + chance(2)));
    if (chance(2) > 0) facts_.push_back(plan(day, "district"));
    for (int i = chance(4); i > 0; --i)
      facts_.push_back(hazard(day, chance(3) > 0 ? "general" : "major", chance(2) > 0));
    const Date today = make_date(2025, 8, 20);
    const World asked = world(today);
    const Path path = path_to(asked, official, std::nullopt).value();
    if (path.state != PathState::k_found) continue;
    std::int64_t size = 0;
    for (const Advice& a : path.acts) size += a.times;
    ++sizes[size];
    EXPECT_TRUE(path.proven) << "round " << round;
    const auto tally = count(asked).value();
    const auto acts = all_acts(today);
    const std::int64_t best = Everything(*tally, official, path.wanted, acts).fewest(std::min(size, k_deep));
    EXPECT_EQ(best, size <= k_deep ? size : -1) << "round " << round << told(path);
  }
  EXPECT_GT(sizes[2] + sizes[3], 8);  // deep enough to mean something, and shallow enough to be tried out
  EXPECT_GT(sizes.size(), 2U);
}

TEST_F(AnswersPathKinds, SaysWhichRecordAndWhatIsLostAndWhy) {
  facts_ = {inspection(make_date(2025, 7, 3), 10, 0), hazard(make_date(2025, 7, 4), "major", false)};
  Fact criticism = world_.fact("criticism", make_date(2025, 7, 5));
  criticism.official = world_.code("head-1");
  facts_.push_back(criticism);
  const Path path = path_to(world(make_date(2025, 8, 20)), world_.code("head-1"), std::nullopt).value();
  std::vector<std::string> said;
  for (const Advice& a : path.acts)
    said.push_back(clause_at(*world_.rulebook, a.clause).id + " " + std::to_string(a.times) + " " +
                   (a.what.empty() ? "" : a.what.front()));
  EXPECT_EQ(said, (std::vector<std::string>{"A1 1 ", "B1 2 10人以上", "B2 2 国家级", "B4 1 ", "B5 1 市级"}));
  said.clear();
  for (const Lost& lost : path.lost)
    said.push_back(clause_at(*world_.rulebook, lost.clause).id + " " +
                   (lost.points ? to_text(*lost.points) : "?") + " " + lost.why);
  EXPECT_EQ(said, (std::vector<std::string>{"A5 5 已经发生，不能撤销；记录有误的，更正后重算",
                                            "B6 2 不按本人办理的记录计分，要由他人给予或认定"}));
}

// 无佐证材料不作数: the papers are one act, another training with its papers is one too, and one of them is
// enough.
TEST_F(AnswersPathKinds, PapersThatAreMissingCanBeHandedIn) {
  world_.rule(R"([{"id": "A", "title": "一", "basis": ["一"], "points": "100", "clauses": [
    {"id": "A1", "title": "培训", "basis": ["一"], "kind": "shortfall", "effect": "deduct", "scope": "own", "select": {"ledger": "training"}, "each": "month", "target": 1, "amount": "12"}]}])",
              "100", R"({"missing_evidence": "unfavourable"})");
  const auto attached = [&](Date day, bool yes) {
    Fact fact = act("training", day);
    fact.set(slot("training", "evidence"), yes ? 1 : 0);
    return fact;
  };
  facts_ = {attached(make_date(2025, 7, 3), false), attached(make_date(2025, 8, 3), true),
            attached(make_date(2025, 9, 3), true)};
  const CodeId official = world_.code("head-1");
  const Path path = path_to(world(make_date(2025, 9, 20)), official, std::nullopt).value();
  ASSERT_EQ(path.state, PathState::k_found);
  ASSERT_EQ(path.acts.size(), 1U);
  EXPECT_EQ(path.acts[0].kind, DeedKind::k_prove);
  EXPECT_EQ(path.acts[0].facts, (std::vector<std::int64_t>{1}));
  EXPECT_EQ(to_text(path.to), "100");
  const auto tally = count(world(make_date(2025, 9, 20))).value();
  EXPECT_EQ(
      evaluate(world(make_date(2025, 9, 20)), *tally).value().cards[0].lines[0].how,
      "应 3 次，实 2 次，缺 1 次（2025年7月） × 12 分，扣 12 分；另有 1 条无佐证材料，按不利计，不作数");
}

}  // namespace
}  // namespace anze
