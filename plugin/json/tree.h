// The two trees of a document, one as the other: our reader's own (scoring/json/reader.h) and nlohmann's. For
// parts of a document that have no struct and are told or kept as they came, and for what was put together
// here and is read like a document, without printing it first. Threads: no state.
#pragma once

#include "plugin/json/json.h"
#include "scoring/json/reader.h"

namespace anze::plugin {

json tree_of(const anze::json::Value& value);
// Requires: what the guard lets in (scoring/json/guard.h), or was made of it.
anze::json::Value value_of(const json& tree);

}  // namespace anze::plugin
