// The parts of reading a rulebook, each in its own *_json.cpp, and the check of the whole. Internal.
//
// Reading resolves every word (ledger, field, code, archetype, post, unit). Only when all of them are known
// is the meaning checked (rulebook_check.cpp), for a check on half a rulebook reports what is not wrong.
#pragma once

#include "scoring/json_reader.h"
#include "scoring/rulebook.h"
#include "scoring/select_json.h"

namespace anze {

struct RulebookWords {  // what a rulebook's words may name
  const LedgerSet& ledgers;
  const OrganisationData& organisation;
  Words& words;
};

// Problems: rulebook.archetype.
std::vector<CodeId> read_archetypes(const std::vector<json::Place>& places, const RulebookWords& known);
// Problems: clause.target, clause.subject, clause.effect, and those of selectors and fields.
Clause read_clause(const json::Place& place, const RulebookWords& known);
// Problems: veto.unit_kinds, veto.finding, veto.until, and those of selectors and fields.
VetoClause read_veto(const json::Place& place, const RulebookWords& known);

// The meaning of a rulebook whose words are all known. Problems: see rulebook_check.cpp.
void check_rulebook(const Rulebook& rulebook, json::ProblemList& problems);

}  // namespace anze
