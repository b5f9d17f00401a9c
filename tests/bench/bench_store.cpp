#include "tests/bench/bench_store.h"

#include <algorithm>

#include "cpp/host_proxy.hpp"
#include "host/services/workers.hpp"
#include "scoring/entries/record.h"

namespace anze::bench {
namespace {

constexpr std::int64_t k_now = 1'742'000'000'000;  // 2025-03-15 in Beijing

}  // namespace

void must(Result<void> result) {
  if (result) return;
  std::fprintf(stderr, "bench: %s: %s\n", result.error().reason.c_str(), result.error().message.c_str());
  std::exit(1);
}

store::Provenance act(const char* method) {
  return {"bench", method, "", "", k_now};
}

std::unique_ptr<store::Store> new_store(const std::filesystem::path& directory) {
  std::filesystem::remove_all(directory);
  std::filesystem::create_directories(directory);
  return must(store::Store::open({directory, k_now, "anze-bench"}));
}

World world_in(store::Store& store, const Size& size) {
  World world;
  must(store.write(act("bench.world"), [&](store::Writer&) -> Result<std::string> {
    world = make_world(size, store.codes());
    return std::string("{}");
  }));
  return world;
}

void append_all(store::Store& store, const World& world) {
  Facts facts(world);
  for (std::int64_t done = 0; done < world.size.facts;) {
    const std::int64_t end = std::min(done + k_batch, world.size.facts);
    must(store.write(act("bench.append"), [&](store::Writer& writer) -> Result<std::string> {
      for (; done < end; ++done) {
        FactRecord record;
        record.id = fact_id(done + 1);
        record.fact = facts.next();
        ANZE_CHECK(writer.append(std::move(record), false));
      }
      return std::string("{}");
    }));
  }
}

std::unique_ptr<Tally> empty_tally(const World& world) {
  return std::make_unique<Tally>(world.rulebook, *world.organisation, world.calendar, world.period,
                                 world.period.last);
}

plugin::Lanes lanes_of(std::uint32_t count) {
  auto workers = std::make_shared<host::Workers>(count);
  const anze_service service = workers->service();
  const abi::Host host({{service.id, service.table, service.ctx}});
  plugin::Lanes lanes;
  lanes.count = count;
  lanes.work = [workers, host](std::uint32_t pieces, const auto& body) { host.run(pieces, body); };
  return lanes;
}

plugin::DayFree count(store::Store& store, const World& world, const plugin::Lanes& lanes) {
  store::ChainHead head;
  must(store.read([&](store::Reader& reader) -> Result<void> {
    ANZE_TRY(head, reader.head());
    return {};
  }));
  return must(plugin::count_day_free(store, head.seq, lanes, [&] { return empty_tally(world); }));
}

}  // namespace anze::bench
