// Evidence: put beside a fact, shown, and found again where the same bytes lie in another one.
#include <openssl/evp.h>

#include <algorithm>
#include <set>

#include "plugin/access/entry_roles.h"
#include "plugin/access/privacy.h"
#include "plugin/facts/attachments.h"
#include "plugin/facts/changes.h"
#include "plugin/facts/fact_answers.h"
#include "plugin/json/fact.h"
#include "plugin/json/tree.h"
#include "plugin/records/attachment_record.h"
#include "scoring/entries/record_reader.h"

namespace anze::plugin {
namespace {

// RFC 4648, padded, without line breaks.
std::optional<std::string> bytes_of(const std::string& text) {
  if (text.empty() || text.size() % 4 != 0) return std::nullopt;
  const std::size_t pads = text.ends_with("==") ? 2 : text.ends_with("=") ? 1 : 0;
  const bool plain = std::all_of(text.begin(), text.end() - static_cast<std::ptrdiff_t>(pads), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
  });
  if (!plain) return std::nullopt;
  std::string bytes(text.size() / 4 * 3, '\0');
  const int size =
      EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                      reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
  if (size < 0) return std::nullopt;
  bytes.resize(static_cast<std::size_t>(size) - pads);
  return bytes;
}

// The bytes of the request: in it, or uploaded in parts before. None: only the digest was sent.
Result<std::optional<std::string>> sent_bytes(const Call& call) {
  if (!call.text("upload").empty()) {
    if (!call.text("content").empty())
      return invalid("attachment.content", "the bytes are given twice", "/upload",
                     "give content, or the upload of sheet.upload/1");
    ANZE_TRY(std::string bytes,
             call.uploads.bytes_of(call.text("upload"), call.actor.principal, call.clock_ms));
    return std::optional(std::move(bytes));
  }
  if (call.text("content").empty()) return std::optional<std::string>();
  std::optional<std::string> bytes = bytes_of(call.text("content"));
  if (!bytes)
    return invalid("attachment.content", "the bytes are not base64", "/content",
                   "send RFC 4648 base64 without line breaks");
  return bytes;
}

Result<json> sent_attachment(const Call& call, store::Writer& writer,
                             const std::optional<std::string>& bytes) {
  if (!bytes) {
    if (!call.text("digest").empty() && call.request.contains("size"))
      return json{
          {"name", call.text("name")}, {"digest", call.text("digest")}, {"size", call.request.at("size")}};
    return invalid(
        "request.missing_member", "neither the bytes nor their digest and size are given", "/content",
        "send the bytes in base64 (over 700 KB with sheet.upload/1), or keep them and send digest and size");
  }
  ANZE_TRY(const store::Digest digest, writer.put_blob(*bytes));
  const std::string hex = store::to_hex(digest);
  if (!call.text("digest").empty() && call.text("digest") != hex)
    return invalid("attachment.digest", "the bytes have another digest: " + hex, "/digest",
                   "send the file again, it was changed on its way");
  return json{{"name", call.text("name")}, {"digest", hex}, {"size", bytes->size()}};
}

Result<json> attach(Call& call, store::Writer& writer) {
  ANZE_TRY(const std::optional<store::FactVersion> before, seen_fact(call, writer, call.text("id")));
  if (!before) return unknown_fact(call.text("id"));
  const Fact& about = before->record.fact;
  ANZE_CHECK(check_attaches(call, *call.model->ledgers.find(about.ledger), about));
  ANZE_TRY(const std::optional<std::string> bytes, sent_bytes(call));
  ANZE_TRY(const json attachment, sent_attachment(call, writer, bytes));
  json fact = record_json(before->record, call.model->ledgers, call.store.codes());
  for (const json& known : fact["attachments"])
    if (known.at("digest") == attachment.at("digest"))
      return Error{Code::k_conflict, "attachment.exists",
                   "the record has this attachment already, as “" + known.at("name").get<std::string>() + "”",
                   "/content", "nothing needs to be done"};
  fact["attachments"].push_back(attachment);
  auto record = read_fact(value_of(fact), call.model->ledgers, call.store.codes(), &call.problems);
  if (!record) return record.error();
  const std::string reason = call.text("reason").empty() ? "附件：" + call.text("name") : call.text("reason");
  ANZE_TRY(const store::FactVersion version, correct_one(call, writer, *std::move(record), reason));
  const std::string brought = bytes ? attachment.at("digest").get<std::string>() : std::string();
  ANZE_TRY(json receipt, receipt_of(call, writer, version, before->record.attachments_json, brought));
  receipt["digest"] = attachment.at("digest");
  return receipt;
}

json uses_json(const std::vector<AttachmentVersion>& uses) {
  json list = json::array();
  for (const AttachmentVersion& each : uses) {
    json use = attachment_use_json(each.record.use);
    use["size"] = each.record.size;
    use["entry"] = each.entry;
    list.push_back(std::move(use));
  }
  return list;
}

Result<json> show(Call& call, store::Reader& reader) {
  const std::string digest = call.text("digest");
  ANZE_TRY(const std::vector<AttachmentVersion> uses, attachment_uses(reader, digest));
  const Sight sight(call);
  ANZE_TRY(const std::vector<AttachmentVersion> shown, shown_uses(reader, sight, uses));
  if (shown.empty())
    return Error{Code::k_not_found, "attachment.unknown", "no record names an attachment of this digest",
                 "/digest", "ledger.get/1 shows the attachments of a record"};
  store::Digest wanted{};
  std::optional<std::string> bytes;
  if (store::from_hex(digest, wanted)) {
    ANZE_TRY(bytes, reader.blob(wanted));
  }
  json answer = {{"digest", digest}, {"uses", uses_json(shown)}, {"kept", bytes.has_value()}};
  if (bytes && call.request.value("content", true)) answer["content"] = base64(*bytes);
  return answer;
}

// What lies in more than one fact, and whether in more than one unit.
Result<json> reused(Call& call, store::Reader& reader) {
  const auto limit = static_cast<std::size_t>(call.request.value("limit", 100));
  ANZE_TRY(const std::vector<AttachmentVersion> all, read_attachments(reader));
  const Sight sight(call);
  json list = json::array();
  std::size_t found = 0;
  for (const AttachmentVersion& last : all) {
    if (last.version == 1) continue;
    ANZE_TRY(const std::vector<AttachmentVersion> uses, attachment_uses(reader, last.digest));
    ANZE_TRY(const std::vector<AttachmentVersion> shown, shown_uses(reader, sight, uses));
    std::set<std::string> facts;
    std::set<std::string> units;
    for (const AttachmentVersion& use : shown) {
      facts.insert(use.record.use.fact);
      units.insert(use.record.use.unit);
    }
    if (facts.size() < 2 || (call.request.value("across_units", false) && units.size() < 2)) continue;
    if (++found <= limit)
      list.push_back({{"digest", last.digest},
                      {"facts", facts.size()},
                      {"units", units.size()},
                      {"uses", uses_json(shown)}});
  }
  return json{{"attachments", std::move(list)}, {"total", found}};
}

}  // namespace

std::span<const Method> attachment_methods() {
  static const auto& methods = *new std::vector<Method>{
      {.name = "ledger.attach/1",
       .title = "添加附件",
       .summary =
           "Puts a paper or picture beside a fact: its bytes, kept once, or the digest of what the platform "
           "keeps.",
       .roles = {std::begin(k_entry_roles), std::end(k_entry_roles)},
       .members = {ask::text("id", 1).needed(), ask::text("name", 1, 200).needed(),
                   ask::text("content").says("base64, up to 700 KB"),
                   ask::text("upload", 1).says("a larger file: of sheet.upload/1"),
                   ask::text("digest", 64, 64), ask::integer("size", 0), ask::text("reason", 0, 1000)},
       .answer = attached_answer(),
       .errors = refusals({refusal::change(),
                           {"attachment.content", "attachment.digest", "attachment.exists",
                            "request.missing_member", "sheet.upload_unknown"}}),
       .function = attach},
      {.name = "ledger.attachment/1",
       .title = "查看附件",
       .summary =
           "Answers an attachment by its digest: where it is used, and its bytes when they are kept here.",
       .members = {ask::text("digest", 1).needed(), ask::flag("content")},
       .answer = attachment_answer(),
       .errors = {"attachment.unknown"},
       .function = show,
       .reads_people = true},
      {.name = "ledger.reused/1",
       .title = "重复使用的附件",
       .summary = "Lists attachments whose bytes lie in more than one fact.",
       .members = {ask::flag("across_units"), ask::integer("limit", 1, 1000)},
       .answer = reused_answer(),
       .function = reused,
       .reads_people = true},
  };
  return methods;
}

}  // namespace anze::plugin
