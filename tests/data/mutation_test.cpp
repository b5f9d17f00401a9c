// A rulebook spoiled at random is either a rulebook still, and then scores, or it is refused with a list of
// problems, each with its reason. Never a crash, never a hang, never a refusal that says nothing. The seed is
// printed; the shipped rulebook is what is spoiled, because a mutation of something real gets past the first
// checks.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/data/district_world.h"

namespace anze::tests {
namespace {

constexpr int k_rounds = 600;

class Spoiler {
 public:
  explicit Spoiler(std::uint32_t seed) : random_(seed) {}

  void spoil(Json& root) {
    Json& node = any_of(root);
    switch (below(6)) {
      case 0:
        node = value();
        break;
      case 1:
        if (node.is_object() && !node.empty()) node.erase(member_of(node));
        break;
      case 2:
        if (node.is_object()) node["no_such_member"] = value();
        break;
      case 3:
        if (node.is_array() && !node.empty()) node.push_back(Json(node[below(node.size())]));
        break;
      case 4:
        if (node.is_array() && !node.empty()) node.erase(below(node.size()));
        break;
      default: {
        const Json other = any_of(root);
        node = other;
      }
    }
  }
  std::size_t below(std::size_t end) { return random_() % end; }

 private:
  std::string member_of(const Json& object) {
    auto at = object.begin();
    std::advance(at, static_cast<std::ptrdiff_t>(below(object.size())));
    return at.key();
  }
  Json& any_of(Json& root) {
    Json* node = &root;
    while ((node->is_object() || node->is_array()) && !node->empty() && below(5) != 0)
      node = node->is_object() ? &(*node)[member_of(*node)] : &(*node)[below(node->size())];
    return *node;
  }
  Json value() {
    static const std::vector<Json> values{nullptr,
                                          true,
                                          0,
                                          -1,
                                          1'000'000'000,
                                          INT64_MAX,
                                          INT64_MIN,
                                          "",
                                          "0",
                                          "-1",
                                          "0.0001",
                                          "922337203685477.5807",
                                          "2025-02-30",
                                          "hazard",
                                          "余",
                                          Json::array(),
                                          Json::object(),
                                          Json::array({Json::array()})};
    return values[below(values.size())];
  }
  std::mt19937 random_;
};

// An accepted rulebook scores the year or says why not.
void score(const World& world, const Rulebook& rulebook) {
  const Period period =
      rulebook.assesses == PeriodKind::k_quarter ? *parse_period("2025Q3") : *parse_period("2025");
  Tally tally(rulebook, *world.organisation, world.calendar, period, period.last);
  for (const Fact& fact : world.facts)
    if (const auto applied = tally.apply(fact, 1); !applied) {
      EXPECT_NE(applied.error().reason, "");
      return;
    }
  if (const auto evaluation = evaluate(tally, {}); !evaluation) {
    EXPECT_NE(evaluation.error().reason, "");
    return;
  } else {
    EXPECT_FALSE(evaluation->people.empty() && !evaluation->cards.empty());
  }
}

TEST(Mutation, ASpoiledRulebookIsRefusedWithReasonsOrScores) {
  World world{ANZE_TIEDONG_DATA};
  Json whole = Json::parse(slurp(fs::path(ANZE_TIEDONG_DATA) / "rulebooks/tiedong-leaders-2025.json"));
  whole.erase("tests");  // they refuse nearly every change
  int accepted = 0;
  for (std::uint32_t seed = 0; seed < k_rounds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Spoiler spoiler(seed);
    Json book = whole;
    for (std::size_t times = 1 + spoiler.below(3); times > 0; --times) spoiler.spoil(book);
    Problems problems;
    const auto read = read_rulebook(book.dump(), world.ledgers, world.data, world.codes, &problems);
    if (read) {
      EXPECT_TRUE(problems.empty());
      ++accepted;
      if (accepted % 8 == 0) score(world, *read);
      continue;
    }
    EXPECT_FALSE(problems.empty());
    for (const Error& problem : problems) {
      EXPECT_NE(problem.reason, "");
      EXPECT_NE(problem.message, "");
      EXPECT_NE(problem.help, "") << problem.reason << " " << problem.at;
    }
  }
  EXPECT_GT(accepted, 10);  // else the mutations are too coarse to get past the first checks
  EXPECT_LT(accepted, k_rounds * 3 / 4);
}

}  // namespace
}  // namespace anze::tests
