#include "scoring/formalism.h"

#include <algorithm>
#include <vector>

namespace anze {
namespace {

constexpr std::string_view k_trace_words[] = {"登录",   "打卡",   "点击", "点赞", "转发", "浏览量", "阅读量",
                                              "关注量", "下载量", "截图", "拍照", "照片", "留痕"};

const Field* field_in(const Ledger& ledger, FieldRef ref) {
  if (ref.kind != FieldRef::Kind::k_slot) return nullptr;
  const auto at = std::find_if(ledger.fields.begin(), ledger.fields.end(),
                               [&](const Field& field) { return field.slot == std::size_t{ref.slot}; });
  return at != ledger.fields.end() ? &*at : nullptr;
}

void add_selector(const Selector& select, const Ledger& ledger, std::vector<std::string_view>& titles) {
  titles.push_back(ledger.title);
  for (const Comparison& comparison : select.where) {
    const Field* field = field_in(ledger, comparison.field);
    if (field == nullptr) continue;
    titles.push_back(field->title);
    for (const CodeTitle& code : field->codes)
      if (std::find(comparison.values.begin(), comparison.values.end(), code.code) != comparison.values.end())
        titles.push_back(code.title);
  }
}

// What the clause measures each fact by.
std::vector<FieldRef> measured_by(const Clause& clause) {
  std::vector<FieldRef> refs;
  if (!clause.list.empty()) refs.push_back(clause.list_field);
  if (!clause.bands.empty()) refs.push_back(clause.value_field);
  if (!clause.levels.empty()) refs.push_back(clause.level_field);
  if (clause.times_field) refs.push_back(*clause.times_field);
  if (clause.sum_field) refs.push_back(*clause.sum_field);
  return refs;
}

}  // namespace

std::string_view trace_word(std::string_view text) {
  for (const std::string_view word : k_trace_words)
    if (text.find(word) != std::string_view::npos) return word;
  return {};
}

void refuse_traces(const json::Place& place, const Clause& clause, const LedgerSet& ledgers) {
  std::vector<std::string_view> titles{clause.title};
  if (const Ledger* ledger = ledgers.find(clause.select.ledger)) {
    add_selector(clause.select, *ledger, titles);
    for (const FieldRef ref : measured_by(clause))
      if (const Field* field = field_in(*ledger, ref)) titles.push_back(field->title);
  }
  if (const Ledger* ledger = ledgers.find(clause.denominator.ledger))
    add_selector(clause.denominator, *ledger, titles);
  for (const std::string_view title : titles) {
    const std::string_view word = trace_word(title);
    if (word.empty()) continue;
    place.draft_problem("clause.formalism",
                        "clause “" + clause.id + "” scores traces (“" + std::string(word) + "” in “" +
                            std::string(title) + "”), not safety work",
                        "count what was done: meetings held, hazards rectified, drills run");
    return;
  }
}

}  // namespace anze
