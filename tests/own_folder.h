// A folder of its own for whoever asks, as mkdtemp makes it. Who asked removes it.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

namespace anze::tests {

// In `base`, with `name` in its own name.  Throws std::runtime_error when it cannot be made.
inline std::filesystem::path own_folder(
    std::string_view name, const std::filesystem::path& base = std::filesystem::temp_directory_path()) {
  std::string pattern = (base / ("anze-" + std::string(name) + "-")).string() + std::string(6, 'X');
  if (mkdtemp(pattern.data()) == nullptr)
    throw std::runtime_error("no folder could be made in " + base.string());
  return pattern;
}

// In memory where that can be had: for tests that sync a thousand times and never cut the power.
inline std::filesystem::path own_folder_in_memory(std::string_view name) {
  const bool memory = access("/dev/shm", W_OK | X_OK) == 0;
  return own_folder(name, memory ? "/dev/shm" : std::filesystem::temp_directory_path());
}

}  // namespace anze::tests
