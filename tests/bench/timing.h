// Timing: one line of the table for each figure, and how long things take, the best of several runs, because
// noise only ever adds. One thread's work is measured in CPU time, because a benchmark machine is never as
// idle as one hopes; several threads' by the clock on the wall, which is what they are for.
#pragma once

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace anze::bench {

enum class By { k_cpu, k_wall };

inline double seconds(By clock) {
  timespec now{};
  clock_gettime(clock == By::k_cpu ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

template <class Body>
double seconds_of(const Body& body, By clock = By::k_cpu) {
  const double start = seconds(clock);
  body();
  return seconds(clock) - start;
}

template <class Body>
double best_of(int runs, const Body& body, By clock = By::k_cpu) {
  double best = std::numeric_limits<double>::max();
  for (int i = 0; i < runs; ++i) best = std::min(best, seconds_of(body, clock));
  return best;
}

// Of many short ones, in milliseconds.
inline double median_ms(std::vector<double> took) {
  const auto middle = took.begin() + static_cast<std::ptrdiff_t>(took.size() / 2);
  std::nth_element(took.begin(), middle, took.end());
  return *middle * 1e3;
}

inline double peak_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

// `holds` is what the bar asks; a missed bar is printed as such and fails nothing.
inline void figure(const std::string& what, const std::string& value, const std::string& bar = "",
                   bool holds = true) {
  std::printf("%-58s %-34s %-12s %s\n", what.c_str(), value.c_str(), bar.c_str(),
              bar.empty() ? ""
              : holds     ? "holds"
                          : "MISSED");
  std::fflush(stdout);
}

template <class... Values>
std::string text(fmt::format_string<Values...> format, Values&&... values) {
  return fmt::format(format, std::forward<Values>(values)...);
}

}  // namespace anze::bench
