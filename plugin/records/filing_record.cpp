#include "plugin/records/filing_record.h"

#include "plugin/records/body.h"
#include "plugin/records/record_kinds.h"
#include "scoring/values/broken.h"

namespace anze::plugin {
namespace {

using anze::json::Object;
using anze::json::Place;

FiledDocument document_of(const Place& place) {
  Object object(place);
  FiledDocument document;
  document.format = object.need<std::string>("format");
  document.filename = object.need<std::string>("filename");
  document.media_type = object.need<std::string>("media_type");
  document.digest = object.need<std::string>("digest");
  document.size = object.need<std::int64_t>("size");
  object.close();
  return document;
}

FiledPackage package_of(const Place& place) {
  Object object(place);
  FiledPackage package;
  package.document_id = object.need<std::string>("document_id");
  package.digest = object.need_text("digest");
  package.size = object.need<std::int64_t>("size");
  package.filename = object.need<std::string>("filename");
  object.close();
  return package;
}

FiledChain chain_of(const Place& place) {
  Object object(place);
  FiledChain chain{object.need<std::int64_t>("seq"), object.need<std::string>("hash")};
  object.close();
  return chain;
}

ReceiptScan scan_of(const Place& place) {
  Object object(place);
  ReceiptScan scan;
  scan.name = object.need<std::string>("name");
  scan.digest = object.need<std::string>("digest");
  scan.size = object.need<std::int64_t>("size");
  object.close();
  return scan;
}

NotedReceipt noted_of(const Place& place) {
  Object object(place);
  NotedReceipt noted;
  noted.by = object.need<std::string>("by");
  noted.on = object.need<Date>("on");
  noted.receipt = read_tree(object, "receipt");
  if (const std::optional<Place> scan = object.need("scan")) noted.scan = scan_of(*scan);
  object.close();
  return noted;
}

json scan_json(const ReceiptScan& scan) {
  return {{"name", scan.name}, {"digest", scan.digest}, {"size", scan.size}};
}

json noted_json(const NotedReceipt& noted) {
  return {{"by", noted.by},
          {"on", to_text(noted.on)},
          {"receipt", noted.receipt},
          {"scan", scan_json(noted.scan)}};
}

// Nothing leaves the house unsigned.
bool may_be_unsigned(FilingState state) {
  return state == FilingState::k_sealed || state == FilingState::k_superseded;
}

// Since when it is signed and sent, and what came back: absent until then.
void fill_course(Object& object, FilingRecord& filing) {
  filing.countersigned = read_countersignature(object);
  if (object.has("signed_by") || object.has("signed_on") || !may_be_unsigned(filing.state))
    filing.signature = FiledSignature{object.need<std::string>("signed_by"), object.need<Date>("signed_on")};
  filing.sent_on = object.get<Date>("sent_on");
  filing.receipt = read_tree(object, "receipt");
  filing.receipt_noted_by = optional_text(object, "receipt_noted_by");
  filing.receipt_confirmed_by = optional_text(object, "receipt_confirmed_by");
  if (const std::optional<Place> place = object.find("scan")) filing.scan = scan_of(*place);
  if (const std::optional<Place> place = object.find("noted")) filing.noted = noted_of(*place);
  filing.reason = optional_text(object, "reason");
}

void fill(Object& object, FilingRecord& filing) {
  filing.id = object.need<std::string>("id");
  filing.period = read_period(object, "period");
  filing.kind = object.need<std::string>("kind");
  filing.version = object.need_integer<std::int64_t>("version", 1);
  filing.state = read_state(object, "state", k_filing_states);
  if (const std::optional<Place> place = object.need("addressee")) {
    Object addressee(*place);
    filing.addressee = addressee.need<std::string>("id");
    filing.addressee_name = addressee.need<std::string>("name");
    addressee.close();
  }
  filing.title = object.need<std::string>("title");
  filing.document_number = object.need<std::string>("document_number");
  filing.due_on = object.need<Date>("due_on");
  filing.late = object.need<bool>("late");
  filing.prepared_by = object.need<std::string>("prepared_by");
  if (const std::optional<Place> place = object.find("prepared_by"); place && filing.prepared_by.empty())
    place->problem("json.empty", "nobody prepared it");
  filing.prepared_on = object.need<Date>("prepared_on");
  for (const Place& each : object.need_list("documents")) filing.documents.push_back(document_of(each));
  filing.snapshot_digest = object.need<std::string>("snapshot_digest");
  if (const std::optional<Place> place = object.need("chain")) filing.chain = chain_of(*place);
  if (const std::optional<Place> place = object.need("package")) filing.package = package_of(*place);
  fill_course(object, filing);
}

}  // namespace

Result<FilingRecord> filing_of(const store::Record& stored) {
  return read_body<FilingRecord>(stored, fill);
}

json document_json(const FiledDocument& document) {
  return {{"format", document.format},
          {"filename", document.filename},
          {"media_type", document.media_type},
          {"digest", document.digest},
          {"size", document.size}};
}

json filing_json(const FilingRecord& filing) {
  json documents = json::array();
  for (const FiledDocument& each : filing.documents) documents.push_back(document_json(each));
  json body = {{"id", filing.id},
               {"period", to_text(filing.period)},
               {"kind", filing.kind},
               {"version", filing.version},
               {"state", filing.word()},
               {"addressee", {{"id", filing.addressee}, {"name", filing.addressee_name}}},
               {"title", filing.title},
               {"document_number", filing.document_number},
               {"due_on", to_text(filing.due_on)},
               {"late", filing.late},
               {"prepared_by", filing.prepared_by},
               {"prepared_on", to_text(filing.prepared_on)},
               {"documents", std::move(documents)},
               {"snapshot_digest", filing.snapshot_digest},
               {"chain", {{"seq", filing.chain.seq}, {"hash", filing.chain.hash}}},
               {"package",
                {{"document_id", filing.package.document_id},
                 {"digest", filing.package.digest},
                 {"size", filing.package.size},
                 {"filename", filing.package.filename}}}};
  if (filing.countersigned) body["countersigned"] = countersignature_json(*filing.countersigned);
  if (filing.signature) {
    body["signed_by"] = filing.signature->by;
    body["signed_on"] = to_text(filing.signature->on);
  }
  if (filing.sent_on) body["sent_on"] = to_text(*filing.sent_on);
  if (!filing.receipt.is_null()) body["receipt"] = filing.receipt;
  if (!filing.receipt_noted_by.empty()) body["receipt_noted_by"] = filing.receipt_noted_by;
  if (!filing.receipt_confirmed_by.empty()) body["receipt_confirmed_by"] = filing.receipt_confirmed_by;
  if (filing.scan) body["scan"] = scan_json(*filing.scan);
  if (filing.noted) body["noted"] = noted_json(*filing.noted);
  if (!filing.reason.empty()) body["reason"] = filing.reason;
  return body;
}

Result<std::optional<FilingRecord>> read_filing(store::Reader& reader, const std::string& id) {
  return read_current(reader, k_filing_record, id, 0, filing_of);
}

Result<std::vector<FilingRecord>> read_filings(store::Reader& reader, std::int64_t as_of_entry) {
  ANZE_TRY(const std::vector<store::Record> stored, reader.records(k_filing_record, as_of_entry));
  return read_each(stored, filing_of);
}

Result<FilingRecord> need_filing(store::Reader& reader, const std::string& id) {
  ANZE_TRY(std::optional<FilingRecord> filing, read_filing(reader, id));
  if (filing) return *std::move(filing);
  return Error{Code::k_not_found, "filing.unknown", "there is no filing “" + id + "”", "/id",
               "filing.list/1 lists them"};
}

Result<std::vector<FilingVersion>> filing_versions(store::Reader& reader, const std::string& id) {
  ANZE_TRY(const std::vector<store::Record> stored, reader.versions(k_filing_record, id));
  std::vector<FilingVersion> versions;
  for (const store::Record& each : stored) {
    ANZE_TRY(FilingRecord filing, filing_of(each));
    versions.push_back({std::move(filing), each.entry});
  }
  return versions;
}

Result<void> put_filing(store::Writer& writer, const FilingRecord& filing) {
  ANZE_ASSERT(filing.version > 0 && !filing.prepared_by.empty() && !filing.package.digest.empty());
  ANZE_ASSERT(filing.signature.has_value() || may_be_unsigned(filing.state));
  ANZE_ASSERT(!filing.noted || filing.state == FilingState::k_sent);
  ANZE_TRY(const std::optional<FilingRecord> before, read_filing(writer, filing.id));
  ANZE_CHECK(check_follows(k_filing_states, before ? std::optional(before->state) : std::nullopt,
                           filing.state, std::string(k_filing_record) + " " + filing.id));
  ANZE_CHECK(
      writer.put(k_filing_record, filing.id, civil(filing.period.first).year, dump(filing_json(filing))));
  return {};
}

}  // namespace anze::plugin
