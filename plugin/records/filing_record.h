// FilingRecord (报送): one report to one addressee about one period in one version; each change of its state
// is a further version of the record, so that its history is the filing's history. While it is queued the
// record is the outbox, written in the transaction that signs.
//
//   sealed → queued → sent → accepted | rejected        superseded: a later version was signed in its place
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plugin/json/json.h"
#include "plugin/records/assessment_record.h"
#include "plugin/records/states.h"
#include "plugin/store/store.h"
#include "scoring/days/period.h"

namespace anze::plugin {

// k_sealed: snapshot and documents are kept by digest; a draft, which preparing again replaces under the same
// id and number. k_queued: signed, and never made again. k_sent: the exchange took it and will answer later,
// or somebody typed a receipt that a second person has not confirmed.
enum class FilingState { k_sealed, k_queued, k_sent, k_accepted, k_rejected, k_superseded };

// A receipt that comes after a version was superseded is kept as evidence, and changes nothing else. Before
// drafts were replaced in their place, one that nobody had signed could be superseded too.
inline constexpr StateRow<FilingState> k_filing_states[] = {
    {FilingState::k_sealed, "sealed", "已编制待签发", true,
     states({FilingState::k_sealed, FilingState::k_queued, FilingState::k_superseded})},
    {FilingState::k_queued, "queued", "已签发待发送", false,
     states(
         {FilingState::k_sent, FilingState::k_accepted, FilingState::k_rejected, FilingState::k_superseded})},
    {FilingState::k_sent, "sent", "已送出待回执", false,
     states(
         {FilingState::k_sent, FilingState::k_accepted, FilingState::k_rejected, FilingState::k_superseded})},
    {FilingState::k_accepted, "accepted", "已签收", false, states({FilingState::k_superseded})},
    {FilingState::k_rejected, "rejected", "已退回", false, states({FilingState::k_superseded})},
    {FilingState::k_superseded, "superseded", "已被取代", false, states({FilingState::k_superseded})},
};
static_assert(in_order(k_filing_states));

struct FiledDocument {
  std::string format;  // "docx"
  std::string filename;
  std::string media_type;
  std::string digest;  // SM3 of its bytes, hex
  std::int64_t size = 0;
};

// What the exchange is given. It knows it by `document_id` for ever: filing, version and content.
struct FiledPackage {
  std::string document_id;
  std::string digest;
  std::int64_t size = 0;
  std::string filename;
};

// Where the audit chain stood when the snapshot was sealed.
struct FiledChain {
  std::int64_t seq = 0;
  std::string hash;
};

struct FiledSignature {
  std::string by;  // principal
  Date on;
};

// The picture of a paper receipt. The platform keeps the file, the digest says which it was.
struct ReceiptScan {
  std::string name;
  std::string digest;  // SM3 of its bytes, hex
  std::int64_t size = 0;
};

// An acceptance that an account typed: it counts when a second person has held it against the scan.
struct NotedReceipt {
  std::string by;  // principal
  Date on;
  json receipt;
  ReceiptScan scan;
};

struct FilingRecord {
  std::string id;  // "2025Q1/quarterly_discipline/v1", or with "/city" before the version
  Period period;
  std::string kind;  // "quarterly_discipline"
  std::int64_t version = 1;
  FilingState state = FilingState::k_sealed;
  std::string addressee;  // id
  std::string addressee_name;
  std::string title;
  std::string document_number;
  Date due_on;
  bool late = false;
  std::string prepared_by;  // principal
  Date prepared_on;
  std::vector<FiledDocument> documents;
  std::string snapshot_digest;
  FiledChain chain;
  FiledPackage package;
  std::optional<Countersignature> countersigned;  // of the draft as it is; preparing it anew ends it
  std::optional<FiledSignature> signature;
  std::optional<Date> sent_on;        // the day the exchange or a registrar took it
  json receipt;                       // as the exchange gave it; null without one
  std::string receipt_noted_by;       // principal who noted the answer; "" where the exchange gave it
  std::string receipt_confirmed_by;   // and who confirmed it; "" also of what was noted before that was asked
  std::optional<ReceiptScan> scan;    // of a receipt that was noted
  std::optional<NotedReceipt> noted;  // waits for its second person; only of what was sent
  std::string reason;                 // of a refusal, or of a wait

  std::string_view word() const { return row_of(k_filing_states, state).word; }
};

// Errors of reading: record.corrupt, with the member.
Result<FilingRecord> filing_of(const store::Record& stored);
json filing_json(const FilingRecord& filing);  // what is stored
json document_json(const FiledDocument& document);

Result<std::optional<FilingRecord>> read_filing(store::Reader& reader, const std::string& id);
// The current ones, or those that were at an entry, by id.
Result<std::vector<FilingRecord>> read_filings(store::Reader& reader, std::int64_t as_of_entry = 0);
// Errors: filing.unknown.
Result<FilingRecord> need_filing(store::Reader& reader, const std::string& id);

// A filing as one act left it.
struct FilingVersion {
  FilingRecord filing;
  std::int64_t entry = 0;
};
Result<std::vector<FilingVersion>> filing_versions(store::Reader& reader,
                                                   const std::string& id);  // oldest first

// Writes the next version.  Errors: record.state.
Result<void> put_filing(store::Writer& writer, const FilingRecord& filing);

}  // namespace anze::plugin
