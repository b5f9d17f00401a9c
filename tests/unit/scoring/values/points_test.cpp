#include "scoring/values/points.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

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

// Forty rates of coprime totals have a common denominator of some hundred digits.
TEST(Exact, AddsManyUnlikeFractionsExactly) {
  const std::vector<std::int64_t> primes{101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
                                         173, 179, 181, 191, 193, 197, 199, 211, 223, 227, 229, 233, 239, 241,
                                         251, 257, 263, 269, 271, 277, 281, 283, 293, 307, 311, 313};
  Exact sum;
  for (const std::int64_t prime : primes) sum += Exact(points("2.5")) * Exact::ratio(prime - 1, prime);
  EXPECT_EQ(to_text(round_half_even(sum, points("0.01")).value()), "99.45");
  for (const std::int64_t prime : primes) sum += Exact::ratio(5, 2 * prime);
  EXPECT_EQ(sum, Exact(points("100")));
  EXPECT_EQ(to_text(sum), "100");
}

// A value of int64 fractions and the same value by way of unbounded ones.
Exact the_long_way(const Exact& value) {
  const Exact far = Exact::ratio(1, 1'000'003) * Exact::ratio(1, 1'000'033) * Exact::ratio(1, 1'000'037) *
                    Exact::ratio(1, 1'000'039);
  return value * far / far;
}

TEST(Exact, IsTheSameWhereverItWasComputed) {
  const std::int64_t most = std::numeric_limits<std::int64_t>::max();
  std::vector<Exact> values{Exact{},
                            Exact(Points{most}),
                            Exact(Points{-most}),
                            Exact(Points{-most - 1}),
                            Exact::ratio(most, most - 1),
                            Exact::ratio(1, most),
                            Exact::ratio(-7, most - 24)};
  for (const std::int64_t a : {-10'000, -9, -4, 1, 6, 25, 9'999})
    for (const std::int64_t b : {2, 3, 7, 30, 10'000, 99'991}) values.push_back(Exact::ratio(a, b));
  for (const Exact& a : values) {
    EXPECT_EQ(the_long_way(a), a) << to_text(a);
    EXPECT_EQ(*parse_exact(to_text(a)), a) << to_text(a);
    EXPECT_EQ(to_text(the_long_way(a)), to_text(a));
    for (const Exact& b : values) {
      EXPECT_EQ(the_long_way(a) + b, a + b);
      EXPECT_EQ(a - the_long_way(b), a - b);
      EXPECT_EQ((a + b) - b, a) << to_text(a) << " and " << to_text(b);
      EXPECT_EQ(a < b, (a - b).sign() < 0) << to_text(a) << " and " << to_text(b);
      if (b.sign() != 0) {
        EXPECT_EQ(a / b * b, a) << to_text(a) << " and " << to_text(b);
      }
    }
  }
}

TEST(Exact, IsReadAsItIsWritten) {
  for (const char* text : {"0", "-2.5", "1/3", "-2173/24", "1000000000000000000000000000001/7"})
    EXPECT_EQ(to_text(*parse_exact(text)), text);
  for (const char* text : {"", "/", "1/", "/3", "1/0", "1/-3", "0x10/3", "1 /3", "+1", "1/3/5"})
    EXPECT_EQ(parse_exact(text).error().reason, "points.format") << text;
}

TEST(Exact, OverflowIsAnErrorAndNeverAScore) {
  const Exact most(Points{std::numeric_limits<std::int64_t>::max()});
  Exact value = most;
  for (int i = 0; i < 4; ++i) value = value * value;
  EXPECT_EQ(round_half_even(value, points("0.01")).error().reason, "points.overflow");
  EXPECT_EQ(value - value, Exact{});
  EXPECT_EQ(round_half_even(most + most, points("0.0001")).error().reason, "points.overflow");
  EXPECT_EQ(round_half_even(most + most - most, points("0.0001")).value().e4,
            std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(round_half_even(Exact{} - most - most, points("1")).error().reason, "points.overflow");
}

// The fast path and the fractions agree: products and quotients, whole and not, and back.
TEST(Exact, HasOneFormForEachValue) {
  for (std::int64_t a = -30; a <= 30; ++a)
    for (std::int64_t b = 1; b <= 12; ++b) {
      const Exact ratio = Exact::ratio(a, b);
      EXPECT_EQ(ratio * b, Exact::ratio(a, 1)) << a << "/" << b;
      EXPECT_EQ(ratio * Exact::ratio(b, 1), Exact::ratio(a, 1)) << a << "/" << b;
      EXPECT_EQ(Exact::ratio(a, 1) / Exact::ratio(b, 1), ratio) << a << "/" << b;
      EXPECT_EQ(ratio < Exact{}, a < 0);
      EXPECT_EQ(ratio.sign(), a < 0 ? -1 : a > 0 ? 1 : 0);
    }
}

}  // namespace
}  // namespace anze
