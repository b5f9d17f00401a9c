// Case files, as domain officers write them: whatever is no case says so in an exception.
#include <unistd.h>

#include <exception>
#include <filesystem>
#include <fstream>

#include "case_world.h"
#include "target.h"
#include "world.h"

namespace anze::fuzz {

const Shape k_shape = Shape::k_lines;

const std::vector<std::string>& words() {
  static const auto& all =
      *new std::vector<std::string>(words_in({"tests/cases/world", "tests/cases/world/ledgers"}));
  return all;
}

void fuzz_one(std::string_view input) {
  static const std::string& path = *new std::string(std::filesystem::temp_directory_path() /
                                                    ("anze-fuzz-" + std::to_string(getpid()) + ".case"));
  std::ofstream(path, std::ios::binary) << input;
  try {
    const CaseFile file = read_case(path);
    if (!file.rulebook_file.empty()) return;  // any file of the machine
    const auto world = build_world(file, std::string(ANZE_SOURCE_DIR) + "/tests/cases/world");
    if (world->problems.empty() && world->rulebook) {
      Tally tally(*world->rulebook, *world->organisation, world->calendar, world->period, world->as_of);
      for (const Fact& fact : world->facts)
        if (!tally.apply(fact, +1)) return;
      (void)evaluate(tally, world->judgements);
    }
  } catch (const std::exception&) {  // told to whoever wrote the case
  }
}

}  // namespace anze::fuzz
