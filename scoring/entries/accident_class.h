// Accident (事故): class by State Council Order 493 (2007), article 3: the highest reached by any one of
// deaths, serious injuries and direct loss; "以上" includes the number. The missing count among the dead
// until found (art. 12(4)). The toll may change for 30 days, 7 for road traffic and fire (art. 13), and the
// class with it: a period that ends inside the window is provisional.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "scoring/days/date.h"

namespace anze {

// The numbers are what a ledger's class slot holds, so "class ge 3" reads "重大 or above".
enum class AccidentClass : std::int32_t { k_ordinary = 1, k_larger = 2, k_major = 3, k_extraordinary = 4 };

struct Toll {
  std::optional<std::int64_t> dead;
  std::optional<std::int64_t> missing;
  std::optional<std::int64_t> injured;
  std::optional<std::int64_t> loss_fen;
};

// Unknown parts cannot raise the class. Requires: no negative part.
AccidentClass classify(const Toll& toll);

std::string_view to_text(AccidentClass accident_class);     // "ordinary", "larger", "major", "extraordinary"
std::string_view to_chinese(AccidentClass accident_class);  // 一般 较大 重大 特别重大

// The last day on which the toll may still change the class.
Date toll_window_end(Date occurred, bool road_or_fire);

}  // namespace anze
