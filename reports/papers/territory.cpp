#include "reports/papers/territory.h"

#include <array>
#include <string_view>

namespace anze::reports {

namespace {

// 宪法 art. 30, with the leagues and banners of Inner Mongolia and the 特区, 林区, 开发区 that end in 区.
constexpr std::array<std::string_view, 9> k_levels{"省", "市", "州", "盟", "县", "区", "旗", "乡", "镇"};

std::string level_of(const Jurisdiction& jurisdiction) {
  for (const std::string_view level : k_levels)
    if (jurisdiction.name.ends_with(level)) return std::string(level);
  return {};
}

}  // namespace

std::string whole_of(const Jurisdiction& jurisdiction) {
  const std::string level = level_of(jurisdiction);
  return level.empty() ? "本地区" : "全" + level;
}

std::string managed_officials(const Jurisdiction& jurisdiction) {
  const std::string level = level_of(jurisdiction);
  return (level.empty() ? "本级管理的" : level + "管") + "领导干部";
}

}  // namespace anze::reports
