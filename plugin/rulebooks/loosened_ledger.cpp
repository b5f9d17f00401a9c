#include "plugin/rulebooks/loosened_ledger.h"

#include <algorithm>

#include "plugin/calls/method.h"
#include "scoring/ledgers/ledger.h"

namespace anze::plugin {
namespace {

using Words = std::vector<std::string>;

bool holds(const Words& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// Those of the first list that the second lacks, "a、b"; "" for none.
std::string lacking(const Words& list, const Words& other) {
  std::string told;
  for (const std::string& word : list)
    if (!holds(other, word)) told += (told.empty() ? "" : "、") + word;
  return told;
}

// Roles by default as the ledger's rooms read them (entry_roles.h).
Words who_enters(const Ledger& ledger) {
  return ledger.enter.empty() ? Words{std::string(k_clerk)} : ledger.enter;
}
Words who_changes(const Ledger& ledger) {
  return ledger.change.empty() ? who_enters(ledger) : ledger.change;
}

void compare_steps(const RecordStep& before, const RecordStep& after, const std::string& at,
                   std::vector<Loosening>& list) {
  const std::string step = "办理“" + after.title + "”";
  if (const std::string roles = lacking(after.roles, before.roles); !roles.empty())
    list.push_back({at + "/roles", step + "增加可办角色 " + roles});
  if (before.other_person && !after.other_person)
    list.push_back({at + "/other_person", step + "不再要求由另一人办理"});
  if (const std::string needs = lacking(before.needs, after.needs); !needs.empty())
    list.push_back({at + "/needs", step + "不再要求填写 " + needs});
  if (before.attachment && !after.attachment)
    list.push_back({at + "/attachment", step + "不再要求附佐证材料"});
  if (before.reason && !after.reason) list.push_back({at + "/reason", step + "不再要求说明理由"});
}

void compare_moves(const Ledger& before, const Ledger& after, std::vector<Loosening>& list) {
  if (!before.moves.empty() && after.moves.empty())
    list.push_back({"/moves", "状态不再按办理步骤流转，可直接改动"});
  for (std::size_t i = 0; i < after.moves.size(); ++i) {
    const StateMove& now = after.moves[i];
    const std::string at = "/moves/" + std::to_string(i);
    if (const StateMove* old = before.move(now.from, now.to))
      compare_steps(*old, now, at, list);
    else if (!before.moves.empty())
      list.push_back({at, "新增办理“" + now.title + "”，可由“" + std::string(after.state_title(now.from)) +
                              "”改为“" + std::string(after.state_title(now.to)) + "”"});
  }
}

void compare_acts(const Ledger& before, const Ledger& after, std::vector<Loosening>& list) {
  for (std::size_t i = 0; i < after.acts.size(); ++i) {
    const std::string at = "/acts/" + std::to_string(i);
    const RecordAct* old = before.act(after.acts[i].id);
    if (old == nullptr) continue;
    compare_steps(*old, after.acts[i], at, list);
    for (const CodeId state : after.acts[i].in)
      if (std::find(old->in.begin(), old->in.end(), state) == old->in.end())
        list.push_back({at + "/in", "办理“" + after.acts[i].title + "”在“" +
                                        std::string(after.state_title(state)) + "”状态也可办"});
  }
  for (std::size_t i = 0; i < before.acts.size(); ++i)
    for (const std::string& field : before.acts[i].sets)
      if (const RecordAct* now = after.act_that_sets(field); now == nullptr)
        list.push_back({"/acts/" + std::to_string(i) + "/sets",
                        "字段 " + field + " 不再只能经办理“" + before.acts[i].title + "”填写"});
      else if (now->id != before.acts[i].id)  // by another act: held against the one it takes the place of
        compare_steps(before.acts[i], *now, "/acts/" + std::to_string(now - after.acts.data()), list);
}

void compare_fields(const Ledger& before, const Ledger& after, std::vector<Loosening>& list) {
  for (std::size_t i = 0; i < after.fields.size(); ++i) {
    const Field& now = after.fields[i];
    const Field* old = before.field(now.name);
    if (old == nullptr) continue;
    const std::string at = "/fields/" + std::to_string(i);
    const std::string field = "字段“" + now.title + "”";
    if (old->required && !now.required) list.push_back({at + "/required", field + "不再必填"});
    if (old->min && (!now.min || *now.min < *old->min)) list.push_back({at + "/min", field + "的下限放宽"});
    if (old->max && (!now.max || *old->max < *now.max)) list.push_back({at + "/max", field + "的上限放宽"});
    if (old->computed() && !now.computed()) list.push_back({at, field + "由自动计算改为人工填写"});
  }
}

void compare_entry(const Ledger& before, const Ledger& after, std::vector<Loosening>& list) {
  if (const std::string roles = lacking(who_enters(after), who_enters(before)); !roles.empty())
    list.push_back({"/enter", "登记增加可办角色 " + roles});
  if (const std::string roles = lacking(who_changes(after), who_changes(before)); !roles.empty())
    list.push_back({"/change", "更正和撤回增加可办角色 " + roles});
  for (const CodeId state : after.entry)
    if (std::find(before.entry.begin(), before.entry.end(), state) == before.entry.end())
      list.push_back({"/entry", "登记时可直接为“" + std::string(after.state_title(state)) + "”"});
  if (after.history && !before.history) list.push_back({"/history", "历史台账可按任意状态导入"});
  if (before.other_person && !after.other_person)
    list.push_back({"/other_person", "更正和作废不再须由登记人以外的人办理"});
  if (before.personal && !after.personal) list.push_back({"/personal", "不再按涉及个人的台账保护"});
}

// A rule that is not there any more as it was: its message apart, which only tells of it.
json bare(json rule) {
  if (rule.is_object()) rule.erase("message");
  return rule;
}

void compare_rules(const json& before, const json& after, std::vector<Loosening>& list) {
  const json olds = before.value("rules", json::array());
  const json news = after.value("rules", json::array());
  for (std::size_t i = 0; i < olds.size(); ++i)
    if (std::none_of(news.begin(), news.end(), [&](const json& now) { return bare(now) == bare(olds[i]); }))
      list.push_back({"/rules/" + std::to_string(i), "取消或改动校验规则：" + text_of(olds[i], "message")});
}

}  // namespace

Result<std::vector<Loosening>> loosened_ledger(const std::string& before, const std::string& after,
                                               Codebook& codes) {
  ANZE_TRY(const Ledger old, read_ledger(before, codes));
  ANZE_TRY(const Ledger now, read_ledger(after, codes));
  std::vector<Loosening> list;
  compare_entry(old, now, list);
  compare_fields(old, now, list);
  compare_moves(old, now, list);
  compare_acts(old, now, list);
  compare_rules(json::parse(before), json::parse(after), list);
  return list;
}

}  // namespace anze::plugin
