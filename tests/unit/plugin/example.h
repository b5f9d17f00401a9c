// Example: a request that a method's schema takes, for tests that call every method.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace anze::district {

using nlohmann::json;

// The smallest value a schema takes.
inline json example(const json& schema) {
  if (schema.contains("enum")) return schema["enum"][0];
  const json type = schema.value("type", json("string"));
  const std::string word = type.is_array() ? type[0] : type;
  if (word == "object") {
    json object = json::object();
    for (const json& name : schema.value("required", json::array()))
      object[name.get<std::string>()] =
          example(schema.value("properties", json::object()).value(name.get<std::string>(), json::object()));
    return object;
  }
  if (word == "array") {
    json array = json::array();
    for (int i = 0; i < schema.value("minItems", 0); ++i) array.push_back(example(schema["items"]));
    return array;
  }
  if (word == "integer") return schema.value("minimum", 0);
  if (word == "boolean") return true;
  return "x";
}

}  // namespace anze::district
