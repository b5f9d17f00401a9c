#include "tests/bench/stored_work.h"

#include <string>
#include <vector>

#include "plugin/tallies/stored_tally.h"
#include "plugin/tallies/upkeep.h"
#include "scoring/entries/record.h"
#include "tests/bench/timing.h"

namespace anze::bench {
namespace {

// The world once more, as the library holds it.
std::shared_ptr<const plugin::Model> model_of(store::Store& store, const Size& size) {
  World world = world_in(store, size);
  auto model = std::make_shared<plugin::Model>();
  model->organisation.emplace(std::move(*world.organisation));
  model->rulebooks.push_back({std::move(world.rulebook), "bench"});
  return model;
}

// An act of `count` new facts; the seconds the keeper takes in it.
double follow_seconds(store::Store& store, Facts& facts, plugin::TallyKeeper& keeper,
                      const std::shared_ptr<const plugin::Model>& model, const Calendar& calendar,
                      int count) {
  double took = 0;
  must(store.write(act("bench.append"), [&](store::Writer& writer) -> Result<std::string> {
    for (int i = 0; i < count; ++i) {
      FactRecord record;
      record.fact = facts.next();
      ANZE_CHECK(writer.append(std::move(record), false));
    }
    took = seconds_of([&] { must(keeper.follow(writer, model, calendar)); });
    return std::string("{}");
  }));
  return took;
}

}  // namespace

void stored_work(store::Store& store, const World& world, const Tally& tally, double full) {
  const auto model = model_of(store, world.size);
  const store::Digest definitions =
      plugin::tally_definitions(*model, model->rulebooks.front(), world.period, world.calendar);
  const double keep = seconds_of([&] {
    must(store.write(act("bench.keep"), [&](store::Writer& writer) -> Result<std::string> {
      ANZE_TRY(const std::int64_t facts_to, writer.last_fact());
      ANZE_CHECK(plugin::store_day_free(writer, definitions, facts_to, tally, {}));
      return std::string("{}");
    }));
  });
  const double load = best_of(3, [&] {
    must(store.read([&](store::Reader& reader) -> Result<void> {
      const auto kept = empty_tally(world);
      plugin::DayBound aside;
      ANZE_TRY(const std::int64_t facts_to, reader.last_fact());
      ANZE_TRY(const plugin::Stored found,
               plugin::load_day_free(reader, definitions, facts_to, *kept, aside));
      if (found != plugin::Stored::k_current)
        return Error{Code::k_internal, "bench.kept", "nothing is kept", {}, {}};
      ANZE_CHECK(evaluate(*kept, {}, Detail::k_numbers));
      return {};
    }));
  });
  figure("c  the same with the cells read from the store",
         text("{:.3f} s, {:.1f} x faster than full", load, full / load), ">= 10 x", full >= 10 * load);
  figure("   keeping all cells after a full count", text("{:.3f} s", keep));

  plugin::TallyKeeper keeper;
  Facts facts(world, 8);
  std::vector<double> took;
  follow_seconds(store, facts, keeper, model, world.calendar, 1);  // walks the organisation once
  for (int i = 0; i < 300; ++i)
    took.push_back(follow_seconds(store, facts, keeper, model, world.calendar, 1));
  const double adjust = median_ms(std::move(took));
  figure("d  adjusting the kept cells in an act of one fact", text("{:.3f} ms median", adjust), "<= 1 ms",
         adjust <= 1);
  const double thousand = follow_seconds(store, facts, keeper, model, world.calendar, 1000);
  figure("   in an act of 1000 facts", text("{:.4f} ms a fact", thousand));
}

}  // namespace anze::bench
