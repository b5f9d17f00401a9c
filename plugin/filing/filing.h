// Filing (报送): a letter prepared, handed to the exchange, and answered. Its record and the states it goes
// through: plugin/records; which version follows which: series.h.
#pragma once

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
};

// Takes it in; a duplicate is an acceptance. Repeating it changes nothing.
// Errors: filing.unknown, filing.unsigned, receipt.mismatch.
Result<FilingRecord> take_answer(Call& call, store::Writer& writer, const std::string& id,
                                 const TakenAnswer& answer);

// A receipt that was refused because it does not fit is evidence of something: the chain keeps who brought it
// and the whole answer, in an act of its own. Once, however often the same comes: a scheduler asks again.
Result<void> keep_misfit(const Call& call, const std::string& id, const SubmitAnswer& answer);

}  // namespace anze::plugin
