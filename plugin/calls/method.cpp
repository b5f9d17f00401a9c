#include "plugin/calls/method.h"

#include <algorithm>

namespace anze::plugin {

std::span<const Method* const> all_methods() {
  static const auto& table = *new std::vector<const Method*>([] {
    std::vector<const Method*> methods;
    for (const auto group :
         {describe_methods(),   definition_methods(), ledger_methods(),   ledger_view_methods(),
          attachment_methods(), hazard_methods(),     sheet_methods(),    sheet_file_methods(),
          figure_methods(),     late_methods(),       deadline_methods(), burden_methods(),
          score_methods(),      judge_methods(),      veto_methods(),     radar_methods(),
          answer_methods(),     rank_methods(),       rulebook_methods(), filing_methods(),
          outbox_methods(),     audit_methods()})
      for (const Method& method : group) methods.push_back(&method);
    std::sort(methods.begin(), methods.end(),
              [](const Method* a, const Method* b) { return std::string_view(a->name) < b->name; });
    return methods;
  }());  // never freed: nothing of ours runs when the process ends
  return table;
}

const Method* find_method(std::string_view name) {
  const auto table = all_methods();
  const auto found =
      std::lower_bound(table.begin(), table.end(), name,
                       [](const Method* method, std::string_view wanted) { return method->name < wanted; });
  return found != table.end() && (*found)->name == name ? *found : nullptr;
}

json request_schema(const Method& method) {
  json properties = {{"actor",
                      {{"type", "string"},
                       {"minLength", 1},
                       {"maxLength", 200},
                       {"description", "principal of the person who acts"}}},
                     {"now",
                      {{"type", "integer"},
                       {"minimum", 0},
                       {"description", "Unix milliseconds; only read when the host offers no clock"}}}};
  json required = json::array();
  if (!method.anonymous) required.push_back("actor");
  properties["request_id"] = {
      {"type", "string"},
      {"minLength", 1},
      {"maxLength", 200},
      {"description",
       "made by the caller; the same id again gets the first answer of a method that changes something"}};
  if (method.mutates()) required.push_back("request_id");
  const json own = json::parse(method.properties);
  for (const auto& [name, schema] : own.items()) {
    const bool needed = name.ends_with('!');
    const std::string plain = needed ? name.substr(0, name.size() - 1) : name;
    properties[plain] = schema;
    if (needed) required.push_back(plain);
  }
  return {{"$schema", "http://json-schema.org/draft-07/schema#"},
          {"title", method.name},
          {"type", "object"},
          {"properties", properties},
          {"required", required},
          {"additionalProperties", false}};
}

Result<Period> Call::period() const {
  auto period = parse_period(text("period"));
  if (!period) return period.error().within("/period");
  return period;
}

}  // namespace anze::plugin
