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

anze::json::Value value_of(const json& tree) {
  using namespace anze::json;
  switch (tree.type()) {
    case plugin::json::value_t::boolean:
      return {tree.get<bool>()};
    case plugin::json::value_t::number_integer:
    case plugin::json::value_t::number_unsigned:
      return {tree.get<std::int64_t>()};
    case plugin::json::value_t::string:
      return {tree.get<std::string>()};
    case plugin::json::value_t::array: {
      Array list;
      list.reserve(tree.size());
      for (const plugin::json& each : tree) list.push_back(value_of(each));
      return {std::move(list)};
    }
    case plugin::json::value_t::object: {
      Members members;
      members.reserve(tree.size());
      for (const auto& [name, each] : tree.items()) members.push_back({name, value_of(each)});
      return {std::move(members)};
    }
    case plugin::json::value_t::null:
    case plugin::json::value_t::number_float:
    case plugin::json::value_t::binary:
    case plugin::json::value_t::discarded:
      break;
  }
  ANZE_ASSERT(tree.is_null());
  return {};
}

}  // namespace anze::plugin
