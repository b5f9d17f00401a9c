// Runs the script in the directory given and prints each answer as it gets it; with a region after the
// directory it opens that region's store, of an earlier release perhaps, and no more. Meant to be killed.
#include <cstdio>

#include "tests/sim/store_script.h"

int main(int argc, char** argv) {
  namespace script = anze::store::script;
  if (argc != 2 && argc != 3) return 2;
  const std::int64_t region = argc == 3 ? std::atoll(argv[2]) : 0;
  auto opened = anze::store::Store::open({argv[1], script::k_now, "kill test", region});
  if (!opened) {
    std::fprintf(stderr, "%s: %s\n", opened.error().reason.c_str(), opened.error().message.c_str());
    return 3;
  }
  if (region != 0) return 0;
  anze::store::Store& store = **opened;
  for (const auto& step : script::steps(store)) {
    const auto answer = store.write(script::act(step), step.body);
    if (!answer) return 4;
    std::printf("%s\n", answer->c_str());
    std::fflush(stdout);
  }
  return 0;
}
