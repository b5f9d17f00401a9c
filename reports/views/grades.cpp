#include "reports/views/grades.h"
#include "scoring/values/broken.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>

namespace anze::reports {

namespace {
constexpr std::string_view k_order[] = {"优秀",     "好",   "良好",   "较好",   "称职", "合格", "基本称职",
                                        "基本合格", "一般", "不称职", "不合格", "较差", "差"};

auto place(const Group& group) {
  return std::distance(std::begin(k_order), std::find(std::begin(k_order), std::end(k_order), group.title));
}
}  // namespace

std::int64_t persons(const std::vector<OfficialResult>& officials) {
  std::set<std::string_view> ids;
  for (const OfficialResult& official : officials) ids.insert(official.id);
  return static_cast<std::int64_t>(ids.size());
}

std::vector<Group> grade_counts(const std::vector<OfficialResult>& officials) {
  std::vector<Group> groups;
  std::set<std::string_view> seen;
  for (const OfficialResult& official : officials) {
    if (!seen.insert(official.id).second) continue;
    const std::string grade = official.final_grade().empty() ? "未定等次" : official.final_grade();
    auto found =
        std::find_if(groups.begin(), groups.end(), [&](const Group& group) { return group.title == grade; });
    if (found == groups.end()) found = groups.insert(found, {grade, 0});
    ++found->persons;
  }
  std::int64_t counted = 0;
  for (const Group& group : groups) counted += group.persons;
  ANZE_ASSERT(counted == static_cast<std::int64_t>(seen.size()));  // everybody has one grade
  std::stable_sort(groups.begin(), groups.end(),
                   [](const Group& a, const Group& b) { return place(a) < place(b); });
  return groups;
}

}  // namespace anze::reports
