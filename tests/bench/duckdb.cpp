#include "tests/bench/duckdb.h"

#include <cstdlib>
#include <fstream>
#include <string>

#include "tests/bench/timing.h"

namespace anze::bench {
namespace {

namespace fs = std::filesystem;

void write_facts(const World& world, const fs::path& file) {
  std::ofstream out(file);
  out << "ledger,occurred,unit,area,sector,post,n1,n2,n3,n4,n5\n";
  Facts facts(world);
  for (std::int64_t i = 0; i < world.size.facts; ++i) {
    const Fact fact = facts.next();
    out << fact.ledger << ',' << fact.occurred.days << ',' << fact.unit << ',' << fact.area << ','
        << fact.sector << ',' << fact.post;
    for (std::size_t slot = 0; slot < 5; ++slot) out << ',' << fact.slot[slot];
    out << '\n';
  }
}

std::vector<std::pair<TallyKey, TallyCell>> read_cells(const fs::path& file) {
  std::vector<std::pair<TallyKey, TallyCell>> cells;
  std::ifstream in(file);
  char comma = 0;
  for (std::pair<TallyKey, TallyCell> cell; in >> cell.first.clause >> comma >> cell.first.subject >> comma >>
                                            cell.first.bucket >> comma >> cell.second.count >> comma >>
                                            cell.second.amount;)
    cells.push_back(cell);
  return cells;
}

}  // namespace

void duckdb_group_by(const Options& options, Floor& floor, const World& world,
                     const std::vector<std::pair<TallyKey, TallyCell>>& ours, double count) {
  const fs::path folder = options.directory / "duckdb";
  fs::create_directories(folder);
  write_facts(world, folder / "fact.csv");
  floor.write_csv("look", folder / "look.csv");
  floor.write_csv("subject", folder / "subject.csv");
  const std::string command = std::string("bash '" ANZE_BENCH_SOURCE "/duckdb.sh' '") + folder.string() +
                              "' '" ANZE_DUCKDB_PACKAGES "'";
  if (std::system(command.c_str()) != 0) {
    figure("b  the same by DuckDB", "not measured, see above");
    return;
  }
  if (read_cells(folder / "cells.csv") != ours) {
    std::fprintf(stderr, "bench: DuckDB and the tally disagree\n");
    std::exit(1);
  }
  std::ifstream took(folder / "seconds.txt");
  std::string version;
  std::getline(took, version);
  int threads = 0;
  for (double seconds = 0; took >> threads >> seconds;)
    figure("b  the same by DuckDB " + version + ", " + std::to_string(threads) +
               (threads == 1 ? " thread" : " threads"),
           text("{:.3f} s, {:.2f} x count", seconds, seconds / count));
  fs::remove_all(folder);
}

}  // namespace anze::bench
