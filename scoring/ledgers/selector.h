// A selector asked by itself, outside a rulebook or a set of figures: what a search compares.
#pragma once

#include <string_view>

#include "scoring/ledgers/ledger.h"

namespace anze {

// {"ledger": "hazard", "where": [...]} as everywhere. Interns nothing: a word that no fact was ever written
// with matches none.  Errors: the first problem, all of them into *problems.
Result<Selector> parse_selector(std::string_view json, const LedgerSet& ledgers, Codebook& codes,
                                Problems* problems = nullptr);

}  // namespace anze
