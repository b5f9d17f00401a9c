#include "host/commands/describe.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/fault.hpp"

namespace anze::host {
namespace {

using nlohmann::json;

std::string member(const json& object, const char* key) {
  const json value = object.is_object() ? object.value(key, json()) : json();
  return value.is_string() ? value.get<std::string>() : std::string();
}

const json& list(const json& object, const char* key) {
  static const json& none = *new json(json::array());
  return object.is_object() && object.contains(key) && object[key].is_array() ? object[key] : none;
}

}  // namespace

std::string describe_all(const json& description) {
  const json& methods = list(description, "methods");
  std::size_t width = 6;
  for (const json& method : methods) width = std::max(width, member(method, "name").size());
  std::string out;
  for (const json& method : methods)
    out += fmt::format("{:<{}}  {} {}\n", member(method, "name"), width,
                       method.is_object() && method.value("mutating", false) ? "w" : "-",
                       member(method, "title"));
  out += "(w: changes something and takes a request_id)\n";
  for (const json& id : list(description, "extensions")) out += "extension " + id.dump() + "\n";
  if (description.contains("limits")) out += "limits " + description["limits"].dump() + "\n";
  return out;
}

std::string describe_method(const json& description, const std::string& name) {
  std::string near;
  for (const json& method : list(description, "methods")) {
    const std::string found = member(method, "name");
    if (found.substr(0, found.find('.')) == name.substr(0, name.find('.'))) near += " " + found;
    if (found != name) continue;
    std::string out = found + "  " + member(method, "title") + "\n";
    if (const std::string summary = member(method, "summary"); !summary.empty()) out += summary + "\n";
    if (method.contains("roles"))
      out += "Roles, any of: " + (method["roles"].empty() ? "everybody" : method["roles"].dump()) + "\n";
    for (const char* part : {"request", "response", "errors", "example"})
      if (method.contains(part)) out += fmt::format("\n{}:\n{}\n", part, method[part].dump(2));
    return out;
  }
  throw Fault(k_exit_usage, "The plugin has no method " + name + ".",
              near.empty() ? "anze-host describe lists them." : "Similar:" + near);
}

}  // namespace anze::host
