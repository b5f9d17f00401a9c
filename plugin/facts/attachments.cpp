#include "plugin/facts/attachments.h"

#include "plugin/records/record_kinds.h"

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
    json use = {{"fact", version.record.id},
                {"ledger", codes.text(version.record.fact.ledger)},
                {"unit", codes.text(version.record.fact.unit)},
                {"name", attachment.at("name")},
                {"size", attachment.at("size")}};
    ANZE_TRY(const std::optional<store::Record> last, writer.record(k_attachment_record, digest));
    if (last) {
      const json first = json::parse(last->body).at("first");
      if (first.at("fact") != version.record.id)
        reused.push_back({{"digest", digest}, {"name", attachment.at("name")}, {"first", first}});
      use["first"] = first;
    } else {
      use["first"] = {
          {"fact", use["fact"]}, {"ledger", use["ledger"]}, {"unit", use["unit"]}, {"name", use["name"]}};
    }
    ANZE_CHECK(writer.put(k_attachment_record, digest, 0, dump(use)));
  }
  return reused;
}

}  // namespace anze::plugin
