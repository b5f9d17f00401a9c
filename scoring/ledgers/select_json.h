// Selectors in JSON: {"ledger": "hazard", "where": [{"field": "level", "op": "eq", "value": "major"}]}, as
// rulebooks, veto clauses and figures write them (format: plugin/docs/formats/figures.md). Internal: only for
// the *_json.cpp files.
//
// Every word is resolved here, against the ledger's own field types and code lists, so that a mistyped code
// is an error of the rulebook's author and not a clause that silently counts nothing.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scoring/facts/fact.h"
#include "scoring/facts/scope.h"
#include "scoring/json/reader.h"
#include "scoring/ledgers/known_field.h"
#include "scoring/ledgers/ledger.h"

namespace anze {

inline constexpr json::Word<Scope> k_scopes[] = {{"own", Scope::k_own},
                                                 {"named", Scope::k_named},
                                                 {"unit", Scope::k_unit},
                                                 {"portfolio", Scope::k_portfolio}};

// Reads a field's name. Problems: field.unknown, field.text, field.documents (it has no slot), field.type
// (not one of `wanted`; empty: any).
std::optional<KnownField> read_field_name(const json::Place& place, const Ledger& ledger,
                                          std::initializer_list<FieldType> wanted = {});

// Reads a value as the field is: integer, true/false, date, word of its code list; unit, area, sector, post,
// official and reference words are interned. Problems: json.type, json.range, field.code and those of dates.
std::optional<std::int64_t> read_field_value(const json::Place& place, const KnownField& field,
                                             StagedCodes& words);

// The definition a member names; nullptr, and a problem of that reason, when there is none.
const Ledger* read_ledger_name(const json::Place& place, const LedgerSet& ledgers, const StagedCodes& words,
                               std::string_view reason);

// Reads the comparisons of a "where" or "when". Problems: select.op, select.value, and those above.
std::vector<Comparison> read_comparisons(const std::vector<json::Place>& places, const Ledger& ledger,
                                         StagedCodes& words);

// Reads a selector. `ledger`, when given, receives the definition it names, nullptr after a problem with it.
// Problems: select.ledger, select.op, select.value, select.never, and those above.
Selector read_selector(const json::Place& place, const LedgerSet& ledgers, StagedCodes& words,
                       const Ledger** ledger = nullptr);

}  // namespace anze
