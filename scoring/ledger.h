// Ledger (台账): the definition of one register: its fields, states and legal basis. Data, not code: a new
// register is a new definition (format: plugin/docs/formats/ledger.md).
//
// Every field that can be compared (integer, boolean, date, code, reference, derived) is given a slot in
// definition order; at most k_slots of them. Texts have none.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scoring/code.h"
#include "scoring/error.h"
#include "scoring/fact.h"
#include "scoring/result.h"

namespace anze {

enum class FieldType { k_integer, k_boolean, k_date, k_code, k_reference, k_text, k_accident_class };

struct CodeTitle {
  CodeId code = k_no_code;
  std::string title;  // 中文
};

struct Field {
  std::string name;
  std::string title;  // the Chinese column heading
  FieldType type = FieldType::k_text;
  std::string unit;  // of an integer: "人", "处", "fen"
  bool required = false;
  std::vector<CodeTitle> codes;     // of a code field, in the order of the definition
  std::optional<std::size_t> slot;  // none for texts
};

struct StateMove {
  CodeId from = k_no_code;
  CodeId to = k_no_code;
};

struct Ledger {
  CodeId id = k_no_code;
  std::string title;
  int version = 1;
  std::vector<std::string> basis;
  std::vector<Field> fields;
  std::vector<CodeTitle> states;  // the first is the initial one; empty: the ledger has no states
  std::vector<StateMove> moves;   // which state may follow which

  const Field* field(std::string_view name) const;
};

// The definitions in force, by id.
class LedgerSet {
 public:
  void put(Ledger ledger);  // replaces the definition of the same id
  const Ledger* find(CodeId id) const;
  const std::vector<Ledger>& all() const { return ledgers_; }

 private:
  std::vector<Ledger> ledgers_;
};

// Reads a definition (ledger_json.cpp). Interns its words in `codes` only when it has no problem.
// Errors: the first problem; `problems`, when given, receives all of them, each with its JSON path and a way
// out.
Result<Ledger> read_ledger(std::string_view json, Codebook& codes, Problems* problems = nullptr);

// Reads one fact as people write it (format: plugin/docs/formats/fact.md) against its ledger: field types,
// code lists, required fields, unknown fields, states; fills derived fields (the accident class). `texts`
// receives the text fields. Codes that name units, posts, officials are interned as they stand: whether they
// exist is the organisation's answer (Organisation::check).
struct FactText {
  std::string field;
  std::string text;
};
struct FactRecord {
  std::string id;  // "" when the sender leaves it to us
  Fact fact;       // seq, recorded and late are the store's to fill
  std::vector<FactText> texts;
  std::string attachments_json;  // canonical JSON array
  std::string remark;
};
Result<FactRecord> read_fact(std::string_view json, const LedgerSet& ledgers, Codebook& codes,
                             Problems* problems = nullptr);

// The fact back as canonical JSON, words for codes: what the store shows and what a round trip must give.
std::string write_fact(const FactRecord& record, const LedgerSet& ledgers, const Codebook& codes);

}  // namespace anze
