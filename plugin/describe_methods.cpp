// abi.describe/1: what this library can do, for hosts, the validator and the docs generator.
#include "plugin/build_info.h"
#include "plugin/calls/config.h"
#include "plugin/calls/method.h"
#include "plugin/calls/sheet_limits.h"
#include "scoring/json/guard.h"

namespace anze::plugin {
namespace {

json method_json(const Method& method) {
  return {{"name", method.name},
          {"title", method.title},
          {"summary", method.summary},
          {"mutating", method.mutates()},
          {"audited_read", method.reads_people},
          {"roles", method.roles},
          {"request", request_schema(method)},
          {"response", response_schema(method)},
          {"errors", method.errors}};
}

// All of them, or the one that is asked for.
Result<json> methods_json(const Call& call) {
  json methods = json::array();
  const std::string asked = call.text("method");
  for (const Method* method : all_methods())
    if (asked.empty() || asked == method->name) methods.push_back(method_json(*method));
  if (!methods.empty()) return methods;
  return Error{Code::k_not_found, "method.unknown", "there is no method “" + asked + "”", "/method",
               "leave the member out for all of them"};
}

Result<json> describe(Call& call, store::Reader&) {
  ANZE_TRY(json methods, methods_json(call));
  const JsonLimits limits;
  return json{{"build", json::parse(ANZE_BUILD_INFO)},
              {"methods", std::move(methods)},
              {"extensions", json::array()},
              {"config", config_schema()},
              {"limits",
               {{"json_bytes", limits.bytes},
                {"json_depth", limits.depth},
                {"json_members", limits.members},
                {"string_bytes", limits.string_bytes},
                {"sheet", sheets::to_json(call.sheet_limits)}}},
              {"errors", "plugin/docs/errors.md"},
              {"common_errors", refusal::common()}};
}

std::vector<Told> description_answer() {
  std::vector<Told> method = {
      tell::text("name"),
      tell::text("title"),
      tell::text("summary"),
      tell::flag("mutating").says("changes something and takes a request_id"),
      tell::flag("audited_read").says("the reading itself is an entry of the audit chain"),
      tell::texts("roles").says("any of them; empty: everybody the directory knows"),
      tell::document("request").says("JSON Schema, draft 7"),
      tell::document("response").says("JSON Schema, draft 7, of the answer of a call that is not refused"),
      tell::texts("errors").says("codes it may be refused with, beside common_errors")};
  std::vector<Told> limits = {tell::count("json_bytes"), tell::count("json_depth"),
                              tell::count("json_members"), tell::count("string_bytes"),
                              tell::map("sheet", tell::count(""))};
  return {tell::document("build"),
          tell::list("methods", tell::object("", std::move(method))),
          tell::texts("extensions"),
          tell::document("config").says("JSON Schema of what anze_open takes"),
          tell::object("limits", std::move(limits)),
          tell::text("errors").says("where the codes are explained"),
          tell::texts("common_errors").says("codes any method may be refused with")};
}

}  // namespace

std::span<const Method> describe_methods() {
  static const auto& methods = *new std::vector<Method>{
      {.name = "abi.describe/1",
       .title = "接口说明",
       .summary = "Lists methods with the JSON Schemas of their requests and answers, roles, error codes and "
                  "limits.",
       .members = {ask::text("method", 1).says("only this one")},
       .answer = description_answer(),
       .function = describe,
       .anonymous = true},
  };
  return methods;
}

}  // namespace anze::plugin
