// A fact that is kept changes by next versions only: corrections, moves and attachments, all checked alike.
#pragma once

#include <string>

#include "plugin/method.h"

namespace anze::plugin {

Error unknown_fact(const std::string& id);

// The next version of a fact, checked against the last one and written. Places of errors are within the fact;
// further ones go to call.problems.
// Errors: those of check_move, check_own_case, check_known; fact.ledger, fact.unknown, fact.voided.
Result<store::FactVersion> correct_one(Call& call, store::Writer& writer, FactRecord record,
                                       std::string reason);

// {"id","seq","version","late"}, and "reused" when attachments lie in other facts too (attachments.h).
// `before`: the attachments of the version before, "" for a new fact.
Result<json> receipt_of(const Call& call, store::Writer& writer, const store::FactVersion& version,
                        const std::string& before);

}  // namespace anze::plugin
