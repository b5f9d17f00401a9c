// The parts of a ledger definition. Internal: only for the *_json.cpp files.
#pragma once

#include <vector>

#include "scoring/json/reader.h"
#include "scoring/ledgers/ledger.h"

namespace anze {

// {"general": "一般", "major": "重大"}, in this order, or [["general", "一般"], ["major", "重大"]], whose
// order no way of storing JSON loses. A title names one code only: sheets are read by it. Problems: json.id,
// ledger.title, ledger.duplicate.
std::vector<CodeTitle> read_codes(const json::Place& place, StagedCodes& words);

// Reads the fields and gives them their slots. Problems: ledger.* (plugin/docs/errors.md).
std::vector<Field> read_fields(const std::vector<json::Place>& places, StagedCodes& words);

// Read once the fields and states are known.
void read_moves(const std::vector<json::Place>& places, const StagedCodes& words, Ledger& ledger);
void read_acts(const std::vector<json::Place>& places, const StagedCodes& words, Ledger& ledger);
void read_rules(const std::vector<json::Place>& places, StagedCodes& words, Ledger& ledger);
void read_credits(const std::vector<json::Place>& places, StagedCodes& words, Ledger& ledger);

// The state a word names; k_no_code, and a problem of that reason, when the ledger has none.
CodeId read_state_name(const json::Place& place, const Ledger& ledger, const StagedCodes& words,
                       const char* reason);

// Figures of one document: their ids differ, their rates name each other (figure_json.cpp).
std::vector<FigureDefinition> read_figure_list(const std::vector<json::Place>& places,
                                               const LedgerSet& ledgers, StagedCodes& words);

}  // namespace anze
