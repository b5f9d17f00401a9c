// Ledger (台账): the definition of one register: its fields, the rules between them, its states and who may
// move a fact from one to the next, its measures, the duties its facts count for, and the legal basis. Data,
// not code: a new register is a new definition (format: plugin/docs/formats/ledger.md).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scoring/facts/fact.h"
#include "scoring/facts/figure_definition.h"
#include "scoring/facts/scope.h"
#include "scoring/ledgers/field.h"
#include "scoring/values/code.h"
#include "scoring/values/error.h"
#include "scoring/values/result.h"

namespace anze {

// Between the fields of one fact. A closed set, like selectors: a clerk's supervisor can read it aloud. A
// value that is unknown breaks no rule but a required one.
enum class RuleKind {
  k_order,            // fields[0] <= fields[1]: dates or integers
  k_at_most,          // the fields before the last add up to no more than the last
  k_required_when,    // the fields are filled in when `when` holds
  k_empty_when,       // they are not
  k_true_when,        // they are booleans and true
  k_attachment_when,  // at least one attachment when `when` holds
};
struct FieldRule {
  RuleKind kind = RuleKind::k_order;
  std::vector<std::string> fields;
  std::vector<Comparison> when;  // all must hold; none: always
  std::string message;           // 中文, told to the one who fills in
};

// Something done with a record (办理): who may do it, and what must be on record by then.
struct RecordStep {
  std::string title;                // 中文: "复查验收"
  std::vector<std::string> roles;   // any of them
  std::vector<std::string> needs;   // fields that are filled in
  std::vector<std::string> clears;  // fields that are emptied by it; what the step then needs is said anew
  bool attachment = false;          // at least one
  bool other_person = false;        // 四眼: nobody who entered or changed the fact
  bool reason = false;              // says why
};

// Which state may follow which.
struct StateMove : RecordStep {
  CodeId from = k_no_code;
  CodeId to = k_no_code;
};

// A step that leaves the state as it is (挂牌督办, 批准延期). Nothing but acts changes the fields that acts
// set: who enters the record cannot list it or extend its deadline by filling in a field.
struct RecordAct : RecordStep {
  std::string id;
  std::vector<CodeId> in;            // the states it may be done in
  std::vector<std::string> sets;     // the fields it may change
  std::vector<std::string> answers;  // fields filled in before it and emptied by it: what was asked for
};

// What a fact counts for (记入): shown to whoever enters it, and held against the rulebook in force.
struct Credit {
  std::string title;  // 中文: "每季度带队检查"
  Scope scope = Scope::k_own;
  std::vector<Comparison> when;  // all must hold; none: every fact of the ledger
  std::vector<std::string> basis;
};

struct Ledger {
  CodeId id = k_no_code;
  std::string title;
  int version = 1;
  std::vector<std::string> basis;
  std::vector<Field> fields;
  std::vector<CodeTitle> states;    // the first is the initial one; empty: the ledger has no states
  std::vector<CodeId> entry;        // the states a new fact may begin in; the initial one among them
  bool history = false;             // facts taken over from an older register may come in any state
  std::vector<std::string> enter;   // roles, any of them: who enters facts; the clerk, where none is named
  std::vector<std::string> change;  // who corrects and withdraws them; else those who enter
  bool other_person = false;        // they are never who wrote the version that stands
  bool personal = false;            // 涉及个人: every fact is about a person, also one that names nobody
  std::vector<StateMove> moves;     // none: the states have no order, the clerk may correct them freely
  std::vector<RecordAct> acts;
  std::vector<FieldRule> rules;
  std::vector<FigureDefinition> measures;  // over the facts of a view
  std::vector<Credit> credits;

  const Field* field(std::string_view name) const;
  const StateMove* move(CodeId from, CodeId to) const;
  const RecordAct* act(std::string_view act) const;
  const RecordAct* act_that_sets(std::string_view field) const;  // the first of them
  std::string_view state_title(CodeId state) const;              // "" when unknown
};

// The definitions in force, by id.
class LedgerSet {
 public:
  void put(Ledger ledger);  // replaces the definition of the same id. Requires: it has one.
  const Ledger* find(CodeId id) const;
  const std::vector<Ledger>& all() const { return ledgers_; }

 private:
  std::vector<Ledger> ledgers_;
};

// Reads a definition (ledger_json.cpp). Interns its words in `codes` only when it has no problem.
// Errors: the first problem; `problems`, when given, receives all of them, each with its JSON path and a way
// out.
Result<Ledger> read_ledger(std::string_view json, Codebook& codes, Problems* problems = nullptr);

// The JSON Schema of definitions, titles in Chinese and English.
std::string_view ledger_schema();

}  // namespace anze
