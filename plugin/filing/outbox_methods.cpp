// The way out: push through the host's document exchange, pull for hosts without one, and the jobs a
// scheduler runs.
//
// At most once per version: a filing's package has one document id for ever. A crash after the exchange took
// it and before we noted it means the same id is submitted again, and the exchange answers with the first
// receipt.
#include "plugin/calls/current_model.h"
#include "plugin/calls/persons.h"
#include "plugin/calls/write_step.h"
#include "plugin/filing/addressees.h"
#include "plugin/filing/filing.h"
#include "plugin/filing/filing_answers.h"

namespace anze::plugin {
namespace {

constexpr const char* k_misfit = "receipt.mismatch";

// On their way out: to be handed over, or to be asked about.
Result<std::vector<FilingRecord>> filings_waiting(Call& call) {
  std::vector<FilingRecord> waiting;
  ANZE_CHECK(call.store.read([&](store::Reader& reader) -> Result<void> {
    ANZE_TRY(waiting, read_filings(reader));
    return {};
  }));
  std::erase_if(waiting, [](const FilingRecord& filing) {
    return filing.state != FilingState::k_queued && filing.state != FilingState::k_sent;
  });
  return waiting;
}

Result<std::string> package_bytes(Call& call, const FilingRecord& filing) {
  std::string bytes;
  ANZE_CHECK(call.store.read([&](store::Reader& reader) -> Result<void> {
    store::Digest digest{};
    store::from_hex(filing.package.digest, digest);
    ANZE_TRY(std::optional<std::string> kept, reader.blob(digest));
    if (!kept || store::sm3(*kept) != digest)
      return Error{Code::k_corrupt,
                   "filing.document",
                   "the package kept for " + filing.id + " is not the one that was sealed",
                   {},
                   "run audit.verify/1"};
    bytes = *std::move(kept);
    return {};
  }));
  return bytes;
}

Result<FilingRecord> note(Call& call, const FilingRecord& filing, const SubmitAnswer& answer) {
  FilingRecord after;
  const auto noted = write_step(call, "note/" + filing.id + "/" + std::string(filing.word()),
                                [&](store::Writer& writer) -> Result<json> {
                                  ANZE_TRY(after, take_answer(call, writer, filing.id, {answer, {}}));
                                  return filing_json(after);
                                });
  if (!noted && noted.error().reason == k_misfit) ANZE_CHECK(keep_misfit(call, filing.id, answer));
  ANZE_CHECK(noted);
  if (after.id.empty()) {  // the step was done before, by an earlier try of this request
    ANZE_CHECK(call.store.read([&](store::Reader& reader) -> Result<void> {
      ANZE_TRY(after, need_filing(reader, filing.id));
      return {};
    }));
  }
  return after;
}

// Hands a queued filing to the exchange; asks for the receipt of one that was taken earlier.
Result<FilingRecord> send_one(Call& call, const FilingRecord& filing) {
  if (filing.state == FilingState::k_sent) {
    ANZE_TRY(const SubmitAnswer answer, call.services.receipt(filing.package.document_id));
    return note(call, filing, answer);
  }
  ANZE_TRY(const std::string package, package_bytes(call, filing));
  ANZE_TRY(const SubmitAnswer answer, call.services.submit(package, exchange_meta(filing)));
  return note(call, filing, answer);
}

json outcome_of(const FilingRecord& filing) {
  json row = {{"id", filing.id},
              {"state", filing.word()},
              {"addressee", {{"id", filing.addressee}, {"name", filing.addressee_name}}}};
  if (!filing.receipt.is_null()) row["receipt"] = filing.receipt;
  if (!filing.receipt_noted_by.empty()) row["receipt_noted_by"] = filing.receipt_noted_by;
  if (!filing.reason.empty()) row["reason"] = filing.reason;
  return row;
}

// The same to who types receipts, with what becomes of them.
json typed_outcome_of(const FilingRecord& filing) {
  json row = outcome_of(filing);
  const json whole = filing_json(filing);
  for (const char* member : {"receipt_confirmed_by", "scan", "noted"})
    if (whole.contains(member)) row[member] = whole.at(member);
  return row;
}

Result<json> send(Call& call) {
  FilingRecord filing;
  ANZE_CHECK(call.store.read([&](store::Reader& reader) -> Result<void> {
    ANZE_TRY(filing, need_filing(reader, call.text("id")));
    return check_addressed(call, filing);
  }));
  if (filing.state == FilingState::k_sealed)
    return Error{Code::k_conflict, "filing.unsigned", filing.id + " has not been signed", "/id",
                 "sign it with filing.sign/1"};
  if (filing.state == FilingState::k_queued || filing.state == FilingState::k_sent) {
    ANZE_TRY(filing, send_one(call, filing));
  }
  return outcome_of(filing);
}

// Everything that is due by the clock alone. One filing's failure does not keep the others back.
Result<json> run_due(Call& call) {
  ANZE_CHECK(check_issuing(call));
  ANZE_TRY(const std::vector<FilingRecord> waiting, filings_waiting(call));
  json done = json::array();
  json failed = json::array();
  if (call.services.has_exchange())
    for (const FilingRecord& filing : waiting) {
      const auto after = send_one(call, filing);
      if (after) {
        done.push_back(outcome_of(*after));
        continue;
      }
      call.services.log(ANZE_LOG_WARNING, filing.id + ": " + after.error().message);
      failed.push_back(
          {{"id", filing.id}, {"code", after.error().reason}, {"message", after.error().message}});
    }
  return json{{"sent", std::move(done)}, {"failed", std::move(failed)}};
}

Result<json> take(Call& call, store::Reader& reader) {
  const auto limit = static_cast<std::size_t>(call.request.value("limit", 10));
  ANZE_TRY(const std::vector<FilingRecord> filings, read_filings(reader));
  json documents = json::array();
  for (const FilingRecord& filing : filings) {
    if (filing.state != FilingState::k_queued || documents.size() == limit || !check_addressed(call, filing))
      continue;
    store::Digest digest{};
    store::from_hex(filing.package.digest, digest);
    ANZE_TRY(const std::optional<std::string> bytes, reader.blob(digest));
    if (!bytes)
      return Error{Code::k_corrupt,
                   "filing.document",
                   "the package kept for " + filing.id + " is gone",
                   {},
                   "run audit.verify/1"};
    documents.push_back({{"meta", exchange_meta(filing)}, {"base64", base64(*bytes)}});
  }
  return json{{"documents", std::move(documents)}};
}

TakenAnswer noted_answer(const Call& call) {
  const std::string word = call.text("outcome");
  TakenAnswer answer;
  answer.said.outcome = word == "refused" ? SubmitOutcome::k_refused
                        : word == "later" ? SubmitOutcome::k_later
                                          : SubmitOutcome::k_accepted;
  answer.said.receipt = call.request.value("receipt", json(nullptr));
  answer.said.reason = call.text("reason");
  answer.noted_by = call.actor.principal;
  if (const auto scan = call.request.find("scan"); scan != call.request.end())
    answer.scan = ReceiptScan{text_of(*scan, "name"), text_of(*scan, "digest"), scan->at("size")};
  return answer;
}

// One act, answered again as at first; a flow only because a receipt that does not fit leaves an act too.
Result<json> acknowledge(Call& call) {
  const TakenAnswer answer = noted_answer(call);
  const std::string id = call.text("id");
  json said = call.request;
  said.erase("now");
  const store::Provenance act{call.actor.principal, call.method.name, call.text("request_id"), dump(said),
                              call.clock_ms};
  const auto bytes = call.store.write(act, [&](store::Writer& writer) -> Result<std::string> {
    ANZE_CHECK(check_current_model(call, writer));
    ANZE_CHECK(note_account(call, writer));
    ANZE_TRY(const FilingRecord known, need_filing(writer, id));
    ANZE_CHECK(check_addressed(call, known));
    ANZE_TRY(const FilingRecord filing, take_answer(call, writer, id, answer));
    return dump(typed_outcome_of(filing));
  });
  if (bytes) return json::parse(*bytes);
  if (bytes.error().reason == k_misfit) ANZE_CHECK(keep_misfit(call, id, answer.said));
  return bytes.error();
}

Result<json> settle(Call& call, store::Writer& writer) {
  ANZE_TRY(const FilingRecord known, need_filing(writer, call.text("id")));
  ANZE_CHECK(check_addressed(call, known));
  ANZE_TRY(const FilingRecord filing, settle_receipt(call, writer, known.id));
  return typed_outcome_of(filing);
}

}  // namespace

std::span<const Method> outbox_methods() {
  static const auto& methods = *new std::vector<Method>{
      {.name = "filing.send/1",
       .title = "发送报送件",
       .summary = "Hands a signed filing to the exchange, or asks for its receipt.",
       .roles = {k_registrar, k_signer},
       .members = {ask::text("id").needed()},
       .answer = outcome_answer(),
       .errors = {"filing.unknown", "filing.unsigned", "filing.document", "exchange.absent",
                  "exchange.failed", "receipt.mismatch", "actor.addressee"},
       .function = send},
      {.name = "jobs.run_due/1",
       .title = "执行到期任务",
       .summary =
           "Does what the clock asks for: sends queued filings, fetches receipts. For the host's scheduler.",
       .roles = {k_registrar, k_system_admin},
       .answer = jobs_answer(),
       .errors = {"actor.addressee"},
       .function = run_due},
      {.name = "outbox.take/1",
       .title = "取待发件",
       .summary = "Gives queued packages to a host that has no exchange service.",
       .roles = {k_registrar, k_system_admin},
       .members = {ask::integer("limit", 1, 100)},
       .answer = outbox_answer(),
       .errors = {"filing.document", "actor.addressee"},
       .function = take,
       .reads_people = true},
      {.name = "outbox.ack/1",
       .title = "回执登记",
       .summary =
           "Takes in the addressee's answer to a package that was pulled: an acceptance with the scan of "
           "its receipt, which waits for a second person (outbox.confirm/1); the chain keeps a receipt "
           "that does not fit.",
       .roles = {k_registrar, k_system_admin},
       .members =
           {ask::text("id").needed(), ask::word("outcome", {"accepted", "refused", "later"}).needed(),
            ask::object("receipt").or_null(), ask::text("reason", 0, 1000),
            ask::object("scan", {ask::text("name", 1, 200).needed(), ask::text("digest", 64, 64).needed(),
                                 ask::integer("size", 1).needed()})
                .says("of the paper receipt: its file's name, SM3 and size; needed with an acceptance")},
       .answer = typed_receipt_answer(),
       .errors = {"filing.unknown", "filing.unsigned", "receipt.mismatch", "receipt.scan", "actor.addressee"},
       .function = acknowledge},
      {.name = "outbox.confirm/1",
       .title = "回执复核",
       .summary =
           "A second person holds a receipt that was noted against its scan: the letter is accepted, or "
           "goes on waiting.",
       .roles = {k_registrar, k_reviewer, k_signer},
       .members = {ask::text("id").needed(), ask::flag("confirmed").needed(),
                   ask::text("digest", 1).needed().says("of the scan that was looked at"),
                   ask::text("reason", 0, 1000).says("needed where it is not confirmed")},
       .answer = settled_answer(),
       .errors = {"filing.unknown", "receipt.none", "receipt.scan", "receipt.reason", "actor.addressee",
                  "actor.four_eyes"},
       .function = settle},
  };
  return methods;
}

}  // namespace anze::plugin
