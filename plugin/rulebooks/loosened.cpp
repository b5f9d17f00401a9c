#include "plugin/rulebooks/loosened.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <tuple>

#include "plugin/definitions/filing_rules.h"
#include "plugin/records/record_kinds.h"
#include "plugin/rulebooks/loosened_clause.h"
#include "plugin/rulebooks/loosened_ledger.h"
#include "scoring/values/points.h"

namespace anze::plugin {
namespace {

struct Placed {
  std::string at;
  const json* value = nullptr;
};

// The elements of a list by what tells them apart. The list outlives them.
std::map<std::string, Placed> by_id(const json& list, const std::string& at, const char* id = "id") {
  std::map<std::string, Placed> found;
  for (std::size_t i = 0; i < list.size(); ++i)
    found[text_of(list[i], id)] = {at + "/" + std::to_string(i), &list[i]};
  return found;
}

using Pair = std::function<void(const Placed& before, const Placed& after)>;

// Tells what is gone, and hands on what is in both.
void in_both(const std::map<std::string, Placed>& before, const std::map<std::string, Placed>& after,
             const std::string& gone, std::vector<Loosening>& list, const Pair& both) {
  for (const auto& [id, old] : before) {
    const auto now = after.find(id);
    if (now != after.end()) {
      both(old, now->second);
      continue;
    }
    const std::string title = text_of(*old.value, "title");
    list.push_back({old.at, gone + " " + id + (title.empty() || title == id ? "" : " " + title)});
  }
}

std::optional<Points> points_of(const json& object, const char* member) {
  const std::string text = text_of(object, member);
  if (text.empty()) return std::nullopt;
  const Result<Points> points = parse_points(text);
  return points ? std::optional(*points) : std::nullopt;
}

// 0 when it is absent or null, as the readers take it.
std::int64_t number_of(const json& object, const char* member) {
  const bool given = object.is_object() && object.contains(member) && object.at(member).is_number_integer();
  return given ? object.at(member).get<std::int64_t>() : 0;
}

// Months and days after what it is counted from, or the day of the year, "07-01". Which of a month less and
// ten days more is later depends on the month: whatever grew is told.
bool is_later(const json& before, const json& after) {
  return number_of(before, "add_months") < number_of(after, "add_months") ||
         number_of(before, "add_days") < number_of(after, "add_days") ||
         text_of(before, "by") < text_of(after, "by");
}

std::map<std::string, Placed> clauses_of(const json& book) {
  std::map<std::string, Placed> found;
  const json& items = list_of(book, "items");
  for (std::size_t i = 0; i < items.size(); ++i)
    for (auto& [id, clause] : by_id(list_of(items[i], "clauses"), "/items/" + std::to_string(i) + "/clauses"))
      found[id] = clause;
  return found;
}

void compare_vetoes(const Placed& before, const Placed& after, std::vector<Loosening>& list) {
  const std::string veto = "否决条款 " + text_of(*after.value, "id") + " " + text_of(*after.value, "title");
  if (!text_of(*before.value, "forced_grade").empty() && text_of(*after.value, "forced_grade").empty())
    list.push_back(
        {after.at + "/forced_grade", veto + " 不再定为“" + text_of(*before.value, "forced_grade") + "”"});
  loosened_veto(*before.value, *after.value, after.at, list);
  const json& news = list_of(*after.value, "effects");
  for (const json& effect : list_of(*before.value, "effects"))
    if (std::find(news.begin(), news.end(), effect) == news.end())
      list.push_back({after.at + "/effects", veto + " 少了一项后果：" + effect.dump()});
}

void compare_grades(const Placed& before, const Placed& after, std::vector<Loosening>& list) {
  const std::optional<Points> old = points_of(*before.value, "from");
  const std::optional<Points> now = points_of(*after.value, "from");
  if (old && now && *now < *old)
    list.push_back({after.at + "/from", "等次“" + text_of(*after.value, "title") + "”的起点由 " +
                                            to_text(*old) + " 降为 " + to_text(*now)});
}

std::vector<Loosening> loosened_rulebook(const json& before, const json& after) {
  std::vector<Loosening> list;
  in_both(clauses_of(before), clauses_of(after), "删除条款", list, [&](const Placed& old, const Placed& now) {
    loosened_clause(*old.value, *now.value, now.at, list);
  });
  in_both(by_id(list_of(before, "vetoes"), "/vetoes"), by_id(list_of(after, "vetoes"), "/vetoes"),
          "删除否决条款", list,
          [&](const Placed& old, const Placed& now) { compare_vetoes(old, now, list); });
  in_both(by_id(list_of(before, "grades"), "/grades", "title"),
          by_id(list_of(after, "grades"), "/grades", "title"), "删除等次", list,
          [&](const Placed& old, const Placed& now) { compare_grades(old, now, list); });
  loosened_policies(before, after, list);
  return list;
}

std::vector<Loosening> loosened_figures(const json& before, const json& after) {
  std::vector<Loosening> list;
  const auto nothing = [](const Placed&, const Placed&) {};
  in_both(by_id(list_of(before, "figures"), "/figures"), by_id(list_of(after, "figures"), "/figures"),
          "删除指标", list, nothing);
  in_both(by_id(list_of(before, "checks"), "/checks"), by_id(list_of(after, "checks"), "/checks"),
          "删除勾稽关系", list, nothing);
  in_both(by_id(list_of(before, "deadlines"), "/deadlines"), by_id(list_of(after, "deadlines"), "/deadlines"),
          "删除期限", list, [&](const Placed& old, const Placed& now) {
            if (is_later(*old.value, *now.value))
              list.push_back({now.at, "期限“" + text_of(*now.value, "title") + "”推迟"});
          });
  // Days of entering, of all ledgers and of those that have their own.
  const auto within = [](const json& set, const std::string& ledger) -> std::int64_t {
    if (!set.contains("entry")) return 0;
    const json& entry = set.at("entry");
    const json ledgers = entry.value("ledgers", json::object());
    return ledgers.contains(ledger) ? number_of(ledgers, ledger.c_str()) : number_of(entry, "within_days");
  };
  std::set<std::string> ledgers = {""};
  for (const json* set : {&before, &after}) {
    if (!set->contains("entry")) continue;
    const json own = set->at("entry").value("ledgers", json::object());
    for (const auto& [ledger, days] : own.items()) ledgers.insert(ledger);
  }
  for (const std::string& ledger : ledgers) {
    const std::int64_t old = within(before, ledger);
    const std::int64_t now = within(after, ledger);
    if (old == 0 || (now != 0 && now <= old)) continue;
    list.push_back({"/entry" + (ledger.empty() ? "/within_days" : "/ledgers/" + ledger),
                    (ledger.empty() ? "登记期限由 " : "台账 " + ledger + " 的登记期限由 ") +
                        std::to_string(old) + " 日放宽为 " +
                        (now == 0 ? "不限" : std::to_string(now) + " 日")});
  }
  return list;
}

Result<std::vector<Loosening>> loosened_filing(const json& before, const json& after) {
  ANZE_TRY(const FilingRules olds, read_filing_rules(before));
  ANZE_TRY(const FilingRules news, read_filing_rules(after));
  const auto when = [](const FilingRule& rule) {
    const int roll = rule.roll == Roll::k_next ? 2 : rule.roll == Roll::k_none ? 1 : 0;
    return std::tuple(rule.months_after, rule.day, roll);
  };
  std::vector<Loosening> list;
  for (std::size_t i = 0; i < olds.filings.size(); ++i) {
    const FilingRule& old = olds.filings[i];
    const auto now = std::find_if(news.filings.begin(), news.filings.end(), [&](const FilingRule& rule) {
      return rule.kind == old.kind && rule.addressee.id == old.addressee.id;
    });
    const std::string letter = "报“" + old.addressee.name + "”";
    if (now == news.filings.end()) {
      list.push_back({"/filings/" + std::to_string(i), "不再" + letter});
      continue;
    }
    const std::string at = "/filings/" + std::to_string(now - news.filings.begin());
    if (when(old) < when(*now)) list.push_back({at + "/due", letter + "的期限推迟"});
    if (old.every < now->every) list.push_back({at + "/every", letter + "的次数减少"});
    for (const std::string& copy : old.copies_to)
      if (std::find(now->copies_to.begin(), now->copies_to.end(), copy) == now->copies_to.end())
        list.push_back({at + "/copies_to", letter + "不再抄送“" + copy + "”"});
  }
  return list;
}

}  // namespace

Result<std::vector<Loosening>> loosened(const std::string& kind, const std::string& before,
                                        const std::string& after, Codebook& codes) {
  if (kind == k_ledger_record) return loosened_ledger(before, after, codes);
  if (kind == k_rulebook_record) return loosened_rulebook(json::parse(before), json::parse(after));
  if (kind == k_figures_record) return loosened_figures(json::parse(before), json::parse(after));
  if (kind == k_filing_rules_record) return loosened_filing(json::parse(before), json::parse(after));
  return std::vector<Loosening>();  // an organisation holds no control; what it moves is a reach
}

}  // namespace anze::plugin
