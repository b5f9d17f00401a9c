// FactEntry: what a new fact must pass beyond its own form, wherever it comes from (one by one, by lines,
// from a sheet, taken over from an older register), and whether it comes late.
#pragma once

#include <map>
#include <optional>

#include "plugin/calls/method.h"
#include "plugin/facts/countable.h"
#include "scoring/entries/record.h"
#include "scoring/ledgers/ledger.h"

namespace anze::plugin {

// Places and people exist, somebody stood in the post, and the day has come: that of the fact, and of its
// fields those of something done (field.h, max).
// Errors: those of Organisation::check, fact.future, organisation.missing.
Result<void> check_known(const Call& call, const FactRecord& record);

// Whether a fact is late (补录): it happened before the assessment of its period was opened, and comes after.
// What happens after an early opening could not have been entered before it. Remembers the periods it was
// asked about, so it belongs to one act; and so does what it knows of counting.
class LateMarks {
 public:
  LateMarks(const Model& model, store::Reader& reader) : model_(model), reader_(reader) {}
  Result<bool> of(const Fact& fact);
  Countable& countable() { return countable_; }

 private:
  const Model& model_;
  store::Reader& reader_;
  std::map<std::string, std::optional<Date>> opened_;  // by period: the day of its opening
  Countable countable_;
};

// Whether the request takes facts over from an older register ("history"), which is an act of its own:
// another person's than who enters what happens.  Errors: actor.role.
Result<bool> asked_history(const Call& call);

// The one door of a new fact, whoever brings it: known, and with nothing in it that only a step may say. A
// fact that does not begin where its ledger says comes in as taken over (接管存量台账) and no other way:
// `history` is the request's, the ledger allows it, the days of its state are there, and no assessment of its
// period was opened.  Returns: whether it is late. Errors: those of check_known and check_enters; fact.entry,
// fact.act, fact.required, hazard.five, fact.history_late.
Result<bool> check_new(const Call& call, const FactRecord& record, LateMarks& marks, bool history);

}  // namespace anze::plugin
