// Field (字段): one column of a ledger.
//
// A field that clauses, figures and searches may compare lies in a numbered slot of the fact (fact.h); there
// are k_slots of them. A text has none, nor a list, nor a field that only documents (`selectable` false): it
// is checked, kept with the texts, shown and exported like the others, and nothing may be counted by it. So
// a register of twenty-four columns fits.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scoring/values/code.h"

namespace anze {

enum class FieldType {
  k_integer,
  k_boolean,
  k_date,
  k_code,
  k_reference,
  k_text,
  k_accident_class,
  k_texts,  // a list of short texts
  k_codes   // several words of the code list
};

struct CodeTitle {
  CodeId code = k_no_code;
  std::string title;  // 中文
};

// What a computed field is computed from: other fields of the same fact. Nobody types it, so nobody mistypes
// it, and a risk is as red as its factors say.
struct Derivation {
  // An integer: the product of integer fields; unknown while one of them is.
  std::vector<std::string> product;
  // A code: the word of the highest bound the value of `of` reaches; of several scales the first whose value
  // is known.
  struct Scale {
    std::string of;
    std::vector<std::pair<std::int64_t, CodeId>> from;  // the highest bound first
  };
  std::vector<Scale> levels;
  // A boolean: whether anything is attached to the fact (佐证材料). Always known.
  bool attachments = false;

  bool any() const { return !product.empty() || !levels.empty() || attachments; }
};

struct Field {
  std::string name;
  std::string title;  // the Chinese column heading
  std::string hint;   // 填写说明: what belongs here, for the one who fills it in
  FieldType type = FieldType::k_text;
  std::string unit;           // of an integer: "人", "处", "fen"
  std::int32_t decimals = 0;  // of an integer: it counts tenths (1), hundredths (2) … of what is written
  std::optional<std::int64_t> min;
  std::optional<std::int64_t> max;    // of a date: days after the day of entry; 0: it is of something done
  std::vector<std::int64_t> allowed;  // of an integer: these only; empty: any
  bool required = false;
  std::vector<CodeTitle> codes;     // of a code field, in the order of the definition
  std::int32_t max_length = 0;      // characters of a text, or of each text of a list
  std::int32_t max_items = 0;       // of a list
  Derivation derived;               // of a computed field
  std::optional<std::size_t> slot;  // none for texts, lists and fields that only document

  bool is_list() const { return type == FieldType::k_texts || type == FieldType::k_codes; }
  bool computed() const { return type == FieldType::k_accident_class || derived.any(); }
};

}  // namespace anze
