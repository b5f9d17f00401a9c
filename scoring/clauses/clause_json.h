// Reading a clause: what all kinds share, the kind's own members by its row of the table (kind.h), and hands
// that several kinds read with. Internal to reading a rulebook.
#pragma once

#include <initializer_list>
#include <optional>
#include <string_view>

#include "scoring/clauses/clause.h"
#include "scoring/clauses/names.h"
#include "scoring/ledgers/select_json.h"

namespace anze {

inline constexpr json::Word<Evidence> k_evidence[] = {{"not_asked", Evidence::k_not_asked},
                                                      {"flagged", Evidence::k_flagged},
                                                      {"unfavourable", Evidence::k_unfavourable}};

// None, after a problem, where the kind is not known: which members belong to a clause depends on it.
// Problems: clause.target, clause.subject, clause.effect, and those of selectors and fields.
std::optional<Clause> read_clause(const json::Place& place, const Names& known);

}  // namespace anze
