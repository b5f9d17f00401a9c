// Parts of a veto clause that are read on their own. Internal to reading a rulebook.
#pragma once

#include "scoring/json/reader.h"
#include "scoring/ledgers/ledger.h"
#include "scoring/rulebook/parts.h"
#include "scoring/rulebook/veto_clause.h"

namespace anze {

// "total": what the facts of `ledger` (nullptr when it could not be read) add up to, and the figure it is
// held against.  Problems: veto.total, and those of fields and selectors.
VetoTotal read_veto_total(const json::Place& place, const Names& known, const Ledger* ledger);

// "result": the line, or the last places.  Problems: veto.result
void read_veto_result(const json::Place& place, VetoClause& veto);

}  // namespace anze
