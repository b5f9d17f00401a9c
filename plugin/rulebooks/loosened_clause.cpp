#include "plugin/rulebooks/loosened_clause.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "scoring/values/points.h"

namespace anze::plugin {
namespace {

// Which change of a member asks for less.
enum class Softer {
  k_less,     // less of it, or none any more
  k_more,     // more of it; none is 0
  k_ceiling,  // more of it, or no ceiling any more
  k_limited,  // a limit, where there was none, or a lower one
  k_added,    // it is there now
  k_gone,     // it is not there any more
  k_later     // a word further on in its list
};

struct Member {
  const char* at;  // a path within the object
  std::string_view label;
  Softer way;
  std::span<const std::string_view> words{};  // of k_later, from the strictest
  std::size_t absent = 0;                     // the word that holds where none is said
};

constexpr std::array<std::string_view, 7> k_times = {"day",     "week", "ten_days", "month",
                                                     "quarter", "half", "year"};
constexpr std::array<std::string_view, 3> k_takes = {"sum", "repeats", "highest"};
constexpr std::array<std::string_view, 3> k_empty = {"zero", "not_applicable", "full"};
constexpr std::array<std::string_view, 3> k_part_terms = {"whole", "by_days", "half"};
constexpr std::array<std::string_view, 3> k_over_quota = {"refuse", "document", "note"};
constexpr std::array<std::string_view, 3> k_unjudged = {"unfavourable", "neutral", "favourable"};

constexpr Member k_clause[] = {
    {"amount", "扣分", Softer::k_less},
    {"cap", "扣分上限", Softer::k_limited},
    {"increment", "逐次递增", Softer::k_less},
    {"missing", "逾期未办扣分", Softer::k_less},
    {"event_cap", "单件迟办封顶", Softer::k_limited},
    {"late_cap", "迟办合计封顶", Softer::k_limited},
    {"late/amount", "迟报扣分", Softer::k_less},
    {"late/cap", "迟报合计封顶", Softer::k_limited},
    {"first", "首次扣分", Softer::k_less},
    {"min", "最少扣分", Softer::k_less},
    {"max", "最多扣分", Softer::k_less},
    {"minus", "每多一个扣分", Softer::k_less},
    {"minus_cap", "扣分封顶", Softer::k_limited},
    {"target", "应有数量", Softer::k_less},
    {"target_percent", "目标百分比", Softer::k_less},
    {"distinct", "不重复计数", Softer::k_gone},
    {"quota", "控制数", Softer::k_ceiling},
    {"percent", "要求的升降幅度", Softer::k_more},
    {"none_before", "基数为零时的升幅", Softer::k_less},
    {"frozen_days", "上年同期数的登记期限", Softer::k_ceiling},
    {"grace", "宽限", Softer::k_more},
    {"threshold", "起数", Softer::k_more},
    {"each", "期间", Softer::k_later, k_times},
    {"take", "累计方式", Softer::k_later, k_takes},
    {"empty", "分母为零的处理", Softer::k_later, k_empty, 2},
};
constexpr Member k_veto[] = {
    {"count", "起数", Softer::k_more},
    {"total/from", "合计数", Softer::k_ceiling},
    {"total/over", "合计数", Softer::k_ceiling},
    {"result/below", "分数线", Softer::k_less},
    {"result/at_most", "分数线", Softer::k_less},
    {"result/last", "末位人数", Softer::k_less},
    {"result/in_a_row", "连续期数", Softer::k_more},
    {"until/months", "月数", Softer::k_less},
    {"instead", "可改为扣分", Softer::k_added},
    {"yellow_card", "改为黄牌", Softer::k_added},
};
constexpr Member k_policies[] = {
    {"part_term", "任职不满一期的扣法", Softer::k_later, k_part_terms},
    {"excellent_quota_percent", "优秀比例上限", Softer::k_ceiling},
    {"over_quota", "超过优秀比例的处理", Softer::k_later, k_over_quota, 2},
    {"missing_judgement", "缺评定的处理", Softer::k_later, k_unjudged, 1},
};

// What stands at the path; nullptr where nothing, null or no such object does.
const json* member_at(const json& object, std::string_view path) {
  const json* at = &object;
  while (!path.empty()) {
    const std::string name(path.substr(0, path.find('/')));
    if (!at->is_object() || !at->contains(name)) return nullptr;
    at = &at->at(name);
    path.remove_prefix(std::min(path.size(), name.size() + 1));
  }
  return at->is_null() || *at == false ? nullptr : at;
}

// Whole numbers are compared as points: none has more digits than those hold.
std::optional<Points> number_at(const json* value) {
  if (value == nullptr || value->is_object()) return std::nullopt;
  const Result<Points> points = parse_points(value->is_string() ? value->get<std::string>() : value->dump());
  return points ? std::optional(*points) : std::nullopt;
}

std::string as_told(const json* value) {
  if (value == nullptr) return "（无）";
  return value->is_string() ? value->get<std::string>() : value->dump();
}

std::size_t place_of(const Member& member, const json* value) {
  if (value == nullptr || !value->is_string()) return member.absent;
  const auto found = std::find(member.words.begin(), member.words.end(), value->get<std::string>());
  return static_cast<std::size_t>(found - member.words.begin());
}

bool is_softer(const Member& member, const json* before, const json* after) {
  const std::optional<Points> old = number_at(before);
  const std::optional<Points> now = number_at(after);
  switch (member.way) {
    case Softer::k_less:
      return old && (now ? *now < *old : after == nullptr);
    case Softer::k_more:
      return old.value_or(Points{}) < now.value_or(Points{});
    case Softer::k_ceiling:
      return old && (now ? *old < *now : after == nullptr);
    case Softer::k_limited:
      return now && (!old || *now < *old);
    case Softer::k_added:
      return before == nullptr && after != nullptr;
    case Softer::k_gone:
      return before != nullptr && after == nullptr;
    case Softer::k_later:
      return place_of(member, before) < place_of(member, after);
  }
  return false;
}

void compare_each_member(std::span<const Member> members, const json& before, const json& after,
                         const std::string& at, const std::string& whose, std::vector<Loosening>& list) {
  for (const Member& member : members) {
    const json* old = member_at(before, member.at);
    const json* now = member_at(after, member.at);
    if (is_softer(member, old, now))
      list.push_back({at + "/" + member.at,
                      whose + std::string(member.label) + "由 " + as_told(old) + " 改为 " + as_told(now)});
  }
}

// The first event, the second …: a smaller one, or none any more.
void compare_amounts(const json& before, const json& after, const std::string& at, const std::string& whose,
                     std::vector<Loosening>& list) {
  const json& olds = list_of(before, "amounts");
  const json& news = list_of(after, "amounts");
  for (std::size_t i = 0; i < std::min(olds.size(), news.size()); ++i)
    if (const auto old = number_at(&olds[i]), now = number_at(&news[i]); old && now && *now < *old)
      list.push_back({at + "/amounts/" + std::to_string(i), whose + "第 " + std::to_string(i + 1) +
                                                                " 次扣分由 " + as_told(&olds[i]) + " 改为 " +
                                                                as_told(&news[i])});
}

bool deducts(const json& clause) {
  const std::string effect = text_of(clause, "effect");
  return effect.empty() || effect == "deduct";  // kinds that can only take leave it out
}

}  // namespace

void loosened_clause(const json& before, const json& after, const std::string& at,
                     std::vector<Loosening>& list) {
  if (!deducts(before)) return;
  const std::string clause = "条款 " + text_of(after, "id") + " " + text_of(after, "title");
  if (!deducts(after)) return list.push_back({at + "/effect", clause + " 不再扣分"});
  compare_each_member(k_clause, before, after, at, clause + " 的", list);
  compare_amounts(before, after, at, clause + " 的", list);
}

void loosened_veto(const json& before, const json& after, const std::string& at,
                   std::vector<Loosening>& list) {
  const std::string veto = "否决条款 " + text_of(after, "id") + " " + text_of(after, "title");
  compare_each_member(k_veto, before, after, at, veto + " 的", list);
}

void loosened_policies(const json& before, const json& after, std::vector<Loosening>& list) {
  const json none = json::object();
  const auto policies = [&](const json& book) -> const json& {
    return book.contains("policies") ? book.at("policies") : none;
  };
  compare_each_member(k_policies, policies(before), policies(after), "/policies", "规则选项的", list);
}

}  // namespace anze::plugin
