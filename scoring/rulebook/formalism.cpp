#include "scoring/rulebook/formalism.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <vector>

#include "scoring/clauses/kind.h"

namespace anze {
namespace {

constexpr std::string_view k_trace_words[] = {
    "登录",     "打卡",   "点击", "点赞",     "转发",   "转载量", "浏览量", "浏览次数", "阅读量",
    "阅读次数", "关注量", "粉丝", "评论数",   "下载量", "截图",   "截屏",   "拍照",     "照片",
    "相片",     "自拍",   "留痕", "在线时长", "登錄",   "點擊",   "轉發",   "瀏覽量",   "截圖"};
// Of ids and field names, whole words of them.
constexpr std::string_view k_trace_ids[] = {
    "login",      "logins", "logon",    "click",     "clicks",  "likes",    "photo",     "photos",   "selfie",
    "screenshot", "views",  "pageview", "pageviews", "checkin", "checkins", "followers", "downloads"};

// The text without what splits a word for the eye of a program only: spaces, punctuation, invisible
// characters.
std::string plain(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t size = lead < 0x80U ? 1 : lead < 0xE0U ? 2 : lead < 0xF0U ? 3 : 4;
    const std::string_view c = text.substr(i, size);
    i += size;
    const bool letter = size == 1 ? std::isalnum(lead) != 0 : size > 2;
    const bool punctuation = c.starts_with("\xE2\x80") || c.starts_with("\xE2\x81") ||
                             c.starts_with("\xE3\x80") || c.starts_with("\xEF\xB8") || c == "\xEF\xBB\xBF" ||
                             (c.starts_with("\xEF\xBC") && c < "\xEF\xBC\x90");
    if (letter && !punctuation) out += c;
  }
  return out;
}

std::string_view trace_id(std::string_view id) {
  while (!id.empty()) {
    const std::size_t end = id.find_first_of("_-.:");
    const std::string_view word = id.substr(0, end);
    for (const std::string_view trace : k_trace_ids)
      if (word == trace) return trace;
    id = end == std::string_view::npos ? std::string_view() : id.substr(end + 1);
  }
  return {};
}

const Field* field_in(const Ledger& ledger, FieldRef ref) {
  if (ref.kind != FieldRef::Kind::k_slot) return nullptr;
  const auto at = std::find_if(ledger.fields.begin(), ledger.fields.end(),
                               [&](const Field& field) { return field.slot == std::size_t{ref.slot}; });
  return at != ledger.fields.end() ? &*at : nullptr;
}

bool excludes(Op op) {
  return op == Op::k_ne || op == Op::k_not_in;
}

// Whether the selector lets facts of that value through, as far as it speaks of the field.
bool lets_through(const Selector& select, const Field& field, CodeId code) {
  return std::all_of(select.where.begin(), select.where.end(), [&](const Comparison& comparison) {
    if (comparison.field.kind != FieldRef::Kind::k_slot || field.slot != std::size_t{comparison.field.slot})
      return true;
    const bool named =
        std::find(comparison.values.begin(), comparison.values.end(), code) != comparison.values.end();
    if (comparison.op == Op::k_eq || comparison.op == Op::k_in) return named;
    return !(excludes(comparison.op) && named);
  });
}

class Titles {
 public:
  void add(std::string_view title) { titles_.push_back(title); }
  void add(const Field* field) {
    if (field == nullptr) return;
    titles_.push_back(field->title);
    ids_.push_back(field->name);
  }
  void add(const Selector& select, const Ledger& ledger) {
    titles_.push_back(ledger.title);
    for (const Comparison& comparison : select.where)
      if (!excludes(comparison.op)) add(field_in(ledger, comparison.field));
    // What is let through of a field that divides the ledger by kinds: one that only traces are left of.
    for (const Field& field : ledger.fields) {
      std::vector<std::string_view> left;
      for (const CodeTitle& code : field.codes)
        if (lets_through(select, field, code.code)) left.push_back(code.title);
      if (!left.empty() &&
          std::all_of(left.begin(), left.end(), [](auto title) { return !trace_word(title).empty(); }))
        titles_.push_back(left.front());
    }
  }
  // The first that speaks of a trace, with the word; empty for none.
  std::pair<std::string_view, std::string_view> trace() const {
    for (const std::string_view title : titles_)
      if (const std::string_view word = trace_word(title); !word.empty()) return {title, word};
    for (const std::string_view id : ids_)
      if (const std::string_view word = trace_id(id); !word.empty()) return {id, word};
    return {};
  }

 private:
  std::vector<std::string_view> titles_;
  std::vector<std::string_view> ids_;
};

// What the clause measures each fact by.
void add_measures(const Measures& measures, const Ledger& ledger, Titles& titles) {
  for (const Measures::Measure& each : measures.measured) {
    if (each.field)
      titles.add(field_in(ledger, *each.field));
    else
      titles.add(each.title);
  }
}

void refuse(const json::Place& place, const std::string& who, const Titles& titles) {
  const auto [title, word] = titles.trace();
  if (!word.empty())
    place.draft_problem(
        "clause.formalism",
        who + " scores traces (“" + std::string(word) + "” in “" + std::string(title) + "”), not safety work",
        "count what was done: meetings held, hazards rectified, drills run");
}

}  // namespace

std::string_view trace_word(std::string_view text) {
  const std::string words = plain(text);
  for (const std::string_view word : k_trace_words)
    if (words.find(word) != std::string::npos) return word;
  return {};
}

void refuse_traces(const json::Place& place, const Clause& clause, const LedgerSet& ledgers) {
  Titles titles;
  titles.add(clause.title);
  Measures measures;
  if (const auto measured_by = kind_of(clause).measures) measured_by(clause, measures);
  for (const std::string_view title : measures.titles) titles.add(title);
  if (const Ledger* ledger = ledgers.find(clause.select.ledger)) {
    titles.add(clause.select, *ledger);
    add_measures(measures, *ledger, titles);
  }
  if (const Ledger* ledger = ledgers.find(clause.denominator.ledger)) titles.add(clause.denominator, *ledger);
  refuse(place, "clause “" + clause.id + "”", titles);
}

void refuse_traces(const json::Place& place, std::string_view title) {
  Titles titles;
  titles.add(title);
  refuse(place, "“" + std::string(title) + "”", titles);
}

void refuse_traces(const json::Place& place, const VetoClause& veto, const LedgerSet& ledgers) {
  Titles titles;
  titles.add(veto.title);
  std::vector<const Selector*> selects{&veto.select, &veto.finding};
  if (veto.total) {
    titles.add(veto.total->title);
    selects.push_back(&veto.total->figure);
  }
  for (const Selector* select : selects)
    if (const Ledger* ledger = ledgers.find(select->ledger)) titles.add(*select, *ledger);
  refuse(place, "veto “" + veto.id + "”", titles);
}

}  // namespace anze
