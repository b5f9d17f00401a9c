// The pages of a workbook: which facts stand on which sheet, and when and by whom each is entered.
#pragma once

#include <string>
#include <vector>

#include "form.h"

namespace district {

struct Page {
  std::string name;    // of the sheet: "3月", "二季度", "第一镇"
  std::string period;  // it is entered with: 2025Q1; what is dated after the year comes with its last quarter
  std::string unit;    // whose it is, when the rows do not say
  std::vector<const Json*> facts;
};

// Requires: facts by day.
std::vector<Page> pages_of(const Form& form, const Titles& titles, const std::vector<const Json*>& facts);

}  // namespace district
