// Filing (报送): one report to one addressee about one period, version by version, and its state.
//
// The record of kind "filing" has the id "2025Q1/quarterly_discipline/v1", and where a kind goes to several
// addressees "2025Q1/quarterly_discipline/city/v1" (series.h); each change of state is a further version of
// the record, so its history is the filing's history:
//
//   sealed → queued → sent → accepted | rejected        superseded: a later version was signed in its place
//
// sealed: the snapshot and the documents made from it are kept by digest; a draft, which preparing again
// replaces under the same id and number. queued: signed, and never made again; the record itself is the
// outbox, written in the transaction that signs. sent: the exchange took it and will answer later.
#pragma once

#include <string>

#include "plugin/calls/method.h"
#include "plugin/definitions/filing_rules.h"
#include "plugin/filing/filing_state.h"

namespace anze::plugin {

// Seals the snapshot, renders the documents and the package, keeps all by digest, and writes the filing in
// state "sealed". The request's "amendment" is given when it takes the place of a signed version.
// "differs_from" in the answer names letters of the period with other numbers. Errors: filing.exists,
// filing.differs, report.cross_footing, and those of what it reads.
Result<FilingState> prepare_filing(Call& call, store::Writer& writer, const FilingRule& rule,
                                   const FilingRules& rules, const Period& period);

// What the exchange is given beside the package.
json exchange_meta(const FilingState& filing);

// Takes in what the exchange answered. Repeating it changes nothing.
enum class Outcome { k_accepted, k_refused, k_later };
Result<FilingState> take_answer(Call& call, store::Writer& writer, const std::string& id, Outcome outcome,
                                const json& receipt, const std::string& reason);

}  // namespace anze::plugin
