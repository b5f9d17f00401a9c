// What a definition allows with a fact that is kept: in which state a new one may begin, who may take it to
// the next or do an act with it and on what evidence, and that nobody checks what they entered themselves
// (四眼).
#pragma once

#include <vector>

#include "plugin/calls/method.h"
#include "scoring/entries/record.h"
#include "scoring/ledgers/ledger.h"

namespace anze::plugin {

// Whether a new fact begins where its ledger says, with what the move to its state would have asked for, and
// says nothing that only an act may say.  Errors: fact.entry, fact.act, fact.required, hazard.five.
Result<void> check_entry(const Call& call, const Ledger& ledger, const FactRecord& record);

// Whether a fact of an older register has the days of the moves that lead to its state: an unknown day would
// count as one in time.  Errors: fact.required.
Result<void> check_taken_over(const Ledger& ledger, const FactRecord& record);

// Whether the fact may go from its last version to `after`: by the act, or by a move when the state changes,
// or as a correction. Every fault goes to call.problems, its place within the fact.  Requires: history is not
// empty; the act is the ledger's.
// Errors: fact.move, fact.act, fact.reason, actor.role, actor.four_eyes, those of check_act_on
// (access/acts.h), fact.required, fact.attachment, fact.checked, hazard.five.
Result<void> check_step(Call& call, store::Reader& reader, const Ledger& ledger,
                        const std::vector<store::FactVersion>& history, const FactRecord& after,
                        const RecordAct* act);

// What the step lacks before it could be taken from this version: names of fields.
std::vector<std::string> step_lacks(const Ledger& ledger, const RecordStep& step, const FactRecord& before);

// Who entered or changed the fact: authors of all versions but those that were checks by a
// second person or sent the fact back with a reason.
std::vector<std::string> authors_of(const Ledger& ledger, const std::vector<store::FactVersion>& history);

}  // namespace anze::plugin
