// Tally (计数): what each clause counted for each post or term in a period, and the only loop over facts.
//
// apply(fact, +1) and apply(fact, -1) undo each other exactly, so live figures, corrections and a full
// recount are the same code and give the same bytes. Everything kept is an integer sum.
//
// A fact belongs to the period its occurred-on day lies in, or another day where a clause goes by that
// (clauses/counting_day.h). A fact of no interest to the rulebook costs one
// table look-up: clauses are found by ledger, and what an organisation answers (who is in charge of an area
// and sector) is remembered.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "scoring/clauses/cell_table.h"
#include "scoring/clauses/plan.h"
#include "scoring/days/calendar.h"
#include "scoring/facts/fact.h"
#include "scoring/organisation/organisation.h"
#include "scoring/rulebook/rulebook.h"
#include "scoring/tally/hit.h"
#include "scoring/tally/subjects.h"
#include "scoring/values/broken.h"

namespace anze {

class Tally {
 public:
  // Requires: the arguments outlive the tally.  Threads: one at a time, `hits` included (it remembers).
  Tally(const Rulebook& rulebook, const Organisation& organisation, const Calendar& calendar,
        const Period& period, Date as_of);

  // What the fact counts for, in `out` (replaced); empty for a fact of another period or of no interest. The
  // trace lists facts by this. Errors: calendar.unknown (lateness in working days), tally.overflow.
  // `given_way`, when wanted: what the fact did not count for because another clause moves more (appended).
  Result<void> hits(const Fact& fact, std::vector<Hit>& out,
                    std::vector<GivenWay>* given_way = nullptr) const;
  // Changes nothing when it fails.  Requires: sign is +1 or -1.
  Result<void> apply(const Fact& fact, int sign);
  // Counts one fact of many: apply(fact, +1), but its sums wait until the next fact's hits are found, and
  // memory is fetched meanwhile. `settle` adds the last ones.  Errors: as apply; the tally is of no use then.
  Result<void> count(const Fact& fact);
  Result<void> settle();
  // Whether what the fact counts for depends on the day of the question: something due that is not done yet
  // gets later every day, and what is overdue on one day is done on another. Kept tallies leave such facts
  // aside and apply them for the day asked.
  bool day_decides(const Fact& fact) const;
  // Puts back a kept cell.  Errors: tally.overflow.
  Result<void> add(const TallyKey& key, const TallyCell& cell);
  // All of another tally, which counted other facts.  Requires: it is of the same arguments, and settled.
  // Errors: tally.overflow, after which this one is of no use.
  Result<void> add(const Tally& other);

  const TallyCell* find(const TallyKey& key) const { return cells_.find(key); }
  const CellTable& table() const { return cells_; }
  // In key order; no cell that is all zero.  Requires: settled.
  std::vector<std::pair<TallyKey, TallyCell>> cells() const {
    ANZE_ASSERT(waiting_.empty());
    return cells_.sorted();
  }
  std::vector<std::pair<TallyKey, TallyCell>> cells_of(std::int32_t clause) const {
    return cells_.sorted(clause);
  }

  // The days whose facts may count; longer than the period when a yearly duty looks back over its year, and
  // all days before it when a clause goes by another day than the one a fact occurred.
  Date first_day() const { return first_day_; }
  Date last_day() const { return period_.last; }

  const Rulebook& rulebook() const { return rulebook_; }
  const Organisation& organisation() const { return organisation_; }
  const Period& period() const { return period_; }
  Date as_of() const { return as_of_; }
  const std::vector<ClausePlan>& plans() const { return plans_; }

 private:
  struct Look {  // a clause that selects from a ledger
    std::int32_t clause = 0;
    bool denominator = false;
  };

  const Rulebook& rulebook_;
  const Organisation& organisation_;
  const Calendar& calendar_;
  Period period_;
  Date as_of_;
  Date first_day_;
  std::vector<ClausePlan> plans_;
  std::vector<std::vector<Look>> looks_;            // by ledger code
  std::vector<std::vector<FieldRef>> done_fields_;  // by ledger code: of lateness that grows day by day
  std::vector<const Clause*> overdue_;              // clauses that ask what is overdue on the day
  mutable Subjects subjects_;
  CellTable cells_;
  std::vector<Hit> scratch_;
  std::vector<Hit> waiting_;            // of the fact counted last
  mutable std::vector<Subject> found_;  // reused, so that `hits` allocates nothing per fact
};

}  // namespace anze
