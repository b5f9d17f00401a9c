// What the veto clauses propose today, and what that does to the vetoes on record: which of them still rest
// on what they were proposed on, and what became of the others. Asked for by whoever proposes and by whoever
// only reads, so that a veto whose ground is gone is never shown as in force because nobody proposed anew.
#pragma once

#include <string>
#include <vector>

#include "plugin/calls/method.h"
#include "plugin/records/veto_record.h"
#include "plugin/store/store.h"
#include "scoring/days/period.h"

namespace anze::plugin {

// A proposal as it stands today.
struct CurrentVeto {
  std::string id;  // that of the veto on record that it goes on, else its key (scoring/accountability/veto.h)
  VetoRecord body;
};

struct CurrentVetoes {
  std::vector<CurrentVeto> proposals;   // by rulebook, clause, subject, day
  std::vector<std::string> unresolved;  // findings that would count and lead to no person
};
// Vetoes recorded before proposals were known by what they are about have ids that end in a day; they go on
// under those.
Result<CurrentVetoes> current_vetoes(Call& call, store::Reader& reader, const Period& year,
                                     const std::vector<RecordedVeto>& recorded);

// The same facts on the same days, with the same consequence: what was decided on the one holds for the
// other. That a toll rises or falls inside what the clause asks for changes nothing about it.
bool same_ground(const VetoRecord& one, const VetoRecord& other);

// What happened to the facts a veto rests on, in Chinese sentences. `now`: the proposal as it stands, nullptr
// when there is none.
Result<std::vector<std::string>> what_changed(Call& call, store::Reader& reader, const VetoRecord& then,
                                              const VetoRecord* now);

// The ids of what took the place of a veto without ground: proposals on the same subject, not milder, about
// an accident that came to be in a higher class.
std::vector<std::string> superseding(const VetoRecord& gone, const std::vector<CurrentVeto>& proposals);

}  // namespace anze::plugin
