// Runs the script in the directory given and prints each answer as it gets it. Meant to be killed.
#include <cstdio>

#include "tests/sim/store_script.h"

int main(int argc, char** argv) {
  namespace script = anze::store::script;
  if (argc != 2) return 2;
  auto opened = anze::store::Store::open({argv[1], script::k_now, "kill test"});
  if (!opened) {
    std::fprintf(stderr, "%s: %s\n", opened.error().reason.c_str(), opened.error().message.c_str());
    return 3;
  }
  anze::store::Store& store = **opened;
  for (const auto& step : script::steps(store)) {
    const auto answer = store.write(script::act(step), step.body);
    if (!answer) return 4;
    std::printf("%s\n", answer->c_str());
    std::fflush(stdout);
  }
  return 0;
}
