#include <algorithm>
#include <set>
#include <utility>

#include "scoring/ledgers/ledger_parts.h"
#include "scoring/ledgers/select_json.h"
#include "scoring/values/broken.h"

namespace anze {
namespace {

using json::Object;
using json::Place;
using json::shown;

constexpr json::Word<FieldType> k_types[] = {{"integer", FieldType::k_integer},
                                             {"boolean", FieldType::k_boolean},
                                             {"date", FieldType::k_date},
                                             {"code", FieldType::k_code},
                                             {"text", FieldType::k_text},
                                             {"reference", FieldType::k_reference},
                                             {"accident_class", FieldType::k_accident_class},
                                             {"texts", FieldType::k_texts},
                                             {"codes", FieldType::k_codes}};
constexpr std::int32_t k_text_longest = 10'000;  // a course of events; what is longer is a paper
constexpr std::int32_t k_item_longest = 200;
constexpr std::int32_t k_items_most = 100;
constexpr std::int32_t k_decimals_most = 4;

void add_code(const Place& place, std::string_view word, std::string title, StagedCodes& words,
              std::vector<CodeTitle>& codes) {
  if (!json::is_id(word))
    place.problem("json.id", "“" + shown(word) + "” cannot be a code",
                  "use letters a-z, digits and _ - . : without spaces, at most 64");
  const CodeId code = words.intern(word);
  for (const CodeTitle& known : codes) {
    if (known.code == code)
      place.problem("ledger.duplicate", "the code “" + shown(word) + "” is listed twice", "keep one");
    else if (!title.empty() && known.title == title)
      place.problem("ledger.title", "the title “" + shown(title) + "” is given to two codes",
                    "tell them apart");
  }
  codes.push_back({code, std::move(title)});
}

std::string read_title(const Place& title, std::string_view word) {
  std::string text = title.as<std::string>().value_or("");
  if (text.empty() && title.is_string())
    title.problem("ledger.title", "the code “" + shown(word) + "” has no Chinese title", "write its title");
  return text;
}

// A day on which something was done has come. Deadlines and the ends of terms may lie ahead, so it is said
// field by field.
void read_day_limit(Object& object, Field& field) {
  const std::optional<std::string> last = object.get<std::string>("max");
  if (!last) return;
  if (*last == "today") field.max = 0;
  if (*last != "today")
    object.place().problem("ledger.range",
                           "the last day “" + shown(*last) + "” of “" + field.title + "” is not known",
                           "write \"today\" for the day of something done, or leave \"max\" out");
}

void read_integer_limits(Object& object, Field& field) {
  field.unit = object.get<std::string>("unit", "");
  field.decimals = object.get_integer<std::int32_t>("decimals", 0, 0, k_decimals_most);
  field.min = object.get<std::int64_t>("min");
  field.max = object.get<std::int64_t>("max");
  for (const Place& each : object.get_list("allowed"))
    field.allowed.push_back(each.as<std::int64_t>().value_or(0));
  if (field.min && field.max && *field.min > *field.max)
    object.place().problem("ledger.range", "“" + field.title + "” would take no number: min is above max",
                           "exchange them");
}

void read_code_list(Object& object, StagedCodes& words, Field& field) {
  const std::optional<Place> codes = object.need("codes");
  if (!codes) return;
  field.codes = read_codes(*codes, words);
  if (field.codes.empty() && !codes->is_string())
    codes->problem("ledger.codes", "“" + field.title + "” has no codes to choose from", "list at least one");
}

// The earlier field a computed one is computed from: one that has a slot, of type integer.
bool is_source(const Place& place, const std::string& name, const std::vector<Field>& before) {
  const auto found =
      std::find_if(before.begin(), before.end(), [&](const Field& field) { return field.name == name; });
  if (found != before.end() && found->type == FieldType::k_integer && found->slot) return true;
  place.problem("ledger.derived", "“" + shown(name) + "” is not an integer field that stands before this one",
                "compute from selectable integers, and define them first");
  return false;
}

Derivation::Scale read_scale(const Place& place, const std::vector<Field>& before, const Field& field,
                             const StagedCodes& words) {
  Derivation::Scale scale;
  Object object(place);
  scale.of = object.need_id("of");
  if (!scale.of.empty()) is_source(place.member("of", place.value()), scale.of, before);
  if (const std::optional<Place> from = object.need("from"))
    for (const auto& [word, bound] : from->members()) {
      const CodeId code = words.find(word);
      if (std::none_of(field.codes.begin(), field.codes.end(),
                       [&](const CodeTitle& known) { return known.code == code; }))
        bound.problem("ledger.derived", "“" + shown(word) + "” is not a code of “" + field.title + "”",
                      "give a bound to codes of the list");
      else if (const std::optional<std::int64_t> value = bound.as<std::int64_t>())
        scale.from.emplace_back(*value, code);
    }
  object.close();
  std::sort(scale.from.begin(), scale.from.end(),
            [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t i = 1; i < scale.from.size(); ++i)
    if (scale.from[i].first == scale.from[i - 1].first)
      place.problem("ledger.derived",
                    "two levels begin at " + std::to_string(scale.from[i].first) + ": which is meant?",
                    "give each its own bound");
  return scale;
}

void read_derivation(Object& object, const std::vector<Field>& before, const StagedCodes& words,
                     Field& field) {
  if (const std::optional<Place> product = object.find("product")) {
    for (const Place& place : product->elements()) {
      const std::string name = place.id().value_or("");
      if (!name.empty() && is_source(place, name, before)) field.derived.product.push_back(name);
    }
    if (field.type != FieldType::k_integer)
      product->problem("ledger.derived", "only an integer can be a product", "make the field an integer");
  }
  if (const std::optional<Place> levels = object.find("levels")) {
    for (const Place& place : levels->elements())
      field.derived.levels.push_back(read_scale(place, before, field, words));
    if (field.type != FieldType::k_code)
      levels->problem("ledger.derived", "only a code can be a level", "make the field a code");
  }
  if (const std::optional<Place> attachments = object.find("attachments")) {
    field.derived.attachments = attachments->as<bool>().value_or(false);
    if (field.type != FieldType::k_boolean)
      attachments->problem("ledger.derived", "only a boolean can say whether anything is attached",
                           "make the field a boolean");
  }
}

Field read_field_definition(const Place& place, const std::vector<Field>& before, StagedCodes& words) {
  Field field;
  Object object(place);
  field.name = object.need_id("name");
  field.title = object.need_text("title");
  field.hint = object.get<std::string>("hint", "");
  field.type = object.need_word("type", k_types);
  field.required = object.get<bool>("required", false);
  if (field.type == FieldType::k_integer) read_integer_limits(object, field);
  if (field.type == FieldType::k_date) read_day_limit(object, field);
  if (field.type == FieldType::k_code || field.type == FieldType::k_codes)
    read_code_list(object, words, field);
  if (field.type == FieldType::k_text)
    field.max_length = object.get_integer<std::int32_t>("max_length", k_text_longest, 1, k_text_longest);
  if (field.type == FieldType::k_texts)
    field.max_length = object.get_integer<std::int32_t>("max_length", k_item_longest, 1, k_item_longest);
  if (field.is_list())
    field.max_items = object.get_integer<std::int32_t>("max_items", k_items_most, 1, k_items_most);
  read_derivation(object, before, words, field);
  if (field.computed() && field.required)
    place.problem("ledger.derived", "“" + field.title + "” is computed and cannot be required",
                  "require the fields it is computed from");
  const bool selectable = object.get<bool>("selectable", true);
  if (!selectable && (field.computed() || field.type == FieldType::k_text || field.is_list()))
    place.problem(
        "ledger.selectable",
        "“" + field.title + "” " + (field.computed() ? "is computed to be compared" : "has no slot anyway"),
        "leave \"selectable\" out");
  object.close();
  if (is_shared_field(field.name))
    place.problem("ledger.field_name", "every fact already has a field “" + field.name + "”",
                  "choose another name");
  if (selectable && field.type != FieldType::k_text && !field.is_list()) field.slot = 0;  // numbered below
  return field;
}

void number_slot(const Place& place, std::size_t& slots, Field& field) {
  if (!field.slot) return;
  if (slots == k_slots)
    place.problem("ledger.slots", "more than " + std::to_string(k_slots) + " fields can be compared",
                  "set \"selectable\" to false where a field only documents, or split the ledger");
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
      return is_toll_field(source.name) && source.type == FieldType::k_integer && source.slot;
    });
    if (!any)
      places[i].problem("ledger.derived", "“" + field.title + "” has nothing to be computed from",
                        "add integer fields dead, missing, injured, loss_fen");
  }
}

}  // namespace

std::vector<CodeTitle> read_codes(const Place& place, StagedCodes& words) {
  std::vector<CodeTitle> codes;
  if (place.value().get_if<json::Array>() == nullptr) {
    for (const auto& [word, title] : place.members())
      add_code(title, word, read_title(title, word), words, codes);
    return codes;
  }
  for (const Place& pair : place.elements()) {
    const std::vector<Place> parts = pair.elements();
    if (parts.size() != 2) {
      if (pair.value().get_if<json::Array>() != nullptr)
        pair.problem("ledger.codes", "an entry of a code list has a code and a title",
                     "write [\"major\", \"重大\"]");
      continue;
    }
    const std::string word = parts[0].as<std::string>().value_or("");
    if (parts[0].is_string()) add_code(parts[0], word, read_title(parts[1], word), words, codes);
  }
  return codes;
}

std::vector<Field> read_fields(const std::vector<Place>& places, StagedCodes& words) {
  std::vector<Field> fields;
  std::size_t slots = 0;
  for (const Place& place : places) {
    Field field = read_field_definition(place, fields, words);
    number_slot(place, slots, field);
    fields.push_back(std::move(field));
  }
  ANZE_ASSERT(fields.size() == places.size());
  check_fields(places, fields);
  return fields;
}

}  // namespace anze
