// Store: where everything is kept. SQLite in one private directory, owned by one process at a time.
//
// Nothing is ever updated or deleted but derived data. Two shapes hold it all:
//   fact     one version of one ledger entry, in typed columns, because clauses count millions of them;
//   record   one version of anything else (organisation, ledger definition, rulebook, judgement,
//            assessment, veto, decision, filing, receipt …): kind, id, version, canonical JSON. The
//            current one is the highest version.
// Both carry `entry`, the number of the audit entry of the act that wrote them.
//
// Every act is one call of `write`: one transaction, one audit entry, one remembered answer. The entry holds
// the SM3 digest of all rows the act wrote, read back from the database before the commit, and of the entry
// before it; so changing any row by other means breaks the chain at a place `verify` names.
//
// Threads: `write` is serialised inside; readers run beside it on connections of their own and see committed
// data. Formats and settings: plugin/docs/formats/store.md.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/store/digest.h"
#include "scoring/entries/record.h"
#include "scoring/facts/fact.h"
#include "scoring/ledgers/ledger.h"
#include "scoring/values/code.h"
#include "scoring/values/result.h"

namespace anze::store {

// Who does what: goes into the audit entry. `now_ms` is the host's clock, the only source of time. Entries
// never go back: one is of max(the last one's time + 1 ms, now_ms), and so is all that its act records. A
// clock more than five minutes behind the last entry is itself an entry, "clock.anomaly", before the act.
struct Provenance {
  std::string actor;       // principal
  std::string method;      // "ledger.append/1"
  std::string request_id;  // the caller's; a repeat gets the first answer
  std::string request;     // canonical request bytes: the same id with other bytes is refused
  std::int64_t now_ms = 0;
  bool changes_model = false;  // the definitions in force are others after it: the entry says so
  bool accepts_head = false;   // the store goes on from a head that somebody knows better (Store::unaccepted)
};

struct Record {
  std::string kind;  // "rulebook"
  std::string id;
  std::int64_t version = 0;  // from 1
  std::int32_t year = 0;     // 0 when the thing belongs to no year
  std::string body;          // canonical JSON
  std::int64_t entry = 0;    // audit entry that wrote it
};

struct FactVersion {
  FactRecord record;  // record.fact.seq is the key of this version
  std::int64_t version = 1;
  bool voided = false;  // the fact is withdrawn from this version on
  std::string reason;   // of a correction or withdrawal
  std::string recorded_by;
  std::int64_t recorded_at_ms = 0;
  std::int64_t entry = 0;
};

struct AuditEntry {
  std::int64_t seq = 0;  // 1, 2, 3 …
  std::int64_t at_ms = 0;
  std::string actor;
  std::string method;
  std::string request_id;
  std::string subject;  // what was acted on, for people
  Digest rows{};        // of the rows written (or of the answer, for a recorded read)
  Digest previous{};
  Digest hash{};
};

struct ChainHead {
  std::int64_t seq = 0;
  Digest hash{};
};

// A head that was told to somebody, and who keeps it: "store.lock", "the host's anchor".
struct KnownHead {
  ChainHead head;
  std::string keeper;
};

struct LastEntry {
  ChainHead head;
  std::int64_t at_ms = 0;
};

// Which facts a scan wants. Facts come in seq order, each in its version current at `as_of_entry` (0: now),
// voided ones left out.
struct FactQuery {
  Date first;  // occurred
  Date last;
  std::vector<CodeId> ledgers;  // empty: all
  std::int64_t as_of_entry = 0;
  std::int64_t after = 0;  // a share of them: the versions after this one, up to that one
  std::int64_t up_to = std::numeric_limits<std::int64_t>::max();
};

// What the facts of some days did to whoever counts them, between two versions.
struct FactChanges {
  Date first;  // occurred
  Date last;
  std::int64_t after = 0;  // the last version already taken in
  std::int64_t up_to = 0;  // the last one to take in
};

// A kept tally (derived data: plugin/docs/formats/store.md).
struct TallyHead {
  std::int64_t id = 0;
  std::string period;
  Digest definitions{};       // of all that shapes it
  std::int64_t facts_to = 0;  // the last fact version that is in it
};

class Reader {
 public:
  virtual ~Reader() = default;
  // The one hot loop. `visit` answers false to stop.  Errors: store.io, store.corrupt (at the row).
  virtual Result<void> scan(const FactQuery& query, const std::function<bool(const Fact&)>& visit) = 0;
  virtual Result<std::optional<FactVersion>> fact(std::string_view id,
                                                  std::int64_t as_of_entry = 0) = 0;  // the current version
  virtual Result<std::vector<FactVersion>> history(std::string_view id) = 0;
  virtual Result<std::optional<FactVersion>> fact_by_seq(std::int64_t seq) = 0;
  // Many at once: over a network each question costs a way there and back. `visit` sees them in the order
  // asked, and may ask more; its error ends the walk.  Errors: store.corrupt (one is not there: who asks read
  // its number in the store).
  virtual Result<void> facts_by_seq(std::span<const std::int64_t> seqs,
                                    const std::function<Result<void>(FactVersion)>& visit) = 0;
  // All versions of each, in the order asked.  Errors: store.corrupt (there is none: who asks read the id in
  // the store).
  virtual Result<void> histories(std::span<const std::string> ids,
                                 const std::function<Result<void>(std::vector<FactVersion>)>& visit) = 0;
  // Current versions in (id) order, of a ledger and day range, after the id `after`; at most `limit`.
  virtual Result<std::vector<FactVersion>> list(const FactQuery& query, std::string_view after,
                                                std::size_t limit) = 0;

  virtual Result<std::optional<Record>> record(std::string_view kind, std::string_view id,
                                               std::int64_t as_of_entry = 0) = 0;
  virtual Result<std::vector<Record>> records(std::string_view kind,
                                              std::int64_t as_of_entry = 0) = 0;  // current ones, by id
  virtual Result<std::vector<Record>> versions(std::string_view kind,
                                               std::string_view id) = 0;  // oldest first
  // Those of a kind that the act of an entry wrote, in the order it wrote them.
  virtual Result<std::vector<Record>> written_by(std::int64_t entry, std::string_view kind) = 0;
  virtual Result<std::optional<std::string>> blob(const Digest& digest) = 0;  // document bytes

  // +1 for a version that was added and counts, -1 for one it stands for; in no particular order.
  virtual Result<void> changes(const FactChanges& between,
                               const std::function<bool(const Fact&, int sign)>& visit) = 0;
  // The first and the last fact version of the quarters the days lie in; (0, 0) without any.
  virtual Result<std::pair<std::int64_t, std::int64_t>> fact_range(Date first, Date last) = 0;
  // The last fact version of the store, as it was at the entry (0: now).
  virtual Result<std::int64_t> last_fact(std::int64_t as_of_entry = 0) = 0;

  virtual Result<std::vector<TallyHead>> tallies() = 0;
  virtual Result<void> tally_rows(
      std::int64_t tally, const std::function<bool(CodeId subject, std::string_view cells)>& visit) = 0;
  virtual Result<std::string> tally_row(std::int64_t tally, CodeId subject) = 0;  // "": none
  virtual Result<std::vector<std::int64_t>> tally_aside(std::int64_t tally) = 0;  // fact versions

  virtual Result<ChainHead> head() = 0;
  // The last entry whose act changed the definitions in force (Provenance::changes_model); 0: none that said
  // so.
  virtual Result<std::int64_t> model_entry() = 0;
  virtual Result<std::vector<AuditEntry>> audit(std::int64_t after_seq, std::size_t limit) = 0;
};

// Inside an act. Sees its own writes.
class Writer : public Reader {
 public:
  // A new fact. Takes its id from the record or makes one ("F-000123").  Errors: fact.exists.  Returns: the
  // version written.
  virtual Result<FactVersion> append(FactRecord record, bool late) = 0;
  // The next version of a fact.  Errors: fact.unknown, fact.voided.
  virtual Result<FactVersion> correct(FactRecord record, bool late, std::string reason) = 0;
  virtual Result<FactVersion> withdraw(std::string_view id, std::string reason) = 0;
  // The next version of a record. Returns it.
  virtual Result<Record> put(std::string kind, std::string id, std::int32_t year, std::string body) = 0;
  virtual Result<Digest> put_blob(std::string_view bytes) = 0;
  // Begins the period's tally anew, empty.  Returns its id.
  virtual Result<std::int64_t> begin_tally(const std::string& period, const Digest& definitions) = 0;
  virtual Result<void> drop_tally(std::int64_t tally) = 0;
  virtual Result<void> put_tally_row(std::int64_t tally, CodeId subject, std::string_view cells) = 0;
  virtual Result<void> put_tally_aside(std::int64_t tally, std::int64_t fact, bool aside) = 0;
  virtual Result<void> tally_reaches(std::int64_t tally, std::int64_t facts_to) = 0;
  // What the audit entry says was acted on.
  virtual void subject(std::string text) = 0;
};

// A key of the host for what people write (plugin/store/field_keys.h).
using MasterKey = std::array<std::uint8_t, 32>;

// How it lies in the file.
struct TextsKept {
  std::int64_t key = 0;               // the number of the key that encrypts; 0: none does
  std::int64_t since = 0;             // the first entry whose texts are encrypted
  std::vector<std::int64_t> missing;  // keys of older texts that were not given: those cannot be read
};

struct OpenOptions {
  std::filesystem::path directory;  // must exist; private to us
  std::int64_t now_ms = 0;
  std::string owner;  // for the lock file: "oa-host on web-03"
  // The division whose rows are kept (行政区划代码): fixed when the store is made, or brought to a version
  // that knows regions. 0: not told, whatever the store says is taken.
  std::int64_t region = 0;
  std::optional<ChainHead> anchor{};  // the last head the host was given to keep
  std::optional<ChainHead> accept{};  // the store's own head, to go on from although another one is known
  std::vector<MasterKey>
      keys{};              // the one that encrypts first, then older ones; none: texts stay as they are
  bool read_only = false;  // beside its owner: nothing is written, `owner` and `accept` are nobody's
};

struct VerifyReport {
  std::int64_t entries = 0;
  std::int64_t rows = 0;
  ChainHead head;
  Problems problems;  // empty: the chain holds. The first names the first bad entry and row.
};

class Store {
 public:
  // Opens or creates; migrates after a backup; verifies the chain's head.
  // Errors: store.directory (missing, not a directory, not writable, network file system), store.locked (with
  // the owner's pid, host and time), store.newer (written by a later version), store.read_only (to be read
  // only, and there is none of this version), store.region (it is another
  // region's), store.open_to_others, store.rolled_back (a head was told that it has not reached),
  // store.other_history (one was told that is not its own), store.key_missing, store.key_wrong,
  // store.corrupt, store.full, store.io.
  static Result<std::unique_ptr<Store>> open(const OpenOptions& options);
  virtual ~Store() = default;

  // Runs `body` in one transaction. A repeated request_id returns the first answer without running it.
  // The body may be run again after a rolled back attempt. An error rolls everything back and is remembered
  // by nobody. What the act wrote is read back before the commit; where it is not what was written, Broken is
  // thrown and the store given up.
  // Errors: request.conflict (the id was used for another request), store.overtaken (another process has
  // written), store.rolled_back, store.other_history, store.full, store.io, and the body's.
  using Body = std::function<Result<std::string>(Writer&)>;
  virtual Result<std::string> write(const Provenance& act, const Body& body) = 0;

  // A read on a connection of its own, in one snapshot.
  virtual Result<void> read(const std::function<Result<void>(Reader&)>& body) = 0;

  // The last entry.  Threads: any.
  virtual LastEntry last() const = 0;
  // The head that the store does not hold and was opened without, because `accept` named its own. Until an
  // act with `accepts_head` is done every other is refused.
  virtual std::optional<KnownHead> unaccepted() const = 0;

  // The store's codebook. Codes interned during a write are kept with it and dropped when it fails: intern
  // inside `write`. Threads: the writer interns; readers may look up concurrently. Look words up inside
  // `read`: its snapshot is older than any code still being interned, so such a code names nothing in it.
  virtual Codebook& codes() = 0;

  // Walks chain, rows, schema and pages in a snapshot beside writers; inside `write`, in the act's own, and
  // its scans rest on it then. `at` of a problem names the place: "entry 3, fact 17".  Errors: store.io.
  virtual Result<VerifyReport> verify() = 0;

  // Gives the store up (after an invariant broke, or in a forked child): every call is refused from now on,
  // and destroying the store leaves the database and its log as they are. A forked child needs no call: the
  // store knows its process.
  virtual void abandon() = 0;

  // How texts lie in the file.  Threads: any.
  virtual TextsKept texts_kept() const = 0;
};

}  // namespace anze::store
