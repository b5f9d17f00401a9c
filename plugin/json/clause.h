// A clause and a post, as answers name them.
#pragma once

#include <cstdint>

#include "plugin/json/json.h"
#include "scoring/organisation/organisation.h"
#include "scoring/rulebook/rulebook.h"

namespace anze::plugin {

// {"clause", "title", "basis", "item", "item_title", "kind"}.
json clause_json(const Rulebook& rulebook, std::int32_t clause);
// {"post", "title", "unit", "unit_title"}; null for none.
json post_json(const Organisation& organisation, const Codebook& codes, CodeId post);

}  // namespace anze::plugin
