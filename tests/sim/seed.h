// Chance that can be had again: tests that try some of very many cases draw them by one seed, and a failure
// says how to draw the same ones.
//
//   ANZE_SEED   a number; without it the day's, so that days try different cases and one day's runs the same
//   ANZE_TIMES  how many times the ordinary run's share is tried (tests/release.sh; 1)
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>

namespace anze::sim {

using Chance = std::mt19937_64;

inline std::uint64_t seed() {
  static const std::uint64_t drawn = [] {
    const char* told = std::getenv("ANZE_SEED");
    const auto day = std::chrono::system_clock::now().time_since_epoch() / std::chrono::hours(24);
    const std::uint64_t number =
        told != nullptr ? std::strtoull(told, nullptr, 10) : static_cast<std::uint64_t>(day);
    std::printf("seed %llu\n", static_cast<unsigned long long>(number));
    std::fflush(stdout);  // children that are forked would say it again
    return number;
  }();
  return drawn;
}

inline std::int64_t times() {
  const char* told = std::getenv("ANZE_TIMES");
  const std::int64_t number = told != nullptr ? std::strtoll(told, nullptr, 10) : 1;
  return number > 0 ? number : 1;
}

// The chance of one case: the same whichever cases were tried before it.
inline Chance chance_of(std::uint64_t one, std::uint64_t other = 0) {
  std::seed_seq mixed{seed(), one, other};
  return Chance(mixed);
}

inline std::uint64_t below(Chance& chance, std::uint64_t bound) {
  return chance() % bound;
}

// The command that does it again; told with every failure in the scope of a SCOPED_TRACE.
inline std::string replay() {
  const testing::TestInfo* test = testing::UnitTest::GetInstance()->current_test_info();
  return "replay with: ANZE_SEED=" + std::to_string(seed()) + " ANZE_TIMES=" + std::to_string(times()) + " " +
         std::filesystem::read_symlink("/proc/self/exe").string() +
         " --gtest_filter=" + test->test_suite_name() + "." + test->name();
}

}  // namespace anze::sim
