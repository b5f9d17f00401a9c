// The parts of reading a rulebook, each in its own *_json.cpp, and the check of the whole. Internal.
//
// Reading resolves every word (ledger, field, code, archetype, post, unit). Only when all of them are known
// is the meaning checked (check.cpp), for a check on half a rulebook reports what is not wrong.
#pragma once

#include <unordered_set>

#include "scoring/json/reader.h"
#include "scoring/ledgers/select_json.h"
#include "scoring/rulebook/rulebook.h"

namespace anze {

// How long a rulebook's lists may be. The longest real measure has some 150 clauses; what is here keeps every
// check and test below a second, whatever the document.
namespace rulebook_limits {
inline constexpr std::size_t k_items = 500;
inline constexpr std::size_t k_groups = 500;
inline constexpr std::size_t k_clauses = 500;  // of one item; 2000 in all
inline constexpr std::size_t k_clauses_in_all = 2000;
inline constexpr std::size_t k_vetoes = 500;
inline constexpr std::size_t k_archetypes = 500;
inline constexpr std::size_t k_subjects = 50'000;  // targets and quotas: one for every post of a province
inline constexpr std::size_t k_list = 1000;        // named lists, bands, levels, amounts, unit kinds
inline constexpr std::size_t k_grades = 50;
inline constexpr std::size_t k_tests = 500;
}  // namespace rulebook_limits

inline constexpr json::Word<Evidence> k_evidence[] = {{"not_asked", Evidence::k_not_asked},
                                                      {"flagged", Evidence::k_flagged},
                                                      {"unfavourable", Evidence::k_unfavourable}};

struct RulebookWords {  // what a rulebook's words may name
  RulebookWords(const LedgerSet& known_ledgers, const OrganisationData& known_organisation,
                Words& known_words);

  const LedgerSet& ledgers;
  const OrganisationData& organisation;
  Words& words;
  std::unordered_set<CodeId> subjects;  // posts and units: a province has thirty thousand
};

// Problems: rulebook.archetype.
std::vector<CodeId> read_archetypes(const std::vector<json::Place>& places, const RulebookWords& known);
// Problems: clause.target, clause.subject, clause.effect, and those of selectors and fields.
Clause read_clause(const json::Place& place, const RulebookWords& known);
// Problems: veto.unit_kinds, veto.finding, veto.result, veto.until, and those of selectors and fields.
VetoClause read_veto(const json::Place& place, const RulebookWords& known);

// The meaning of a rulebook whose words are all known. Problems: see check.cpp.
void check_rulebook(const Rulebook& rulebook, json::ProblemList& problems);

}  // namespace anze
