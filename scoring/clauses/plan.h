// ClausePlan: what the tally and the evaluation must agree on about a clause in a period: its sub-periods,
// whether it is due, and the days whose facts it counts.
//
// A duty whose `each` is longer than the period (a yearly duty in a quarterly assessment) has one sub-period,
// the longer one, of which it counts the facts up to the period's end, and is due only in the period that
// ends it.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "scoring/clauses/cell.h"
#include "scoring/clauses/clause.h"
#include "scoring/days/period.h"
#include "scoring/values/result.h"

namespace anze {

class CellTable;
struct Contribution;
struct Counting;
// What one fact adds to a clause's cells (contribution.h).  Errors: calendar.unknown, tally.overflow.
using CountFact = Result<void> (*)(const Counting&, Contribution&);

struct ClausePlan {
  const Clause* clause = nullptr;
  std::size_t item = 0;
  std::vector<Period> parts;  // of a shortfall, and of a streak; else the period itself
  bool due = true;
  Date first;  // facts of these days count
  Date last;

  // Of a clause whose amounts run on within a longer time: facts of its earlier days are counted that many
  // buckets on. 0: it has no earlier days.
  std::int32_t early = 0;
  Date own_from;  // its own days begin here

  std::int32_t highest_of = -1;  // the group of clauses of which a fact counts under the dearest only
  Evidence evidence = Evidence::k_not_asked;
  PartTerm part_term = PartTerm::k_whole;  // the rulebook's policy
  std::int32_t unproven = -1;              // the bucket of facts without evidence, where it is asked for
  std::optional<Period> year_before;       // of a baseline: the days its denominator counts
  std::int32_t buckets = 1;                // of its cells, those without evidence apart; 0 where facts decide
  CountFact count = nullptr;               // the kind's own, asked once a plan and not once a fact

  // The bucket as the kind knows it, whether its facts are the period's own or earlier ones.
  std::int32_t kind_bucket(std::int32_t bucket) const {
    return early > 0 && buckets > 0 && bucket < buckets ? bucket % early : bucket;
  }
  // The index of the part the day lies in. Requires: first <= day <= last.
  std::int32_t part_of(Date day) const;
};

// What a bucket holds of all days its clause's amounts run on within, or of the earlier ones only.
TallyCell cell_of(const CellTable& cells, const ClausePlan& plan, TallyKey key, bool only_early = false);

// What the tally's table must know of each clause; the width is 0 where facts decide (an accrual's keys).
std::vector<CellShape> cell_shapes(const std::vector<ClausePlan>& plans);

}  // namespace anze
