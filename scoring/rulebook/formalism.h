// The formalism guard (形式主义): a rulebook scores what was done for safety, not the traces it leaves. A
// clause whose title, item, ledger, fields or counted values speak of log-ins, clicks, likes, forwarded
// posts, photographs or other trace-keeping is refused: such points are earned with a telephone and lost by
// who was on the site instead.
//
// Titles are read without spaces, punctuation and invisible characters, in simplified and traditional script;
// ids and field names by their English words. A word is looked at where it stands (formalism_words.h, the
// data): part of another word (触点击穿, 粉丝加工企业) or done to what an office works with (转发上级文件) it
// is no trace; a count that is none by itself (积分, 条数, 时长) is one beside what it is counted in (平台,
// 学习). Meanings are not understood: who calls a count of clicks “学习情况” throughout gets past, and
// answers for it.
#pragma once

#include <string>
#include <string_view>

#include "scoring/json/reader.h"
#include "scoring/ledgers/ledger.h"
#include "scoring/rulebook/rulebook.h"

namespace anze {

// What of the text speaks of a trace, in simplified script: a word, or two ("平台…积分"); "" for none.
std::string trace_word(std::string_view text);

// Problems: clause.formalism, at the clause's place; of drafts only.
void refuse_traces(const json::Place& place, const Clause& clause, const LedgerSet& ledgers);
// The same of an item's or group's title, and of a veto's.
void refuse_traces(const json::Place& place, std::string_view title);
void refuse_traces(const json::Place& place, const VetoClause& veto, const LedgerSet& ledgers);

}  // namespace anze
