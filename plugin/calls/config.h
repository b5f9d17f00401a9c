// Config: the JSON object a host passes to anze_open. Unknown members are refused: a misspelt one must not be
// a silent default.
#pragma once

#include <string_view>

#include "plugin/json/json.h"

namespace anze::plugin {

// Returns the checked object.  Errors: config.schema, json.*.
Result<json> read_config(std::string_view text);

// Its published JSON Schema.
const json& config_schema();

}  // namespace anze::plugin
