// The one way JSON comes in, whoever sends it: well-formed UTF-8, no duplicate key, no floating literal, no
// bytes after the value, no U+0000, integers inside int64, and within the limits. Checked before anything is
// built from it, so that a hostile document costs no more than reading it. (nlohmann/json alone lets the last
// duplicate win and takes 0.1 for a number.)
#pragma once

#include <cstddef>
#include <string_view>

#include "scoring/values/result.h"

namespace anze {

struct JsonLimits {
  std::size_t bytes = 16U << 20U;
  std::size_t depth = 64;
  std::size_t members = 1'000'000;  // keys and elements in all
  std::size_t string_bytes = 1U << 20U;
};

// Errors: json.syntax, json.duplicate_key, json.float, json.integer_range, json.depth, json.size; `at` is a
// JSON path.
Result<void> guard_json(std::string_view text, const JsonLimits& limits = {});

}  // namespace anze
