// FactEntry: what a new fact must pass beyond its own form, wherever it comes from (one by one, by lines,
// from a sheet), and whether it comes late.
#pragma once

#include <map>

#include "plugin/method.h"

namespace anze::plugin {

// Places and people exist, somebody stood in the post, it is not the own case, and the day has come.
// Errors: those of Organisation::check, actor.own_case, fact.future, organisation.missing.
Result<void> check_known(const Call& call, const Fact& fact);
// The same, the actor enters facts of its ledger, and it may begin in its state. `taken_over`: it comes with
// an import (fact_moves.h).  Errors: actor.role and fact.entry too.
Result<void> check_new(const Call& call, const Fact& fact, bool taken_over);

// Whether the assessment of the period a fact falls in was already open: then the fact is late (补录).
// Remembers the periods it was asked about, so it belongs to one act.
class LateMarks {
 public:
  LateMarks(const Model& model, store::Reader& reader) : model_(model), reader_(reader) {}
  Result<bool> of(const Fact& fact);

 private:
  const Model& model_;
  store::Reader& reader_;
  std::map<std::string, bool> open_;  // by period
};

}  // namespace anze::plugin
