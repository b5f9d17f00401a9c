#include "scoring/scorecards/year.h"
#include "scoring/values/broken.h"

#include <algorithm>

namespace anze {
namespace {

constexpr const char* k_names[] = {"第一季度", "第二季度", "第三季度", "第四季度"};

std::size_t number_of(const Period& quarter) {
  constexpr int k_months = 3;
  return static_cast<std::size_t>((civil(quarter.first).month - 1) / k_months);
}

const char* name_of(const QuarterShare& share) {
  return k_names[number_of(share.result.quarter)];
}

Exact score_of(const Quarters& rule, const QuarterResult& result) {
  return rule.exact ? result.exact : Exact(result.points);
}

// Out of the quarter's base, to out of the year's points.
Exact as_share(const Quarters& rule, const QuarterResult& result, const Exact& points) {
  return rule.points == result.base ? points : points * Exact(rule.points) / Exact(result.base);
}

void take_mean(const Quarters& rule, YearPart& part) {
  Exact all;
  for (QuarterShare& share : part.shares) {
    share.weight = Exact::ratio(rule.by_days ? share.result.days : 1, 1);
    if (rule.weighted) share.weight = share.weight * Exact(rule.weights[number_of(share.result.quarter)]);
    all += share.weight;
  }
  ANZE_ASSERT(part.shares.empty() || all.sign() > 0);  // who weighs nothing is not among them
  bool converted = false;
  Exact mean;  // of the quarters' own points: what people add up by hand
  for (QuarterShare& share : part.shares) {
    const Exact score = score_of(rule, share.result);
    share.weight = share.weight / all;
    share.brings = as_share(rule, share.result, score) * share.weight;
    part.points += share.brings;
    mean += score * share.weight;
    converted = converted || !(rule.points == share.result.base);
    part.how += std::string(name_of(share)) + " " + points_text(score) + " × " + to_text(share.weight) + "，";
  }
  part.how += "合 " + points_text(mean);
  if (converted) part.how += "，折合 " + points_text(part.points);
}

void carry_on(const Quarters& rule, YearPart& part) {
  part.start = Exact(rule.points);
  part.points = part.start;
  part.how = "全年 " + points_text(part.start) + "起";
  for (QuarterShare& share : part.shares) {
    share.weight = Exact::ratio(1, 1);
    share.brings = as_share(rule, share.result, score_of(rule, share.result) - Exact(share.result.base));
    part.points += share.brings;
    part.how += "，" + std::string(name_of(share));
    if (share.brings.sign() == 0)
      part.how += "不扣不加";
    else
      part.how += share.brings.sign() < 0 ? "扣 " + points_text(Exact{} - share.brings)
                                          : "加 " + points_text(share.brings);
  }
  if (part.points.sign() < 0) {
    part.points = {};
    part.how += "，扣完为止";
  }
  part.how += "，结余 " + points_text(part.points);
}

// A weight of nothing may leave nothing to divide by: a person assessed only in quarters that do not count.
bool weighs_nothing(const Quarters& rule, const QuarterResult& result) {
  return rule.policy == QuarterPolicy::k_mean &&
         ((rule.weighted && rule.weights[number_of(result.quarter)].e4 == 0) ||
          (rule.by_days && result.days == 0));
}

}  // namespace

YearPart no_quarters(const Quarters& rule) {
  YearPart part;
  part.how = "全年没有季度考核结果";
  if (rule.policy == QuarterPolicy::k_ledger) part.start = part.points = Exact(rule.points);
  if (rule.counts()) part.no_grade = part.how;
  return part;
}

YearParts year_parts(const Quarters& rule, std::span<const QuarterResult> results) {
  YearParts parts;
  if (rule.policy == QuarterPolicy::k_none) return parts;
  for (const QuarterResult& result : results)
    if (!weighs_nothing(rule, result)) parts[result.official].shares.push_back({result, {}, {}});
  for (auto& [official, part] : parts) {
    std::sort(part.shares.begin(), part.shares.end(), [](const QuarterShare& a, const QuarterShare& b) {
      return a.result.quarter.first < b.result.quarter.first;
    });
    ANZE_ASSERT(std::adjacent_find(part.shares.begin(), part.shares.end(), [](const auto& a, const auto& b) {
                  return a.result.quarter.first == b.result.quarter.first;
                }) == part.shares.end());  // a quarter counts once
    const auto count = static_cast<std::int32_t>(part.shares.size());
    if (rule.policy == QuarterPolicy::k_mean) take_mean(rule, part);
    if (rule.policy == QuarterPolicy::k_ledger) carry_on(rule, part);
    if (rule.policy == QuarterPolicy::k_independent) part.how = "季度结果不计入全年";
    if (rule.counts() && count < rule.least)
      part.no_grade =
          "全年参加 " + std::to_string(count) + " 个季度考核，不足 " + std::to_string(rule.least) + " 个";
  }
  return parts;
}

}  // namespace anze
