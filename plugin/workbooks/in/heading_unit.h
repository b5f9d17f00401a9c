// HeadingUnit: in which unit the numbers of a column stand, from what its heading says in brackets:
// 整改资金（万元）, 受众（万人次）. What is not understood is refused: taken for the unit of the definition,
// 15 万 would be kept as 15 yuan.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scoring/ledgers/field.h"

namespace anze::sheets {

struct HeadingUnit {
  std::string unit;  // as it may stand behind a number too: "万元"
  int places = 0;    // decimals that are kept: 6 for 万元 in fen
};

// `said` is what the brackets hold, squeezed and in lower case; "" when there are none. Requires: an integer.
// None: it names no unit of this field.
std::optional<HeadingUnit> heading_unit(const Field& field, std::string_view said);

// What could stand there, for the one who wrote something else: "元、千元、万元或亿元".
std::string units_of(const Field& field);

}  // namespace anze::sheets
