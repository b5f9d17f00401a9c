// The parts of reading a rulebook, each in its own *_json.cpp, and the check of the whole. Internal.
//
// Reading resolves every word (ledger, field, code, archetype, post, unit). Only when all of them are known
// is the meaning checked (check.cpp), for a check on half a rulebook reports what is not wrong.
#pragma once

#include <functional>
#include <vector>

#include "scoring/clauses/names.h"
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
inline constexpr std::size_t k_grades = 50;
inline constexpr std::size_t k_tests = 500;
}  // namespace rulebook_limits

// None, after a problem, where the kind is not known: which members belong to a clause depends on it.
// Problems: clause.target, clause.subject, clause.effect, and those of selectors and fields.
std::optional<Clause> read_clause(const json::Place& place, const Names& known);

// Problems: veto.unit_kinds, veto.finding, veto.result, veto.until, and those of selectors and fields.
VetoClause read_veto(const json::Place& place, const Names& known);

// Reads what stands in "tests", when its turn comes: they are trials (trials/), which stand on the rulebook.
using TestReader = std::function<void(const std::vector<json::Place>& tests, Rulebook& rulebook)>;
// Reads the document but for its tests.
Rulebook read_document(const json::Place& root, const Names& known, const TestReader& read_tests);

// The meaning of a rulebook whose words are all known. Problems: see check.cpp.
void check_rulebook(const Rulebook& rulebook, json::ProblemList& problems);

}  // namespace anze
