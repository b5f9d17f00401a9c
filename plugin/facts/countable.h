// Countable: whether a record could be counted where it will be counted. One that cannot be (a number times
// its points larger than can be kept, a day in a year whose working days nobody knows) would stop the
// assessment of everybody, so it is refused on entry, where the one who typed it can correct it.
//
// Asked by the clauses of the rulebooks in force for the period the record occurred in and for that of today.
// A rulebook that comes later may still meet such a record: it is named then (tallies/culprit.h).
//
// Belongs to one act: remembers what it was asked about.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "plugin/calls/method.h"
#include "scoring/clauses/plan.h"
#include "scoring/entries/record.h"

namespace anze::plugin {

class Countable {
 public:
  // Errors: fact.uncountable, at the field.
  Result<void> check(const Call& call, const FactRecord& record);

 private:
  const std::vector<ClausePlan>& plans(const Call& call, const Period& period);

  std::map<std::string, std::vector<ClausePlan>> plans_;  // by period; empty where no rulebook assesses it
};

}  // namespace anze::plugin
