#include "plugin/facts/attachments.h"

#include <algorithm>
#include <set>

#include "scoring/entries/field_value.h"
#include "scoring/json/reader.h"

namespace anze::plugin {
namespace {

json read_list(const std::string& text) {
  json list = json::parse(text.empty() ? "[]" : text, nullptr, false);
  return list.is_array() ? list : json::array();
}

// Names that a system keeps for its devices, whatever ending they have.
bool names_a_device(std::string_view name) {
  constexpr std::string_view k_devices[] = {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"};
  std::string stem(name.substr(0, name.find('.')));
  while (stem.ends_with(' ')) stem.pop_back();
  std::transform(stem.begin(), stem.end(), stem.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) && stem[3] >= '0' &&
      stem[3] <= '9')
    return true;
  return std::find(std::begin(k_devices), std::end(k_devices), stem) != std::end(k_devices);
}

// Whether writing a file of this name would leave its folder, or open something that is no file.
bool leads_elsewhere(std::string_view name) {
  return name.find_first_of("/\\:") != std::string_view::npos || name.ends_with('.') || name.ends_with(' ') ||
         names_a_device(name);
}

}  // namespace

Result<void> check_attachment_names(const FactRecord& record, const std::string& before) {
  constexpr std::size_t k_longest = 200;  // characters, as ledger.attach/1 takes them
  if (record.attachments_json == "[]" || record.attachments_json == before) return {};
  std::set<std::string> kept;
  for (const json& each : read_list(before)) kept.insert(each.at("name").get<std::string>());
  for (const json& each : read_list(record.attachments_json)) {
    const std::string name = each.at("name");
    if (kept.contains(name)) continue;
    const bool plain = characters(name) <= k_longest && !leads_elsewhere(name);
    if (!plain)
      return invalid("fact.attachment_name",
                     "“" + anze::json::shown(name) +
                         "” is no plain file name: it is too long, has a path in it "
                         "or means a device",
                     "/attachments", "send the file's own name, without folders: 整改后照片.jpg");
  }
  return {};
}

namespace {

Result<bool> is_seen(store::Reader& reader, const Sight& sight, const AttachmentUse& use) {
  ANZE_TRY(const std::optional<store::FactVersion> fact, reader.fact(use.fact));
  return fact && sight.sees(fact->record.fact);
}

}  // namespace

Result<std::vector<AttachmentVersion>> shown_uses(store::Reader& reader, const Sight& sight,
                                                  const std::vector<AttachmentVersion>& uses) {
  std::vector<AttachmentVersion> shown;
  for (const AttachmentVersion& each : uses) {
    ANZE_TRY(const bool seen, is_seen(reader, sight, each.record.use));
    if (seen) shown.push_back(each);
  }
  return shown;
}

Result<bool> is_seen_evidence(const Call& call, store::Reader& reader, const std::string& digest) {
  const Sight sight(call);
  ANZE_TRY(const std::optional<AttachmentRecord> last, read_attachment(reader, digest));
  if (!last) return false;
  // A file of many records, named once more: who sees one of them mostly sees the last, and the uses, which
  // may be thousands, are gone through only where he sees neither that nor the first.
  for (const AttachmentUse* use : {&last->use, &last->first}) {
    ANZE_TRY(const bool seen, is_seen(reader, sight, *use));
    if (seen) return true;
  }
  ANZE_TRY(const std::vector<AttachmentVersion> uses, attachment_uses(reader, digest));
  for (const AttachmentVersion& each : uses) {
    ANZE_TRY(const bool seen, is_seen(reader, sight, each.record.use));
    if (seen) return true;
  }
  return false;
}

namespace {

Result<void> check_may_name(const Call& call, store::Reader& reader, const std::string& digest) {
  ANZE_TRY(const bool seen, is_seen_evidence(call, reader, digest));
  if (seen) return {};
  store::Digest wanted{};
  if (!store::from_hex(digest, wanted)) return {};
  ANZE_TRY(const std::optional<std::string> kept, reader.blob(wanted));  // megabytes: asked last
  if (!kept) return {};
  return Error{Code::k_forbidden, "attachment.kept",
               "a file of the digest “" + digest + "” is kept already, and no record you see names it",
               "/attachments", "send the file itself with ledger.attach/1"};
}

}  // namespace

Result<json> note_attachments(const Call& call, store::Writer& writer, const store::FactVersion& version,
                              const std::string& before, const std::string& brought) {
  json reused = json::array();
  if (version.record.attachments_json == "[]" || version.record.attachments_json == before) return reused;
  const Codebook& codes = call.store.codes();
  const Sight sight(call);
  std::set<std::string> known;  // noted already: by the version before, or above in this one
  for (const json& each : read_list(before)) known.insert(each.at("digest").get<std::string>());
  for (const json& attachment : read_list(version.record.attachments_json)) {
    const std::string digest = attachment.at("digest");
    if (!known.insert(digest).second) continue;
    if (digest != brought) ANZE_CHECK(check_may_name(call, writer, digest));
    AttachmentRecord record;
    record.use = {version.record.id, codes.text(version.record.fact.ledger),
                  codes.text(version.record.fact.unit), attachment.at("name").get<std::string>()};
    record.size = attachment.at("size").get<std::int64_t>();
    ANZE_TRY(const std::optional<AttachmentRecord> last, read_attachment(writer, digest));
    record.first = last ? last->first : record.use;
    if (record.first.fact != version.record.id) {
      json& told = reused.emplace_back(json{{"digest", digest}, {"name", record.use.name}});
      ANZE_TRY(const std::optional<store::FactVersion> first, writer.fact(record.first.fact));
      if (first && sight.sees(first->record.fact)) told["first"] = attachment_use_json(record.first);
    }
    ANZE_CHECK(put_attachment(writer, digest, record));
  }
  return reused;
}

}  // namespace anze::plugin
