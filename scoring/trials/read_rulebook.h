// A rulebook let in: read, its meaning checked, its own tests run.
#pragma once

#include <string_view>

#include "scoring/json/reading.h"
#include "scoring/ledgers/ledger.h"
#include "scoring/organisation/organisation.h"
#include "scoring/rulebook/rulebook.h"
#include "scoring/values/result.h"

namespace anze {

// Reads and checks a rulebook: JSON shape (published schema), then meaning: gaps and overlaps of grades and
// bands, amounts over their cap, items that do not add up to the base, missing basis, unknown ledgers,
// fields, codes and archetypes, and of drafts unreachable and conflicting clauses; then its own tests are
// run. Every problem has its JSON path and the fix. Interns only when there is none. Threads: any, on
// distinct codebooks.
Result<Rulebook> read_rulebook(std::string_view json, const LedgerSet& ledgers,
                               const OrganisationData& organisation, Codebook& codes,
                               Problems* problems = nullptr, Reading reading = Reading::k_draft);

}  // namespace anze
