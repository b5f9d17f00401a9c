// LimitsJson: the limits of sheet files (reading/limits.h) as a host sets them in its configuration
// (`sheet_limits`) and as abi.describe/1 tells them.
//
// A host may ask for less or for more, up to a ceiling each; whatever it asks for, the reader process has
// 256 MiB and ten seconds, and a file that needs more is refused there.
#pragma once

#include "plugin/json/json.h"
#include "plugin/sheet_reader/limits.h"

namespace anze::sheets {

// JSON Schema of `sheet_limits`.
plugin::json limits_schema();
// Requires: `given` satisfies the schema, or is null. What it does not name stays as shipped.
Limits read_limits(const plugin::json& given);
plugin::json to_json(const Limits& limits);

}  // namespace anze::sheets
