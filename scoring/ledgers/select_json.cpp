#include "scoring/ledgers/select_json.h"

#include <algorithm>

#include "scoring/ledgers/selector_check.h"
#include "scoring/values/broken.h"

namespace anze {
namespace {

using json::Object;
using json::Place;
using json::shown;

struct SharedField {
  std::string_view name;
  std::string_view title;
  FieldRef::Kind kind;
  FieldType type;
};
constexpr SharedField k_shared[] = {
    {"occurred_on", "发生日期", FieldRef::Kind::k_occurred, FieldType::k_date},
    {"recorded_on", "登记日期", FieldRef::Kind::k_recorded, FieldType::k_date},
    {"unit", "单位", FieldRef::Kind::k_unit, FieldType::k_reference},
    {"area", "属地", FieldRef::Kind::k_area, FieldType::k_reference},
    {"sector", "行业领域", FieldRef::Kind::k_sector, FieldType::k_reference},
    {"post", "岗位", FieldRef::Kind::k_post, FieldType::k_reference},
    {"official", "干部", FieldRef::Kind::k_official, FieldType::k_reference},
    {"state", "状态", FieldRef::Kind::k_state, FieldType::k_code},
    {"late", "补录", FieldRef::Kind::k_late, FieldType::k_boolean},
};

constexpr json::Word<Op> k_ops[] = {
    {"eq", Op::k_eq},           {"ne", Op::k_ne},          {"lt", Op::k_lt}, {"le", Op::k_le},
    {"gt", Op::k_gt},           {"ge", Op::k_ge},          {"in", Op::k_in}, {"not_in", Op::k_not_in},
    {"present", Op::k_present}, {"missing", Op::k_missing}};

constexpr std::size_t k_where_max = 50;
constexpr std::size_t k_values_max = 1000;

bool needs_order(Op op) {
  return op == Op::k_lt || op == Op::k_le || op == Op::k_gt || op == Op::k_ge;
}

bool has_order(FieldType type) {
  return type == FieldType::k_integer || type == FieldType::k_date || type == FieldType::k_accident_class;
}

std::string_view type_name(FieldType type) {
  switch (type) {
    case FieldType::k_integer:
      return "an integer";
    case FieldType::k_boolean:
      return "a boolean";
    case FieldType::k_date:
      return "a date";
    case FieldType::k_code:
      return "a code";
    case FieldType::k_reference:
      return "a reference";
    case FieldType::k_text:
      return "a text";
    case FieldType::k_accident_class:
      return "an accident class";
    case FieldType::k_texts:
    case FieldType::k_codes:
      return "a list";
  }
  return "";
}

std::string called(const KnownField& field) {
  return "“" + field.title + "” (" + field.name + ")";
}

std::optional<std::int64_t> read_code(const Place& place, const KnownField& field, const StagedCodes& words) {
  const std::optional<std::string> text = place.as<std::string>();
  if (!text) return std::nullopt;
  const CodeId code = words.find(*text);
  for (const CodeTitle& known : *field.codes)
    if (known.code == code) return code;
  std::vector<std::string_view> allowed;
  for (const CodeTitle& known : *field.codes) allowed.push_back(words.text(known.code));
  std::string message = "“" + shown(*text) + "” is not a value of " + called(field);
  if (const std::string_view near = json::nearest(*text, allowed); !near.empty())
    message += ", did you mean “" + std::string(near) + "”?";
  place.problem("field.code", std::move(message),
                allowed.empty() ? "the ledger has no states" : "use " + json::listed(allowed));
  return std::nullopt;
}

void read_values(const Place& value, const KnownField& field, StagedCodes& words, Comparison& comparison) {
  if (comparison.op != Op::k_in && comparison.op != Op::k_not_in) {
    if (const auto number = read_field_value(value, field, words)) comparison.values.push_back(*number);
    return;
  }
  const std::vector<Place> places = value.elements(k_values_max);
  if (places.empty() && value.value().get_if<json::Array>() != nullptr)
    value.problem("select.value", "an empty list of values decides nothing",
                  "list the values, or drop the comparison");
  for (const Place& place : places)
    if (const auto number = read_field_value(place, field, words)) comparison.values.push_back(*number);
}

// The field, when the comparison was understood, stays in *known.
Comparison read_comparison(const Place& place, const Ledger& ledger, StagedCodes& words,
                           std::optional<KnownField>& known) {
  Comparison comparison;
  Object object(place);
  const std::optional<Place> name = object.need("field");
  comparison.op = object.need_word("op", k_ops);
  const std::optional<Place> value = object.find("value");
  object.close();
  const std::optional<KnownField> field = name ? read_field_name(*name, ledger) : std::nullopt;
  if (!field) return comparison;
  comparison.field = field->ref;
  if (needs_order(comparison.op) && !has_order(field->type)) {
    place.problem("select.op",
                  called(*field) + " is " + std::string(type_name(field->type)) + " and has no order",
                  "use eq, ne, in or not_in");
    return comparison;
  }
  const bool wants_value = comparison.op != Op::k_present && comparison.op != Op::k_missing;
  if (wants_value && !value)
    place.problem("select.value", "the comparison of " + called(*field) + " has no value", "add \"value\"");
  else if (!wants_value && value)
    value->problem("select.value", "“present” and “missing” take no value", "remove \"value\"");
  else if (value)
    read_values(*value, *field, words, comparison);
  if (!wants_value || !comparison.values.empty()) known = field;
  return comparison;
}

}  // namespace

const Ledger* read_ledger_name(const Place& place, const LedgerSet& ledgers, const StagedCodes& words,
                               std::string_view reason) {
  const std::optional<std::string> name = place.id();
  if (!name) return nullptr;
  if (const Ledger* ledger = ledgers.find(words.find(*name))) return ledger;
  std::vector<std::string_view> known;
  for (const Ledger& ledger : ledgers.all()) known.push_back(words.text(ledger.id));
  std::string message = "there is no ledger “" + *name + "”";
  if (const std::string_view near = json::nearest(*name, known); !near.empty())
    message += ", did you mean “" + std::string(near) + "”?";
  place.problem(std::string(reason), std::move(message),
                known.empty() ? "define it first" : "use " + json::listed(known));
  return nullptr;
}

bool is_shared_field(std::string_view name) {
  return std::any_of(std::begin(k_shared), std::end(k_shared),
                     [&](const SharedField& shared) { return shared.name == name; });
}

bool is_toll_field(std::string_view name) {
  return name == "dead" || name == "missing" || name == "injured" || name == "loss_fen";
}

std::optional<KnownField> known_field(const Ledger& ledger, std::string_view name) {
  for (const SharedField& shared : k_shared)
    if (shared.name == name)
      return KnownField{{shared.kind, 0},
                        shared.type,
                        std::string(shared.name),
                        std::string(shared.title),
                        shared.kind == FieldRef::Kind::k_state ? &ledger.states : nullptr};
  const Field* field = ledger.field(name);
  if (field == nullptr || !field->slot) return std::nullopt;
  return KnownField{{FieldRef::Kind::k_slot, static_cast<std::uint8_t>(*field->slot)},
                    field->type,
                    field->name,
                    field->title,
                    field->type == FieldType::k_code ? &field->codes : nullptr};
}

std::optional<KnownField> read_field_name(const Place& place, const Ledger& ledger,
                                          std::initializer_list<FieldType> wanted) {
  const std::optional<std::string> name = place.as<std::string>();
  if (!name) return std::nullopt;
  std::optional<KnownField> field = known_field(ledger, *name);
  if (field) {
    if (wanted.size() == 0 || std::find(wanted.begin(), wanted.end(), field->type) != wanted.end())
      return field;
    std::string message = called(*field) + " is " + std::string(type_name(field->type)) + ", wanted here is ";
    for (const FieldType& type : wanted)
      message += (&type == wanted.begin() ? "" : " or ") + std::string(type_name(type));
    place.problem("field.type", std::move(message), "name another field");
    return std::nullopt;
  }
  const Field* text = ledger.field(*name);
  if (text != nullptr && text->type != FieldType::k_text) {
    place.problem("field.documents",
                  "“" + text->title + "” (" + *name + ") only documents: nothing is counted by it",
                  "compare a field that is selectable");
    return std::nullopt;
  }
  if (text != nullptr) {
    place.problem("field.text", "“" + text->title + "” (" + *name + ") is a text: texts are never compared",
                  "give the ledger a field of type code for it");
    return std::nullopt;
  }
  std::vector<std::string_view> known;
  for (const Field& each : ledger.fields)
    if (each.slot) known.push_back(each.name);
  for (const SharedField& shared : k_shared) known.push_back(shared.name);
  std::string message = "the ledger “" + ledger.title + "” has no field “" + shown(*name) + "”";
  if (const std::string_view near = json::nearest(*name, known); !near.empty())
    message += ", did you mean “" + std::string(near) + "”?";
  place.problem("field.unknown", std::move(message), "use " + json::listed(known));
  return std::nullopt;
}

std::optional<std::int64_t> read_field_value(const Place& place, const KnownField& field,
                                             StagedCodes& words) {
  switch (field.type) {
    case FieldType::k_integer:
      return place.as<std::int64_t>();
    case FieldType::k_accident_class:  // 1 一般, 2 较大, 3 重大, 4 特别重大
      return place.integer(1, 4);
    case FieldType::k_boolean:
      if (const std::optional<bool> truth = place.as<bool>()) return *truth ? 1 : 0;
      return std::nullopt;
    case FieldType::k_date:
      if (const std::optional<Date> date = place.as<Date>()) return date->days;
      return std::nullopt;
    case FieldType::k_code:
      return read_code(place, field, words);
    case FieldType::k_reference:
      if (const std::optional<std::string> word = place.as<std::string>()) {
        if (!word->empty()) return words.intern(*word);
        place.problem("select.value", called(field) + " is compared with an empty word",
                      "use present or missing");
      }
      return std::nullopt;
    case FieldType::k_text:
    case FieldType::k_texts:
    case FieldType::k_codes:
      break;
  }
  return std::nullopt;
}

std::vector<Comparison> read_comparisons(const std::vector<Place>& places, const Ledger& ledger,
                                         StagedCodes& words) {
  std::vector<Comparison> comparisons;
  std::vector<KnownComparison> understood;
  for (std::size_t i = 0; i < places.size(); ++i) {
    std::optional<KnownField> field;
    comparisons.push_back(read_comparison(places[i], ledger, words, field));
    if (field) understood.push_back({*std::move(field), comparisons.back(), i});
  }
  ANZE_ASSERT(comparisons.size() == places.size());  // what was not understood is not left out
  if (const std::optional<KnownComparison> last = contradiction(understood))
    places[last->index].draft_problem("select.never",
                                      "no record can meet all that is asked of " + called(last->field),
                                      "drop or correct one of the conditions on it");
  return comparisons;
}

Selector read_selector(const Place& place, const LedgerSet& ledgers, StagedCodes& words,
                       const Ledger** ledger) {
  Selector selector;
  Object object(place);
  const std::optional<Place> name = object.need("ledger");
  const Ledger* definition = name ? read_ledger_name(*name, ledgers, words, "select.ledger") : nullptr;
  const std::vector<Place> where = object.get_list("where", k_where_max);
  object.close();
  if (ledger != nullptr) *ledger = definition;
  if (definition == nullptr) return selector;
  selector.ledger = definition->id;
  selector.where = read_comparisons(where, *definition, words);
  return selector;
}

}  // namespace anze
