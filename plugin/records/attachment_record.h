// AttachmentRecord (附件): one use of a paper or picture, known by the digest of its bytes: the record's id.
// Each further fact that names the same bytes is a version more, so the same photograph in two facts is seen,
// however it is called.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plugin/json/json.h"
#include "plugin/store/store.h"

namespace anze::plugin {

struct AttachmentUse {
  std::string fact;  // id
  std::string ledger;
  std::string unit;
  std::string name;

  friend bool operator==(const AttachmentUse&, const AttachmentUse&) = default;
};

struct AttachmentRecord {
  AttachmentUse use;
  std::int64_t size = 0;  // bytes
  AttachmentUse first;    // of these bytes
};

// Errors of reading: record.corrupt, with the member.
Result<AttachmentRecord> attachment_of(const store::Record& stored);
json attachment_json(const AttachmentRecord& attachment);  // what is stored
json attachment_use_json(const AttachmentUse& use);        // {"fact", "ledger", "unit", "name"}

// One use, by the act that made it.
struct AttachmentVersion {
  std::string digest;
  AttachmentRecord record;
  std::int64_t version = 0;
  std::int64_t entry = 0;
};
Result<std::optional<AttachmentRecord>> read_attachment(store::Reader& reader, const std::string& digest);
Result<std::vector<AttachmentVersion>> read_attachments(store::Reader& reader);  // the last use of each
Result<std::vector<AttachmentVersion>> attachment_uses(store::Reader& reader, const std::string& digest);
Result<void> put_attachment(store::Writer& writer, const std::string& digest,
                            const AttachmentRecord& attachment);

}  // namespace anze::plugin
