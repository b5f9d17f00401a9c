// abi.describe/1: what this library can do, for hosts, the validator and the docs generator.
#include "plugin/build_info.h"
#include "plugin/calls/config.h"
#include "plugin/calls/method.h"
#include "plugin/calls/sheet_limits.h"
#include "scoring/json/guard.h"

namespace anze::plugin {
namespace {

Result<json> describe(Call& call, store::Reader&) {
  json methods = json::array();
  for (const Method* method : all_methods())
    methods.push_back({{"name", method->name},
                       {"title", method->title},
                       {"summary", method->summary},
                       {"mutating", method->mutates()},
                       {"audited_read", method->reads_people},
                       {"roles", method->roles},
                       {"request", request_schema(*method)}});
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
              {"errors", "plugin/docs/errors.md"}};
}

}  // namespace

std::span<const Method> describe_methods() {
  static const auto& methods = *new std::vector<Method>{
      {.name = "abi.describe/1",
       .title = "接口说明",
       .summary = "Lists methods with their JSON Schemas, roles and limits.",
       .function = describe,
       .anonymous = true},
  };
  return methods;
}

}  // namespace anze::plugin
