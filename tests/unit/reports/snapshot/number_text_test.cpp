#include "reports/snapshot/number_text.h"

#include <gtest/gtest.h>

#include <climits>

namespace anze::reports {
namespace {

Figure figure(Shape shape, std::optional<std::int64_t> value, const char* unit = "处") {
  Figure made;
  made.shape = shape;
  made.value = value;
  made.unit = unit;
  return made;
}

TEST(NumberText, UnknownIsNeverZero) {
  EXPECT_EQ(to_text(figure(Shape::k_count, std::nullopt)), "未填");
  EXPECT_EQ(to_text(figure(Shape::k_count, 0)), "0处");
  EXPECT_EQ(to_text(figure(Shape::k_money, std::nullopt)), "未填");
  EXPECT_EQ(to_text(figure(Shape::k_rate, 5)), "未填") << "a rate without its denominator";
}

TEST(NumberText, ApproximateNumbersSayHow) {
  Figure about = figure(Shape::k_count, 200, "项");
  about.qualifier = NumberQualifier::k_over;
  EXPECT_EQ(to_text(about), "200余项");
  about.qualifier = NumberQualifier::k_under;
  EXPECT_EQ(to_text(about), "不足200项");
  Figure money = figure(Shape::k_money, 700'000, "元");
  money.qualifier = NumberQualifier::k_nearly;
  EXPECT_EQ(to_text(money), "近70万元");
  money.qualifier = NumberQualifier::k_over;
  EXPECT_EQ(to_text(money), "70余万元");
}

TEST(NumberText, MoneyLosesNoYuan) {
  EXPECT_EQ(money_text(std::int64_t{9'999}), "9999元");
  EXPECT_EQ(money_text(std::int64_t{10'000}), "1万元");
  EXPECT_EQ(money_text(std::int64_t{1'234'567}), "123.4567万元");
  EXPECT_EQ(money_text(std::int64_t{100'000'000}), "10000万元");
}

TEST(NumberText, RatesCarryBothCountsAndRoundHalfToEven) {
  Figure rate = figure(Shape::k_rate, 1299);
  rate.denominator = 1317;
  EXPECT_EQ(to_text(rate), "98.63%（1299/1317处）");
  EXPECT_EQ(percent_text(538, 584), "92.12%");
  EXPECT_EQ(percent_text(1, 800), "0.12%") << "0.125 goes to the even digit";
  EXPECT_EQ(percent_text(3, 800), "0.38%") << "0.375 goes to the even digit";
  EXPECT_EQ(percent_text(0, 0), "无基数");
  EXPECT_EQ(percent_text(INT64_MAX, INT64_MAX), "100.00%");
}

TEST(NumberText, Comparison) {
  Figure now = figure(Shape::k_count, 2, "起");
  EXPECT_EQ(comparison_text(now), "");
  now.compared = true;
  EXPECT_EQ(comparison_text(now), "上年同期未填");
  now.last_year = 3;
  EXPECT_EQ(comparison_text(now), "上年同期3起，同比减少1起、下降33.33%");
  now.last_year = 2;
  EXPECT_EQ(comparison_text(now), "上年同期2起，同比持平");
  now.last_year = 0;
  EXPECT_EQ(comparison_text(now), "上年同期0起，同比增加2起") << "no percentage of nothing";
  now.value.reset();
  EXPECT_EQ(comparison_text(now), "上年同期0起");
}

TEST(NumberText, HanNumbers) {
  EXPECT_EQ(han_number(1), "一");
  EXPECT_EQ(han_number(10), "十");
  EXPECT_EQ(han_number(11), "十一");
  EXPECT_EQ(han_number(20), "二十");
  EXPECT_EQ(han_number(99), "九十九");
}

}  // namespace
}  // namespace anze::reports
