// District: the shipped district through the shared library, as a host drives it.
#pragma once

#include <filesystem>

#include "host/session.hpp"

namespace anze::bench {

// A session on a fresh store in the folder, with the district's directory and calendar, at the year's
// beginning.
host::SessionOptions fresh_district(const std::filesystem::path& directory);

// Scores a quarter, renders its filings, prints both.
void district(const std::filesystem::path& directory, int runs);

}  // namespace anze::bench
