#include "tests/bench/district.h"

#include "host/commands/demo_year.hpp"
#include "host/day.hpp"
#include "host/services/clock.hpp"
#include "host/session.hpp"
#include "tests/bench/timing.h"

namespace anze::bench {

host::SessionOptions fresh_district(const std::filesystem::path& directory) {
  namespace fs = std::filesystem;
  fs::remove_all(directory);
  fs::create_directories(directory / "store");
  const fs::path data = ANZE_TIEDONG_DATA;
  host::SessionOptions options;
  options.plugin = ANZE_PLUGIN_FILE;
  options.store = directory / "store";
  options.directory = data / "directory.json";
  options.calendar = ANZE_CALENDAR_FILE;
  options.log_file = directory / "host.log";
  options.now_ms = 1'735'780'000'000;
  options.config = {{"owner", "anze-bench"}};
  return options;
}

void district(const std::filesystem::path& directory, int runs) {
  host::SessionOptions options = fresh_district(directory);
  options.mailboxes = directory / "mailboxes";
  host::Session session(options);
  host::DemoYear year(session, ANZE_TIEDONG_DATA);
  year.set_up();
  year.go_to("2025-10-09");
  std::size_t facts = 0;
  for (const char* quarter : {"2025Q1", "2025Q2", "2025Q3"}) facts += year.enter(quarter);
  year.assess("2025Q3");
  const double score = best_of(runs, [&] {
    year.ask("score.evaluate/1", "assessor-01", {{"period", "2025Q3"}});
  });
  year.seal("2025Q3");
  const double documents = seconds_of([&] {
    for (const char* kind : {"quarterly_discipline", "quarterly_organisation"}) {
      const auto filing = year.file("2025Q3", kind);
      for (const char* format : {"docx", "text", "json"})
        year.ask("filing.document/1", "reviewer-01", {{"id", filing.at("id")}, {"format", format}});
    }
  });
  figure("i  the district's third quarter scored (" + std::to_string(facts) + " facts so far)",
         text("{:.1f} ms", score * 1e3), "<= 50 ms", score <= 0.05);
  figure("i  scored, and all its documents made and signed", text("{:.3f} s", score + documents), "<= 2 s",
         score + documents <= 2);
}

}  // namespace anze::bench
