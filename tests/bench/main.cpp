// anze-bench: the speed we hold ourselves to, each figure beside a floor measured in the same run. How to read and
// repeat it: README.md.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "plugin/sheet.h"
#include "plugin/store/store.h"
#include "tests/bench/district.h"
#include "tests/bench/floor.h"
#include "tests/bench/synthetic.h"
#include "tests/bench/timing.h"

namespace anze::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t k_now = 1'742'000'000'000;  // 2025-03-15 in Beijing
constexpr std::int64_t k_batch = 20'000;           // facts an act

struct Options {
  Size size{100'000, 2'600, 40};
  fs::path directory;
  bool growth = false;
  int runs = 3;
};

template <class T>
T must(Result<T> result) {
  if (result) return *std::move(result);
  std::fprintf(stderr, "bench: %s: %s %s\n", result.error().reason.c_str(), result.error().message.c_str(),
               result.error().at.c_str());
  std::exit(1);
}
void must(Result<void> result) {
  if (result) return;
  std::fprintf(stderr, "bench: %s: %s\n", result.error().reason.c_str(), result.error().message.c_str());
  std::exit(1);
}

std::unique_ptr<store::Store> open_store(const fs::path& directory) {
  fs::remove_all(directory);
  fs::create_directories(directory);
  return must(store::Store::open({directory, k_now, "anze-bench"}));
}

store::Act act(const char* method) {
  return {"bench", method, "", "", k_now};
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

Tally empty_tally(const World& world) {
  return {world.rulebook, *world.organisation, world.calendar, world.period, world.period.last};
}

void count(store::Store& store, Tally& tally) {
  must(store.read([&](store::Reader& reader) -> Result<void> {
    std::optional<Error> failed;
    ANZE_CHECK(reader.scan({tally.first_day(), tally.last_day(), {}, 0}, [&](const Fact& fact) {
      if (auto counted = tally.apply(fact, +1); !counted) failed = std::move(counted).error();
      return !failed;
    }));
    if (failed) return *failed;
    return {};
  }));
}

// As score.evaluate/1 keeps them: one sheet, one record a person.
void keep(store::Store& store, const World& world, const Evaluation& evaluation) {
  must(store.write(act("bench.score"), [&](store::Writer& writer) -> Result<std::string> {
    for (const PersonResult& person : evaluation.people)
      ANZE_CHECK(writer.put("scorecard", store.codes().text(person.official), 2025,
                            plugin::write_sheet(world.rulebook, evaluation.cards, person, store.codes())));
    return std::string("{}");
  }));
}

// (d) A fact's own work beside its commit: count it, find whom it concerns, score them again.
double median_rescore_ms(const World& world, Tally& tally) {
  Facts facts(world, 7);
  std::vector<double> took;
  std::vector<Hit> hits;
  for (int i = 0; i < 2000; ++i) {
    const Fact fact = facts.next();
    took.push_back(seconds_of([&] {
      must(tally.hits(fact, hits));
      must(tally.apply(fact, +1));
      std::vector<CodeId> officials;
      for (const Hit& hit : hits) {
        const Term* term = world.organisation->term(hit.key.subject);
        if (term == nullptr) term = world.organisation->holder(hit.key.subject, fact.occurred);
        if (term != nullptr) officials.push_back(term->official);
      }
      std::sort(officials.begin(), officials.end());
      officials.erase(std::unique(officials.begin(), officials.end()), officials.end());
      must(evaluate(tally, {}, officials, Detail::k_numbers));
    }));
    must(tally.apply(fact, -1));
  }
  std::nth_element(took.begin(), took.begin() + 1000, took.end());
  return took[1000] * 1e3;
}

void reference_work(const Options& options) {
  const auto n = static_cast<double>(options.size.facts);
  const fs::path directory = options.directory / "store";
  auto store = open_store(directory);
  const World world = world_in(*store, options.size);

  const double append = seconds_of([&] { append_all(*store, world); });
  double bare_insert = 0;
  {
    fs::remove(options.directory / "floor.db");
    Floor bare(options.directory / "floor.db");
    bare.copy_fact_table(directory / "anze.db");
    bare_insert = seconds_of([&] { bare.insert(world, 1, options.size.facts, k_batch); });
  }
  for (const char* end : {"", "-wal", "-shm"}) fs::remove(options.directory / (std::string("floor.db") + end));

  Floor floor(directory / "anze.db");
  const double step = best_of(options.runs, [&] { floor.step_over_facts(); });
  const double scan = best_of(options.runs, [&] {
    must(store->read([&](store::Reader& reader) {
      return reader.scan({world.period.first, world.period.last, {}, 0}, [](const Fact&) { return true; });
    }));
  });
  std::optional<Tally> counts;
  double counted = 0;
  double full = std::numeric_limits<double>::max();
  double evaluated = std::numeric_limits<double>::max();
  double kept = 0;
  for (int run = 0; run < options.runs; ++run) {
    counts.emplace(world.rulebook, *world.organisation, world.calendar, world.period, world.period.last);
    const double c = seconds_of([&] { count(*store, *counts); });
    Evaluation evaluation;
    const double e = seconds_of([&] { evaluation = must(evaluate(*counts, {}, Detail::k_numbers)); });
    if (run == 0) kept = seconds_of([&] { keep(*store, world, evaluation); });
    evaluated = std::min(evaluated, e);
    if (c + e < full) {
      full = c + e;
      counted = c;
    }
  }
  const double peak = peak_mib();
  Tally& tally = *counts;
  floor.explain(world);
  std::vector<std::pair<TallyKey, TallyCell>> grouped;
  const double group_by = seconds_of([&] { grouped = floor.group_by(); });
  if (grouped != tally.cells()) {
    std::fprintf(stderr, "bench: the query and the tally disagree (%zu and %zu cells)\n", grouped.size(), tally.cells().size());
    std::exit(1);
  }

  std::printf("%lld facts, %d posts, %d clauses, %zu cells; CPU seconds, best of %d\n", static_cast<long long>(options.size.facts),
              options.size.posts, options.size.clauses, grouped.size(), options.runs);
  figure("floor: bare sqlite3_step over the rows", text("{:.3f} s, {:.0f} ns a fact", step, step / n * 1e9), "", true);
  figure("the store's scan", text("{:.3f} s, {:.2f} x", scan, scan / step), "", true);
  figure("count (scan and tally)", text("{:.3f} s, {:.0f} ns a fact over scan", counted, (counted - scan) / n * 1e9), "", true);
  figure("a  count and score", text("{:.3f} s, {:.2f} x step", full, full / step), "", true);
  figure("a  count, score and store every scorecard", text("{:.3f} s, {:.2f} x step", full + kept, (full + kept) / step), "<= 2 x", full + kept <= 2 * step);
  figure("b  the same cells by one GROUP BY", text("{:.3f} s, {:.1f} x count and score", group_by, group_by / full), ">= 5 x", group_by >= 5 * full);
  figure("c  score from kept tallies", text("{:.3f} s, {:.1f} x faster than full", evaluated, full / evaluated), ">= 10 x", full >= 10 * evaluated);
  const double rescore = median_rescore_ms(world, tally);
  figure("d  one more fact, affected officials scored again", text("{:.3f} ms median", rescore), "<= 1 ms", rescore <= 1);
  figure("e  bulk append through the store, chain and all", text("{:.0f} ns a fact, {:.2f} x bare insert's speed", append / n * 1e9, bare_insert / append), ">= 0.5 x", bare_insert >= 0.5 * append);
  const double rate = static_cast<double>(options.size.posts) * options.size.clauses / evaluated / 1e6;
  figure("f  evaluations (post x clause, with trace)", text("{:.2f} M a second", rate), ">= 10 M", rate >= 10);
  figure("h  peak memory of count, score and store", text("{:.0f} MiB", peak), "<= 512 MiB", peak <= 512);
}

// (g) The same region, ever more facts.
void growth(const Options& options) {
  double first = 0;
  for (const std::int64_t facts : {100'000, 400'000, 1'000'000, 4'000'000}) {
    Size size = options.size;
    size.facts = facts;
    auto store = open_store(options.directory / "growth");
    const World world = world_in(*store, size);
    append_all(*store, world);
    const double took = best_of(2, [&] {
      Tally tally = empty_tally(world);
      count(*store, tally);
    });
    const double each = took / static_cast<double>(facts) * 1e9;
    if (facts == 400'000) first = each;
    figure("g  count at " + std::to_string(facts) + " facts", text("{:.0f} ns a fact", each), facts == 4'000'000 ? "<= 1.2 x" : "",
           each <= 1.2 * first);
  }
}

int run(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--full") {
      options.growth = true;
      options.size = {4'000'000, 26'000, 40};
    } else if (word == "--tiny") {
      options.size = {2'000, 200, 40};
      options.runs = 1;
    } else if (i + 1 < argc && word == "--facts") {
      options.size.facts = std::atoll(argv[++i]);
    } else if (i + 1 < argc && word == "--posts") {
      options.size.posts = std::atoi(argv[++i]);
    } else if (i + 1 < argc && word == "--clauses") {
      options.size.clauses = std::atoi(argv[++i]);
    } else if (i + 1 < argc && word == "--directory") {
      options.directory = argv[++i];
    } else {
      std::fprintf(stderr, "anze-bench [--full | --tiny] [--facts N] [--posts N] [--clauses N] [--directory PATH]\n");
      return 2;
    }
  }
  const bool own = options.directory.empty();
  if (own) {
    std::string pattern = (fs::temp_directory_path() / "anze-bench-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) return 1;
    options.directory = pattern;
  }
  reference_work(options);
  if (options.growth) growth(options);
  district(options.directory / "district", options.runs);
  if (own) fs::remove_all(options.directory);
  return 0;
}

}  // namespace
}  // namespace anze::bench

int main(int argc, char** argv) {
  return anze::bench::run(argc, argv);
}
