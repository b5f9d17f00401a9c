#include "scoring/entries/accident_class.h"

#include <gtest/gtest.h>

#include <limits>

namespace anze {
namespace {

constexpr AccidentClass k_1 = AccidentClass::k_ordinary;
constexpr AccidentClass k_2 = AccidentClass::k_larger;
constexpr AccidentClass k_3 = AccidentClass::k_major;
constexpr AccidentClass k_4 = AccidentClass::k_extraordinary;

AccidentClass of(std::optional<std::int64_t> dead, std::optional<std::int64_t> injured,
                 std::optional<std::int64_t> loss_fen, std::optional<std::int64_t> missing = {}) {
  return classify({dead, missing, injured, loss_fen});
}

TEST(Accident, EachPartHasItsBoundariesAndTheNumberIsIncluded) {
  const struct {
    std::int64_t below, from;
    AccidentClass lower, upper;
  } dead[] = {{2, 3, k_1, k_2}, {9, 10, k_2, k_3}, {29, 30, k_3, k_4}},
    injured[] = {{9, 10, k_1, k_2}, {49, 50, k_2, k_3}, {99, 100, k_3, k_4}},
    loss_fen[] = {{999'999'999, 1'000'000'000, k_1, k_2},      // 9,999,999.99 and 10,000,000 yuan
                  {4'999'999'999, 5'000'000'000, k_2, k_3},    // 49,999,999.99 and 50,000,000
                  {9'999'999'999, 10'000'000'000, k_3, k_4}};  // 99,999,999.99 and 100,000,000
  for (const auto& part : dead) {
    EXPECT_EQ(of(part.below, 0, 0), part.lower) << part.below << " dead";
    EXPECT_EQ(of(part.from, 0, 0), part.upper) << part.from << " dead";
  }
  for (const auto& part : injured) {
    EXPECT_EQ(of(0, part.below, 0), part.lower) << part.below << " injured";
    EXPECT_EQ(of(0, part.from, 0), part.upper) << part.from << " injured";
  }
  for (const auto& part : loss_fen) {
    EXPECT_EQ(of(0, 0, part.below), part.lower) << part.below << " fen";
    EXPECT_EQ(of(0, 0, part.from), part.upper) << part.from << " fen";
  }
}

TEST(Accident, TheHighestPartDecides) {
  EXPECT_EQ(of(2, 12, 6'000'000'000), k_3);  // 一般 by deaths, 较大 by injuries, 重大 by loss
  EXPECT_EQ(of(11, 3, 800'000'000), k_3);
  EXPECT_EQ(of(0, 0, 0), k_1);
}

TEST(Accident, UnknownPartsRaiseNothing) {
  EXPECT_EQ(of({}, {}, {}), k_1);
  EXPECT_EQ(of(3, {}, {}), k_2);
  EXPECT_EQ(of({}, 50, {}), k_3);
  EXPECT_EQ(of({}, {}, 10'000'000'000), k_4);
}

TEST(Accident, TheMissingCountAmongTheDead) {
  EXPECT_EQ(of(2, 0, 0, 1), k_2);
  EXPECT_EQ(of({}, 0, 0, 10), k_3);
  EXPECT_EQ(of(29, 0, 0, 0), k_3);
  EXPECT_EQ(of(29, 0, 0, 1), k_4);
  const std::int64_t huge = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(of(huge, huge, huge, huge), k_4);
}

TEST(Accident, NamesAndWindow) {
  EXPECT_EQ(to_text(k_3), "major");
  EXPECT_EQ(to_chinese(k_1), "一般");
  EXPECT_EQ(to_chinese(k_4), "特别重大");
  // The day of the accident is not counted (Civil Code art. 201).
  EXPECT_EQ(to_text(toll_window_end(make_date(2025, 3, 1), false)), "2025-03-31");
  EXPECT_EQ(to_text(toll_window_end(make_date(2025, 12, 28), true)), "2026-01-04");
}

}  // namespace
}  // namespace anze
