// Attachments (附件): papers and pictures beside facts, known by the SM3 digest of their bytes.
//
// The bytes are kept once, however often they are named; a name is data and never a path. Every use is
// recorded (plugin/records), so the same photograph in two facts is seen, however it is called, and listed
// for whoever checks evidence.
#pragma once

#include <string>

#include "plugin/calls/method.h"

namespace anze::plugin {

// That what the version names anew can be written to a disk under its name: whoever keeps the bytes outside
// will do so. Names that the version before (`before`, as in receipt_of) had already are let through.
// Errors: fact.attachment_name.
Result<void> check_attachment_names(const FactRecord& record, const std::string& before);

// Records what the version names and the one before it did not. Answers those that lie in other facts too:
// [{"digest","name","first": {"fact","ledger","unit","name"}}].
Result<json> note_attachments(const Call& call, store::Writer& writer, const store::FactVersion& version,
                              const std::string& before);

}  // namespace anze::plugin
