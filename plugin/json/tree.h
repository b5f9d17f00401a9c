// A tree our own reader built (scoring/json/reader.h), as nlohmann's: for parts of a document that have no
// struct and are told or kept as they came. Threads: no state.
#pragma once

#include "plugin/json/json.h"
#include "scoring/json/reader.h"

namespace anze::plugin {

json tree_of(const anze::json::Value& value);

}  // namespace anze::plugin
