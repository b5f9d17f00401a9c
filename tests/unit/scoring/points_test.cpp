#include "scoring/points.h"

#include <gtest/gtest.h>

#include <limits>

namespace anze {
namespace {

Points points(std::string_view text) {
  return parse_points(text).value();
}

TEST(Points, ReadsAndWritesExactly) {
  EXPECT_EQ(points("87.25").e4, 872'500);
  EXPECT_EQ(points("-0.0001").e4, -1);
  EXPECT_EQ(points("100").e4, 1'000'000);
  for (const char* text : {"87.25", "-3", "0.0001", "-0.5", "0", "922337203685477.5807"})
    EXPECT_EQ(to_text(points(text)), text);
  EXPECT_EQ(to_text(points("98.5"), 2), "98.50");
  EXPECT_EQ(to_text(points("-98.5"), 2), "-98.50");
  EXPECT_EQ(to_text(points("3"), 0), "3");
}

TEST(Points, RefusesWhatIsNotPoints) {
  for (const char* text : {"", "-", ".5", "5.", "1.00001", "1e3", " 1", "1 ", "+1", "١", "0x10", "1,000"}) {
    const auto parsed = parse_points(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.error().reason, "points.format") << text;
  }
  EXPECT_EQ(parse_points("922337203685477.5808").error().reason, "points.range");
}

// GB/T 8170-2008 examples and boundary values; the third column is the step.
struct Rounding {
  const char* value;
  const char* rounded;
  const char* step;
};

class RoundHalfEven : public testing::TestWithParam<Rounding> {};

TEST_P(RoundHalfEven, FollowsGbt8170) {
  const auto& [value, rounded, step] = GetParam();
  // Some of the standard's values have more than four decimals: write them as value / 10.
  EXPECT_EQ(to_text(round_half_even(Exact(points(value)), points(step)).value()), rounded)
      << value << " to " << step;
}

INSTANTIATE_TEST_SUITE_P(
    Standard, RoundHalfEven,
    testing::Values(
        Rounding{"12.1498", "12", "1"}, Rounding{"12.1498", "12.1", "0.1"}, Rounding{"1268", "1300", "100"},
        Rounding{"10.5002", "11", "1"}, Rounding{"1.050", "1", "0.1"}, Rounding{"0.35", "0.4", "0.1"},
        Rounding{"2500", "2000", "1000"}, Rounding{"3500", "4000", "1000"}, Rounding{"-355", "-360", "10"},
        Rounding{"-325", "-320", "10"}, Rounding{"-365", "-360", "10"},
        Rounding{"-0.0365", "-0.036", "0.001"}, Rounding{"15.4546", "15", "1"},
        Rounding{"28.175", "28.18", "0.01"}, Rounding{"28.165", "28.16", "0.01"},
        Rounding{"28.2645", "28.3", "0.1"}, Rounding{"28.35", "28.4", "0.1"},
        Rounding{"28.25", "28.2", "0.1"}, Rounding{"28.05", "28", "0.1"}, Rounding{"28.2501", "28.3", "0.1"},
        Rounding{"60.25", "60", "0.5"}, Rounding{"60.38", "60.5", "0.5"}, Rounding{"60.28", "60.5", "0.5"},
        Rounding{"-60.75", "-61", "0.5"}, Rounding{"63.37", "63.5", "0.5"}, Rounding{"63.37", "65", "5"},
        Rounding{"830", "840", "20"}, Rounding{"842", "840", "20"}, Rounding{"832", "840", "20"},
        Rounding{"-930", "-920", "20"}, Rounding{"89.995", "90", "0.01"}, Rounding{"89.985", "89.98", "0.01"},
        Rounding{"89.5", "90", "1"}, Rounding{"90.5", "90", "1"}, Rounding{"59.95", "60", "0.1"}));

TEST(RoundHalfEven, RoundsOnceFromTheExactValue) {
  // 8.53459 to two places is 8.53; going by 8.5346 and 8.535 would give 8.54.
  EXPECT_EQ(to_text(round_half_even(Exact::ratio(853'459, 100'000), points("0.01")).value()), "8.53");
  // A third of a point is never exactly a half.
  EXPECT_EQ(to_text(round_half_even(Exact::ratio(1, 3), points("0.0001")).value()), "0.3333");
}

TEST(Exact, KeepsFractionsAndComparesThem) {
  const Exact third = Exact::ratio(1, 3);
  EXPECT_EQ(third + third + third, Exact(points("1")));
  EXPECT_EQ(Exact::ratio(1299, 1317) * Exact(points("100")), Exact::ratio(129'900, 1317));
  EXPECT_TRUE(third < Exact(points("0.3334")));
  EXPECT_EQ(Exact::ratio(-1, -2), Exact(points("0.5")));
  EXPECT_EQ(to_text(third), "1/3");
  EXPECT_EQ(to_text(Exact::ratio(-5, 4)), "-1.25");
  EXPECT_EQ(third / Exact::ratio(-1, 6), Exact(points("-2")));
}

TEST(Exact, OverflowIsAnErrorAndNeverAScore) {
  Exact value(Points{std::numeric_limits<std::int64_t>::max()});
  for (int i = 0; i < 4; ++i) value = value * value;
  EXPECT_TRUE(value.overflowed());
  EXPECT_TRUE((value - value).overflowed());
  EXPECT_EQ(round_half_even(value - value, points("0.01")).error().reason, "points.overflow");
}

}  // namespace
}  // namespace anze
