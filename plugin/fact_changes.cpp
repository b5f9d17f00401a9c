#include "plugin/fact_changes.h"

#include "plugin/attachments.h"
#include "plugin/fact_entry.h"
#include "plugin/fact_moves.h"
#include "plugin/finding_entry.h"

namespace anze::plugin {

Error unknown_fact(const std::string& id) {
  return {Code::k_not_found, "fact.unknown", "there is no fact “" + id + "”", "/id",
          "look it up with ledger.search/1"};
}

Result<store::FactVersion> correct_one(Call& call, store::Writer& writer, FactRecord record,
                                       std::string reason, Change change) {
  ANZE_TRY(const std::vector<store::FactVersion> history, writer.history(record.id));
  if (history.empty()) return unknown_fact(record.id);
  const Fact& before = history.back().record.fact;
  if (before.ledger != record.fact.ledger)
    return invalid("fact.ledger", "a correction cannot move a fact to another ledger", "/ledger",
                   "withdraw it there and append it here");
  ANZE_CHECK(check_own_case(call, before));
  if (!history.back().voided)
    ANZE_CHECK(check_step(call, *call.model->ledgers.find(record.fact.ledger), history, record, change.act));
  ANZE_CHECK(check_known(call, record.fact));
  ANZE_CHECK(check_finding(call, writer, record.fact));
  bool late = before.late;
  if (!change.step) {
    // Late as soon as either the old or the new day lies in a period whose assessment is open.
    LateMarks marks(*call.model, writer);
    ANZE_TRY(const bool now, marks.of(record.fact));
    ANZE_TRY(const bool then, marks.of(before));
    late = now || then;
  }
  auto version = writer.correct(std::move(record), late, std::move(reason));
  if (!version) {
    // What the store says of a fact (withdrawn) is about the id the request names.
    const Error& error = version.error();
    return error.reason.starts_with("fact.") && error.at.empty() ? error.within("/id") : error;
  }
  writer.subject(version->record.id);
  return version;
}

Result<json> receipt_of(const Call& call, store::Writer& writer, const store::FactVersion& version,
                        const std::string& before) {
  json receipt = {{"id", version.record.id},
                  {"seq", version.record.fact.seq},
                  {"version", version.version},
                  {"late", version.record.fact.late}};
  ANZE_TRY(json reused, note_attachments(call, writer, version, before));
  if (!reused.empty()) receipt["reused"] = std::move(reused);
  return receipt;
}

}  // namespace anze::plugin
