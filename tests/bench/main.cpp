// anze-bench: the speed we hold ourselves to, each figure beside a floor measured in the same run. How to
// read and repeat it: README.md.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "tests/bench/bench_store.h"
#include "tests/bench/district.h"
#include "tests/bench/full_work.h"
#include "tests/bench/growth.h"
#include "tests/bench/hostile.h"
#include "tests/own_folder.h"

namespace anze::bench {
namespace {

namespace fs = std::filesystem;

int bench_all(int argc, char** argv) {
  Options options;
  bool tiny = false;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--full") {
      options.growth = true;
      options.size = {4'000'000, 26'000, 40};
    } else if (word == "--duckdb") {
      options.duckdb = true;
    } else if (word == "--tiny") {
      tiny = true;
      options.size = {2'000, 200, 40};
      options.runs = 1;
    } else if (i + 1 < argc && word == "--facts") {
      options.size.facts = std::atoll(argv[++i]);
    } else if (i + 1 < argc && word == "--posts") {
      options.size.posts = std::atoi(argv[++i]);
    } else if (i + 1 < argc && word == "--clauses") {
      options.size.clauses = std::atoi(argv[++i]);
    } else if (i + 1 < argc && word == "--runs") {
      options.runs = std::max(1, std::atoi(argv[++i]));
    } else if (i + 1 < argc && word == "--directory") {
      options.directory = argv[++i];
    } else {
      std::fprintf(stderr,
                   "anze-bench [--full | --tiny] [--duckdb] [--facts N] [--posts N] [--clauses N] [--runs N] "
                   "[--directory PATH]\n");
      return 2;
    }
  }
  const bool own = options.directory.empty();
  if (own) options.directory = tests::own_folder("bench");
  full_work(options);
  if (options.growth) growth(options);
  district(options.directory / "district", options.runs);
  hostile(options.directory / "hostile", options.runs, tiny ? 1 : 20);
  if (own) fs::remove_all(options.directory);
  return 0;
}

}  // namespace
}  // namespace anze::bench

int main(int argc, char** argv) {
  return anze::bench::bench_all(argc, argv);
}
