// A store of synthetic facts, and the short ways to work on it that the benchmarks share.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>

#include "plugin/store/store.h"
#include "plugin/tallies/recount.h"
#include "tests/bench/synthetic.h"

namespace anze::bench {

struct Options {
  Size size{100'000, 2'600, 40};
  std::filesystem::path directory;
  bool growth = false;
  bool duckdb = false;
  int runs = 3;
};

template <class T>
T must(Result<T> result) {
  if (result) return *std::move(result);
  std::fprintf(stderr, "bench: %s: %s %s\n", result.error().reason.c_str(), result.error().message.c_str(),
               result.error().at.c_str());
  std::exit(1);
}
void must(Result<void> result);

inline constexpr std::int64_t k_batch = 20'000;  // facts an act

store::Provenance act(const char* method);
std::unique_ptr<store::Store> new_store(const std::filesystem::path& directory);
World world_in(store::Store& store, const Size& size);
void append_all(store::Store& store, const World& world);

std::unique_ptr<Tally> empty_tally(const World& world);
// The reference host's threads; with one lane the calling thread alone.
plugin::Lanes lanes_of(std::uint32_t count);
// Everything committed.
plugin::DayFree count(store::Store& store, const World& world, const plugin::Lanes& lanes);

}  // namespace anze::bench
