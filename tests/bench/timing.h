// Timing: CPU time of the process, the best of several runs, and one line of the table for each figure. CPU
// time, because a benchmark machine is never as idle as one hopes; the best, because noise only ever adds.
#pragma once

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <limits>
#include <string>
#include <utility>

namespace anze::bench {

inline double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

template <class Body>
double seconds_of(const Body& body) {
  const double start = cpu_seconds();
  body();
  return cpu_seconds() - start;
}

template <class Body>
double best_of(int runs, const Body& body) {
  double best = std::numeric_limits<double>::max();
  for (int i = 0; i < runs; ++i) best = std::min(best, seconds_of(body));
  return best;
}

inline double peak_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

// `holds` is what the bar asks; a missed bar is printed as such and fails nothing.
inline void figure(const std::string& what, const std::string& value, const std::string& bar, bool holds) {
  std::printf("%-58s %-34s %-12s %s\n", what.c_str(), value.c_str(), bar.c_str(),
              bar.empty() ? "" : holds ? "holds" : "MISSED");
  std::fflush(stdout);
}

template <class... Values>
std::string text(fmt::format_string<Values...> format, Values&&... values) {
  return fmt::format(format, std::forward<Values>(values)...);
}

}  // namespace anze::bench
