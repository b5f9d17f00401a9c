// The refusals that several readers share, so that one fault is told in one way.
#pragma once

#include <string>
#include <string_view>

#include "scoring/values/error.h"

namespace anze::sheets {

// One of the limits (limits.h) is passed.
inline Error over(const std::string& what, std::size_t limit, std::string_view unit) {
  return {Code::k_limit,
          "sheet.limit",
          "the " + what + " is over the limit of " + std::to_string(limit) + " " + std::string(unit),
          {},
          "split the sheet into several files, and keep pictures out of it"};
}

inline Error encrypted() {
  return invalid(
      "sheet.encrypted", "the workbook is protected with a password", {},
      "open it in Excel or WPS, remove the password to open (文件 → 信息 → 保护工作簿), and save it again");
}

inline Error bad_xml(const std::string& part, const std::string& what) {
  return invalid("sheet.xml", "the part " + part + " of the workbook is damaged: " + what, {},
                 "open it in Excel or WPS and save it again as .xlsx");
}

}  // namespace anze::sheets
