// Hazard (隐患): what the law adds to an entry of the hazard ledger. A major one (重大) is rectified only
// with responsibility, measures, money, time limit and contingency plan on record (五落实). A listed one
// (挂牌督办) is checked again within 10 days after its deadline or after the unit's application. Past its
// deadline, or the extended one, it is overdue (逾期); an extension that is only asked for moves nothing.
// Everything follows from the entry and the day of the question.
//
// Fields are known by the names of the shipped definition; one that a ledger does not have is not asked for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scoring/days/calendar.h"
#include "scoring/days/date_range.h"
#include "scoring/entries/record.h"
#include "scoring/ledgers/ledger.h"

namespace anze {

inline constexpr std::string_view k_hazard_ledger = "hazard";
inline constexpr std::int32_t k_recheck_days =
    10;  // natural days, as provincial rules on listed hazards have it

struct HazardStatus {
  bool major = false;
  bool listed = false;
  bool open = false;                 // neither rectified by that day nor closed
  std::optional<Date> due;           // the deadline, or the day it was extended to
  std::optional<Date> finished;      // rectified on, when that was by the day of the question
  std::int32_t days_overdue = 0;     // 0: not overdue; of a finished one, days it was late
  std::int32_t days_open = 0;        // natural days since it was found, until finished
  std::optional<int> workdays_open;  // none: the working days of a year in between are not known
  std::optional<Date> recheck_by;    // of a listed one that is not yet verified
  std::int32_t recheck_overdue = 0;  // days past that
  std::optional<Date> asked_to;      // an extension is asked for, and not yet answered
  std::vector<std::string> missing;  // names of fields the next step wants
};

bool is_major(const Ledger& ledger, const FactRecord& record, const Codebook& codes);

// Which of 五落实 the entry does not say: names of fields.
std::vector<std::string> five_missing(const Ledger& ledger, const FactRecord& record, const Codebook& codes);

// The entry as it stood on that day, as far as its dates tell. Requires: the record is of this ledger.
HazardStatus hazard_status(const Ledger& ledger, const FactRecord& record, const Codebook& codes, Date on,
                           const Calendar& calendar);

// Rates with both counts, never without: of what was found in a period, how much is rectified; of what fell
// due in it, how much was done in time.
struct HazardCounts {
  std::int64_t found = 0;           // found in the period
  std::int64_t found_finished = 0;  // of them rectified by the day of the question
  std::int64_t due = 0;             // whose deadline lies in the period
  std::int64_t due_in_time = 0;     // of them rectified by their deadline
  std::int64_t due_late = 0;        // of them rectified after it
  std::int64_t due_open = 0;        // of them not yet rectified
  std::int64_t open = 0;            // not rectified on the day of the question, whenever found
  std::int64_t overdue = 0;
  std::int64_t without_deadline = 0;  // open ones that have none
};
void count_hazard(const HazardStatus& status, Date found, const DateRange& period, HazardCounts& counts);

}  // namespace anze
