// Four eyes for rules: a definition that changes what is in force, or that comes once an assessment was
// opened, is a proposal until a second person confirms it. The first setting-up of a district takes effect at
// once (plugin/docs/decisions/0046-rules-by-two-persons.md).
//
// Threads: inside an act.
#pragma once

#include <vector>

#include "plugin/rulebooks/definition_checks.h"

namespace anze::plugin {

// The request's document, checked as a whole: in force at once, or kept as a proposal. Answers the
// definition's own members with "in_force", and of a proposal its id, what it loosens and reaches. Requires:
// `record` is one of the five kinds.  Errors: the check's, proposal.reason.
Result<json> take_in(Call& call, store::Writer& writer, std::string_view record);

// Puts an open proposal in force, every check run again on what is in force now.
// Errors: actor.four_eyes, actor.role, proposal.stale, the check's with their place in the proposal.
Result<json> put_in_force(Call& call, store::Writer& writer, ProposalRecord proposal);

// What a document of any kind may be refused with.
Codes definition_refusals();

// The methods that list, confirm and refuse proposals.
void add_proposal_methods(std::vector<Method>& methods);

}  // namespace anze::plugin
