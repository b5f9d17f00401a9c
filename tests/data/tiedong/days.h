// Days of the generated year, its working days (国办发明电〔2024〕12号), and a fixed-seed source of variety.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace district {

using Day = std::chrono::sys_days;

inline constexpr int k_year = 2025;

Day day(int month, int of_month, int year = k_year);
std::string text(Day day);  // "2025-03-31"
Day day_of(const std::string& text);
int month_of(Day day);
Day month_first(int month);
Day month_last(int month);

bool is_workday(Day day);  // 2025 and January 2026
Day next_workday(Day day);

// splitmix64: the same numbers on every machine.
class Variety {
 public:
  explicit Variety(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next();
  int between(int low, int high);  // both included
  bool chance(int per_mille) { return between(1, 1000) <= per_mille; }
  Day workday(Day first, Day last);  // Requires: there is one.
  // `parts` numbers of at least `least` that add up to `total`.
  std::vector<int> split(int total, int parts, int least);

 private:
  std::uint64_t state_;
};

}  // namespace district
