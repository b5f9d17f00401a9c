#include "tests/bench/full_work.h"

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "plugin/assessments/assessment.h"
#include "tests/bench/duckdb.h"
#include "tests/bench/floor.h"
#include "tests/bench/stored_work.h"
#include "tests/bench/timing.h"

namespace anze::bench {
namespace {

namespace fs = std::filesystem;

// As score.evaluate/1 keeps them: one sheet, one record a person.
void keep(store::Store& store, const plugin::Assessed& assessed, const plugin::Lanes& lanes) {
  must(store.write(act("bench.score"), [&](store::Writer& writer) -> Result<std::string> {
    const plugin::ScorecardTexts sheets = plugin::scorecard_texts(assessed, store.codes(), lanes);
    for (std::size_t i = 0; i < sheets.texts.size(); ++i)
      ANZE_CHECK(writer.put("scorecard", store.codes().text(assessed.evaluation.people[i].official), 2025,
                            sheets.texts[i]));
    return sheets.digest;
  }));
}

struct Took {
  double count = std::numeric_limits<double>::max();
  double count_cpu = 0;  // of all lanes
  double score = 0;
  double store = 0;

  double full() const { return count + score; }
  double all() const { return count + score + store; }
};

// The whole work, by so many lanes; the best of the runs. The last tally in `tally`.
Took work(const Options& options, store::Store& store, const World& world, std::uint32_t lanes, By clock,
          std::unique_ptr<Tally>& tally) {
  const plugin::Lanes on = lanes_of(lanes);
  const plugin::InstalledRulebook rulebook{world.rulebook, "bench"};
  Took best;
  for (int run = 0; run < options.runs; ++run) {
    Took took;
    took.count_cpu =
        seconds_of([&] { took.count = seconds_of([&] { tally = count(store, world, on).tally; }, clock); });
    plugin::Assessed assessed;
    assessed.rulebook = &rulebook;
    took.score =
        seconds_of([&] { assessed.evaluation = must(evaluate(*tally, {}, Detail::k_numbers)); }, clock);
    took.store = seconds_of([&] { keep(store, assessed, on); }, clock);
    if (took.all() < best.all()) best = took;
  }
  return best;
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
  return median_ms(std::move(took));
}

double bare_insert(const Options& options, const World& world) {
  double took = 0;
  {
    Floor bare(options.directory / "floor.db");
    bare.copy_fact_table(options.directory / "store" / "anze.db");
    took = seconds_of([&] { bare.insert(world, 1, options.size.facts, k_batch); });
  }
  for (const char* end : {"", "-wal", "-shm"})
    fs::remove(options.directory / (std::string("floor.db") + end));
  return took;
}

}  // namespace

void full_work(const Options& options) {
  const auto n = static_cast<double>(options.size.facts);
  const auto store = new_store(options.directory / "store");
  const World world = world_in(*store, options.size);
  const double append = seconds_of([&] { append_all(*store, world); });
  const double insert = bare_insert(options, world);

  Floor floor(options.directory / "store" / "anze.db");
  const auto step = [&] { floor.step_over_facts(); };
  const double step_cpu = best_of(options.runs, step);
  const double scan = best_of(options.runs, [&] {
    must(store->read([&](store::Reader& reader) {
      return reader.scan({world.period.first, world.period.last, {}, 0}, [](const Fact&) { return true; });
    }));
  });
  std::unique_ptr<Tally> tally;
  const Took one = work(options, *store, world, 1, By::k_cpu, tally);
  const auto cells = tally->cells();
  const double step_wall = best_of(options.runs, step, By::k_wall);
  const Took two = work(options, *store, world, 2, By::k_wall, tally);
  const double peak = peak_mib();
  if (tally->cells() != cells) {
    std::fprintf(stderr, "bench: one lane and two disagree\n");
    std::exit(1);
  }
  floor.explain(world);
  std::vector<std::pair<TallyKey, TallyCell>> grouped;
  const double group_by = seconds_of([&] { grouped = floor.group_by(); });
  if (grouped != cells) {
    std::fprintf(stderr, "bench: the query and the tally disagree (%zu and %zu cells)\n", grouped.size(),
                 cells.size());
    std::exit(1);
  }

  std::printf("%lld facts, %d posts, %d clauses, %zu cells; best of %d\n",
              static_cast<long long>(options.size.facts), options.size.posts, options.size.clauses,
              cells.size(), options.runs);
  figure("floor: bare sqlite3_step over the rows",
         text("{:.3f} s, {:.0f} ns a fact", step_cpu, step_cpu / n * 1e9));
  figure("the store's scan", text("{:.3f} s, {:.2f} x", scan, scan / step_cpu));
  figure("count (scan and tally)",
         text("{:.3f} s, {:.0f} ns a fact over scan", one.count, (one.count - scan) / n * 1e9));
  figure("a  count and score, one lane", text("{:.3f} s, {:.2f} x step", one.full(), one.full() / step_cpu));
  figure("a  count, score and store every scorecard, one lane",
         text("{:.3f} s, {:.2f} x step", one.all(), one.all() / step_cpu), "<= 2 x",
         one.all() <= 2 * step_cpu);
  figure("a  the same with two lanes, wall time",
         text("{:.3f} s, {:.2f} x step ({:.3f} s)", two.all(), two.all() / step_wall, step_wall), "<= 2 x",
         two.all() <= 2 * step_wall);
  figure("   of which count, score, store",
         text("{:.3f} ({:.3f} CPU) + {:.3f} + {:.3f} s", two.count, two.count_cpu, two.score, two.store));
  figure("b  the same cells by one GROUP BY",
         text("{:.3f} s, {:.1f} x count and score", group_by, group_by / one.full()), ">= 5 x",
         group_by >= 5 * one.full());
  if (options.duckdb) duckdb_group_by(options, floor, world, cells, one.count);
  figure("c  score from kept tallies, in memory",
         text("{:.3f} s, {:.1f} x faster than full", one.score, one.full() / one.score), ">= 10 x",
         one.full() >= 10 * one.score);
  const double rescore = median_rescore_ms(world, *tally);
  figure("d  one more fact, affected officials scored again", text("{:.3f} ms median", rescore), "<= 1 ms",
         rescore <= 1);
  stored_work(*store, world, *tally, one.full());
  figure("e  bulk append through the store, chain and all",
         text("{:.0f} ns a fact, {:.2f} x bare insert's speed", append / n * 1e9, insert / append),
         ">= 0.5 x", insert >= 0.5 * append);
  const double rate = static_cast<double>(options.size.posts) * options.size.clauses / one.score / 1e6;
  figure("f  evaluations (post x clause, with trace)", text("{:.2f} M a second", rate), ">= 10 M",
         rate >= 10);
  figure("h  peak memory of count, score and store", text("{:.0f} MiB", peak), "<= 512 MiB", peak <= 512);
}

}  // namespace anze::bench
