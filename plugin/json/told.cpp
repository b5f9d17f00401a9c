#include "plugin/json/told.h"

namespace anze::plugin {
namespace {

constexpr int k_date_length = 10;
constexpr int k_digest_length = 64;

json schema_of(const Told& told, json& definitions);

json members_of(const std::vector<Told>& members, json& definitions) {
  json properties = json::object();
  json required = json::array();
  for (const Told& each : members) {
    properties[std::string(each.name)] = schema_of(each, definitions);
    if (!each.optional) required.push_back(each.name);
  }
  json schema = {{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
  if (!required.empty()) schema["required"] = std::move(required);
  return schema;
}

json reference_to(const Shape& shape, json& definitions) {
  const std::string name(shape.name);
  if (!definitions.contains(name)) {
    definitions[name] = nullptr;  // taken, before the members ask for it again
    json members = members_of(shape.members, definitions);
    definitions[name] = std::move(members);
  }
  return {{"$ref", "#/definitions/" + name}};
}

json fixed_length(int characters) {
  return {{"type", "string"}, {"minLength", characters}, {"maxLength", characters}};
}

json plain_schema_of(const Told& told, json& definitions) {
  switch (told.type) {
    case ToldType::k_text:
      return {{"type", "string"}};
    case ToldType::k_date:
      return fixed_length(k_date_length);
    case ToldType::k_points:
      return {{"type", "string"}, {"minLength", 1}};
    case ToldType::k_digest:
      return fixed_length(k_digest_length);
    case ToldType::k_word:
      return {{"enum", told.words}};
    case ToldType::k_integer:
      return {{"type", "integer"}};
    case ToldType::k_count:
      return {{"type", "integer"}, {"minimum", 0}};
    case ToldType::k_flag:
      return {{"type", "boolean"}};
    case ToldType::k_object:
      return members_of(told.members, definitions);
    case ToldType::k_list:
      return {{"type", "array"}, {"items", schema_of(told.members.front(), definitions)}};
    case ToldType::k_map:
      return {{"type", "object"}, {"additionalProperties", schema_of(told.members.front(), definitions)}};
    case ToldType::k_document:
      return {{"type", "object"}};
    case ToldType::k_value:
      return json::object();
    case ToldType::k_shape:
      return reference_to(*told.shape, definitions);
  }
  return json::object();
}

// Draft 7 reads nothing beside a $ref, nor null in an enum that has none.
json schema_of(const Told& told, json& definitions) {
  json schema = plain_schema_of(told, definitions);
  if (told.nullable) {
    if (schema.contains("$ref"))
      schema = {{"anyOf", {std::move(schema), {{"type", "null"}}}}};
    else if (schema.contains("enum"))
      schema["enum"].push_back(nullptr);
    else
      schema["type"] = {schema.at("type"), "null"};
  }
  if (!told.description.empty() && !schema.contains("$ref")) schema["description"] = told.description;
  return schema;
}

Told make(std::string_view name, ToldType type) {
  Told told;
  told.name = name;
  told.type = type;
  return told;
}

Told make(std::string_view name, ToldType type, Told element) {
  Told told = make(name, type);
  told.members.push_back(std::move(element));
  return told;
}

}  // namespace

namespace tell {

Told text(std::string_view name) {
  return make(name, ToldType::k_text);
}

Told date(std::string_view name) {
  return make(name, ToldType::k_date);
}

Told points(std::string_view name) {
  return make(name, ToldType::k_points);
}

Told digest(std::string_view name) {
  return make(name, ToldType::k_digest);
}

Told word(std::string_view name, std::initializer_list<std::string_view> words) {
  Told told = make(name, ToldType::k_word);
  told.words = words;
  return told;
}

Told integer(std::string_view name) {
  return make(name, ToldType::k_integer);
}

Told count(std::string_view name) {
  return make(name, ToldType::k_count);
}

Told flag(std::string_view name) {
  return make(name, ToldType::k_flag);
}

Told object(std::string_view name, std::vector<Told> members) {
  Told told = make(name, ToldType::k_object);
  told.members = std::move(members);
  return told;
}

Told list(std::string_view name, Told element) {
  return make(name, ToldType::k_list, std::move(element));
}

Told texts(std::string_view name) {
  return list(name, text(""));
}

Told map(std::string_view name, Told element) {
  return make(name, ToldType::k_map, std::move(element));
}

Told document(std::string_view name) {
  return make(name, ToldType::k_document);
}

Told value(std::string_view name) {
  return make(name, ToldType::k_value);
}

Told shape(std::string_view name, const Shape& shape) {
  Told told = make(name, ToldType::k_shape);
  told.shape = &shape;
  return told;
}

Told is(const Shape& of) {
  return shape("", of);
}

std::vector<Told> with(std::vector<Told> members, std::vector<Told> more) {
  for (Told& each : more) members.push_back(std::move(each));
  return members;
}

std::vector<Told> with(const Shape& shape, std::vector<Told> more) {
  return with(shape.members, std::move(more));
}

}  // namespace tell

const Shape& problem_shape() {
  static const Shape& shape = *new Shape{"problem",
                                         {tell::text("code").says("plugin/docs/errors.md"),
                                          tell::text("message"), tell::text("at"), tell::text("help")}};
  return shape;
}

const Shape& titled_shape() {
  static const Shape& shape = *new Shape{"titled", {tell::text("id"), tell::text("title")}};
  return shape;
}

json answer_schema(std::string_view title, const std::vector<Told>& members) {
  json definitions = json::object();
  json schema = members_of(members, definitions);
  schema["$schema"] = "http://json-schema.org/draft-07/schema#";
  schema["title"] = title;
  if (!definitions.empty()) schema["definitions"] = std::move(definitions);
  return schema;
}

}  // namespace anze::plugin
