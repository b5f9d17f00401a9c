// A fact inside another document (an embedded test of a rulebook). Internal: only for the *_json.cpp files.
#pragma once

#include "scoring/json_reader.h"
#include "scoring/ledger.h"

namespace anze {

// The fact as read_fact reads it; its problems go to the place's document, its words are not committed.
FactRecord read_fact_record(const json::Place& root, const LedgerSet& ledgers, Words& words);

}  // namespace anze
