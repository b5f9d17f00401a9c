#include "plugin/filing/classified.h"

#include <algorithm>
#include <vector>

#include "plugin/wording/wording.h"
#include "scoring/json/reader.h"

namespace anze::plugin {
namespace {

constexpr std::string_view k_levels[] = {"绝密", "机密", "秘密"};

// Without what may stand between two letters of a mark: 机　密 ★. Line breaks stay.
std::string squeezed(std::string_view text) {
  constexpr std::string_view k_nothing[] = {" ",      "\t",     "\r",     "\u00A0", "\u3000",
                                            "\u2002", "\u2003", "\u2009", "\u200B", "\u200C",
                                            "\u200D", "\u2060", "\uFEFF"};
  std::string out;
  while (!text.empty()) {
    const auto nothing = std::find_if(std::begin(k_nothing), std::end(k_nothing),
                                      [&](std::string_view each) { return text.starts_with(each); });
    if (nothing != std::end(k_nothing)) {
      text.remove_prefix(nothing->size());
      continue;
    }
    out += text.front();
    text.remove_prefix(1);
  }
  return out;
}

template <std::size_t N>
bool ends_with_one(std::string_view text, const std::string_view (&words)[N]) {
  return std::any_of(std::begin(words), std::end(words),
                     [&](std::string_view each) { return text.ends_with(each); });
}

template <std::size_t N>
bool starts_with_one(std::string_view text, const std::string_view (&words)[N]) {
  return text.empty() || std::any_of(std::begin(words), std::end(words),
                                     [&](std::string_view each) { return text.starts_with(each); });
}

// 汉字: whether the text ends in one, so that what follows may be the end of a longer word (商业秘密).
bool ends_in_han(std::string_view text) {
  if (text.size() < 3) return false;
  const auto byte = [&](std::size_t back) { return static_cast<unsigned char>(text[text.size() - back]); };
  const auto follows = [&](std::size_t back) { return (byte(back) & 0xC0U) == 0x80U; };
  if ((byte(3) & 0xF0U) != 0xE0U || !follows(2) || !follows(1)) return false;
  const unsigned code = ((byte(3) & 0x0FU) << 12U) | ((byte(2) & 0x3FU) << 6U) | (byte(1) & 0x3FU);
  return code >= 0x3400U && code <= 0x9FFFU;
}

constexpr std::string_view k_digits[] = {"0",  "1",  "2",  "3",  "4",  "5",  "6",  "7",  "8",  "9",
                                         "０", "１", "２", "３", "４", "５", "６", "７", "８", "９",
                                         "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};

// How long it holds: "20年", "6月".
std::string_view without_term(std::string_view text) {
  constexpr std::string_view k_units[] = {"个月", "年", "月"};
  std::string_view rest = text;
  while (!rest.empty() && starts_with_one(rest, k_digits))
    rest.remove_prefix(static_cast<unsigned char>(rest.front()) < 0x80 ? 1 : 3);
  if (rest.size() == text.size()) return text;
  for (const std::string_view unit : k_units)
    if (rest.starts_with(unit)) return rest.substr(unit.size());
  return text;
}

// Whether the word between `before` and `after` is a mark and not a word of a sentence. A star is one of a
// footnote where the word is the end of a longer one and no term follows: 商业秘密*（见附注）.
bool is_mark(std::string_view before, std::string_view after) {
  constexpr std::string_view k_stars[] = {"★", "☆", "*"};
  constexpr std::string_view k_terms[] = {"长期", "\n"};
  constexpr std::string_view k_says[] = {"密级:", "密级：", "密级为", "密级是", "定密为",
                                         "级别:", "级别：", "等级:",  "等级："};
  constexpr std::string_view k_opens[] = {"【", "[",  "〔", "［", "（", "(", "〖",
                                          "「", "《", "‹",  "〈", "«",  "\n"};
  constexpr std::string_view k_closes[] = {"】", "]",  "〕", "］", "）", ")", "〗",
                                           "」", "》", "›",  "〉", "»",  "\n"};
  constexpr std::string_view k_level = "级";
  if (after.starts_with(k_level)) after.remove_prefix(k_level.size());
  for (const std::string_view star : k_stars)
    if (after.starts_with(star)) {
      const std::string_view term = after.substr(star.size());
      return !ends_in_han(before) || starts_with_one(term, k_digits) || starts_with_one(term, k_terms);
    }
  if (ends_with_one(before, k_says)) return true;
  return (before.empty() || ends_with_one(before, k_opens)) && starts_with_one(without_term(after), k_closes);
}

Error classified(const std::string& where, const std::string& mark, std::string at) {
  return {
      Code::k_forbidden, "filing.classified",
      "“" + where + "” bears the mark “" + mark + "”: what is classified is not filed through this platform",
      std::move(at),
      "take the matter out of this platform by the rules of secrecy and send it by the confidential channel "
      "(机要); what is left is prepared without it"};
}

// The first text of the snapshot that bears a mark, by its place in it: "/passages/0/text".
struct Marked {
  std::string at;
  std::string mark;
};

Marked find_mark(const json& value, const std::string& at) {
  if (value.is_string()) return {at, classified_mark(value.get_ref<const std::string&>())};
  if (!value.is_structured()) return {};
  for (const auto& [name, each] : value.items())
    if (Marked found = find_mark(each, at + "/" + name); !found.mark.empty()) return found;
  return {};
}

// As the officers call it; its code, where the ledger is gone.
std::string title_of(const Call& call, CodeId ledger) {
  const Ledger* known = call.model->ledgers.find(ledger);
  return known == nullptr || known->title.empty() ? call.store.codes().text(ledger) : known->title;
}

std::string mark_of(const FactRecord& record) {
  std::string mark = classified_mark(record.remark);
  for (const FactText& text : record.texts)
    if (mark.empty()) mark = classified_mark(text.text);
  if (mark.empty() && record.attachments_json != "[]")
    mark = find_mark(json::parse(record.attachments_json), "").mark;
  return mark;
}

}  // namespace

std::string classified_mark(std::string_view text) {
  const std::string tight = squeezed(text);
  const std::string_view all(tight);
  for (const std::string_view level : k_levels)
    for (std::size_t at = all.find(level); at != std::string_view::npos; at = all.find(level, at + 1))
      if (is_mark(all.substr(0, at), all.substr(at + level.size()))) return std::string(level);
  return {};
}

Result<void> check_unclassified(const Call& call, store::Reader& reader, const json& snapshot,
                                const Period& period) {
  if (const Marked found = find_mark(snapshot, ""); !found.mark.empty()) {
    const bool passage = found.at.starts_with("/passages/");
    return classified(passage ? "该报告的文字段落" : "该报告的内容", found.mark, passage ? found.at : "");
  }
  std::vector<std::int64_t> seqs;
  ANZE_CHECK(reader.scan({period.first, period.last, {}, 0}, [&](const Fact& fact) {
    seqs.push_back(fact.seq);
    return true;
  }));
  return reader.facts_by_seq(seqs, [&](const store::FactVersion& version) -> Result<void> {
    if (const std::string mark = mark_of(version.record); !mark.empty())
      return classified(quotable(title_of(call, version.record.fact.ledger) + " " + version.record.id), mark,
                        {});
    return {};
  });
}

}  // namespace anze::plugin
