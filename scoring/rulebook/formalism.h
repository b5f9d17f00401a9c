// The formalism guard (形式主义): a rulebook scores what was done for safety, not the traces it leaves. A
// clause whose title, item, ledger, fields or counted values speak of log-ins, clicks, likes, forwarded
// posts, photographs or other trace-keeping is refused: such points are earned with a telephone and lost by
// who was on the site instead.
//
// Titles are read without spaces, punctuation and invisible characters, in simplified and traditional script;
// ids and field names by their English words. Words are compared, not meanings: who calls a count of clicks
// “学习情况” throughout gets past, and answers for it.
#pragma once

#include <string>
#include <string_view>

#include "scoring/json/reader.h"
#include "scoring/ledgers/ledger.h"
#include "scoring/rulebook/rulebook.h"

namespace anze {

// The first trace word the text contains; "" for none.
std::string_view trace_word(std::string_view text);

// Problems: clause.formalism, at the clause's place; of drafts only.
void refuse_traces(const json::Place& place, const Clause& clause, const LedgerSet& ledgers);
// The same of an item's or group's title, and of a veto's.
void refuse_traces(const json::Place& place, std::string_view title);
void refuse_traces(const json::Place& place, const VetoClause& veto, const LedgerSet& ledgers);

}  // namespace anze
