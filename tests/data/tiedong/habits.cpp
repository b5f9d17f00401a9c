#include "habits.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

namespace district {
namespace {

using D = Days;
using N = Numbers;
using O = Order;
using P = Pages;
using T = Truths;

constexpr std::array k_habits{
    Habits{"accident", P::k_quarters, O::k_number_first, D::k_chinese, T::k_words, N::k_with_unit, "发生日期",
           "单位", "/", k_groups | k_ten_thousand | k_notes},
    Habits{"campaign", P::k_quarters, O::k_object_first, D::k_dashes, T::k_words, N::k_plain, "日期", "单位",
           "", k_notes},
    Habits{"campaign_group", P::k_quarters, O::k_unit_first, D::k_dots, T::k_marks, N::k_plain, "登记日期",
           "填报单位", "/", k_serials | k_totals | k_repeats},
    Habits{"capacity", P::k_quarters, O::k_unit_first, D::k_chinese, T::k_marks, N::k_with_unit, "登记时间",
           "单位名称", "—", k_serials | k_totals | k_notes},
    Habits{"check_ammonia", P::k_quarters, O::k_object_first, D::k_dashes, T::k_marks, N::k_plain, "检查日期",
           "填报单位", "/", k_spread},
    Habits{"check_confined", P::k_quarters, O::k_object_first, D::k_slashes, T::k_words, N::k_plain,
           "检查日期", "填报单位", "", k_groups},
    Habits{"check_dust", P::k_quarters, O::k_object_first, D::k_serial, T::k_letters, N::k_plain, "检查时间",
           "填报单位", "—", k_serials | k_blank_rows},
    Habits{"check_metallurgy", P::k_quarters, O::k_object_first, D::k_wide, T::k_marks, N::k_plain,
           "检查时间", "填报单位", "/", k_stars},
    Habits{"chemical_unit", P::k_quarters, O::k_object_first, D::k_dashes, T::k_marks, N::k_with_unit,
           "登记日期", "所属单位", "/", k_serials | k_groups | k_notes},
    Habits{"commendation", P::k_quarters, O::k_unit_first, D::k_chinese, T::k_words, N::k_plain, "日期",
           "单位", "", k_notes},
    Habits{"confined_space", P::k_quarters, O::k_object_first, D::k_dots, T::k_words, N::k_text, "登记日期",
           "填报单位", "/", k_serials | k_totals | k_blank_rows},
    Habits{"criticism", P::k_quarters, O::k_unit_first, D::k_dashes, T::k_words, N::k_plain, "日期", "单位",
           "—", k_serials},
    Habits{"crowded_place", P::k_quarters, O::k_object_first, D::k_mixed, T::k_marks, N::k_plain, "检查日期",
           "填报单位", "/", k_serials | k_totals | k_repeats | k_spread, "clerk-03"},
    Habits{"drill", P::k_quarters, O::k_unit_first, D::k_serial, T::k_words, N::k_with_unit, "演练日期",
           "单位", "", k_serials | k_totals | k_merged},
    Habits{"dual_prevention", P::k_quarters, O::k_object_first, D::k_slashes, T::k_words, N::k_plain,
           "登记日期", "填报单位", "未填", k_serials | k_ten_thousand | k_notes},
    Habits{"duty_list", P::k_quarters, O::k_unit_first, D::k_digits, T::k_words, N::k_plain, "登记日期",
           "单位名称", "/", k_merged | k_serials},
    Habits{"duty_roster", P::k_places, O::k_unit_first, D::k_chinese, T::k_marks, N::k_with_unit, "日期",
           "填报单位", "/", k_totals | k_notes},
    Habits{"enforcement", P::k_quarters, O::k_number_first, D::k_dashes, T::k_words, N::k_wide, "日期",
           "填报单位", "/", k_stars | k_blank_rows},
    Habits{"enforcement_plan", P::k_quarters, O::k_unit_first, D::k_dots, T::k_words, N::k_plain, "登记日期",
           "单位", "", k_serials | k_totals | k_groups},
    Habits{"finding", P::k_quarters, O::k_number_first, D::k_chinese, T::k_words, N::k_plain, "日期", "单位",
           "", 0, "discipline-01"},
    Habits{"fund", P::k_quarters, O::k_number_first, D::k_dashes, T::k_words, N::k_plain, "日期", "填报单位",
           "—", k_ten_thousand | k_notes},
    Habits{"guidance", P::k_quarters, O::k_object_first, D::k_chinese, T::k_words, N::k_plain, "登记日期",
           "单位", "", k_serials},
    Habits{"hazard", P::k_months, O::k_number_first, D::k_mixed, T::k_words, N::k_plain, "发现日期",
           "填报单位", "/", k_serials | k_repeats | k_groups | k_blank_rows | k_notes},
    Habits{"inspection", P::k_months, O::k_number_first, D::k_serial, T::k_words, N::k_plain, "检查日期",
           "填报单位", "", k_serials | k_repeats | k_totals},
    Habits{"instruction", P::k_quarters, O::k_unit_first, D::k_dots, T::k_words, N::k_plain, "日期",
           "填报单位", "—", k_serials},
    Habits{"key_period", P::k_months, O::k_unit_first, D::k_slashes, T::k_words, N::k_with_unit, "记录日期",
           "单位", "", k_merged | k_totals},
    Habits{"led_inspection", P::k_months, O::k_number_first, D::k_dashes, T::k_marks, N::k_wide, "检查日期",
           "填报单位", "/", k_serials | k_stars | k_notes},
    Habits{"linkage", P::k_quarters, O::k_number_first, D::k_chinese, T::k_words, N::k_with_unit, "日期",
           "填报单位", "", k_notes},
    Habits{"meeting", P::k_months, O::k_unit_first, D::k_chinese, T::k_marks, N::k_plain, "会议日期",
           "填报单位", "—", k_repeats | k_blank_rows | k_spread},
    Habits{"mine", P::k_quarters, O::k_object_first, D::k_slashes, T::k_words, N::k_with_unit, "登记日期",
           "填报单位", "/", k_serials | k_totals},
    Habits{"mine_resumption", P::k_quarters, O::k_number_first, D::k_wide, T::k_marks, N::k_plain, "日期",
           "填报单位", "", k_groups | k_notes},
    Habits{"plan", P::k_quarters, O::k_object_first, D::k_serial, T::k_words, N::k_plain, "登记日期",
           "填报单位", "", k_serials | k_blank_rows},
    Habits{"publicity", P::k_quarters, O::k_unit_first, D::k_mixed, T::k_words, N::k_plain, "活动日期",
           "填报单位", "/", k_serials | k_ten_thousand | k_totals},
    Habits{"report_filing", P::k_months, O::k_number_first, D::k_digits, T::k_words, N::k_plain, "登记日期",
           "报送单位", "—", k_repeats | k_notes},
    Habits{"responsibility_letter", P::k_quarters, O::k_unit_first, D::k_chinese, T::k_words, N::k_with_unit,
           "日期", "填报单位", "", k_serials | k_merged},
    Habits{"risk_point", P::k_places, O::k_object_first, D::k_dots, T::k_words, N::k_text, "登记日期",
           "填报单位", "/", k_serials | k_groups},
    Habits{"road_check", P::k_quarters, O::k_number_first, D::k_slashes, T::k_words, N::k_with_unit,
           "检查日期", "填报单位", "", k_totals | k_notes, "clerk-02"},
    Habits{"road_point", P::k_quarters, O::k_object_first, D::k_chinese, T::k_words, N::k_plain, "登记日期",
           "填报单位", "/", k_serials, "clerk-02"},
    Habits{"statement", P::k_quarters, O::k_number_first, D::k_dashes, T::k_words, N::k_text, "日期",
           "填报单位", "未填", k_notes},
    Habits{"sub_plan", P::k_quarters, O::k_unit_first, D::k_slashes, T::k_marks, N::k_plain, "登记日期",
           "报送单位", "/", k_serials | k_stars | k_notes},
    Habits{"training", P::k_quarters, O::k_unit_first, D::k_serial, T::k_words, N::k_with_unit, "培训日期",
           "单位", "", k_serials | k_totals | k_spread}};

}  // namespace

const Habits& habits_of(std::string_view ledger) {
  const auto at = std::ranges::find(k_habits, ledger, &Habits::ledger);
  if (at == k_habits.end()) throw std::logic_error("nobody keeps a workbook of " + std::string(ledger));
  return *at;
}

}  // namespace district
