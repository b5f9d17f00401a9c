#include "plugin/facts/attachments.h"

#include "plugin/records/attachment_record.h"

namespace anze::plugin {
namespace {

bool names(const json& attachments, const std::string& digest) {
  for (const json& each : attachments)
    if (each.at("digest") == digest) return true;
  return false;
}

json read_list(const std::string& text) {
  json list = json::parse(text.empty() ? "[]" : text, nullptr, false);
  return list.is_array() ? list : json::array();
}

}  // namespace

Result<json> note_attachments(const Call& call, store::Writer& writer, const store::FactVersion& version,
                              const std::string& before) {
  json reused = json::array();
  if (version.record.attachments_json == "[]" || version.record.attachments_json == before) return reused;
  const Codebook& codes = call.store.codes();
  const json known = read_list(before);
  json seen = json::array();
  for (const json& attachment : read_list(version.record.attachments_json)) {
    const std::string digest = attachment.at("digest");
    if (names(known, digest) || names(seen, digest)) continue;
    seen.push_back(attachment);
    AttachmentRecord record;
    record.use = {version.record.id, codes.text(version.record.fact.ledger),
                  codes.text(version.record.fact.unit), attachment.at("name").get<std::string>()};
    record.size = attachment.at("size").get<std::int64_t>();
    ANZE_TRY(const std::optional<AttachmentRecord> last, read_attachment(writer, digest));
    record.first = last ? last->first : record.use;
    if (record.first.fact != version.record.id)
      reused.push_back(
          {{"digest", digest}, {"name", record.use.name}, {"first", attachment_use_json(record.first)}});
    ANZE_CHECK(put_attachment(writer, digest, record));
  }
  return reused;
}

}  // namespace anze::plugin
