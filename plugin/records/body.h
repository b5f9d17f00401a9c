// Bodies of stored records: text to struct and back. For the records' own sources, as it shows the reader of
// documents.
//
// Reading is strict. A record is our own writing: a member that is missing, unknown, or of another type, and
// a word that is no state, mean damage or a fault of ours, and are told with the member. Strictness is also
// what makes "read, changed, written" lose nothing. Members that only later releases write are optional here,
// so that what former ones wrote stays readable.
#pragma once

#include <string>
#include <vector>

#include "plugin/json/json.h"
#include "plugin/records/citation.h"
#include "plugin/records/states.h"
#include "plugin/store/store.h"
#include "scoring/days/period.h"
#include "scoring/json/reader.h"

namespace anze::plugin {

// A body holds what came in through the guard, and is larger and one level deeper than that.
inline constexpr JsonLimits k_body_limits{std::size_t{64} << 20U, 128, 4'000'000, std::size_t{16} << 20U};

// "assessment 2025Q1"
std::string name_of(const store::Record& stored);
// What the reader found, told of the record.  Returns: record.corrupt.
Error corrupt_record(const store::Record& stored, const Error& found);

// `fill(object, record)` reads the members; any other member is damage.
// Errors: record.corrupt, with the member.
template <class Body, class Fill>
Result<Body> read_body(const store::Record& stored, const Fill& fill) {
  anze::json::Document document(stored.body, k_body_limits, Reading::k_stored);
  Body body{};
  if (document) {
    anze::json::Object object(document.root());
    fill(object, body);
    object.close();
  }
  if (const Result<void> whole = document.finish(nullptr); !whole)
    return corrupt_record(stored, whole.error());
  return body;
}

// The current one of a kind by its id, read by `read(stored)`; none when there is none.
template <class Read>
auto read_current(store::Reader& reader, const char* kind, const std::string& id, std::int64_t as_of_entry,
                  const Read& read) -> Result<std::optional<std::decay_t<decltype(*read(store::Record{}))>>> {
  using Body = std::decay_t<decltype(*read(store::Record{}))>;
  ANZE_TRY(const std::optional<store::Record> stored, reader.record(kind, id, as_of_entry));
  if (!stored) return std::optional<Body>();
  ANZE_TRY(Body body, read(*stored));
  return std::optional<Body>(std::move(body));
}

// Several, in their order.
template <class Read>
auto read_each(const std::vector<store::Record>& stored, const Read& read)
    -> Result<std::vector<std::decay_t<decltype(*read(store::Record{}))>>> {
  std::vector<std::decay_t<decltype(*read(store::Record{}))>> bodies;
  bodies.reserve(stored.size());
  for (const store::Record& each : stored) {
    ANZE_TRY(auto body, read(each));
    bodies.push_back(std::move(body));
  }
  return bodies;
}

// A state by its word.
template <class State, std::size_t N>
State read_state(anze::json::Object& object, std::string_view name, const StateRow<State> (&table)[N]) {
  const std::optional<anze::json::Place> place = object.need(name);
  const std::optional<std::string> word = place ? place->as<std::string>() : std::nullopt;
  if (!word) return table[0].state;
  std::vector<std::string_view> known;
  for (const StateRow<State>& row : table) {
    if (row.word == *word) return row.state;
    known.push_back(row.word);
  }
  place->wrong_word(*word, known);
  return table[0].state;
}

Citation read_citation(const anze::json::Place& place);
RulebookVersion read_rulebook_version(const anze::json::Place& place);
Period read_period(anze::json::Object& object, std::string_view name);
std::vector<std::string> read_texts(anze::json::Object& object, std::string_view name);  // needed
// A part kept as it came; null when the member is absent.
json tree_at(const anze::json::Place& place);
json read_tree(anze::json::Object& object, std::string_view name);
// "" when absent.
inline std::string optional_text(anze::json::Object& object, std::string_view name) {
  return object.get<std::string>(name, {});
}

}  // namespace anze::plugin
