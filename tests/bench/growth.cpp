#include "tests/bench/growth.h"

#include <string>

#include "tests/bench/floor.h"
#include "tests/bench/timing.h"

namespace anze::bench {

void growth(const Options& options) {
  double first = 0;
  for (const std::int64_t facts : {10'000, 100'000, 400'000, 1'000'000, 4'000'000}) {
    if (facts > options.size.facts) return;
    Size size = options.size;
    size.facts = facts;
    const auto directory = options.directory / "growth";
    double took = 0;
    double step = 0;
    {
      const auto store = new_store(directory);
      const World world = world_in(*store, size);
      append_all(*store, world);
      took = best_of(options.runs, [&] { count(*store, world, lanes_of(1)); });
      step = best_of(options.runs, [&] { Floor(directory / "anze.db").step_over_facts(); });
    }
    std::filesystem::remove_all(directory);
    const double each = took / static_cast<double>(facts) * 1e9;
    if (facts == 400'000) first = each;
    figure("g  count at " + std::to_string(facts) + " facts",
           text("{:.0f} ns a fact, {:.2f} x step", each, took / step), facts == 4'000'000 ? "<= 1.2 x" : "",
           each <= 1.2 * first);
  }
}

}  // namespace anze::bench
