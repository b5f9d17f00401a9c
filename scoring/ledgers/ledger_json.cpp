#include <algorithm>

#include "scoring/json/reader.h"
#include "scoring/ledgers/ledger.h"
#include "scoring/ledgers/ledger_parts.h"
#include "scoring/values/broken.h"

namespace anze {
namespace {

using json::Document;
using json::Object;
using json::Place;

// The members of a JSON object have no order, so the definition says in words which state comes first.
void put_first(const Place& initial, const StagedCodes& words, Ledger& ledger) {
  const CodeId first = read_state_name(initial, ledger, words, "ledger.initial");
  const auto found = std::find_if(ledger.states.begin(), ledger.states.end(),
                                  [&](const CodeTitle& state) { return state.code == first; });
  if (found != ledger.states.end()) std::rotate(ledger.states.begin(), found, found + 1);
}

// A state that no fact can ever have is a move forgotten.
void check_reached(const Place& place, const Ledger& ledger) {
  std::vector<CodeId> reached = ledger.entry;
  for (std::size_t i = 0; i < reached.size(); ++i)
    for (const StateMove& move : ledger.moves)
      if (move.from == reached[i] && std::find(reached.begin(), reached.end(), move.to) == reached.end())
        reached.push_back(move.to);
  for (const CodeTitle& state : ledger.states)
    if (std::find(reached.begin(), reached.end(), state.code) == reached.end())
      place.problem("ledger.unreached", "no move leads to the state “" + state.title + "”",
                    "add one to \"moves\", or the state to \"entry\"");
}

void read_states(Object& object, StagedCodes& words, Ledger& ledger) {
  const std::optional<Place> states = object.find("states");
  const std::optional<Place> initial = states ? object.need("initial") : object.find("initial");
  if (states) ledger.states = read_codes(*states, words);
  const std::size_t before = ledger.states.size();
  if (initial) put_first(*initial, words, ledger);
  if (before > 0) ledger.entry.push_back(ledger.states.front().code);
  for (const Place& place : object.get_list("entry"))
    if (const CodeId state = read_state_name(place, ledger, words, "ledger.initial");
        state != k_no_code && state != ledger.entry.front())
      ledger.entry.push_back(state);
  ledger.history = object.get<bool>("history", false);
}

// Roles as words; which of them exist is the plugin's to say.
std::vector<std::string> read_roles(Object& object, const char* member) {
  std::vector<std::string> roles;
  for (const Place& role : object.get_list(member))
    if (const std::optional<std::string> word = role.id()) roles.push_back(*word);
  return roles;
}

Ledger read_definition(const Place& root, StagedCodes& words) {
  Ledger ledger;
  Object object(root);
  ledger.id = object.need_code("ledger", words);
  ledger.title = object.need_text("title");
  ledger.version = object.get_integer<std::int32_t>("version", 1, 1);
  ledger.basis = object.need_basis("basis");
  ledger.fields = read_fields(object.need_list("fields"), words);
  read_states(object, words, ledger);
  ledger.enter = read_roles(object, "enter");
  if (ledger.enter.empty()) ledger.enter.emplace_back("clerk");
  ledger.change = read_roles(object, "change");
  if (ledger.change.empty()) ledger.change = ledger.enter;
  ledger.other_person = object.get<bool>("other_person", false);
  ledger.personal = object.get<bool>("personal", false);
  const std::vector<Place> moves = object.get_list("moves");
  read_moves(moves, words, ledger);
  // A move that was refused is no reason to call its state unreached.
  if (!moves.empty() && ledger.moves.size() >= moves.size())
    check_reached(root.member("states", root.value()), ledger);
  read_acts(object.get_list("acts"), words, ledger);
  read_rules(object.get_list("rules"), words, ledger);
  read_credits(object.get_list("credits"), words, ledger);
  const std::vector<Place> measures = object.get_list("measures");
  object.close();
  if (measures.empty() || ledger.id == k_no_code) return ledger;
  LedgerSet own;  // a measure counts facts of its own ledger
  own.put(ledger);
  ledger.measures = read_figure_list(measures, own, words);
  return ledger;
}

// What is read holds what is promised of it: a ledger has a name and people, its states one to begin in, and
// every compared field its slot.
void assert_whole(const Ledger& ledger) {
  ANZE_ASSERT(ledger.id != k_no_code && !ledger.title.empty() && !ledger.basis.empty());
  ANZE_ASSERT(!ledger.enter.empty() && !ledger.change.empty());
  ANZE_ASSERT(ledger.states.empty() == ledger.entry.empty());
  ANZE_ASSERT(std::all_of(ledger.fields.begin(), ledger.fields.end(),
                          [](const Field& field) { return !field.slot || *field.slot < k_slots; }));
}

}  // namespace

Result<Ledger> read_ledger(std::string_view json, Codebook& codes, Problems* problems) {
  JsonLimits limits;
  limits.members = 20'000;  // names and states are compared with each other
  Document document(json, limits);
  StagedCodes words(codes);
  Ledger ledger;
  if (document) ledger = read_definition(document.root(), words);
  ANZE_CHECK(document.finish(problems));
  assert_whole(ledger);
  words.commit();
  return ledger;
}

}  // namespace anze
