#include "plugin/records/attachment_record.h"

#include "plugin/records/body.h"
#include "plugin/records/record_kinds.h"
#include "scoring/values/broken.h"

namespace anze::plugin {
namespace {

using anze::json::Object;
using anze::json::Place;

AttachmentUse use_of(Object& object) {
  AttachmentUse use;
  use.fact = object.need_text("fact");
  use.ledger = object.need<std::string>("ledger");
  use.unit = object.need<std::string>("unit");
  use.name = object.need<std::string>("name");
  return use;
}

void fill(Object& object, AttachmentRecord& attachment) {
  attachment.use = use_of(object);
  attachment.size = object.need_integer<std::int64_t>("size", 0);
  if (const std::optional<Place> place = object.need("first")) {
    Object first(*place);
    attachment.first = use_of(first);
    first.close();
  }
}

Result<AttachmentVersion> version_of(const store::Record& stored) {
  ANZE_TRY(AttachmentRecord record, attachment_of(stored));
  return AttachmentVersion{stored.id, std::move(record), stored.version, stored.entry};
}

}  // namespace

Result<AttachmentRecord> attachment_of(const store::Record& stored) {
  return read_body<AttachmentRecord>(stored, fill);
}

json attachment_use_json(const AttachmentUse& use) {
  return {{"fact", use.fact}, {"ledger", use.ledger}, {"unit", use.unit}, {"name", use.name}};
}

json attachment_json(const AttachmentRecord& attachment) {
  json body = attachment_use_json(attachment.use);
  body["size"] = attachment.size;
  body["first"] = attachment_use_json(attachment.first);
  return body;
}

Result<std::optional<AttachmentRecord>> read_attachment(store::Reader& reader, const std::string& digest) {
  return read_current(reader, k_attachment_record, digest, 0, attachment_of);
}

Result<std::vector<AttachmentVersion>> read_attachments(store::Reader& reader) {
  ANZE_TRY(const std::vector<store::Record> stored, reader.records(k_attachment_record));
  return read_each(stored, version_of);
}

Result<std::vector<AttachmentVersion>> attachment_uses(store::Reader& reader, const std::string& digest) {
  ANZE_TRY(const std::vector<store::Record> stored, reader.versions(k_attachment_record, digest));
  return read_each(stored, version_of);
}

Result<void> put_attachment(store::Writer& writer, const std::string& digest,
                            const AttachmentRecord& attachment) {
  ANZE_ASSERT(attachment.size >= 0 && !attachment.use.fact.empty() && !attachment.first.fact.empty());
  ANZE_CHECK(writer.put(k_attachment_record, digest, 0, dump(attachment_json(attachment))));
  return {};
}

}  // namespace anze::plugin
