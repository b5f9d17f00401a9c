#include "scoring/rulebook/rulebook.h"

#include <gtest/gtest.h>

#include "scoring/json/guard.h"
#include "scoring/trials/read_rulebook.h"
#include "tests/unit/scoring/small_world.h"

namespace anze {
namespace {

TEST(Rulebook, SchemaIsJson) {
  EXPECT_TRUE(guard_json(rulebook_schema()));
}

TEST(Rulebook, RefusedDocumentsLeaveNoWordBehind) {
  test::SmallWorld world;
  const CodeId before = world.codes.size();
  Problems problems;
  const auto read =
      read_rulebook(R"({"rulebook": "a-new-word", "title": "试", "archetypes": ["another-new-word"]})",
                    world.ledgers, world.organisation->data(), world.codes, &problems);
  EXPECT_FALSE(read);
  EXPECT_GT(problems.size(), 5U);
  EXPECT_EQ(read.error().reason, problems.front().reason);
  EXPECT_EQ(world.codes.size(), before);
}

TEST(Rulebook, HostileDocumentsAreRefused) {
  test::SmallWorld world;
  for (const std::string& json :
       {std::string(100'000, '['), std::string("\xff"), std::string(), std::string("[]"), std::string("null"),
        std::string(R"({"items": [1, "x", null, [], {}]})")}) {
    EXPECT_FALSE(read_rulebook(json, world.ledgers, world.organisation->data(), world.codes))
        << json.substr(0, 20);
  }
}

TEST(Rulebook, WhatIsStoredIsNotHeldToLaterKnowledge) {
  test::SmallWorld world;
  const std::string json = R"({"rulebook": "test", "title": "试", "document_no": "试", "authority": "试",
    "effective_from": "2025-01-01", "assesses": "quarter", "archetypes": ["government_principal"], "base": "100",
    "items": [{"id": "A", "title": "一", "basis": ["一"], "points": "100", "clauses": [
      {"id": "A1", "title": "登录次数", "basis": ["一"], "kind": "per_event", "effect": "deduct", "scope": "named", "amount": "2",
       "select": {"ledger": "criticism", "where": [{"field": "level", "op": "lt", "value": 1}, {"field": "level", "op": "gt", "value": 1}]}},
      {"id": "A2", "title": "一", "basis": ["一"], "kind": "per_event", "effect": "deduct", "scope": "named", "amount": "1",
       "select": {"ledger": "criticism", "where": [{"field": "level", "op": "gt", "value": 1}, {"field": "level", "op": "lt", "value": 1}]}}]}],
    "grades": [{"title": "优秀", "from": "90", "below": null}, {"title": "其他", "from": "0", "below": "90"}]})";
  const auto read = [&](Reading reading) {
    Problems problems;
    (void)read_rulebook(json, world.ledgers, world.organisation->data(), world.codes, &problems, reading);
    std::vector<std::string> reasons;
    for (const Error& problem : problems) reasons.push_back(problem.reason);
    return reasons;
  };
  EXPECT_EQ(read(Reading::k_draft),
            (std::vector<std::string>{"select.never", "clause.formalism", "select.never"}));
  EXPECT_EQ(read(Reading::k_stored), std::vector<std::string>());
}

TEST(Rulebook, FactsOfStoredTestsAreNotHeldToLaterFieldsAndRules) {
  test::SmallWorld world;
  const std::string json = R"({"rulebook": "test", "title": "试", "document_no": "试", "authority": "试",
    "effective_from": "2025-01-01", "assesses": "quarter", "archetypes": ["government_principal"], "base": "100",
    "items": [{"id": "A", "title": "一", "basis": ["一"], "points": "100", "clauses": [
      {"id": "A1", "title": "一", "basis": ["一"], "kind": "per_event", "effect": "deduct", "scope": "named", "amount": "2",
       "select": {"ledger": "hazard"}}]}],
    "grades": [{"title": "优秀", "from": "90", "below": null}, {"title": "其他", "from": "0", "below": "90"}],
    "tests": [{"title": "一", "archetype": "government_principal", "period": "2025Q1",
      "facts": [{"ledger": "hazard", "on": "2025-01-10"}], "expect": {"total": "98"}}]})";
  Problems problems;
  EXPECT_FALSE(read_rulebook(json, world.ledgers, world.organisation->data(), world.codes, &problems));
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems.front().reason, "fact.required");
  EXPECT_TRUE(read_rulebook(json, world.ledgers, world.organisation->data(), world.codes, nullptr,
                            Reading::k_stored));
}

TEST(Rulebook, DefaultsAreThoseOfTheDesign) {
  test::SmallWorld world;
  world.rule(test::k_every_kind);
  const Rulebook& book = *world.rulebook;
  EXPECT_EQ(book.policies.rounding_step, Points{100});
  EXPECT_EQ(book.policies.grade_from, GradeFrom::k_rounded);
  EXPECT_EQ(book.policies.not_applicable, NotApplicable::k_full_points);
  EXPECT_TRUE(book.policies.count_late_facts);
  EXPECT_EQ(book.items[0].clauses[0].counts_for, CountsFor::k_post);  // shortfall
  EXPECT_EQ(book.items[0].clauses[1].counts_for, CountsFor::k_term);  // per_event
  EXPECT_EQ(book.items[0].clauses[2].counts_for, CountsFor::k_post);  // check
  EXPECT_EQ(book.items[1].clauses[1].counts_for, CountsFor::k_post);  // lateness
}

}  // namespace
}  // namespace anze
