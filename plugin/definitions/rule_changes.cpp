#include "plugin/definitions/rule_changes.h"

#include <algorithm>

#include "plugin/records/record_kinds.h"

namespace anze::plugin {
namespace {

struct Titled {
  std::string_view word;
  std::string_view title;
};

constexpr Titled k_definitions[] = {{k_organisation_record, "组织机构"},
                                    {k_ledger_record, "台账"},
                                    {k_rulebook_record, "考核办法"},
                                    {k_figures_record, "指标定义"},
                                    {k_filing_rules_record, "报送规则"}};
constexpr Titled k_offices[] = {
    {"system_admin", "系统管理员"}, {"security_admin", "安全管理员"}, {"signer", "签发人"}};

template <std::size_t N>
std::string title_in(const Titled (&table)[N], const std::string& word) {
  for (const Titled& row : table)
    if (row.word == word) return std::string(row.title);
  return word;
}

bool told_in(const ProposalRecord& proposal, const Period& period) {
  if (proposal.state != ProposalState::k_confirmed) return false;
  if (!proposal.loosens.empty() && period.contains(proposal.decision->on)) return true;
  return std::any_of(proposal.reaches.begin(), proposal.reaches.end(), [&](const Reach& reach) {
    return reach.days.first <= period.last && period.first <= reach.days.last;
  });
}

}  // namespace

std::string definition_title(const std::string& kind) {
  return title_in(k_definitions, kind);
}

std::string role_title(const std::string& role) {
  return title_in(k_offices, role);
}

Result<std::vector<ProposalRecord>> rule_changes_of(store::Reader& reader, const Period& period,
                                                    std::int64_t as_of_entry) {
  ANZE_TRY(std::vector<ProposalRecord> proposals, read_proposals(reader, as_of_entry));
  std::erase_if(proposals, [&](const ProposalRecord& each) { return !told_in(each, period); });
  // By day, then in the order of their entries: ids are "P-" and a number.
  std::stable_sort(proposals.begin(), proposals.end(), [](const ProposalRecord& a, const ProposalRecord& b) {
    if (a.decision->on != b.decision->on) return a.decision->on < b.decision->on;
    return a.id.size() != b.id.size() ? a.id.size() < b.id.size() : a.id < b.id;
  });
  return proposals;
}

std::string rule_change_text(const ProposalRecord& change) {
  const ProposalRecord::Decision& decision = *change.decision;
  std::string text = "本期规则于" + to_chinese(decision.on) + "经" + role_title(change.role) + "提议、" +
                     role_title(decision.role) + "确认修改（" + definition_title(change.definition) + "“" +
                     change.title + "”）";
  constexpr std::size_t k_named = 5;  // the proposal has them all
  std::vector<std::string> what;
  for (const Loosening& each : change.loosens) what.push_back(each.text);
  for (const Reach& each : change.reaches) what.push_back(each.text);
  for (std::size_t i = 0; i < std::min(what.size(), k_named); ++i) text += (i == 0 ? "：" : "；") + what[i];
  if (what.size() > k_named) text += "；等" + std::to_string(what.size()) + "处";
  text += "。理由：" + change.reason;
  return text.ends_with("。") ? text : text + "。";
}

json rule_changes_json(const std::vector<ProposalRecord>& changes) {
  json list = json::array();
  for (const ProposalRecord& change : changes)
    list.push_back({{"proposal", change.id},
                    {"definition", change.definition},
                    {"target", change.target},
                    {"proposed_by", change.by},
                    {"proposed_on", to_text(change.on)},
                    {"confirmed_by", change.decision->by},
                    {"confirmed_on", to_text(change.decision->on)},
                    {"reason", change.reason},
                    {"text", rule_change_text(change)}});
  return list;
}

const Shape& rule_change_shape() {
  static const Shape& shape =
      *new Shape{"rule_change",
                 {tell::text("proposal"), tell::text("definition"), tell::text("target"),
                  tell::text("proposed_by"), tell::date("proposed_on"), tell::text("confirmed_by"),
                  tell::date("confirmed_on"), tell::text("reason"), tell::text("text")}};
  return shape;
}

}  // namespace anze::plugin
