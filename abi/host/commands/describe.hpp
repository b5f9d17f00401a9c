// describe: what a plugin says of itself (abi.describe/1), for people.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace anze::host {

// All methods as a table, then extensions and limits.
std::string describe_all(const nlohmann::json& description);

// One method: what it does, its request and answer schemas.  Errors: Fault (usage) for a name that is not
// there.
std::string describe_method(const nlohmann::json& description, const std::string& method);

}  // namespace anze::host
