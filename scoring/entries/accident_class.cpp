#include "scoring/entries/accident_class.h"
#include "scoring/values/broken.h"

#include <array>
#include <limits>

namespace anze {
namespace {

constexpr std::int64_t k_fen_per_yuan = 100;

// Order 493, article 3: where each class above 一般 begins.
struct Threshold {
  AccidentClass accident_class;
  std::int64_t dead;
  std::int64_t injured;
  std::int64_t loss_fen;
};
constexpr std::array<Threshold, 3> k_thresholds{{
    {AccidentClass::k_extraordinary, 30, 100, 100'000'000 * k_fen_per_yuan},
    {AccidentClass::k_major, 10, 50, 50'000'000 * k_fen_per_yuan},
    {AccidentClass::k_larger, 3, 10, 10'000'000 * k_fen_per_yuan},
}};

constexpr std::array<std::string_view, 4> k_words{"ordinary", "larger", "major", "extraordinary"};
constexpr std::array<std::string_view, 4> k_chinese{"一般", "较大", "重大", "特别重大"};

std::size_t index_of(AccidentClass accident_class) {
  return static_cast<std::size_t>(accident_class) - 1;
}

}  // namespace

AccidentClass classify(const Toll& toll) {
  ANZE_ASSERT(toll.dead.value_or(0) >= 0 && toll.missing.value_or(0) >= 0);
  ANZE_ASSERT(toll.injured.value_or(0) >= 0 && toll.loss_fen.value_or(0) >= 0);
  std::int64_t dead = 0;
  if (__builtin_add_overflow(toll.dead.value_or(0), toll.missing.value_or(0), &dead))
    dead = std::numeric_limits<std::int64_t>::max();
  for (const Threshold& from : k_thresholds)
    if (dead >= from.dead || toll.injured.value_or(0) >= from.injured ||
        toll.loss_fen.value_or(0) >= from.loss_fen)
      return from.accident_class;
  return AccidentClass::k_ordinary;
}

std::string_view to_text(AccidentClass accident_class) {
  return k_words[index_of(accident_class)];
}

std::string_view to_chinese(AccidentClass accident_class) {
  return k_chinese[index_of(accident_class)];
}

Date toll_window_end(Date occurred, bool road_or_fire) {
  // "自事故发生之日起30日内": the day it happened is not counted (Civil Code art. 201).
  return occurred + (road_or_fire ? 7 : 30);
}

}  // namespace anze
