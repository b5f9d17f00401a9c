#include <algorithm>
#include <set>
#include <utility>

#include "scoring/json_reader.h"
#include "scoring/ledger.h"
#include "scoring/select_json.h"

namespace anze {
namespace {

using json::Document;
using json::Object;
using json::Place;
using json::shown;

constexpr json::Word<FieldType> k_types[] = {{"integer", FieldType::k_integer},
                                             {"boolean", FieldType::k_boolean},
                                             {"date", FieldType::k_date},
                                             {"code", FieldType::k_code},
                                             {"text", FieldType::k_text},
                                             {"reference", FieldType::k_reference},
                                             {"accident_class", FieldType::k_accident_class}};

// {"general": "一般", "major": "重大"}, in this order. A title names one code only: sheets are read by it.
std::vector<CodeTitle> read_codes(const Place& place, Words& words) {
  std::vector<CodeTitle> codes;
  std::set<std::string> titles;
  for (const auto& [word, title] : place.members()) {
    if (!json::is_id(word))
      title.problem("json.id", "“" + shown(word) + "” cannot be a code",
                    "use letters a-z, digits and _ - . : without spaces, at most 64");
    std::string text = title.as<std::string>().value_or("");
    if (text.empty() && title.is_string())
      title.problem("ledger.title", "the code “" + shown(word) + "” has no Chinese title", "write its title");
    else if (!text.empty() && !titles.insert(text).second)
      title.problem("ledger.title", "the title “" + shown(text) + "” is given to two codes",
                    "tell them apart");
    codes.push_back({words.intern(word), std::move(text)});
  }
  return codes;
}

Field read_field_definition(const Place& place, Words& words) {
  Field field;
  Object object(place);
  field.name = object.need_id("name");
  field.title = object.need_text("title");
  field.type = object.need_word("type", k_types);
  field.required = object.get<bool>("required", false);
  if (field.type == FieldType::k_integer) field.unit = object.get<std::string>("unit", "");
  if (field.type == FieldType::k_code) {
    const std::optional<Place> codes = object.need("codes");
    if (codes) field.codes = read_codes(*codes, words);
    if (codes && codes->is_object() && field.codes.empty())
      codes->problem("ledger.codes", "“" + field.title + "” has no codes to choose from",
                     "list at least one");
  }
  if (field.type == FieldType::k_accident_class && field.required)
    place.problem("ledger.derived", "“" + field.title + "” is computed and cannot be required",
                  "require the fields it is computed from");
  object.close();
  if (is_shared_field(field.name))
    place.problem("ledger.field_name", "every fact already has a field “" + field.name + "”",
                  "choose another name");
  return field;
}

void give_slot(const Place& place, std::size_t& slots, Field& field) {
  if (field.type == FieldType::k_text) return;
  if (slots == k_slots)
    place.problem("ledger.slots", "more than " + std::to_string(k_slots) + " fields are other than text",
                  "make some of them texts, or split the ledger");
  field.slot = slots++;
}

// Names and headings are single; an accident class has something to be computed from.
void check_fields(const std::vector<Place>& places, const std::vector<Field>& fields) {
  std::set<std::string> names;
  std::set<std::string> titles;
  bool classed = false;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const Field& field = fields[i];
    if (!field.name.empty() && !names.insert(field.name).second)
      places[i].problem("ledger.duplicate", "the field “" + field.name + "” is defined twice",
                        "keep one of the two");
    if (!field.title.empty() && !titles.insert(field.title).second)
      places[i].problem("ledger.duplicate", "the heading “" + field.title + "” is given to two fields",
                        "tell them apart: sheets are read by their headings");
    if (field.type != FieldType::k_accident_class) continue;
    if (std::exchange(classed, true))
      places[i].problem("ledger.derived", "a ledger has one accident class", "keep one of the two");
    const bool any = std::any_of(fields.begin(), fields.end(), [](const Field& source) {
      return is_toll_field(source.name) && source.type == FieldType::k_integer;
    });
    if (!any)
      places[i].problem("ledger.derived", "“" + field.title + "” has nothing to be computed from",
                        "add integer fields dead, missing, injured, loss_fen");
  }
}

void read_move(const Place& place, const Ledger& ledger, const Words& words, std::vector<StateMove>& moves) {
  const std::vector<Place> ends = place.elements();
  if (ends.size() != 2) {
    if (place.value().get_if<json::Array>() != nullptr)
      place.problem("ledger.move", "a move has two states", "write [\"from\", \"to\"]");
    return;
  }
  const auto state = [&](const Place& end) {
    const std::string word = end.as<std::string>().value_or("");
    std::vector<std::string_view> known;
    for (const CodeTitle& each : ledger.states) {
      known.push_back(words.text(each.code));
      if (known.back() == word) return each.code;
    }
    if (end.is_string())
      end.problem("ledger.move", "“" + shown(word) + "” is not a state of this ledger",
                  known.empty() ? "the ledger has no states" : "use " + json::listed(known));
    return k_no_code;
  };
  moves.push_back({state(ends[0]), state(ends[1])});
}

// The members of a JSON object have no order, so the definition says in words which state comes first.
void put_first(const Place& initial, const Words& words, std::vector<CodeTitle>& states) {
  const std::string word = initial.as<std::string>().value_or("");
  for (std::size_t i = 0; i < states.size(); ++i)
    if (words.text(states[i].code) == word)
      return void(std::rotate(states.begin(), states.begin() + static_cast<std::ptrdiff_t>(i),
                              states.begin() + static_cast<std::ptrdiff_t>(i) + 1));
  if (initial.is_string())
    initial.problem("ledger.initial", "“" + shown(word) + "” is not a state of this ledger",
                    "name the state a new fact begins in");
}

Ledger read_definition(const Place& root, Words& words) {
  Ledger ledger;
  Object object(root);
  ledger.id = object.need_code("ledger", words);
  ledger.title = object.need_text("title");
  ledger.version = object.get_integer<std::int32_t>("version", 1, 1);
  ledger.basis = object.need_basis("basis");
  const std::vector<Place> fields = object.need_list("fields");
  std::size_t slots = 0;
  for (const Place& place : fields) {
    ledger.fields.push_back(read_field_definition(place, words));
    give_slot(place, slots, ledger.fields.back());
  }
  check_fields(fields, ledger.fields);
  if (const std::optional<Place> states = object.find("states")) {
    ledger.states = read_codes(*states, words);
    if (const std::optional<Place> initial = object.need("initial"))
      put_first(*initial, words, ledger.states);
  }
  for (const Place& move : object.get_list("moves")) read_move(move, ledger, words, ledger.moves);
  object.close();
  return ledger;
}

}  // namespace

Result<Ledger> read_ledger(std::string_view json, Codebook& codes, Problems* problems) {
  JsonLimits limits;
  limits.members = 20'000;  // names and states are compared with each other
  Document document(json, limits);
  Words words(codes);
  Ledger ledger;
  if (document) ledger = read_definition(document.root(), words);
  ANZE_CHECK(document.finish(problems));
  words.commit();
  return ledger;
}

}  // namespace anze
