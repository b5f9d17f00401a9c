// Hostile: 63 clients of one district at work, without and with a 64th beside them that sends, as fast as it
// is answered, the requests that once stopped everybody: what one clerk may ask must not be what the others
// wait for.
#pragma once

#include <filesystem>

namespace anze::bench {

// The 99th percentile of what the 63 wait for an answer, both ways, the better of `runs` each.
void hostile(const std::filesystem::path& directory, int runs, int rounds);

}  // namespace anze::bench
