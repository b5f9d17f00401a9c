#include "plugin/json/tree.h"

namespace anze::plugin {

json tree_of(const anze::json::Value& value) {
  using namespace anze::json;
  if (const auto* truth = value.get_if<bool>()) return *truth;
  if (const auto* number = value.get_if<std::int64_t>()) return *number;
  if (const auto* said = value.get_if<std::string>()) return *said;
  if (const auto* array = value.get_if<Array>()) {
    plugin::json list = plugin::json::array();
    for (const Value& each : *array) list.push_back(tree_of(each));
    return list;
  }
  if (value.is_null()) return nullptr;
  plugin::json object = plugin::json::object();
  for (const Member& member : std::get<Members>(value.held)) object[member.name] = tree_of(member.value);
  return object;
}

}  // namespace anze::plugin
