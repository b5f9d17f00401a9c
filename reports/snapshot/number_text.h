// Numbers as Chinese official papers print them (GB/T 15835-2011: Arabic digits for statistics).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "reports/snapshot/figure.h"

namespace anze::reports {

inline constexpr const char* k_unknown = "未填";

// "1317处", "200余项", "近70万元", "不足3起", "98.63%（1299/1317处）", "未填".
std::string to_text(const Figure& figure);

// 70万元, 70.5万元, 8000元. Exact: the fourth decimal of a 万元 is the 元.
std::string money_text(std::int64_t yuan);
std::string money_text(std::optional<std::int64_t> yuan);
std::string count_text(std::optional<std::int64_t> value, const std::string& unit);

// "98.63%", rounded once, half to even (GB/T 8170-2008); "无基数" when the denominator is zero.
std::string percent_text(std::int64_t numerator, std::int64_t denominator);

// 同比: "上年同期3起，同比减少1起、下降33.33%"; empty when the figure is not compared.
std::string comparison_text(const Figure& figure);

// 一, 十二, 二十, 九十九: numbers of headings. Requires: 1 <= number <= 99.
std::string han_number(int number);

}  // namespace anze::reports
