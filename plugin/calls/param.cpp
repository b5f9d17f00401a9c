#include "plugin/calls/param.h"

#include <algorithm>

#include "plugin/json/tree.h"

namespace anze::plugin {
namespace {

using anze::json::Object;
using anze::json::Place;

// Characters of a text that is UTF-8: the guard has seen it.
std::int64_t characters(std::string_view text) {
  return std::count_if(text.begin(), text.end(),
                       [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
}

std::string between(std::int64_t min, std::int64_t max) {
  return max == Param::k_open ? "give " + std::to_string(min) + " or more"
                              : "give " + std::to_string(min) + " to " + std::to_string(max);
}

void check_text(const Param& param, const Place& place) {
  const std::optional<std::string> said = place.as<std::string>();
  if (!said) return;
  const std::int64_t length = characters(*said);
  if (length < param.min || length > param.max)
    place.problem(
        "json.length",
        length == 0 ? "the text is empty" : "the text has " + std::to_string(length) + " characters",
        between(param.min, param.max) + " characters");
}

void check_word(const Param& param, const Place& place) {
  const std::optional<std::string> said = place.as<std::string>();
  if (said && std::find(param.words.begin(), param.words.end(), *said) == param.words.end())
    place.wrong_word(*said, param.words);
}

void check(const Param& param, const Place& place);

void check_list(const Param& param, const Place& place) {
  const auto* held = place.value().get_if<anze::json::Array>();
  const bool open = param.max == Param::k_open;
  for (const Place& each :
       place.elements(open ? anze::json::k_no_limit : static_cast<std::size_t>(param.max)))
    check(param.members.front(), each);
  if (held != nullptr && held->size() < static_cast<std::size_t>(param.min))
    place.problem("json.length", "the list is too short", between(param.min, param.max) + " elements");
}

void check_object(const Param& param, const Place& place) {
  if (param.closed) return check_members(param.members, place);
  Object read(place);  // says so when it is no object
  for (const std::string_view name : param.words) (void)read.need(name);
}

void check(const Param& param, const Place& place) {
  if (place.is_null() && param.nullable) return;
  switch (param.type) {
    case ParamType::k_text:
      return check_text(param, place);
    case ParamType::k_word:
      return check_word(param, place);
    case ParamType::k_integer:
      place.integer(param.min, param.max);
      return;
    case ParamType::k_flag:
      place.as<bool>();
      return;
    case ParamType::k_list:
      return check_list(param, place);
    case ParamType::k_object:
      if (param.text_too && place.is_string()) return;
      return check_object(param, place);
  }
}

const char* word_of(ParamType type) {
  switch (type) {
    case ParamType::k_text:
    case ParamType::k_word:
      return "string";
    case ParamType::k_integer:
      return "integer";
    case ParamType::k_flag:
      return "boolean";
    case ParamType::k_object:
      return "object";
    case ParamType::k_list:
      return "array";
  }
  return "object";
}

json members_of(const std::vector<Param>& members) {
  json properties = json::object();
  json required = json::array();
  for (const Param& each : members) {
    properties[std::string(each.name)] = schema_of(each);
    if (each.required) required.push_back(each.name);
  }
  json schema = {{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
  if (!required.empty()) schema["required"] = std::move(required);
  return schema;
}

void drop_nulls(const std::vector<Param>& members, json& object) {
  for (const Param& each : members) {
    const auto found = object.find(each.name);
    if (found == object.end()) continue;
    if (found->is_null() && !each.nullable) {
      object.erase(found);
    } else if (each.type == ParamType::k_object && each.closed && found->is_object()) {
      drop_nulls(each.members, *found);
    } else if (each.type == ParamType::k_list && each.members.front().closed) {
      for (json& element : *found)
        if (element.is_object()) drop_nulls(each.members.front().members, element);
    }
  }
}

Param make(std::string_view name, ParamType type, std::int64_t min, std::int64_t max) {
  Param param;
  param.name = name;
  param.type = type;
  param.min = min;
  param.max = max;
  return param;
}

}  // namespace

namespace ask {

Param text(std::string_view name, std::int64_t min, std::int64_t max) {
  return make(name, ParamType::k_text, min, max);
}

Param word(std::string_view name, std::initializer_list<std::string_view> words) {
  Param param = make(name, ParamType::k_word, 0, Param::k_open);
  param.words = words;
  return param;
}

Param integer(std::string_view name, std::int64_t min, std::int64_t max) {
  return make(name, ParamType::k_integer, min, max);
}

Param flag(std::string_view name) {
  return make(name, ParamType::k_flag, 0, Param::k_open);
}

Param object(std::string_view name) {
  return make(name, ParamType::k_object, 0, Param::k_open);
}

Param object(std::string_view name, std::vector<Param> members) {
  Param param = object(name);
  param.closed = true;
  param.members = std::move(members);
  return param;
}

Param list(std::string_view name, Param element, std::int64_t min, std::int64_t max) {
  Param param = make(name, ParamType::k_list, min, max);
  param.members.push_back(std::move(element));
  return param;
}

}  // namespace ask

json schema_of(const Param& param) {
  json schema = param.closed ? members_of(param.members) : json{{"type", word_of(param.type)}};
  if (param.text_too) schema["type"] = {"string", "object"};
  if (param.nullable) schema["type"] = {"object", "null"};
  if (param.type == ParamType::k_word) schema = {{"enum", param.words}};
  if (param.type == ParamType::k_list) schema["items"] = schema_of(param.members.front());
  const bool integer = param.type == ParamType::k_integer;
  const char* least = integer ? "minimum" : param.type == ParamType::k_list ? "minItems" : "minLength";
  const char* most = integer ? "maximum" : param.type == ParamType::k_list ? "maxItems" : "maxLength";
  const std::int64_t none = integer ? std::numeric_limits<std::int64_t>::min() : 0;
  if (param.min != none) schema[least] = param.min;
  if (param.max != Param::k_open) schema[most] = param.max;
  if (param.type == ParamType::k_object && !param.words.empty()) schema["required"] = param.words;
  if (!param.description.empty()) schema["description"] = param.description;
  return schema;
}

void check_members(const std::vector<Param>& members, const Place& place) {
  Object read(place);
  if (!place.is_object()) return;
  for (const Param& each : members) {
    const std::optional<Place> found = read.find(each.name);
    if (found)
      check(each, *found);
    else if (each.required)  // told at its own place: a form marks the member, not the whole request
      place.member(each.name, place.value())
          .problem("json.missing", "“" + std::string(each.name) + "” is missing",
                   "add \"" + std::string(each.name) + "\"");
  }
  read.close();
}

json request_of(const std::vector<Param>& members, const anze::json::Value& root) {
  json request = tree_of(root);
  drop_nulls(members, request);
  return request;
}

}  // namespace anze::plugin
