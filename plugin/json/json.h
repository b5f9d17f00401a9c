// JSON inside the plugin: nlohmann/json behind the guard. Only plugin/ sees the library's types.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "scoring/json/guard.h"
#include "scoring/values/result.h"

extern template class nlohmann::basic_json<>;  // its members are compiled once, beside this header

namespace anze::plugin {

using json = nlohmann::json;  // objects keep their keys sorted, so dump() of equal values gives equal bytes

// Guards, then parses.  Errors: those of guard_json.
Result<json> parse_json(std::string_view text, const JsonLimits& limits = {});

// Canonical bytes: sorted keys, no spaces, UTF-8; bytes that are not UTF-8 are replaced.
std::string dump(const json& value);

// A text member, "" when absent or null.
std::string text_of(const json& object, const char* name);
const json& list_of(const json& object, const char* name);  // where there is no such list: an empty one

// RFC 4648 base64, for documents inside JSON answers.
std::string base64(std::string_view bytes);
// Back again; none when it is no base64.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace anze::plugin
