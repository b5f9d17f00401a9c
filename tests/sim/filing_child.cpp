// Files one report: prepared, signed, handed to the exchange, received. Started again, it goes on where the
// store says it is. Meant to be killed.
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <unistd.h>

#include "tests/unit/plugin/small_district.h"

namespace {

using namespace anze::district;

// Everything before the filing, once.
void play_before(SmallDistrict& town) {
  town.define();
  town.go_to("2025-04-01");
  town.append(criticism("C1", "2025-02-10"));
  town.score("2025Q1");
  town.seal("2025Q1");
}

void file(SmallDistrict& town) {
  const json id = {{"id", "2025Q1/quarterly_discipline/v1"}};
  town.go_to("2025-04-09");
  // The same ids at every start: what was done before is answered, not done again.
  town.ask("filing.prepare/1", "reviewer",
           {{"request_id", "prepare"}, {"period", "2025Q1"}, {"kind", "quarterly_discipline"}});
  // And a draft in its place, before anybody signs.
  town.ask("filing.prepare/1", "reviewer",
           {{"request_id", "prepare again"},
            {"period", "2025Q1"},
            {"kind", "quarterly_discipline"},
            {"passages", {{{"slot", "work"}, {"text", "已逐项核对。"}}}}});
  json signing = id;
  signing["request_id"] = "sign";
  town.ask("filing.sign/1", "signer", signing);
  for (int turn = 0; turn < 5; ++turn) {
    const json turned =
        town.ask("jobs.run_due/1", "system_admin",
                 {{"request_id", "turn " + std::to_string(std::rand()) + std::to_string(getpid())}});
    if (turned.at("sent").empty() && turned.at("failed").empty()) return;
  }
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 3) return 2;
  SmallDistrict town(argv[1]);
  if (std::strcmp(argv[2], "before") == 0) {
    play_before(town);
  } else {
    town.exchange().behave("discipline", {{"mode", argv[2]}, {"polls", 1}});
    file(town);
  }
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 4;
}
