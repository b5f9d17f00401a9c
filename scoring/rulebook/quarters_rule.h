// Quarters (季度结果计入全年): how a yearly rulebook takes the results of its quarters in.
//
// mean: the mean of the quarters the person was assessed in, by quarter, by given weights or by days held,
// converted to `points` of the base. ledger: a running account: the year begins with all of `points`, and
// what each quarter took or gave goes on. independent: the quarters stand beside the year and bring nothing.
// A quarter the person was not assessed in is no zero: it takes no part, and with fewer than `least` of them
// there is no grade.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "scoring/values/points.h"

namespace anze {

enum class QuarterPolicy { k_none, k_mean, k_ledger, k_independent };  // none: the rulebook takes none in
enum class Unsealed { k_refuse, k_provisional };  // a quarter that should be there and is not sealed

inline constexpr std::size_t k_quarters = 4;

struct Quarters {  // of a rulebook
  QuarterPolicy policy = QuarterPolicy::k_none;
  std::vector<std::string> basis;
  Points points;                             // of the base
  std::array<Points, k_quarters> weights{};  // percent; used when `weighted`
  bool weighted = false;
  bool by_days = false;
  bool exact = false;
  Unsealed unsealed = Unsealed::k_refuse;
  std::int32_t least = 1;

  bool counts() const { return policy == QuarterPolicy::k_mean || policy == QuarterPolicy::k_ledger; }
};

}  // namespace anze
