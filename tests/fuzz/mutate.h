// Changes to JSON as a tree: members dropped, copied, moved, renamed, values replaced by awkward ones.
#pragma once

#include <string>
#include <string_view>

namespace anze::fuzz {

// The input with one to three such changes; "" when it holds no JSON. The same seed gives the same bytes.
std::string mutated(std::string_view input, unsigned seed);

}  // namespace anze::fuzz
