#include <algorithm>
#include <nlohmann/json.hpp>

#include "scoring/accident.h"
#include "scoring/fact_reader.h"
#include "scoring/json_reader.h"
#include "scoring/ledger.h"
#include "scoring/select_json.h"

namespace anze {
namespace {

using json::Document;
using json::Object;
using json::Place;
using json::shown;

std::string called(const Field& field) {
  return "“" + field.title + "” (" + field.name + ")";
}

// What is counted in heads or money cannot be below zero; a unit of another kind (℃) may.
bool never_negative(const Field& field) {
  constexpr std::string_view k_units[] = {"人", "人次", "名", "户", "家",   "处",  "次",  "起",
                                          "项", "件",   "分", "元", "万元", "fen", "yuan"};
  return is_toll_field(field.name) ||
         std::find(std::begin(k_units), std::end(k_units), field.unit) != std::end(k_units);
}

// A fact's id or a reference to one: the sender's own number, which may be Chinese (安委办〔2025〕3号).
bool is_fact_id(std::string_view text) {
  constexpr std::size_t k_longest = 128;
  return !text.empty() && text.size() <= k_longest && std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  });
}

void wrong_type(const Place& place, const Field& field, std::string_view wanted, std::string help) {
  place.problem("fact.field_type", called(field) + " must be " + std::string(wanted), std::move(help));
}

std::optional<std::int64_t> read_integer(const Place& place, const Field& field) {
  const auto* number = place.value().get_if<std::int64_t>();
  if (number == nullptr) {
    wrong_type(place, field, field.unit.empty() ? "an integer" : "an integer in " + field.unit,
               "write digits without quotes; leave it out while it is unknown");
    return std::nullopt;
  }
  if (*number >= 0 || !never_negative(field)) return *number;
  place.problem("fact.negative",
                called(field) + " is " + std::to_string(*number) + ": it cannot be below zero",
                "check the number; leave it out while it is unknown");
  return std::nullopt;
}

std::optional<std::int64_t> read_date(const Place& place, const Field& field) {
  const auto* text = place.value().get_if<std::string>();
  const Result<Date> date = parse_date(text == nullptr ? "" : shown(*text));
  if (date) return date->days;
  if (text == nullptr)
    wrong_type(place, field, "a date", date.error().help);
  else
    place.problem(date.error().reason, called(field) + ": " + date.error().message, date.error().help);
  return std::nullopt;
}

// A word of a closed list of codes, by code or, as in a sheet, by its Chinese title.
CodeId find_code(const std::vector<CodeTitle>& codes, const std::string& text, const Words& words) {
  const CodeId code = words.find(text);
  for (const CodeTitle& known : codes)
    if (known.code == code) return code;
  return k_no_code;
}

std::string choices(const std::vector<CodeTitle>& codes, const Words& words) {
  std::string text;
  for (const CodeTitle& known : codes)
    text += (text.empty() ? "use \"" : ", \"") + words.text(known.code) + "\" " + known.title;
  return text;
}

std::optional<std::int64_t> read_code(const Place& place, const Field& field, const Words& words) {
  const auto* text = place.value().get_if<std::string>();
  if (text == nullptr) {
    wrong_type(place, field, "a word of its code list", choices(field.codes, words));
    return std::nullopt;
  }
  if (const CodeId code = find_code(field.codes, *text, words); code != k_no_code) return code;
  place.problem("fact.code", "“" + shown(*text) + "” is not a value of " + called(field),
                choices(field.codes, words));
  return std::nullopt;
}

std::optional<std::int64_t> read_slot(const Place& place, const Field& field, Words& words) {
  const auto* text = place.value().get_if<std::string>();
  switch (field.type) {
    case FieldType::k_integer:
      return read_integer(place, field);
    case FieldType::k_date:
      return read_date(place, field);
    case FieldType::k_code:
      return read_code(place, field, words);
    case FieldType::k_boolean:
      if (const bool* truth = place.value().get_if<bool>()) return *truth ? 1 : 0;
      wrong_type(place, field, "true or false", "write true or false without quotes");
      return std::nullopt;
    case FieldType::k_reference:
      if (text != nullptr && is_fact_id(*text)) return words.intern(*text);
      wrong_type(place, field, "the id of another fact", "write that fact's id, at most 128 bytes");
      return std::nullopt;
    case FieldType::k_accident_class:
      place.problem("fact.derived", called(field) + " is computed, never given",
                    "remove it; it follows from the dead, missing, injured and the loss (Order 493, art. 3)");
      return std::nullopt;
    case FieldType::k_text:
      break;
  }
  return std::nullopt;
}

void read_field_of(Object& fields, const Field& field, Words& words, FactRecord& record) {
  const std::optional<Place> place = fields.find(field.name);
  const auto* text = place ? place->value().get_if<std::string>() : nullptr;
  // In a text, "" says no more than null: a sheet's empty cell.
  if (!place || (field.type == FieldType::k_text && text != nullptr && text->empty())) {
    if (field.required)
      fields.place().problem("fact.required", called(field) + " is not filled in (未填)",
                             "add the field \"" + field.name + "\"");
  } else if (field.type != FieldType::k_text) {
    if (const std::optional<std::int64_t> value = read_slot(*place, field, words))
      record.fact.set(*field.slot, *value);
  } else if (text != nullptr) {
    record.texts.push_back({field.name, *text});
  } else {
    wrong_type(*place, field, "a text", "put it in quotes");
  }
}

// Unknown when the whole toll is: missing is not zero.
void derive_class(const Ledger& ledger, Fact& fact) {
  const auto part = [&](std::string_view name) -> std::optional<std::int64_t> {
    const Field* field = ledger.field(name);
    if (field == nullptr || field->type != FieldType::k_integer || !fact.knows(*field->slot))
      return std::nullopt;
    return fact.slot[*field->slot];
  };
  for (const Field& field : ledger.fields) {
    if (field.type != FieldType::k_accident_class) continue;
    const Toll toll{part("dead"), part("missing"), part("injured"), part("loss_fen")};
    if (toll.dead || toll.missing || toll.injured || toll.loss_fen)
      fact.set(*field.slot, static_cast<std::int64_t>(classify(toll)));
  }
}

void read_state(Object& object, const Ledger& ledger, const Words& words, Fact& fact) {
  const std::optional<Place> place = object.find("state");
  if (!place) {
    if (!ledger.states.empty()) fact.state = ledger.states.front().code;
    return;
  }
  const std::optional<std::string> text = place->as<std::string>();
  if (!text) return;
  fact.state = find_code(ledger.states, *text, words);
  if (fact.state == k_no_code)
    place->problem(
        "fact.state", "“" + shown(*text) + "” is not a state of “" + ledger.title + "”",
        ledger.states.empty() ? "leave the state out: this ledger has none" : choices(ledger.states, words));
}

nlohmann::json read_attachment(const Place& place) {
  constexpr std::size_t k_digest_digits = 64;  // SM3
  Object object(place);
  const std::string name = object.need_text("name");
  const std::string digest = object.need<std::string>("digest");
  const std::int64_t size = object.need_integer<std::int64_t>("size", 0);
  object.close();
  if (!digest.empty() &&
      (digest.size() != k_digest_digits || digest.find_first_not_of("0123456789abcdef") != std::string::npos))
    place.problem("fact.digest", "the digest of “" + shown(name) + "” is not an SM3 digest",
                  "write 64 hexadecimal digits, a-f in lower case");
  return {{"name", name}, {"digest", digest}, {"size", size}};
}

void read_id(Object& object, FactRecord& record) {
  record.id = object.get<std::string>("id", "");
  if (!record.id.empty() && !is_fact_id(record.id))
    object.find("id")->problem("fact.id", "this id is too long or has control characters",
                               "use at most 128 bytes of visible text");
}

}  // namespace

FactRecord read_fact_record(const Place& root, const LedgerSet& ledgers, Words& words) {
  FactRecord record;
  Object object(root);
  const std::optional<Place> name = object.need("ledger");
  const Ledger* ledger = name ? read_ledger_name(*name, ledgers, words, "fact.ledger") : nullptr;
  if (ledger == nullptr) return record;  // nothing else can be judged
  record.fact.ledger = ledger->id;
  read_id(object, record);
  record.fact.occurred = object.need<Date>("occurred_on");
  record.fact.unit = object.need_code("unit", words);
  record.fact.area = object.get_code("area", words);
  record.fact.sector = object.get_code("sector", words);
  record.fact.post = object.get_code("post", words);
  record.fact.official = object.get_code("official", words);
  read_state(object, *ledger, words, record.fact);

  const json::Value none{json::Members{}};
  Object fields(object.find("fields").value_or(root.member("fields", none)));
  for (const Field& field : ledger->fields) read_field_of(fields, field, words, record);
  fields.close();
  derive_class(*ledger, record.fact);

  nlohmann::json attachments = nlohmann::json::array();
  for (const Place& place : object.get_list("attachments")) attachments.push_back(read_attachment(place));
  record.attachments_json = attachments.dump();
  record.remark = object.get<std::string>("remark", "");
  object.close();
  return record;
}

namespace {

nlohmann::json write_slot(const Field& field, std::int64_t value, const Codebook& codes) {
  switch (field.type) {
    case FieldType::k_boolean:
      return value != 0;
    case FieldType::k_date:
      return to_text(Date{static_cast<std::int32_t>(value)});
    case FieldType::k_code:
    case FieldType::k_reference:
      return codes.text(static_cast<CodeId>(value));
    case FieldType::k_integer:
    case FieldType::k_accident_class:
    case FieldType::k_text:
      break;
  }
  return value;
}

nlohmann::json write_fields(const FactRecord& record, const Ledger* ledger, const Codebook& codes) {
  nlohmann::json fields = nlohmann::json::object();
  if (ledger == nullptr) return fields;
  for (const Field& field : ledger->fields)
    if (field.slot && field.type != FieldType::k_accident_class && record.fact.knows(*field.slot))
      fields[field.name] = write_slot(field, record.fact.slot[*field.slot], codes);
  for (const FactText& text : record.texts) fields[text.field] = text.text;
  return fields;
}

}  // namespace

Result<FactRecord> read_fact(std::string_view json, const LedgerSet& ledgers, Codebook& codes,
                             Problems* problems) {
  Document document(json);
  Words words(codes);
  FactRecord record;
  if (document) record = read_fact_record(document.root(), ledgers, words);
  ANZE_CHECK(document.finish(problems));
  words.commit();
  return record;
}

// Canonical: sorted keys, no spaces; whatever is unknown or empty is absent, but "fields" and "attachments"
// are always there. What is derived is left out: it could not be read back.
std::string write_fact(const FactRecord& record, const LedgerSet& ledgers, const Codebook& codes) {
  nlohmann::json fact{{"ledger", codes.text(record.fact.ledger)},
                      {"occurred_on", to_text(record.fact.occurred)},
                      {"fields", write_fields(record, ledgers.find(record.fact.ledger), codes)}};
  const auto add = [&fact](const char* name, const std::string& text) {
    if (!text.empty()) fact[name] = text;
  };
  add("id", record.id);
  add("unit", codes.text(record.fact.unit));
  add("area", codes.text(record.fact.area));
  add("sector", codes.text(record.fact.sector));
  add("post", codes.text(record.fact.post));
  add("official", codes.text(record.fact.official));
  add("state", codes.text(record.fact.state));
  add("remark", record.remark);
  nlohmann::json attachments = nlohmann::json::parse(record.attachments_json, nullptr, false);
  fact["attachments"] = attachments.is_array() ? std::move(attachments) : nlohmann::json::array();
  return fact.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace anze
