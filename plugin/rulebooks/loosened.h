// What a new definition holds less tightly than the one it replaces, as far as that can be computed: a role
// more, a second person, a field, an attachment or a rule less, a later day, a clause, a veto or a check that
// is gone, a smaller deduction. What only a reader can judge (another selector, another wording) is not here:
// the differences show it.
//
// Threads: inside an act; words are interned.
#pragma once

#include <string>
#include <vector>

#include "plugin/records/proposal_record.h"
#include "scoring/values/code.h"

namespace anze::plugin {

// Requires: both are bodies of records of that kind that were found good. Places are in the new document; of
// what was left out, in the one before.  Errors: those of reading them.
Result<std::vector<Loosening>> loosened(const std::string& kind, const std::string& before,
                                        const std::string& after, Codebook& codes);

}  // namespace anze::plugin
