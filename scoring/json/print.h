// A tree as text: no spaces, UTF-8, members in the order they stand in. Canonical (plugin/docs/formats) where
// whoever made the tree put them in order by name. Internal, like the reader.
#pragma once

#include <string>

#include "scoring/json/reader.h"

namespace anze::json {

// Requires: texts that are UTF-8, as the guard lets in.
std::string print(const Value& value);

}  // namespace anze::json
