// Reads one part of a zip back, with libzip itself: a test's own check on what was written.
#pragma once

#include <string>
#include <vector>

namespace anze::reports::test {

std::vector<std::string> part_names(const std::string& archive);
std::string part(const std::string& archive, const std::string& name);  // empty when absent

}  // namespace anze::reports::test
