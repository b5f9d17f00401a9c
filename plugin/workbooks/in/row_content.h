// RowContent: when two facts say the same. A clerk who sends a sheet twice, or a row twice in one sheet, is
// told; facts that bear an id are told apart by it and never come here.
//
// Looked for in two steps, so that a hundred thousand rows against a hundred thousand facts are compared once
// each: by what the store can show quickly (what clauses see), then by everything.
#pragma once

#include <cstddef>
#include <string>

#include "scoring/entries/record.h"
#include "scoring/ledgers/ledger.h"

namespace anze::sheets {

// Of everything a clause could look at, but for the state, which moves on, and what the store fills in.
std::size_t seen_hash(const Fact& fact);

// Of that and the texts.
std::size_t content_hash(const FactRecord& record);

// What two facts must have in common to be called the same: all but id, state and attachments.
std::string content_of(FactRecord record, const LedgerSet& ledgers, const Codebook& codes);

}  // namespace anze::sheets
