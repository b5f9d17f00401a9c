#include "plugin/calls/config.h"

#include "plugin/calls/sheet_limits.h"
#include "plugin/json/schema.h"

namespace anze::plugin {

namespace {

json make_schema() {
  json schema = json::parse(R"({
    "$schema": "http://json-schema.org/draft-07/schema#",
    "title": "anze_open configuration",
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "storage_dir": {"type": "string", "minLength": 1, "description": "private directory of the store; else the host's storage service is asked"},
      "owner": {"type": "string", "maxLength": 200, "description": "named in the store's lock, for whoever is kept out by it"},
      "read_only": {"type": "boolean", "description": "reads beside the process that owns the store: takes no lock, answers no method that writes or whose reading is recorded"},
      "region": {"type": "integer", "minimum": 1, "maximum": 999999999, "description": "division code (行政区划代码) whose rows the store keeps, fixed when it is made; another one is refused"},
      "accept_head": {
        "type": "object", "required": ["seq", "hash", "by", "reason"], "additionalProperties": false,
        "description": "the store's own head, as store.rolled_back or store.other_history told it: somebody accepts that the store goes on from there",
        "properties": {"seq": {"type": "integer", "minimum": 0}, "hash": {"type": "string", "minLength": 64, "maxLength": 64},
                       "by": {"type": "string", "minLength": 1, "maxLength": 200}, "reason": {"type": "string", "minLength": 1, "maxLength": 1000}}
      },
      "keys": {"type": "array", "minItems": 1, "maxItems": 8, "description": "keys of the store's texts, 64 hexadecimal digits each, the one that encrypts first; for hosts without a crypto service",
        "items": {"type": "string", "minLength": 64, "maxLength": 64}},
      "personal_plain": {"type": "boolean", "description": "true: without a key, names and whatever else people write lie in the store's file readable by whoever reads it"},
      "sheet_reader": {"type": "string", "minLength": 1, "maxLength": 4096, "description": "absolute path of the program anze-sheet-reader; else it is looked for beside anze.so"},
      "now": {"type": "integer", "minimum": 0, "description": "Unix milliseconds, for hosts without a clock service"},
      "people": {
        "type": "array", "description": "directory for hosts without an identity service",
        "items": {"type": "object", "required": ["principal", "roles"], "additionalProperties": false,
          "properties": {"principal": {"type": "string", "minLength": 1}, "name": {"type": "string"}, "unit": {"type": "string"},
                         "person": {"type": ["string", "null"]}, "addressee": {"type": ["string", "null"]}, "roles": {"type": "array", "items": {"type": "string"}},
                         "units": {"type": "array", "items": {"type": "string"}}, "sectors": {"type": "array", "items": {"type": "string"}},
                         "superior_of": {"type": "array", "items": {"type": "string"}}, "deputy_of": {"type": "array", "items": {"type": "string"}},
                         "delegate_of": {"type": "array", "items": {"type": "string"}}}}
      },
      "calendar": {
        "type": "array", "description": "working days for hosts without a calendar service, one entry per State Council notice",
        "items": {"type": "object", "required": ["year", "days_off", "days_worked"], "additionalProperties": false,
          "properties": {"year": {"type": "integer", "minimum": 1900, "maximum": 2199}, "notice": {"type": "string"},
                         "days_off": {"type": "array", "items": {"type": "string"}},
                         "days_worked": {"type": "array", "items": {"type": "string"}}}}
      }
    }
  })");
  schema["properties"]["sheet_limits"] = sheets::limits_schema();
  return schema;
}

}  // namespace

const json& config_schema() {
  static const json& schema = *new json(make_schema());  // never freed: nothing of ours runs at the end
  return schema;
}

Result<json> read_config(std::string_view text) {
  auto config = parse_json(text);
  if (!config) return config.error().within("config");
  static const Schema& schema = *new Schema(config_schema());
  const Problems problems = schema.check(*config);
  if (problems.empty()) return config;
  Error first = problems.front();
  first.reason = "config.schema";
  first.help = "plugin/docs/integrating.md lists what the configuration may hold";
  return first;
}

}  // namespace anze::plugin
