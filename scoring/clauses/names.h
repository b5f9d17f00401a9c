// Names: what the words of clauses and rulebooks may name: ledgers, posts and units, archetypes. Internal to
// reading them.  Requires: what it points to outlives it.
#pragma once

#include <cstddef>
#include <unordered_set>
#include <vector>

#include "scoring/json/reader.h"
#include "scoring/ledgers/ledger.h"
#include "scoring/organisation/organisation.h"

namespace anze {

// How long the lists of a clause may be (the rulebook's own: rulebook/parts.h).
namespace rulebook_limits {
inline constexpr std::size_t k_archetypes = 500;
inline constexpr std::size_t k_subjects = 50'000;  // targets and quotas: one for every post of a province
inline constexpr std::size_t k_list = 1000;        // named lists, bands, levels, amounts, unit kinds
}  // namespace rulebook_limits

struct Names {
  Names(const LedgerSet& known_ledgers, const OrganisationData& known_organisation, StagedCodes& known_words);

  const LedgerSet& ledgers;
  const OrganisationData& organisation;
  StagedCodes& words;
  std::unordered_set<CodeId> subjects;  // posts and units: a province has thirty thousand
};

// Problems: rulebook.archetype.
std::vector<CodeId> read_archetypes(const std::vector<json::Place>& places, const Names& known);

}  // namespace anze
