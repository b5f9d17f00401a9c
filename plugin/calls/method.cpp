#include "plugin/calls/method.h"

#include <algorithm>

namespace anze::plugin {

std::span<const Method* const> all_methods() {
  static const auto& table = *new std::vector<const Method*>([] {
    std::vector<const Method*> methods;
    for (const auto group : {describe_methods(),      definition_methods(),      ledger_methods(),
                             ledger_view_methods(),   attachment_methods(),      hazard_methods(),
                             sheet_methods(),         sheet_file_methods(),      figure_methods(),
                             late_methods(),          deadline_methods(),        burden_methods(),
                             score_methods(),         judge_methods(),           veto_methods(),
                             radar_methods(),         answer_methods(),          rank_methods(),
                             rulebook_diff_methods(), rulebook_impact_methods(), rulebook_coverage_methods(),
                             filing_methods(),        outbox_methods(),          audit_methods(),
                             roles_methods()})
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

std::vector<Param> request_members(const Method& method) {
  Param actor = ask::text("actor", 1, 200).says("principal of the person who acts");
  actor.required = !method.anonymous;
  Param id = ask::text("request_id", 1, 200)
                 .says(
                     "made by the caller; the same id again gets the first answer of a method that changes "
                     "something");
  id.required = method.mutates();
  std::vector<Param> members = {
      std::move(actor), std::move(id),
      ask::integer("now", 0).says("Unix milliseconds; only read when the host offers no clock")};
  members.insert(members.end(), method.members.begin(), method.members.end());
  return members;
}

json request_schema(const Method& method) {
  json schema = schema_of(ask::object("", request_members(method)));
  if (!schema.contains("required")) schema["required"] = json::array();
  schema["$schema"] = "http://json-schema.org/draft-07/schema#";
  schema["title"] = method.name;
  return schema;
}

json response_schema(const Method& method) {
  return answer_schema(method.name, method.answer);
}

Result<Period> Call::period() const {
  auto period = parse_period(text("period"));
  if (!period) return period.error().within("/period");
  return period;
}

}  // namespace anze::plugin
