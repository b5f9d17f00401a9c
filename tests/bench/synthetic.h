// Synthetic: a region of any size, a rulebook over it, and facts of one quarter, the same for the same seed.
//
// Units form a tree of twenty children each, four posts a unit (principal, two deputies of whom one has a
// portfolio, member); areas a tree of ten. Every clause selects from one of ten ledgers; of each four clauses
// one counts own acts by month, one the unit's events, one a ratio over a portfolio, one tiers, lateness or a
// check.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "scoring/organisation/organisation.h"
#include "scoring/scorecards/evaluate.h"

namespace anze::bench {

struct Size {
  std::int64_t facts = 0;
  std::int32_t posts = 0;
  std::int32_t clauses = 0;
};

inline constexpr std::int32_t k_ledgers = 10;
inline constexpr std::int32_t k_sectors = 12;
inline constexpr std::int32_t k_grace = 2;  // days, of every lateness clause

struct World {
  Size size;
  std::vector<CodeId> ledgers;
  std::unique_ptr<Organisation> organisation;
  Rulebook rulebook;
  Calendar calendar;
  Period period;
};

World make_world(const Size& size, Codebook& codes);

// Facts one after the other. Slots: a kind 0..3, a share 0..99, an amount 1..50, a due day, a done day.
class Facts {
 public:
  explicit Facts(const World& world, std::uint64_t seed = 20250331) : world_(world), state_(seed) {}
  Fact next();

 private:
  std::uint64_t random(std::uint64_t below);
  const World& world_;
  std::uint64_t state_;
};

std::string fact_id(std::int64_t number);  // "S-0000001"

}  // namespace anze::bench
