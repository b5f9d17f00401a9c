// Package order: a zip archive as the plugin asks for it: its parts with their bytes, in their order. Beside
// the order of a workbook (order.h) the other thing the writer process makes; their first frames tell them
// apart.
//
//   plugin → writer   'K' begins it; of each part 'N' its name, then 'D' its bytes, piece by piece; 'E' as
//   the last writer → plugin   as for a workbook
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plugin/writer/order.h"
#include "reports/formats/part.h"

namespace anze::sheets {

// The whole order, its end too.
std::string package_order(const std::vector<reports::Part>& parts);

// What must be found when it is read back: so many parts, so many bytes in them.
Written expected_of(const std::vector<reports::Part>& parts);

// The writer's side: takes one frame after the first. False: it is no frame of an order.
bool take_package_frame(char kind, std::string_view body, std::vector<reports::Part>& parts);
bool is_package_begin(std::string_view body);

}  // namespace anze::sheets
