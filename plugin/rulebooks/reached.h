// Into which periods a new definition reaches: those that were opened, scored or sealed, and days that are
// over though nobody opened them. Of an organisation they are the days of what changed in it; of a rulebook
// those it is in force on; ledgers, figures and filing rules have no days and reach into what is not sealed
// yet.
//
// Threads: any; reads in the caller's snapshot.
#pragma once

#include <string>
#include <vector>

#include "plugin/records/proposal_record.h"
#include "plugin/store/store.h"
#include "scoring/days/date.h"

namespace anze::plugin {

// Requires: bodies of records of that kind that were found good; `before` is empty where nothing is replaced.
// Errors: store.*, record.corrupt.
Result<std::vector<Reach>> reached(store::Reader& reader, const std::string& kind, const std::string& before,
                                   const std::string& after, Date today);

}  // namespace anze::plugin
