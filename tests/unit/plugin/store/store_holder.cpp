// Another process for the store's tests: opens the directory and goes ("try"), or dies with it open ("die").
// Exits 0, or 3 when the store refused, having printed why.
#include <unistd.h>

#include <cstdio>
#include <string>

#include "plugin/store/store.h"

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  auto opened = anze::store::Store::open({argv[1], 1'742'000'000'000, "holder"});
  if (!opened) {
    std::printf("%s: %s\n", opened.error().reason.c_str(), opened.error().message.c_str());
    return 3;
  }
  if (std::string(argv[2]) == "die") _exit(0);
  return 0;
}
