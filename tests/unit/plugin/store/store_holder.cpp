// Another process for the store's tests: opens the directory and goes ("try"), dies with it open ("die"),
// adds an entry as its owner ("add"), or reads beside the owner and says what it saw ("beside"). Exits 0, or
// 3 when the store refused, having printed why.
#include <unistd.h>

#include <cstdio>
#include <string>

#include "plugin/store/store.h"

int main(int argc, char** argv) {
  using namespace anze::store;
  if (argc != 3) return 2;
  const std::string what = argv[2];
  OpenOptions options{argv[1], 1'742'000'000'000, "holder"};
  options.read_only = what == "beside";
  auto opened = Store::open(options);
  if (!opened) {
    std::printf("%s: %s\n", opened.error().reason.c_str(), opened.error().message.c_str());
    return 3;
  }
  if (what == "die") _exit(0);
  if (what != "add" && what != "beside") return 0;
  const auto note = [](Writer& writer) -> anze::Result<std::string> {
    ANZE_TRY(const Record record, writer.put("note", "n", 0, "{}"));
    return std::to_string(record.version);
  };
  const auto wrote = (*opened)->write({"holder", "note.put/1", {}, "{}", 1'742'000'000'000}, note);
  std::printf("head %lld write %s\n", static_cast<long long>((*opened)->last().head.seq),
              wrote ? wrote->c_str() : wrote.error().reason.c_str());
  return 0;
}
