// Attachments (附件): papers and pictures beside facts, known by the SM3 digest of their bytes.
//
// The bytes are kept once, however often they are named; a name is data and never a path. Every use is
// recorded (plugin/records), so the same photograph in two facts is seen, however it is called, and listed
// for whoever checks evidence.
#pragma once

#include <string>
#include <vector>

#include "plugin/access/privacy.h"
#include "plugin/calls/method.h"
#include "plugin/records/attachment_record.h"

namespace anze::plugin {

// That what the version names anew can be written to a disk under its name: whoever keeps the bytes outside
// will do so. Names that the version before (`before`, as in receipt_of) had already are let through.
// Errors: fact.attachment_name.
Result<void> check_attachment_names(const FactRecord& record, const std::string& before);

// The uses by facts that the actor sees.
Result<std::vector<AttachmentVersion>> shown_uses(store::Reader& reader, const Sight& sight,
                                                  const std::vector<AttachmentVersion>& uses);
// Whether some fact that the actor sees names it.
Result<bool> is_seen_evidence(const Call& call, store::Reader& reader, const std::string& digest);

// Records what the version names and the one before it did not. Answers those that lie in other facts too:
// [{"digest","name","first": {"fact","ledger","unit","name"}}], `first` where the actor sees that fact.
// A digest is no key: who names a file that is kept already, and sees no fact that names it, has to bring it
// (`brought`: the digest of what came with the call). Or one's own record would open sealed letters and the
// evidence of others.
// Errors: attachment.kept.
Result<json> note_attachments(const Call& call, store::Writer& writer, const store::FactVersion& version,
                              const std::string& before, const std::string& brought = {});

}  // namespace anze::plugin
