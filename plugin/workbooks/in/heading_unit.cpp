#include "plugin/workbooks/in/heading_unit.h"

#include <algorithm>
#include <array>
#include <utility>

#include "plugin/workbooks/headings/plain_text.h"

namespace anze::sheets {
namespace {

constexpr std::string_view k_fen = "fen";

// Powers of ten a unit may be counted in. The longest that fits is the one that is meant: 百万, not 百.
constexpr std::array<std::pair<std::string_view, int>, 14> k_scales = {{{"千亿", 11},
                                                                        {"百亿", 10},
                                                                        {"十亿", 9},
                                                                        {"万亿", 12},
                                                                        {"千万", 7},
                                                                        {"百万", 6},
                                                                        {"十万", 5},
                                                                        {"亿", 8},
                                                                        {"萬", 4},
                                                                        {"万", 4},
                                                                        {"千", 3},
                                                                        {"百", 2},
                                                                        {"十", 1},
                                                                        {"", 0}}};

// What people and things are counted in, one by one: whichever of them is written, a number is the same.
bool counts_one_by_one(std::string_view unit) {
  constexpr std::array k_counters = {"个", "次", "人", "人次", "名", "位", "家", "户", "处",
                                     "项", "件", "起", "条",   "份", "场", "期", "台", "套",
                                     "辆", "座", "间", "栋",   "张", "块", "支", "组", "批",
                                     "轮", "篇", "部", "宗",   "例", "只", "所", "册", "班次"};
  return std::find(k_counters.begin(), k_counters.end(), unit) != k_counters.end();
}

bool is_yuan(std::string_view unit) {
  constexpr std::array k_yuan = {"元", "圆", "人民币", "人民币元", "元人民币", "rmb", "￥", "¥"};
  return std::find(k_yuan.begin(), k_yuan.end(), unit) != k_yuan.end();
}

bool is_base(const Field& field, std::string_view unit) {
  if (field.unit == k_fen) return is_yuan(unit);
  if (field.unit == "%" && (unit == "百分比" || unit == "百分数")) return true;
  if (unit == lower_case(squeezed(field.unit))) return true;
  return (field.unit.empty() || counts_one_by_one(field.unit)) && counts_one_by_one(unit);
}

// Without what is said of filling in: 必填, 单位:万元.
std::string unit_alone(std::string_view said) {
  constexpr std::array<std::string_view, 12> k_notes = {
      "阿拉伯数字", "非必填", "必填项", "必填", "选填", "数字", "整数", "单位", ",", "、", ";", "："};
  std::string text(said);
  for (const std::string_view note : k_notes)
    for (std::size_t at = text.find(note); at != std::string::npos; at = text.find(note))
      text.erase(at, note.size());
  return text;
}

}  // namespace

std::optional<HeadingUnit> heading_unit(const Field& field, std::string_view said) {
  const bool money = field.unit == k_fen;
  const int places = money ? 2 : field.decimals;
  // As the definition words it, whatever it says: 按计量单位填写.
  std::string unit = said == lower_case(squeezed(field.unit)) ? std::string(said) : unit_alone(said);
  if (unit.empty()) return HeadingUnit{money ? "元" : field.unit, places};
  if (money && unit == "分") return HeadingUnit{std::move(unit), 0};
  std::string_view rest = unit;
  constexpr std::string_view k_currency = "人民币";  // 人民币万元
  if (money && rest.starts_with(k_currency) && rest.size() > k_currency.size())
    rest.remove_prefix(k_currency.size());
  for (const auto& [scale, power] : k_scales) {
    if (!rest.starts_with(scale)) continue;
    const std::string_view base = rest.substr(scale.size());
    if (is_base(field, base) || (power > 0 && base.empty() && !field.unit.empty()))
      return HeadingUnit{unit, places + power};
  }
  return std::nullopt;
}

std::string units_of(const Field& field) {
  if (field.unit == k_fen) return "元、千元、万元或亿元";
  if (field.unit.empty()) return "不带括号的列名：" + field.title;
  return field.unit + "或万" + field.unit;
}

}  // namespace anze::sheets
