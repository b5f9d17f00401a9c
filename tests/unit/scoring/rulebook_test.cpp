#include "scoring/rulebook.h"

#include <gtest/gtest.h>

#include "scoring/json_guard.h"
#include "small_world.h"

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
