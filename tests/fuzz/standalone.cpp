// Plays files and folders of files through a target: FUZZ_TARGET PATH...
// Whatever takes longer than the limit counts as a hang. Names each file before it is played, so that what
// crashes is known.
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "target.h"

int main(int argc, char** argv) {
  constexpr auto k_longest = std::chrono::seconds(20);  // under sanitizers, on a machine with other work
  std::set<std::filesystem::path> files;
  for (int i = 1; i < argc; ++i) {
    if (!std::filesystem::is_directory(argv[i])) files.insert(argv[i]);
    if (std::filesystem::is_directory(argv[i]))
      for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i]))
        if (entry.is_regular_file()) files.insert(entry.path());
  }
  if (files.empty()) {
    std::fprintf(stderr, "no inputs: name files or folders\n");
    return 2;
  }
  for (const std::filesystem::path& file : files) {
    std::printf("%s\n", file.c_str());
    std::fflush(stdout);
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    const auto begin = std::chrono::steady_clock::now();
    anze::fuzz::fuzz_one(text.str());
    if (std::chrono::steady_clock::now() - begin > k_longest) anze::fuzz::broken("this took too long");
  }
  std::printf("%zu inputs\n", files.size());
  return 0;
}
