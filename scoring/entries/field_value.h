// The value of one field of a fact, in and out. Internal: only for the *_json.cpp files.
//
// What has a slot is an integer there. What has none is a text: an integer in decimal digits, "true" or
// "false", "2025-03-31", a word of the code list, an id; of a list, a JSON array of texts. Written so, it is
// what the store keeps, and it reads back to the same.
#pragma once

#include <optional>
#include <string>

#include "scoring/entries/record.h"
#include "scoring/json/reader.h"
#include "scoring/ledgers/ledger.h"

namespace anze {

// Whether a line could hold it: no line break, no tab, nothing unprintable.
bool has_controls(std::string_view text);
std::size_t characters(std::string_view text);  // of UTF-8

// "“整改期限” (deadline)", for messages.
std::string called(const Field& field);

// Reads the value at `place` into the record. Problems: fact.field_type, fact.code, fact.negative,
// fact.range, fact.too_long, fact.list, and those of dates.
void read_fact_field(const json::Place& place, const Field& field, StagedCodes& words, FactRecord& record);

// The value as integers are compared (a day, a number, a code), whether it has a slot or not; none when it is
// unknown or no integer.
std::optional<std::int64_t> field_value(const FactRecord& record, const Field& field);

// The text kept for a field without a slot; nullptr when there is none.
const std::string* kept_text(const FactRecord& record, const Field& field);

// Whether a text only fills its place: blanks, dashes, 无, 暂无. What must be filled in is not filled in by
// it.
bool says_nothing(std::string_view text);

// The word of a closed list of codes, by code or, as in a sheet, by its Chinese title; k_no_code otherwise.
CodeId find_code(const std::vector<CodeTitle>& codes, const std::string& text, const StagedCodes& words);
// use "general" 一般, "major" 重大
std::string choices(const std::vector<CodeTitle>& codes, const StagedCodes& words);

// Computes the accident class, products and levels. Problems: fact.computed (too large).
void derive_fields(const json::Place& place, const Ledger& ledger, Fact& fact);

// Problems: fact.required, fact.rule, fact.attachment.
void check_rules(const json::Place& place, const Ledger& ledger, const FactRecord& record);

}  // namespace anze
