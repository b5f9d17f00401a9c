// In time (按期录入的版本): what goes on counting when a record is corrected after the assessment of its
// period opened, under a rulebook that leaves late entries out ("late_facts": "ignore").
//
// Such a correction is late, and what came late does not count; but the record itself was entered in time. So
// its last version from before goes on counting, whole, until the period is sealed: a correction after the
// opening can neither take a deduction away nor add one. It is kept, shown by ledger.late/1, and holds for
// everything else: figures, vetoes, letters.
//
// Threads: the store's.
#pragma once

#include <functional>
#include <vector>

#include "plugin/store/store.h"
#include "scoring/rulebook/rulebook.h"

namespace anze::plugin {

// Calls `visit` with the fact and, of a late correction of a fact entered in time, with that version, marked
// `replaced`. Which of the two counts is the rulebook's word (Tally::hits). `asked`: whether some rulebook
// leaves late facts out; otherwise nothing is looked up.
Result<void> with_in_time(store::Reader& reader, bool asked, const Fact& fact,
                          const std::function<Result<void>(const Fact&)>& visit);

// A fact version that came (+1), or was taken back (-1).
struct FactChange {
  Fact fact;
  int sign = 0;
};

// The changes as a rulebook sees that leaves late entries out: a version that was in time and goes on
// counting is taken back and added again, which is nothing at all.
Result<std::vector<FactChange>> net_changes(store::Reader& reader, bool asked,
                                            const std::vector<FactChange>& changes);

inline bool leaves_late_out(const Rulebook& rulebook) {
  return !rulebook.policies.count_late_facts;
}

}  // namespace anze::plugin
