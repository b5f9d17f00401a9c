#include "plugin/json/ledger.h"

#include <algorithm>

namespace anze::plugin {
namespace {

std::string_view word_of(FieldType type) {
  switch (type) {
    case FieldType::k_integer:
      return "integer";
    case FieldType::k_boolean:
      return "boolean";
    case FieldType::k_date:
      return "date";
    case FieldType::k_code:
      return "code";
    case FieldType::k_reference:
      return "reference";
    case FieldType::k_text:
      return "text";
    case FieldType::k_accident_class:
      return "accident_class";
    case FieldType::k_texts:
      return "texts";
    case FieldType::k_codes:
      return "codes";
  }
  return "";
}

std::string_view word_of(Scope scope) {
  switch (scope) {
    case Scope::k_own:
      return "own";
    case Scope::k_named:
      return "named";
    case Scope::k_unit:
      return "unit";
    case Scope::k_portfolio:
      return "portfolio";
  }
  return "";
}

std::string_view word_of(RuleKind kind) {
  switch (kind) {
    case RuleKind::k_order:
      return "order";
    case RuleKind::k_at_most:
      return "at_most";
    case RuleKind::k_required_when:
      return "required_when";
    case RuleKind::k_empty_when:
      return "empty_when";
    case RuleKind::k_true_when:
      return "true_when";
    case RuleKind::k_attachment_when:
      return "attachment_when";
  }
  return "";
}

json codes_json(const std::vector<CodeTitle>& list, const char* name, const Codebook& codes) {
  json array = json::array();
  for (const CodeTitle& each : list) array.push_back({{name, codes.text(each.code)}, {"title", each.title}});
  return array;
}

}  // namespace

json field_json(const Field& field, const Codebook& codes) {
  json object = {{"name", field.name},           {"title", field.title},
                 {"type", word_of(field.type)},  {"required", field.required},
                 {"computed", field.computed()}, {"selectable", field.slot.has_value()}};
  if (!field.hint.empty()) object["hint"] = field.hint;
  if (!field.unit.empty()) object["unit"] = field.unit;
  if (field.decimals > 0) object["decimals"] = field.decimals;
  if (field.min) object["min"] = *field.min;
  if (field.max) object["max"] = field.type == FieldType::k_date ? json("today") : json(*field.max);
  if (!field.allowed.empty()) object["allowed"] = field.allowed;
  if (!field.codes.empty()) object["codes"] = codes_json(field.codes, "code", codes);
  if (field.max_length > 0) object["max_length"] = field.max_length;
  if (field.max_items > 0) object["max_items"] = field.max_items;
  return object;
}

namespace {

json step_json(const RecordStep& step) {
  return {{"title", step.title},   {"roles", step.roles},           {"needs", step.needs},
          {"clears", step.clears}, {"attachment", step.attachment}, {"other_person", step.other_person},
          {"reason", step.reason}};
}

}  // namespace

json move_json(const StateMove& move, const Codebook& codes) {
  json object = step_json(move);
  object["from"] = codes.text(move.from);
  object["to"] = codes.text(move.to);
  return object;
}

json act_json(const RecordAct& act, const Codebook& codes) {
  json object = step_json(act);
  object["act"] = act.id;
  object["sets"] = act.sets;
  object["answers"] = act.answers;
  json& states = object["in"] = json::array();
  for (const CodeId state : act.in) states.push_back(codes.text(state));
  return object;
}

json credit_json(const Credit& credit) {
  return {{"title", credit.title}, {"scope", word_of(credit.scope)}, {"basis", credit.basis}};
}

json ledger_json(const Ledger& ledger, const Codebook& codes) {
  json object = {{"ledger", codes.text(ledger.id)},
                 {"title", ledger.title},
                 {"version", ledger.version},
                 {"basis", ledger.basis},
                 {"history", ledger.history},
                 {"enter", ledger.enter},
                 {"change", ledger.change},
                 {"personal", ledger.personal},
                 {"other_person", ledger.other_person}};
  json& fields = object["fields"] = json::array();
  for (const Field& field : ledger.fields) fields.push_back(field_json(field, codes));
  json& states = object["states"] = codes_json(ledger.states, "state", codes);
  for (std::size_t i = 0; i < states.size(); ++i)
    states[i]["entry"] =
        std::find(ledger.entry.begin(), ledger.entry.end(), ledger.states[i].code) != ledger.entry.end();
  json& moves = object["moves"] = json::array();
  for (const StateMove& move : ledger.moves) moves.push_back(move_json(move, codes));
  json& acts = object["acts"] = json::array();
  for (const RecordAct& act : ledger.acts) acts.push_back(act_json(act, codes));
  json& rules = object["rules"] = json::array();
  for (const FieldRule& rule : ledger.rules)
    rules.push_back({{"rule", word_of(rule.kind)}, {"fields", rule.fields}, {"message", rule.message}});
  json& measures = object["measures"] = json::array();
  for (const FigureDefinition& measure : ledger.measures)
    measures.push_back({{"id", measure.id},
                        {"title", measure.title},
                        {"unit", measure.unit},
                        {"kind", to_word(measure.kind)}});
  json& credits = object["credits"] = json::array();
  for (const Credit& credit : ledger.credits) credits.push_back(credit_json(credit));
  return object;
}

std::string_view to_word(FigureKind kind) {
  switch (kind) {
    case FigureKind::k_count:
      return "count";
    case FigureKind::k_sum:
      return "sum";
    case FigureKind::k_rate:
      return "rate";
    case FigureKind::k_stated:
      break;
  }
  return "stated";
}

}  // namespace anze::plugin
