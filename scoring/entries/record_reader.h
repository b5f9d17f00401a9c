// A fact inside another document (an embedded test of a rulebook), or as a tree that never was a text (a row
// of a sheet, an answer). Internal: only for the *_json.cpp files and the plugin's readers and tellers.
#pragma once

#include "scoring/entries/record.h"
#include "scoring/json/reader.h"

namespace anze {

// The fact as read_fact reads it; its problems go to the place's document, its words are not committed.
FactRecord read_fact_record(const json::Place& root, const LedgerSet& ledgers, StagedCodes& words);

// The same as read_fact of a text that says what the tree says.
Result<FactRecord> read_fact(json::Value fact, const LedgerSet& ledgers, Codebook& codes,
                             Problems* problems = nullptr);

// The tree that write_fact prints.
json::Value fact_tree(const FactRecord& record, const LedgerSet& ledgers, const Codebook& codes);

}  // namespace anze
