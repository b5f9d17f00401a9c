// What a definition allows with the states of a fact: in which a new one may begin, who may take it to the
// next and on what evidence, and that nobody checks what they entered themselves (四眼).
#pragma once

#include <vector>

#include "plugin/method.h"
#include "scoring/ledger.h"

namespace anze::plugin {

// `taken_over`: it comes with an import; a ledger may let those begin in any state.  Errors: fact.entry.
Result<void> check_entry(const Call& call, const Ledger& ledger, const Fact& fact, bool taken_over);

// Whether the fact may go from its last version to `after`. Every fault goes to call.problems, its place
// within the fact.  Requires: history is not empty.
// Errors: fact.move, actor.role, actor.four_eyes, fact.required, fact.attachment, fact.checked.
Result<void> check_move(Call& call, const Ledger& ledger, const std::vector<store::FactVersion>& history,
                        const FactRecord& after);

// Nobody enters or changes what their own score is counted from.  Errors: actor.own_case.
Result<void> check_own_case(const Call& call, const Fact& fact);

// Who entered or changed the fact: authors of all versions but those that were checks by a second person.
std::vector<std::string> authors_of(const Ledger& ledger, const std::vector<store::FactVersion>& history);

}  // namespace anze::plugin
