#include "scoring/rulebook/formalism.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <vector>

#include "scoring/clauses/kind.h"
#include "scoring/rulebook/formalism_words.h"

namespace anze {
namespace {

// Of ids and field names, whole words of them.
constexpr std::string_view k_trace_ids[] = {
    "login",      "logins", "logon",    "click",     "clicks",  "likes",    "photo",     "photos",   "selfie",
    "screenshot", "views",  "pageview", "pageviews", "checkin", "checkins", "followers", "downloads"};

constexpr std::size_t k_character = 3;  // bytes of a Chinese one

std::string simplified(std::string_view character) {
  for (std::size_t i = 0; i + 2 * k_character <= k_simplified.size(); i += 2 * k_character)
    if (k_simplified.substr(i, k_character) == character)
      return std::string(k_simplified.substr(i + k_character, k_character));
  return std::string(character);
}

// Ａ-Ｚ and ａ-ｚ, as sheets have them, to small letters; "" for another character.
std::string small_letter(std::string_view character) {
  constexpr unsigned char k_wide_upper = 0xA1;  // of EF BC A1 … EF BC BA
  constexpr unsigned char k_wide_lower = 0x81;  // of EF BD 81 … EF BD 9A
  constexpr int k_letters = 26;
  if (character.size() != k_character) return {};
  const int last = static_cast<unsigned char>(character[2]);
  int letter = -1;
  if (character.starts_with("\xEF\xBC")) letter = last - k_wide_upper;
  if (character.starts_with("\xEF\xBD")) letter = last - k_wide_lower;
  return letter < 0 || letter >= k_letters ? std::string() : std::string(1, static_cast<char>('a' + letter));
}

// The text without what splits a word for the eye of a program only: spaces, punctuation, invisible
// characters; in simplified script and small letters.
std::string plain(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t size = lead < 0x80U ? 1 : lead < 0xE0U ? 2 : lead < 0xF0U ? 3 : 4;
    const std::string_view c = text.substr(i, size);
    i += size;
    if (size == 1) {
      if (std::isalnum(lead) != 0) out += static_cast<char>(std::tolower(lead));
      continue;
    }
    const bool punctuation = c.starts_with("\xE2\x80") || c.starts_with("\xE2\x81") ||
                             c.starts_with("\xE3\x80") || c.starts_with("\xEF\xB8") || c == "\xEF\xBB\xBF" ||
                             (c.starts_with("\xEF\xBC") && c < "\xEF\xBC\x90");
    if (size == 2 || punctuation) continue;
    const std::string letter = small_letter(c);
    out += letter.empty() ? simplified(c) : letter;
  }
  return out;
}

// Calls `look` with each part of a list until it answers true; whether it did.
template <class Look>
bool any_of_list(std::string_view list, const Look& look) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find('|'), list.size());
    if (end > 0 && look(list.substr(0, end))) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

bool has_any(std::string_view text, std::string_view list) {
  return any_of_list(list, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

// Whether what stands at `at` is part of one of the phrases there.
bool in_phrase(std::string_view text, std::size_t at, std::string_view word, std::string_view phrases) {
  return any_of_list(phrases, [&](std::string_view phrase) {
    for (std::size_t in = phrase.find(word); in != std::string_view::npos; in = phrase.find(word, in + 1))
      if (in <= at && text.substr(at - in, phrase.size()) == phrase) return true;
    return false;
  });
}

bool speaks_of(std::string_view text, const TraceWord& trace) {
  for (std::size_t at = text.find(trace.word); at != std::string_view::npos;
       at = text.find(trace.word, at + trace.word.size())) {
    if (in_phrase(text, at, trace.word, trace.phrases)) continue;
    const std::string_view after =
        text.substr(at + trace.word.size(), k_trace_reach * k_character + k_character);
    if (!has_any(after, trace.objects) || has_any(text.substr(at), k_trace_counts)) return true;
  }
  return false;
}

// Every place where one of the words stands and is meant.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};
std::vector<Span> spans_of(std::string_view text, std::string_view words, std::string_view phrases) {
  std::vector<Span> spans;
  any_of_list(words, [&](std::string_view word) {
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1))
      if (!in_phrase(text, at, word, phrases)) spans.push_back({at, at + word.size()});
    return false;
  });
  return spans;
}

// "平台…积分"; "" where the two do not stand together.
std::string spoken_pair(std::string_view text, const TracePair& pair) {
  if (has_any(text, pair.cleared)) return {};
  const std::vector<Span> counted = spans_of(text, pair.counted, pair.phrases);
  if (counted.empty()) return {};
  for (const Span& where : spans_of(text, pair.where, pair.phrases))
    for (const Span& what : counted) {
      const Span& first = where.begin < what.begin ? where : what;
      const Span& then = where.begin < what.begin ? what : where;
      if (then.begin < first.end || then.begin - first.end > k_trace_reach * k_character) continue;
      return std::string(text.substr(first.begin, first.end - first.begin)) + "…" +
             std::string(text.substr(then.begin, then.end - then.begin));
    }
  return {};
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
  std::pair<std::string_view, std::string> trace() const {
    for (const std::string_view title : titles_)
      if (std::string word = trace_word(title); !word.empty()) return {title, std::move(word)};
    for (const std::string_view id : ids_)
      if (const std::string_view word = trace_id(id); !word.empty()) return {id, std::string(word)};
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
        who + " scores traces (“" + word + "” in “" + std::string(title) + "”), not safety work",
        "count what was done: meetings held, hazards rectified, drills run");
}

}  // namespace

std::string trace_word(std::string_view text) {
  const std::string words = plain(text);
  for (const TraceWord& trace : k_trace_words)
    if (speaks_of(words, trace)) return std::string(trace.word);
  for (const TracePair& pair : k_trace_pairs)
    if (std::string found = spoken_pair(words, pair); !found.empty()) return found;
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
