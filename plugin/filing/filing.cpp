#include "plugin/filing/filing.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "plugin/calls/current_model.h"
#include "plugin/calls/persons.h"
#include "plugin/filing/agreement.h"
#include "plugin/filing/classified.h"
#include "plugin/filing/series.h"
#include "plugin/filing/snapshot_builder.h"
#include "plugin/records/accepted_head_record.h"
#include "reports/checks/check.h"
#include "reports/formats/zip_package.h"
#include "reports/render.h"
#include "reports/snapshot/snapshot_json.h"
#include "reports/snapshot/words.h"
#include "scoring/json/reader.h"

namespace anze::plugin {
namespace {

// "四东安委办函〔2025〕": what the numbers of one year begin with.
std::string number_series(const std::string& prefix, Date issued) {
  return prefix + "〔" + std::to_string(civil(issued).year) + "〕";
}

std::int64_t last_number(const std::vector<FilingRecord>& filings, const std::string& series) {
  std::int64_t last = 0;
  for (const FilingRecord& filing : filings)
    if (const std::string& number = filing.document_number; number.starts_with(series))
      last = std::max<std::int64_t>(last, std::atoll(number.c_str() + series.size()));
  return last;
}

// A day by which a head had been accepted: that of the entry after it, for the platform may have no clock
// when it opens a store, and the acceptance then bears the time of the older copy.
Result<Date> accepted_by(store::Reader& reader, const AcceptedHeadRecord& accepted, Date today) {
  ANZE_TRY(const std::vector<store::AuditEntry> next, reader.audit(accepted.entry, 1));
  return next.empty() ? today : beijing_day(next.front().at_ms);
}

// The next number of the year in the issuer's own series: 四东安委办函〔2025〕3号. Where the store went on
// from an older copy, letters may be out that it knows nothing of. Each took an act, so it goes on behind as
// many numbers as acts were lost: a gap can be explained, two letters of one number cannot.
Result<std::string> next_document_number(store::Reader& reader, const std::string& series, Date issued) {
  ANZE_TRY(const std::vector<FilingRecord> filings, read_filings(reader));
  std::int64_t last = last_number(filings, series);
  ANZE_TRY(const std::vector<AcceptedHeadRecord> accepted, read_accepted_heads(reader));
  for (const AcceptedHeadRecord& each : accepted) {
    ANZE_TRY(const Date day, accepted_by(reader, each, issued));
    if (civil(day).year < civil(issued).year) continue;  // what was lost then bears an earlier year
    std::vector<FilingRecord> then;
    if (each.at > 0) {
      ANZE_TRY(then, read_filings(reader, each.at));
    }
    last = std::max(last, last_number(then, series) + each.lost_at_most());
  }
  return series + std::to_string(last + 1) + "号";
}

// "2025Q1.quarterly_discipline.v1.66c7f0f462eeedd9": a plain file name too, whatever the exchange does with
// it.
std::string document_id_of(std::string id, const std::string& package_digest) {
  std::replace(id.begin(), id.end(), '/', '.');
  return id + "." + package_digest.substr(0, 16);
}

// The passages an officer wrote for this report.
Result<std::vector<reports::Passage>> passages_of(const json& request) {
  std::vector<reports::Passage> passages;
  const auto list = request.find("passages");
  if (list == request.end()) return passages;
  const auto slots = reports::words(reports::Slot{});
  for (std::size_t i = 0; i < list->size(); ++i) {
    const json& object = (*list)[i];
    reports::Passage passage{reports::Slot::k_note, text_of(object, "heading"), text_of(object, "text"),
                             object.value("open", false)};
    bool known = false;
    for (std::size_t k = 0; k < slots.size(); ++k)
      if (slots[k].code == text_of(object, "slot")) {
        passage.slot = static_cast<reports::Slot>(k);
        known = true;
      }
    if (!known)
      return invalid("filing.slot", "“" + text_of(object, "slot") + "” is not a part of a report",
                     "/passages/" + std::to_string(i) + "/slot", "use work, problem, plan, answer or note");
    passages.push_back(std::move(passage));
  }
  return passages;
}

// What an amendment says about the version it takes the place of.
reports::Amendment amending(const FilingRecord& before, const json& how) {
  return {before.version, before.document_number, text_of(how, "manner"), text_of(how, "reason")};
}

// "“plan：…” → “plan：…”": what the request's passages and those of a draft say differently.
std::string passages_shown(const json& passages) {
  std::string text;
  for (const json& each : passages)
    text += (text.empty() ? "" : "；") + text_of(each, "slot") + "：" + text_of(each, "text");
  return anze::json::shown(text.empty() ? "空" : text);
}

// What was written for the draft since the one that the request was made from would be lost unseen.
Result<void> check_seen_draft(const Call& call, store::Reader& reader, const FilingRecord& draft) {
  const std::string seen = call.text("digest");
  if (seen.empty() || seen == draft.package.digest) return {};
  ANZE_TRY(const std::vector<FilingStep> steps, steps_of(reader, draft.id));
  const auto at = std::find_if(steps.begin(), steps.end(),
                               [&](const FilingStep& each) { return each.filing.package.digest == seen; });
  ANZE_TRY(const json now, sealed_snapshot(reader, draft));
  std::string then = "没有那一稿";
  if (at != steps.end()) {
    ANZE_TRY(const json before, sealed_snapshot(reader, at->filing));
    then = passages_shown(before.at("passages"));
  }
  return Error{
      Code::k_conflict, "filing.changed",
      "“" + draft.id + "” was prepared anew by “" + draft.prepared_by + "”; its passages were “" + then +
          "” and are “" + passages_shown(now.at("passages")) + "”",
      "/digest",
      "read it as it is now (filing.get/1), keep what others wrote, and send it again with \"digest\": " +
          draft.package.digest};
}

// A draft nobody signed is prepared anew in its place: the same version, the same number, and no word about
// it on paper, for nobody has received it.
Result<void> replace_draft(Call& call, store::Reader& reader, const FilingRecord& draft,
                           reports::Filing& filing) {
  ANZE_CHECK(check_seen_draft(call, reader, draft));
  filing.id = draft.id;
  filing.version = draft.version;
  filing.document_number = draft.document_number;
  ANZE_TRY(const std::optional<FilingRecord> before, version_before(reader, draft));
  const auto amendment = call.request.find("amendment");
  if (!before && amendment != call.request.end())
    return Error{Code::k_conflict, "filing.unsigned",
                 draft.id + " has not been signed, so there is nothing to amend", "/amendment",
                 "prepare it again without \"amendment\": it keeps its number"};
  if (!before) return {};
  if (amendment != call.request.end()) {
    filing.supersedes = amending(*before, *amendment);
    return {};
  }
  ANZE_TRY(const json sealed, sealed_snapshot(reader, draft));
  filing.supersedes = amending(*before, sealed.at("filing").at("supersedes"));
  return {};
}

// Which version comes next, and whose place it takes.
Result<reports::Filing> next_version(Call& call, store::Reader& reader, const FilingRule& rule,
                                     const Period& period) {
  reports::Filing filing;
  filing.kind = rule.kind;
  filing.addressee = rule.addressee;
  filing.period = period;
  filing.copies_to = rule.copies_to;
  filing.issued = call.today;
  ANZE_TRY(const Series series, series_of(reader, rule, to_text(period)));
  if (series.latest && series.latest->state == FilingState::k_sealed) {
    ANZE_CHECK(replace_draft(call, reader, *series.latest, filing));
    return filing;
  }
  const auto amendment = call.request.find("amendment");
  if (series.latest && amendment == call.request.end())
    return Error{Code::k_conflict, "filing.exists",
                 "“" + series.latest->id + "” is " + std::string(series.latest->word()) + " already",
                 "/period",
                 "to replace it, say how and why: \"amendment\": {\"manner\": \"更正\", \"reason\": …}"};
  if (!series.latest && amendment != call.request.end())
    return Error{Code::k_not_found, "filing.unknown",
                 "there is no earlier " + rule.kind_word + " of " + to_text(period) + " to amend",
                 "/amendment", "prepare it without \"amendment\""};
  if (series.latest) {
    filing.supersedes = amending(*series.latest, *amendment);
    filing.version = filing.supersedes->version + 1;
  }
  filing.id = series.id(filing.version);
  return filing;
}

// Renders the snapshot in every format and packs them with a manifest; all kept by digest, and named in the
// record.  Requires: the record is complete but for documents, title and package.
Result<void> keep_documents(store::Writer& writer, const reports::Snapshot& snapshot, FilingRecord& record) {
  std::vector<reports::Part> parts;
  json documents = json::array();
  for (const char* format : {"docx", "json", "text"}) {
    ANZE_TRY(const reports::Format kind, reports::parse_format(format));
    ANZE_TRY(reports::RenderedDocument document, reports::render(snapshot, kind, record.snapshot_digest));
    ANZE_TRY(const store::Digest digest, writer.put_blob(document.bytes));
    record.documents.push_back({format, document.filename, document.media_type, store::to_hex(digest),
                                static_cast<std::int64_t>(document.bytes.size())});
    documents.push_back(document_json(record.documents.back()));
    if (kind == reports::Format::k_docx)
      record.title = document.filename.substr(0, document.filename.rfind('.'));
    parts.push_back({document.filename, std::move(document.bytes)});
  }
  const json manifest = {{"format", "anze.package/1"},
                         {"filing", record.id},
                         {"addressee", record.addressee},
                         {"documents", std::move(documents)},
                         {"snapshot_digest", record.snapshot_digest},
                         {"chain", {{"seq", record.chain.seq}, {"hash", record.chain.hash}}}};
  parts.insert(parts.begin(), {"manifest.json", dump(manifest)});
  ANZE_TRY(const std::string package, reports::zip(parts));
  ANZE_TRY(const store::Digest digest, writer.put_blob(package));
  // The exchange knows the document by this id for ever: filing, version and content.
  const std::string hex = store::to_hex(digest);
  record.package = {document_id_of(record.id, hex), hex, static_cast<std::int64_t>(package.size()),
                    record.title + ".zip"};
  return {};
}

// Two letters of one period must not say two things. An amendment may, for it is how they come together.
Result<json> check_apart(store::Reader& reader, const reports::Filing& filing, const json& snapshot) {
  ANZE_TRY(json apart, apart_from(reader, filing.id, snapshot));
  if (apart.empty() || filing.supersedes) return apart;
  const json& other = apart.front();
  return Error{Code::k_conflict, "filing.differs",
               "“" + text_of(other, "id") + "” went out with other numbers: “" +
                   other.at("differs").front().get<std::string>() + "”",
               "/period", "prepare an amendment of that letter first, then this one"};
}

}  // namespace

Result<json> prepare_filing(Call& call, store::Writer& writer, const FilingRule& rule,
                            const FilingRules& rules, const Period& period) {
  ANZE_CHECK(must_be_built(rule));
  ANZE_TRY(const Date due, due_day(rule, period, call.calendar));
  ANZE_TRY(reports::Filing filing, next_version(call, writer, rule, period));
  const std::string& prefix = rule.kind == reports::FilingKind::k_yearly_congress
                                  ? rules.government_prefix
                                  : rules.jurisdiction.number_prefix;
  // A draft keeps its number, unless the year or the series has changed since.
  if (const std::string series = number_series(prefix, filing.issued);
      !filing.document_number.starts_with(series)) {
    ANZE_TRY(filing.document_number, next_document_number(writer, series, filing.issued));
  }
  ANZE_TRY(reports::Snapshot snapshot, build_snapshot(call, writer, rules, filing));
  ANZE_TRY(snapshot.passages, passages_of(call.request));

  call.problems = reports::unexplained(reports::cross_foot(snapshot));
  if (!call.problems.empty()) {
    for (Error& problem : call.problems)
      problem.help = "correct the records, or declare the reason with figures.declare/1";
    return call.problems.front();
  }

  const std::string sealed = reports::to_json(snapshot);
  const json said = json::parse(sealed);
  ANZE_CHECK(check_unclassified(call, writer, said, period));
  ANZE_TRY(json apart, check_apart(writer, filing, said));
  ANZE_TRY(const store::Digest snapshot_digest, writer.put_blob(sealed));
  FilingRecord record;
  record.id = filing.id;
  record.period = period;
  record.kind = rule.kind_word;
  record.version = filing.version;
  record.addressee = rule.addressee.id;
  record.addressee_name = rule.addressee.name;
  record.document_number = filing.document_number;
  record.due_on = due;
  record.prepared_by = call.actor.principal;
  record.prepared_on = call.today;
  record.snapshot_digest = store::to_hex(snapshot_digest);
  record.chain = {snapshot.chain.seq, snapshot.chain.hash};
  ANZE_CHECK(keep_documents(writer, snapshot, record));
  ANZE_CHECK(mark_late(writer, record, call.today));
  ANZE_CHECK(put_filing(writer, record));
  json answer = filing_json(record);
  if (!apart.empty()) answer["differs_from"] = std::move(apart);  // told to who prepares, not kept
  return answer;
}

namespace {

// A registrar may note tomorrow what was received today: the receipt's own day counts, from the signing on.
Date day_it_left(const FilingRecord& filing, const json& receipt, Date today) {
  const auto received = parse_date(receipt.is_object() ? text_of(receipt, "received_on") : std::string());
  if (!received || !filing.signature) return today;
  return std::min(today, std::max(*received, filing.signature->on));
}

bool is_acceptance(SubmitOutcome outcome) {
  return outcome == SubmitOutcome::k_accepted || outcome == SubmitOutcome::k_duplicate;
}

const char* word_of(SubmitOutcome outcome) {
  switch (outcome) {
    case SubmitOutcome::k_accepted:
      return "accepted";
    case SubmitOutcome::k_duplicate:
      return "duplicate";
    case SubmitOutcome::k_refused:
      return "refused";
    case SubmitOutcome::k_later:
      break;
  }
  return "later";
}

FilingState state_after(SubmitOutcome outcome) {
  if (is_acceptance(outcome)) return FilingState::k_accepted;
  return outcome == SubmitOutcome::k_refused ? FilingState::k_rejected : FilingState::k_sent;
}

// What comes when the matter is closed: a receipt of a version that was replaced meanwhile is evidence, kept,
// and changes nothing else.
Result<FilingRecord> take_late_answer(store::Writer& writer, FilingRecord filing, const TakenAnswer& answer) {
  const SubmitOutcome outcome = answer.said.outcome;
  if ((filing.state == FilingState::k_accepted && outcome == SubmitOutcome::k_refused) ||
      (filing.state == FilingState::k_rejected && is_acceptance(outcome)))
    return Error{
        Code::k_conflict, "receipt.mismatch",
        filing.id + " is " + std::string(filing.word()) + " already; the addressee now says otherwise",
        "/outcome", "settle it with the addressee, then file an amendment"};
  if (filing.state != FilingState::k_superseded || !is_acceptance(outcome) || !filing.receipt.is_null())
    return filing;
  filing.receipt = answer.said.receipt;
  filing.receipt_noted_by = answer.noted_by;
  filing.scan = answer.scan;
  ANZE_CHECK(put_filing(writer, filing));
  writer.subject(filing.id + " receipt after it was superseded");
  return filing;
}

// What an account typed: the letter is on its way until a second person has seen the paper too.
Result<FilingRecord> note_receipt(Call& call, store::Writer& writer, FilingRecord filing,
                                  const TakenAnswer& answer) {
  const std::optional<NotedReceipt>& before = filing.noted;
  if (before && before->by == answer.noted_by && before->receipt == answer.said.receipt &&
      before->scan.digest == answer.scan->digest)
    return filing;
  if (!filing.sent_on) {
    filing.sent_on = call.today;
    ANZE_CHECK(mark_late(writer, filing, call.today));
  }
  filing.state = FilingState::k_sent;
  filing.noted = NotedReceipt{answer.noted_by, call.today, answer.said.receipt, *answer.scan};
  ANZE_CHECK(put_filing(writer, filing));
  writer.subject(filing.id + " receipt noted");
  return filing;
}

}  // namespace

json exchange_meta(const FilingRecord& filing) {
  return {{"document_id", filing.package.document_id},
          {"key", filing.id},
          {"digest_sm3", filing.package.digest},
          {"size", filing.package.size},
          {"filename", filing.package.filename},
          {"addressee", filing.addressee},
          {"title", filing.title},
          {"period", to_text(filing.period)},
          {"kind", filing.kind},
          {"version", filing.version},
          {"media_type", "application/zip"}};
}

Result<FilingRecord> take_answer(Call& call, store::Writer& writer, const std::string& id,
                                 const TakenAnswer& answer) {
  const SubmitOutcome outcome = answer.said.outcome;
  const json& receipt = answer.said.receipt;
  ANZE_TRY(FilingRecord filing, need_filing(writer, id));
  if (filing.state == FilingState::k_sealed)
    return Error{Code::k_conflict, "filing.unsigned",
                 id + " has not been signed, so nobody can have received it", "/id",
                 "sign it with filing.sign/1"};
  if (is_acceptance(outcome) && (text_of(receipt, "digest") != filing.package.digest ||
                                 text_of(receipt, "document_id") != filing.package.document_id ||
                                 text_of(receipt, "addressee") != filing.addressee))
    return Error{Code::k_conflict, "receipt.mismatch",
                 "the receipt for " + id + " names another document, digest or addressee", "/receipt",
                 "ask the addressee what was received; the filing stays " + std::string(filing.word())};
  const bool typed = !answer.noted_by.empty() && is_acceptance(outcome);
  if (typed && !answer.scan)
    return invalid("receipt.scan", "the receipt for " + id + " comes without its scan", "/scan",
                   "scan the paper that the addressee gave, and send its name, digest and size");
  if (filing.state != FilingState::k_queued && filing.state != FilingState::k_sent)
    return take_late_answer(writer, std::move(filing), answer);
  if (typed) return note_receipt(call, writer, std::move(filing), answer);
  const FilingState next = state_after(outcome);
  if (filing.state == next) return filing;
  filing.state = next;
  if (!filing.sent_on) {
    filing.sent_on = call.today;
    ANZE_CHECK(mark_late(writer, filing, day_it_left(filing, receipt, call.today)));
  }
  if (receipt.is_object()) filing.receipt = receipt;
  if (!answer.said.reason.empty()) filing.reason = answer.said.reason;
  filing.receipt_noted_by = answer.noted_by;
  filing.noted.reset();  // the exchange's own word, or a refusal, goes before what somebody typed
  ANZE_CHECK(put_filing(writer, filing));
  writer.subject(id + " " + std::string(filing.word()));
  return filing;
}

Result<FilingRecord> settle_receipt(Call& call, store::Writer& writer, const std::string& id) {
  ANZE_TRY(FilingRecord filing, need_filing(writer, id));
  if (!filing.noted)
    return Error{Code::k_conflict, "receipt.none", "no receipt of " + id + " waits for a second person",
                 "/id", "filing.get/1 shows what came; a receipt is noted with outbox.ack/1"};
  const NotedReceipt noted = *std::exchange(filing.noted, std::nullopt);
  ANZE_TRY(const bool noted_it, is_same_person(call, writer, noted.by));
  if (noted_it)
    return Error{Code::k_forbidden, "actor.four_eyes", "who noted a receipt does not confirm it", "/actor",
                 "let a second person hold it against the scan"};
  if (call.text("digest") != noted.scan.digest)
    return invalid("receipt.scan", "the receipt of " + id + " was noted with another scan", "/digest",
                   "look at the scan that filing.get/1 names, and send its digest");
  const bool confirmed = call.request.value("confirmed", false);
  if (!confirmed && call.text("reason").empty())
    return invalid("receipt.reason", "who does not confirm a receipt says why", "/reason",
                   "write what does not agree with the scan");
  if (confirmed) {
    filing.state = FilingState::k_accepted;
    filing.receipt = noted.receipt;
    filing.receipt_noted_by = noted.by;
    filing.receipt_confirmed_by = call.actor.principal;
    filing.scan = noted.scan;
    ANZE_CHECK(mark_late(writer, filing, day_it_left(filing, noted.receipt, *filing.sent_on)));
  }
  ANZE_CHECK(put_filing(writer, filing));
  writer.subject(id + (confirmed ? " receipt confirmed" : " receipt not confirmed: " + call.text("reason")));
  return filing;
}

Result<void> add_countersignature(store::Writer& writer, FilingRecord& filing, Countersignature given) {
  ANZE_TRY(const json sealed, sealed_snapshot(writer, filing));
  ANZE_TRY(reports::Snapshot snapshot, reports::from_json(dump(sealed)));
  snapshot.countersigned.push_back("本件签发前，" + countersigned_text(given));
  ANZE_TRY(const store::Digest digest, writer.put_blob(reports::to_json(snapshot)));
  filing.countersigned = std::move(given);
  filing.snapshot_digest = store::to_hex(digest);
  filing.documents.clear();
  return keep_documents(writer, snapshot, filing);
}

Result<void> keep_misfit(const Call& call, const std::string& id, const SubmitAnswer& answer) {
  constexpr std::size_t k_word_for_word = 2000;  // bytes; of more the digest tells which it was
  json came = {{"outcome", word_of(answer.outcome)}, {"receipt", answer.receipt}};
  if (!answer.reason.empty()) came["reason"] = answer.reason;
  const std::string bytes = dump(came);
  const std::string digest = store::to_hex(store::sm3(bytes));
  // The act's id is what came, so the same is kept once; a caller's id never begins with a #.
  const std::string what = "misfit/" + id + "/" + digest;
  const store::Provenance act{call.actor.principal, call.method.name,
                              "#" + what + "/" + std::string(call.method.name), what, call.clock_ms};
  const auto kept = call.store.write(act, [&](store::Writer& writer) -> Result<std::string> {
    ANZE_CHECK(check_current_model(call, writer));
    ANZE_CHECK(note_account(call, writer));
    writer.subject(id + " receipt that does not fit, sm3 " + digest +
                   (bytes.size() <= k_word_for_word ? ": " + bytes : std::string()));
    return std::string();
  });
  if (!kept) return kept.error();
  return {};
}

}  // namespace anze::plugin
