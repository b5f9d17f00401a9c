// District: the shipped district through the shared library, as a host drives it.
#pragma once

#include <filesystem>

namespace anze::bench {

// Scores a quarter, renders its filings, prints both.
void district(const std::filesystem::path& directory, int runs);

}  // namespace anze::bench
