// Tally (计数): what each clause counted for each post or term in a period, and the only loop over facts.
//
// apply(fact, +1) and apply(fact, -1) undo each other exactly, so live figures, corrections and a full
// recount are the same code and give the same bytes. Everything kept is an integer sum.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "scoring/calendar.h"
#include "scoring/fact.h"
#include "scoring/organisation.h"
#include "scoring/rulebook.h"

namespace anze {

struct TallyKey {
  std::int32_t clause = 0;     // index over all clauses of the rulebook, in document order
  CodeId subject = k_no_code;  // post or term (Clause::counts_for); for a vacant post's event: the post
  std::int32_t bucket = 0;     // sub-period, list entry, band, or 0/1 for numerator/denominator
  friend auto operator<=>(const TallyKey&, const TallyKey&) = default;
};

struct TallyCell {
  std::int64_t count = 0;   // facts
  std::int64_t amount = 0;  // multipliers, late units, or points_e4, by clause kind
  friend bool operator==(const TallyCell&, const TallyCell&) = default;
};

// One contribution of one fact.
struct Hit {
  TallyKey key;
  TallyCell delta;
};

class Tally {
 public:
  // Requires: the arguments outlive the tally.
  Tally(const Rulebook& rulebook, const Organisation& organisation, const Calendar& calendar,
        const Period& period, Date as_of);

  // What the fact counts for; empty for a fact of another period or of no interest. The trace lists facts by
  // this. Errors: calendar.unknown (lateness in working days), tally.overflow.
  Result<void> hits(const Fact& fact, std::vector<Hit>& out) const;
  Result<void> apply(const Fact& fact, int sign);  // sign: +1 or -1

  const TallyCell* find(const TallyKey& key) const;
  const std::map<TallyKey, TallyCell>& cells() const { return cells_; }  // no cell that is all zero

  const Rulebook& rulebook() const { return rulebook_; }
  const Organisation& organisation() const { return organisation_; }
  const Period& period() const { return period_; }
  Date as_of() const { return as_of_; }

 private:
  const Rulebook& rulebook_;
  const Organisation& organisation_;
  const Calendar& calendar_;
  Period period_;
  Date as_of_;
  std::map<TallyKey, TallyCell> cells_;
};

}  // namespace anze
