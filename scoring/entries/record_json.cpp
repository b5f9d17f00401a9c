#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "scoring/entries/field_value.h"
#include "scoring/entries/record.h"
#include "scoring/entries/record_reader.h"
#include "scoring/json/print.h"
#include "scoring/json/reader.h"
#include "scoring/ledgers/ledger.h"
#include "scoring/ledgers/select_json.h"
#include "scoring/values/broken.h"

namespace anze {
namespace {

using json::Document;
using json::Object;
using json::Place;
using json::shown;

constexpr std::size_t k_id_longest = 128;
// What one record may bring: work over it is bounded by them, wherever it is read.
constexpr std::size_t k_attachments_most = 200;
constexpr std::size_t k_remark_longest = 10'000;  // characters

void read_field_of(Object& fields, const Field& field, StagedCodes& words, FactRecord& record) {
  const std::optional<Place> place = fields.find(field.name);
  const auto* text = place ? place->value().get_if<std::string>() : nullptr;
  // In a text, "" says no more than null: a sheet's empty cell.
  const bool empty = !place || (field.type == FieldType::k_text && text != nullptr && text->empty());
  if (!empty) read_fact_field(*place, field, words, record);
  // "/" and 无 stand there for a cell that was left empty.
  const bool missing = empty || (field.type == FieldType::k_text && text != nullptr && says_nothing(*text));
  if (field.required && missing)
    fields.place().draft_problem("fact.required", called(field) + " is not filled in (未填)",
                                 "add the field \"" + field.name + "\"");
}

void read_state(Object& object, const Ledger& ledger, const StagedCodes& words, Fact& fact) {
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

// Marks that turn the direction of what follows: gpj.exe shown as exe.jpg. A name is data only and never a
// path, but people read it.
bool turns_text(std::string_view text) {
  constexpr std::string_view k_marks[] = {"\u200E", "\u200F", "\u202A", "\u202B", "\u202C", "\u202D",
                                          "\u202E", "\u2066", "\u2067", "\u2068", "\u2069"};
  return std::any_of(std::begin(k_marks), std::end(k_marks),
                     [&](std::string_view mark) { return text.find(mark) != std::string_view::npos; });
}

nlohmann::json read_attachment(const Place& place) {
  constexpr std::size_t k_digest_digits = 64;  // SM3
  Object object(place);
  const std::string name = object.need_text("name");
  const std::string digest = object.need<std::string>("digest");
  const std::int64_t size = object.need_integer<std::int64_t>("size", 0);
  object.close();
  if (has_controls(name) || turns_text(name))
    place.problem("fact.attachment_name", "the name of an attachment has characters that cannot be seen",
                  "give it a plain name");
  if (!digest.empty() &&
      (digest.size() != k_digest_digits || digest.find_first_not_of("0123456789abcdef") != std::string::npos))
    place.problem("fact.digest", "the digest of “" + shown(name) + "” is not an SM3 digest",
                  "write 64 hexadecimal digits, a-f in lower case");
  return {{"name", name}, {"digest", digest}, {"size", size}};
}

void read_id(Object& object, FactRecord& record) {
  record.id = object.get<std::string>("id", "");
  if (record.id.size() > k_id_longest || has_controls(record.id))
    object.find("id")->problem("fact.id", "this id is too long or has control characters",
                               "use at most 128 bytes of visible text");
}

void read_remark(Object& object, FactRecord& record) {
  record.remark = object.get<std::string>("remark", "");
  if (const std::size_t size = characters(record.remark); size > k_remark_longest)
    object.find("remark")->problem(
        "fact.too_long", "the remark has " + std::to_string(size) + " characters",
        "at most " + std::to_string(k_remark_longest) + ": say it shorter, or attach a paper");
}

}  // namespace

FactRecord read_fact_record(const Place& root, const LedgerSet& ledgers, StagedCodes& words) {
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
  derive_fields(fields.place(), *ledger, record.fact);

  nlohmann::json attachments = nlohmann::json::array();
  for (const Place& place : object.get_list("attachments", k_attachments_most))
    attachments.push_back(read_attachment(place));
  record.attachments_json = attachments.dump();
  for (const Field& field : ledger->fields)
    if (field.derived.attachments && field.slot) record.fact.set(*field.slot, attachments.empty() ? 0 : 1);
  read_remark(object, record);
  object.close();
  check_rules(root, *ledger, record);
  return record;
}

namespace {

json::Value value_of_text(const Field& field, const FactText& text) {
  if (field.type == FieldType::k_boolean) return {text.text == "true"};
  if (field.type != FieldType::k_integer && !field.is_list()) return {text.text};
  Document document(text.text);
  return document ? document.root().value() : json::Value{text.text};
}

json::Value value_of_slot(const Field& field, std::int64_t value, const Codebook& codes) {
  switch (field.type) {
    case FieldType::k_boolean:
      return {value != 0};
    case FieldType::k_date:
      return {to_text(Date{static_cast<std::int32_t>(value)})};
    case FieldType::k_code:
    case FieldType::k_reference:
      return {codes.text(static_cast<CodeId>(value))};
    case FieldType::k_integer:
    case FieldType::k_accident_class:
    case FieldType::k_text:
    case FieldType::k_texts:
    case FieldType::k_codes:
      break;
  }
  return {value};
}

json::Value fields_of(const FactRecord& record, const Ledger* ledger, const Codebook& codes) {
  std::map<std::string_view, json::Value> fields;  // by name; a text kept before its field had a slot stands
  if (ledger == nullptr) return {json::Members{}};
  for (const Field& field : ledger->fields)
    if (field.slot && !field.computed() && record.fact.knows(*field.slot))
      fields[field.name] = value_of_slot(field, record.fact.slot[*field.slot], codes);
  for (const FactText& text : record.texts) {
    const Field* field = ledger->field(text.field);
    fields[text.field] = field == nullptr ? json::Value{text.text} : value_of_text(*field, text);
  }
  json::Members members;
  members.reserve(fields.size());
  for (auto& [name, value] : fields) members.push_back({std::string(name), std::move(value)});
  return {std::move(members)};
}

json::Value attachments_of(const FactRecord& record) {
  Document document(record.attachments_json);
  const bool list = document && document.root().value().get_if<json::Array>() != nullptr;
  return list ? document.root().value() : json::Value{json::Array{}};
}

Result<FactRecord> read_document(Document& document, const LedgerSet& ledgers, Codebook& codes,
                                 Problems* problems) {
  StagedCodes words(codes);
  FactRecord record;
  if (document) record = read_fact_record(document.root(), ledgers, words);
  ANZE_CHECK(document.finish(problems));
  ANZE_ASSERT(record.fact.ledger != k_no_code && record.fact.unit != k_no_code);
  words.commit();
  return record;
}

}  // namespace

Result<FactRecord> read_fact(std::string_view json, const LedgerSet& ledgers, Codebook& codes,
                             Problems* problems) {
  Document document(json);
  return read_document(document, ledgers, codes, problems);
}

Result<FactRecord> read_fact(json::Value fact, const LedgerSet& ledgers, Codebook& codes,
                             Problems* problems) {
  Document document(std::move(fact));
  return read_document(document, ledgers, codes, problems);
}

// In the order of their names; whatever is unknown or empty is absent, but "fields" and "attachments" are
// always there. What is derived is left out: it could not be read back.
json::Value fact_tree(const FactRecord& record, const LedgerSet& ledgers, const Codebook& codes) {
  json::Members fact;
  fact.reserve(12);
  const auto add = [&fact](const char* name, const std::string& text) {
    if (!text.empty()) fact.push_back({name, {text}});
  };
  add("area", codes.text(record.fact.area));
  fact.push_back({"attachments", attachments_of(record)});
  fact.push_back({"fields", fields_of(record, ledgers.find(record.fact.ledger), codes)});
  add("id", record.id);
  fact.push_back({"ledger", {codes.text(record.fact.ledger)}});
  fact.push_back({"occurred_on", {to_text(record.fact.occurred)}});
  add("official", codes.text(record.fact.official));
  add("post", codes.text(record.fact.post));
  add("remark", record.remark);
  add("sector", codes.text(record.fact.sector));
  add("state", codes.text(record.fact.state));
  add("unit", codes.text(record.fact.unit));
  ANZE_ASSERT(std::is_sorted(fact.begin(), fact.end(),
                             [](const json::Member& a, const json::Member& b) { return a.name < b.name; }));
  return {std::move(fact)};
}

std::string write_fact(const FactRecord& record, const LedgerSet& ledgers, const Codebook& codes) {
  return json::print(fact_tree(record, ledgers, codes));
}

}  // namespace anze
