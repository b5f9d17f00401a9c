// Deadline rule (时限规则): what in a ledger waits for a day, told as data
// beside the figures (format: plugin/docs/formats/figures.md, "deadlines").
//
// Two shapes. A waiting fact: every fact the selector matches is due on the day
// of one of its date fields, or of the one it was put off to, some months and days later where the rule says
// so (a plan is reviewed three years after it was published). An expected fact: every unit of some kinds has
// one by a day of the year (the flood season's duty roster).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scoring/days/date.h"
#include "scoring/facts/fact.h"
#include "scoring/values/broken.h"
#include "scoring/values/code.h"
#include "scoring/values/error.h"
#include "scoring/values/result.h"

namespace anze {

struct DeadlineRule {
  std::string id;     // "hazard.rectify"
  std::string title;  // "隐患整改"
  std::vector<std::string> basis;
  Selector select;
  bool expected = false;
  FieldRef field;                    // of a waiting fact: a date
  std::optional<FieldRef> moved_to;  // the date that counts instead once it is filled in (延期至)
  std::int32_t add_months = 0;
  std::int32_t add_days = 0;
  std::vector<CodeId> unit_kinds;  // of an expected fact
  int month = 1;
  int day = 1;

  // Requires: expected.
  Date due_in(int year) const {
    ANZE_ASSERT(expected);
    return make_date(year, month, day);
  }
};

class LedgerSet;

// The "deadlines" of a figures document. Interns its words only when it has no problem.
// Errors: deadline.by, deadline.duplicate, and those of selectors and fields.
Result<std::vector<DeadlineRule>> read_deadlines(std::string_view json, const LedgerSet& ledgers,
                                                 Codebook& codes, Problems* problems = nullptr);

}  // namespace anze
