// Culprit: the record that stops an assessment, by its id, ledger and field, so that somebody can correct it.
//
// Counting stops at the first record whose number is larger than can be kept, or whose day lies in a year
// whose working days nobody knows. Who asks for a score is told which one it is, as far as the asker may see
// it. Looked for only when counting has failed: counting itself carries no names.
//
// Threads: the store's.
#pragma once

#include "plugin/calls/method.h"
#include "plugin/store/store.h"
#include "scoring/days/period.h"
#include "scoring/rulebook/rulebook.h"

namespace anze::plugin {

// Whether it is one that a single record brings about: tally.overflow, calendar.unknown.
bool stops_counting(const Error& error);

// The field to look at: the day in a year the calendar does not know, or the largest number; nullptr when the
// fact has none.
const Field* suspect(const Ledger& ledger, const Fact& fact, const Error& error, const Calendar& calendar);

// "2027-01-15", "9000000", as the field writes it.
std::string value_shown(const Field& field, std::int64_t value);

// What was being counted when it failed.
struct WhatCounts {
  const Rulebook& rulebook;
  const Organisation& organisation;
  Period period;
  Date as_of;
  std::int64_t as_of_entry = 0;
};

// The error with the record named in it: the one that cannot be counted by itself; of a sum that has grown
// too large, the one that adds most. The error as it was when it is of another sort or no record is found.
Error with_culprit(const Call& call, store::Reader& reader, const WhatCounts& what, const Error& error);

}  // namespace anze::plugin
