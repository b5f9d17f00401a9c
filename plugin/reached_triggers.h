// Triggers of vetoes and yellow cards that are reached today while no proposal of them is on record: what a
// paper may not be silent about. Found by the rules veto.propose/1 goes by (propose_vetoes), recorded
// nowhere.
#pragma once

#include <string>
#include <vector>

#include "plugin/method.h"
#include "scoring/period.h"
#include "scoring/veto.h"

namespace anze::plugin {

struct ReachedTrigger {
  VetoProposal proposal;
  std::string title;    // of the clause
  std::string subject;  // id
  std::string subject_title;
};

// Those whose days meet the period. A proposal on record is the same one when it is of the same clause and
// subject and rests on one of the same facts, whatever became of it since.  Errors: store.*
Result<std::vector<ReachedTrigger>> reached_triggers(Call& call, store::Reader& reader, const Period& period);

}  // namespace anze::plugin
