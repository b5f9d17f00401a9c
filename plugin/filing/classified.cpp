#include "plugin/filing/classified.h"

#include <algorithm>
#include <vector>

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

// Whether the word between `before` and `after` is a mark and not a word of a sentence.
bool is_mark(std::string_view before, std::string_view after) {
  constexpr std::string_view k_stars[] = {"★", "☆", "*"};
  constexpr std::string_view k_says[] = {"密级", "密级:", "密级：", "密级为", "定密为", "密级是"};
  constexpr std::string_view k_opens[] = {"【", "[", "〔", "［", "（", "(", "〖", "\n"};
  constexpr std::string_view k_closes[] = {"】", "]", "〕", "］", "）", ")", "〗", "\n"};
  constexpr std::string_view k_level = "级";
  if (after.starts_with(k_level)) after.remove_prefix(k_level.size());
  if (!after.empty() && starts_with_one(after, k_stars)) return true;
  if (ends_with_one(before, k_says)) return true;
  return (before.empty() || ends_with_one(before, k_opens)) && starts_with_one(after, k_closes);
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

std::string mark_of(const FactRecord& record) {
  std::string mark = classified_mark(record.remark);
  for (const FactText& text : record.texts)
    if (mark.empty()) mark = classified_mark(text.text);
  if (mark.empty() && record.attachments_json != "[]") mark = classified_mark(record.attachments_json);
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
  if (const Marked found = find_mark(snapshot, ""); !found.mark.empty())
    return classified(found.at.starts_with("/passages/") ? "the passage" : found.at, found.mark,
                      found.at.starts_with("/passages/") ? found.at : "");
  std::vector<std::int64_t> seqs;
  ANZE_CHECK(reader.scan({period.first, period.last, {}, 0}, [&](const Fact& fact) {
    seqs.push_back(fact.seq);
    return true;
  }));
  return reader.facts_by_seq(seqs, [&](const store::FactVersion& version) -> Result<void> {
    if (const std::string mark = mark_of(version.record); !mark.empty())
      return classified(call.store.codes().text(version.record.fact.ledger) + " " + version.record.id, mark,
                        {});
    return {};
  });
}

}  // namespace anze::plugin
