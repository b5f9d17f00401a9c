// What the veto clauses of a rulebook look at: facts of the ledgers they name, and sealed results.
#pragma once

#include <vector>

#include "plugin/calls/method.h"
#include "plugin/store/store.h"
#include "scoring/accountability/veto.h"
#include "scoring/days/period.h"

namespace anze::plugin {

// The facts of the year and those since, of the ledgers a rulebook's veto clauses look at, and those of
// former years from the window of the earliest accident these findings are about; each with its id's code.
// Ids are looked up, not interned: a finding refers to an accident by an id its own field already interned.
struct VetoFacts {
  std::vector<Fact> facts;
  std::vector<CodeId> ids;
};
Result<void> gather_veto_facts(const Call& call, store::Reader& reader, const Rulebook& book,
                               const Period& year, VetoFacts& out);

// The sealed results that the rulebook's clauses on results may look at: of the year up to today, and of as
// many periods before as they look back. Only of assessments by versions of this rulebook.
Result<std::vector<SealedResult>> gather_results(Call& call, store::Reader& reader, const Rulebook& book,
                                                 const Period& year);

}  // namespace anze::plugin
