// Filing (报送): a letter prepared, handed to the exchange, and answered. Its record and the states it goes
// through: plugin/records; which version follows which: series.h.
#pragma once

#include <optional>
#include <string>

#include "plugin/calls/method.h"
#include "plugin/definitions/filing_rules.h"
#include "plugin/records/filing_record.h"

namespace anze::plugin {

// Seals the snapshot, renders the documents and the package, keeps all by digest, and writes the filing in
// state "sealed". The request's "amendment" is given when it takes the place of a signed version.
// Returns: the answer, with "differs_from" where letters of the period have other numbers.
// Errors: filing.exists, filing.differs, report.cross_footing, and those of what it reads.
Result<json> prepare_filing(Call& call, store::Writer& writer, const FilingRule& rule,
                            const FilingRules& rules, const Period& period);

// What the exchange is given beside the package.
json exchange_meta(const FilingRecord& filing);

// An answer and how it came: from the exchange, or noted by an account that says it received it.
struct TakenAnswer {
  SubmitAnswer said;
  std::string noted_by;  // principal; "" of the exchange's own
  std::optional<ReceiptScan> scan{};
};

// Takes it in; a duplicate is an acceptance. Repeating it changes nothing. An acceptance that was noted has a
// scan and waits for a second person (settle_receipt); of a superseded version it is evidence and no more.
// Errors: filing.unknown, filing.unsigned, receipt.mismatch, receipt.scan.
Result<FilingRecord> take_answer(Call& call, store::Writer& writer, const std::string& id,
                                 const TakenAnswer& answer);

// What a second person says of a receipt that was noted, by the digest of the scan that was looked at: the
// letter is accepted, or goes on waiting.  Errors: filing.unknown, receipt.none, receipt.scan,
// receipt.reason, actor.four_eyes.
Result<FilingRecord> settle_receipt(Call& call, store::Writer& writer, const std::string& id);

// A draft that somebody outside stands by: the same letter with that in its source lines, so under other
// digests.  Errors: those of reading the snapshot and of rendering.
Result<void> add_countersignature(store::Writer& writer, FilingRecord& filing, Countersignature given);

// A receipt that was refused because it does not fit is evidence of something: the chain keeps who brought it
// and the whole answer, in an act of its own. Once, however often the same comes: a scheduler asks again.
Result<void> keep_misfit(const Call& call, const std::string& id, const SubmitAnswer& answer);

}  // namespace anze::plugin
