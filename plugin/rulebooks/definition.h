// Definition: a document that was found good: what is to be kept of it, and what its method tells. A plain
// value.
#pragma once

#include <optional>
#include <string>

#include "plugin/json/json.h"
#include "plugin/records/proposal_record.h"

namespace anze::plugin {

struct Definition {
  std::string kind;  // of the record it becomes
  std::string id;    // the record's
  std::string noun;  // as the audit chain names it
  std::string title{};
  std::string body{};                  // canonical JSON
  std::optional<Replaced> replaces{};  // what is in force and ends with it
  json answer{};                       // what its method tells of it
};

}  // namespace anze::plugin
