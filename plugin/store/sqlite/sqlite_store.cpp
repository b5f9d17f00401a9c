#include "plugin/store/sqlite/sqlite_store.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <numeric>
#include <utility>

#include "plugin/store/sqlite/known_heads.h"
#include "plugin/store/sqlite/migrations.h"
#include "plugin/store/sqlite/verification.h"
#include "scoring/values/broken.h"

namespace anze::store {
namespace {

constexpr std::size_t k_idle_readers = 8;
constexpr std::chrono::milliseconds k_shortest_wait{10};  // a lock that is only passing is let pass
constexpr int k_checkpoint_pages = 1000;
constexpr std::int64_t k_tail_rows = 20'000;
constexpr const char* k_lock_name = "store.lock";
constexpr const char* k_begin_write = "BEGIN IMMEDIATE";
constexpr const char* k_begin_read = "BEGIN";
// An act without an id repeats nothing; saying so lets the index serve that leaves them out.
constexpr const char* k_first_answer =
    "SELECT " ANZE_REQUEST_COLUMNS " FROM request WHERE region = ?1 AND request_id = ?2 AND request_id <> ''";
constexpr const char* k_codes = "SELECT " ANZE_CODE_COLUMNS " FROM code WHERE region = ?1 ORDER BY id";

// The method is part of what was asked: one id must not answer another method's question.
Digest request_digest(const Provenance& act) {
  RowBytes bytes;
  bytes.begin(act.method);
  bytes.text(act.request);
  return sm3(bytes.bytes());
}

Error another_region(std::int64_t asked, std::int64_t kept) {
  return {Code::k_conflict,
          "store.region",
          "the store keeps the rows of region " + std::to_string(kept) + ", the configuration says " +
              std::to_string(asked),
          {},
          kept == 0 ? "leave the region out of the configuration: the store was made without one"
                    : "name the directory of that region's store, or correct the region"};
}

std::vector<KnownHead> known_heads(const OpenOptions& options, const std::optional<ChainHead>& remembered) {
  std::vector<KnownHead> known;
  if (remembered) known.push_back({*remembered, k_lock_name});
  if (options.anchor) known.push_back({*options.anchor, "anze.host.anchor/1"});
  return known;
}

// A database that is missing beside a remembered head was lost or lies elsewhere: a new one is not begun in
// its place, unless just that was accepted. An acceptance left over in the configuration is of an older
// store.
Result<void> check_new(const OpenOptions& options, const std::optional<ChainHead>& remembered) {
  if (options.accept && options.accept->seq == 0) return {};
  for (const KnownHead& each : known_heads(options, remembered))
    if (each.head.seq > 0) return unheld_error(each, {});
  return {};
}

constexpr const char* k_roll_back = "ROLLBACK";

// SQLite calls a full disk SQLITE_FULL, but a quota or a limit of file sizes a failed write. Which it was,
// the file knows: by the time SQLite has cleared up, errno is another call's.
bool out_of_room(sqlite3* handle, int answer) {
  if (answer != SQLITE_IOERR_WRITE) return false;
  for (const int which : {SQLITE_FCNTL_JOURNAL_POINTER, SQLITE_FCNTL_FILE_POINTER}) {
    sqlite3_file* file = nullptr;
    int error = 0;
    if (sqlite3_file_control(handle, "main", which, static_cast<void*>(&file)) != SQLITE_OK ||
        file == nullptr || file->pMethods == nullptr)
      continue;
    file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &error);
    if (error == EDQUOT || error == EFBIG || error == ENOSPC) return true;
  }
  return false;
}

Error poisoned_error() {
  return {Code::k_io,
          "store.io",
          "the disk failed during an earlier commit; the store stays closed until opened again",
          {},
          "look at the disk and the system's log, then open the store again: it verifies what was recorded"};
}

}  // namespace

struct SqliteStore::ReadSlot {
  ReadSlot(const std::filesystem::path& file, std::int64_t region, const std::atomic<bool>& rests)
      : connection(file, Connection::Role::k_reader), reader(connection, &rests) {
    connection.set_region(region);
  }
  Connection connection;
  SqliteReader reader;
};

// A write transaction. Not committed, it is rolled back together with the codes it had interned. The way back
// is made ready first: there may be no memory for it then.
class SqliteStore::Transaction {
 public:
  explicit Transaction(SqliteStore& store)
      : store_(store), back_(store.writer_->prepared(k_roll_back)), codes_(store.codes_.size()) {
    store_.writer_->exec(k_begin_write);
  }
  ~Transaction() {
    if (done_) return;
    store_.codes_.truncate(codes_);
    if (sqlite3_get_autocommit(store_.writer_->handle()) == 0 && back_.tryExecuteStep() != SQLITE_DONE)
      store_.poisoned_ = true;
    back_.tryReset();
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit() {
    store_.writer_->exec("COMMIT");
    done_ = true;
  }

 private:
  SqliteStore& store_;
  SQLite::Statement& back_;
  CodeId codes_;
  bool done_ = false;
};

// A read transaction on a pooled connection, begun before the body looks anything up, so that a code another
// thread is just interning names nothing in it.
class SqliteStore::Snapshot {
 public:
  Snapshot(SqliteStore& store, std::unique_ptr<ReadSlot> slot) : store_(store), slot_(std::move(slot)) {
    slot_->connection.exec(k_begin_read);
    slot_->reader.stand_at(last_audit_row(slot_->connection));
  }
  ~Snapshot() {
    sqlite3* handle = slot_->connection.handle();
    if (sqlite3_get_autocommit(handle) == 0 &&
        sqlite3_exec(handle, "ROLLBACK", nullptr, nullptr, nullptr) != SQLITE_OK)
      return;  // the connection is closed instead of used again
    const std::lock_guard lock(store_.pool_mutex_);
    if (store_.idle_.size() < k_idle_readers) store_.idle_.push_back(std::move(slot_));
  }
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;
  ReadSlot& slot() { return *slot_; }

 private:
  SqliteStore& store_;
  std::unique_ptr<ReadSlot> slot_;
};

Result<std::unique_ptr<Store>> Store::open(const OpenOptions& options) {
  return SqliteStore::open(options);
}

Result<std::unique_ptr<Store>> SqliteStore::open(const OpenOptions& options) {
  ANZE_TRY(const std::filesystem::path directory, check_directory(options.directory));
  ANZE_TRY(LockFile lock, LockFile::take(directory / k_lock_name));
  const auto file = directory / "anze.db";
  if (!std::filesystem::exists(file)) ANZE_CHECK(check_new(options, lock.last_head()));
  ANZE_CHECK(create_private(file));
  ANZE_CHECK(check_private(file));
  auto store = std::make_unique<SqliteStore>(file, std::move(lock));
  if (auto started = guarded([&] { return store->start(options); }); !started) {
    store->abandon();  // leave what we do not understand as it is
    return std::move(started).error();
  }
  return std::unique_ptr<Store>(std::move(store));
}

SqliteStore::SqliteStore(std::filesystem::path file, LockFile lock)
    : file_(std::move(file)), pid_(getpid()), lock_(std::move(lock)) {
  idle_.reserve(k_idle_readers);
}

SqliteStore::~SqliteStore() {
  if (in_child()) {
    // SQLite's connections must not even be closed by a child (sqlite.org/howtocorrupt.html, 2.6).
    for (auto& slot : idle_) static_cast<void>(slot.release());
    static_cast<void>(seal_.release());
    static_cast<void>(writer_.release());
    lock_.forget();
    return;
  }
  lock_.sync();
  idle_.clear();
  seal_.reset();
  if (writer_ && (abandoned_ || poisoned_)) {
    try {
      writer_->keep_log_on_close();
    } catch (const SQLite::Exception&) {
      static_cast<void>(
          writer_.release());  // an open connection costs memory, a checkpoint now could cost data
    }
  }
}

Result<void> SqliteStore::start(const OpenOptions& options) {
  ANZE_TRY(database_identity_, identity_of(file_));
  writer_ = std::make_unique<Connection>(file_, Connection::Role::k_writer);
  ANZE_TRY(const bool created,
           bring_up_to_date(*writer_, file_.parent_path() / "backups", options.now_ms, options.region));
  if (!created) ANZE_CHECK(check_schema(*writer_));
  ANZE_TRY(const std::int64_t region, region_of(*writer_));
  if (options.region != 0 && options.region != region) return another_region(options.region, region);
  writer_->set_region(region);
  if (!created) ANZE_CHECK(look_over());
  head_ = last_audit_row(*writer_);
  last_ = {{head_.entry.seq, head_.entry.hash}, head_.entry.at_ms};
  const std::vector<KnownHead> known = known_heads(options, lock_.last_head());
  ANZE_TRY(unaccepted_, head_unheld(*writer_, last_.head, known, options.accept));
  ANZE_CHECK(load_codes());
  seal_ = std::make_unique<SqliteSealedRows>(*writer_);
  sqlite3_wal_hook(
      writer_->handle(),
      [](void* pages, sqlite3*, const char*, int now) {
        *static_cast<int*>(pages) = now;
        return SQLITE_OK;
      },
      &log_pages_);
  ANZE_CHECK(lock_.describe(options.owner, options.now_ms, to_text(database_identity_)));
  if (!unaccepted_ && last_.head.seq > 0) lock_.remember(last_.head, last_.at_ms);
  return {};
}

// A small store is looked over whole, its indexes against its tables too; of a large one that was open here
// before, the last entries.
Result<void> SqliteStore::look_over() {
  if (lock_.last_database() != to_text(database_identity_)) {
    Query check(*writer_, "PRAGMA quick_check(1)");
    const std::string told = check.step() ? told_of_pages(check) : std::string();
    if (told != "ok") return store_corrupt("the database is damaged: " + told);
  }
  VerifyReport tail;
  check_tail(*writer_, k_tail_rows, tail);
  if (!tail.problems.empty()) {
    const Error& first = tail.problems.front();
    return store_corrupt("the audit chain does not hold: " + first.message).within(first.at);
  }
  const Tops tops = read_tops(*writer_);
  if (std::accumulate(tops.begin(), tops.end(), std::int64_t{0}) > k_tail_rows) return {};
  Problems pages;
  check_pages(*writer_, pages);
  if (!pages.empty()) return store_corrupt("the database is damaged: " + pages.front().message);
  return {};
}

Result<void> SqliteStore::load_codes() {
  RegionQuery query(*writer_, k_codes);
  while (query.step()) {
    ANZE_CHECK(check_row(query, writer_->row_bytes(), Table::k_code));
    const std::string text = query.text(1);
    if (codes_.intern(text) != query.integer(0))
      return store_corrupt("the codebook is not complete at “" + text + "”");
  }
  return {};
}

bool SqliteStore::in_child() const {
  return getpid() != pid_;
}

Result<void> SqliteStore::usable() const {
  if (in_child())
    return Error{Code::k_unsupported,
                 "store.forked",
                 "this process was forked from the one that opened the store",
                 {},
                 "open stores after the fork, in one process"};
  if (poisoned_) return poisoned_error();
  if (abandoned_)
    return Error{Code::k_internal,
                 "store.abandoned",
                 "the store was given up after a fault in the program",
                 {},
                 "open it again: it verifies what was recorded"};
  return {};
}

Result<void> SqliteStore::same_files() const {
  ANZE_TRY(const FileIdentity now, identity_of(file_));
  if (now != database_identity_)
    return store_corrupt("the file " + file_.string() + " was replaced while the store was open");
  if (!log_identity_) return {};
  ANZE_TRY(const FileIdentity log, identity_of(file_.string() + "-wal"));
  if (log != *log_identity_)
    return store_corrupt("the file " + file_.string() + "-wal was replaced while the store was open");
  return {};
}

Result<std::string> SqliteStore::write(const Provenance& act, const Body& body) {
  ANZE_CHECK(usable());
  if (writing_ == std::this_thread::get_id())
    return Error{Code::k_internal,
                 "store.nested",
                 "a write was begun inside a write",
                 {},
                 "do it in the one act, or after it"};
  // One deadline from here on: who waited for the writer before has waited for the same foreign lock, and
  // does not wait for it once more. For our own writer everybody waits as long as it takes.
  const auto until = std::chrono::steady_clock::now() + k_longest_wait;
  const std::lock_guard lock(write_mutex_);
  ANZE_CHECK(usable());
  ANZE_CHECK(same_files());
  writer_->wait_at_most(std::max(k_shortest_wait, std::chrono::duration_cast<std::chrono::milliseconds>(
                                                      until - std::chrono::steady_clock::now())));
  if (const auto unheld = unaccepted(); unheld && !act.accepts_head)
    return unheld_error(*unheld, {head_.entry.seq, head_.entry.hash});
  struct Writing {
    SqliteStore& store;
    ~Writing() {
      store.acting_ = nullptr;
      store.act_rests_ = false;
      store.writing_ = std::thread::id();
    }
  } writing{*this};
  writing_ = std::this_thread::get_id();
  try {
    return guarded([&]() -> Result<std::string> {
      ANZE_CHECK(note_clock(act));
      return run(act, body);
    });
  } catch (const Broken&) {
    abandoned_ = true;  // what the act reads back of itself cannot be otherwise: nothing is written any more
    throw;
  }
}

Result<std::string> SqliteStore::run(const Provenance& act, const Body& body) {
  Transaction transaction(*this);
  ANZE_CHECK(check_head());
  const Digest request = request_digest(act);
  ANZE_TRY(auto answered, first_answer(act, request));
  if (answered) return *std::move(answered);

  SqliteWriter writer(*writer_, &act_rests_, act, std::max(head_.entry.at_ms + 1, act.now_ms), head_);
  acting_ = &writer;
  auto answer = body(writer);
  // A body that met damage: of an earlier act's rows, or of this one's?
  if (const Error* met = writer.refused() ? &*writer.refused()
                         : answer         ? nullptr
                                          : &answer.error();
      met != nullptr && met->code == Code::k_corrupt)
    read_back(writer);
  if (writer.refused()) return *writer.refused();
  if (!answer) return answer;

  const CodeId known = static_cast<CodeId>(head_.tops[static_cast<std::size_t>(Table::k_code)]);
  for (CodeId code = known + 1; code <= codes_.size(); ++code) writer.add_code(code, codes_.text(code));
  writer.add_request(request, *answer);
  ANZE_TRY(AuditRow sealed, seal(act, writer));
  commit(transaction);
  told(std::move(sealed), act.accepts_head);
  checkpoint();
  return answer;
}

Result<std::optional<std::string>> SqliteStore::first_answer(const Provenance& act, const Digest& request) {
  if (act.request_id.empty()) return std::optional<std::string>();
  RegionQuery query(*writer_, k_first_answer);
  if (!query.bind(act.request_id).step()) return std::optional<std::string>();
  ANZE_CHECK(check_row(query, writer_->row_bytes(), Table::k_request));
  if (query.text(2) == act.method && query.digest(3) == request)
    return std::optional<std::string>(query.text(4));
  return Error{Code::k_conflict, "request.conflict",
               "the request id “" + act.request_id + "” was used for another request (" + query.text(2) + ")",
               "/request_id",
               "send each new request under an id of its own; repeat an old one with the same content"};
}

// The digest of the act's rows as the database gives them back: numbered on, this act's, and as they were
// bound.
Digest SqliteStore::read_back(const SqliteWriter& writer) {
  for (std::size_t i = 0; i < k_sealed_tables; ++i) ANZE_ASSERT(writer.tops()[i] >= head_.tops[i]);
  std::vector<RowFault> faults;
  std::int64_t rows = 0;
  const Digest digest =
      digest_rows(*seal_, head_.tops, writer.tops(), head_.entry.seq + 1, faults, rows, writer.quarter());
  ANZE_ASSERT(faults.empty());
  return digest;
}

Result<AuditRow> SqliteStore::seal(const Provenance& act, const SqliteWriter& writer) {
  AuditRow row;
  row.region = writer_->region();
  row.entry.seq = head_.entry.seq + 1;
  row.model = act.changes_model ? row.entry.seq : head_.model;
  row.entry.at_ms = writer.now_ms();
  row.entry.actor = act.actor;
  row.entry.method = act.method;
  row.entry.request_id = act.request_id;
  row.entry.subject = writer.subject_text();
  row.tops = writer.tops();
  row.entry.rows = read_back(writer);
  row.entry.previous = head_.entry.hash;
  row.entry.hash = entry_hash(row);
  ANZE_ASSERT(row.entry.seq == head_.entry.seq + 1 && row.model <= row.entry.seq);
  insert_audit_row(*writer_, row);
  const AuditRow written = last_audit_row(*writer_);
  ANZE_ASSERT(written.entry.seq == row.entry.seq && written.entry.hash == row.entry.hash);
  ANZE_ASSERT(entry_hash(written) == row.entry.hash);  // joined to the entry before, its region named
  ANZE_ASSERT(read_tops(*writer_) == row.tops);        // and no row beside those it owns
  return row;
}

// A failed fsync must not be tried again: the kernel may have dropped the pages and call the next one a
// success. So whatever fails here but a full disk closes the store; opening it again reads what the disk has.
void SqliteStore::commit(Transaction& transaction) {
  try {
    transaction.commit();
  } catch (const SQLite::Exception& exception) {
    const int code = exception.getErrorCode() & 0xff;
    if (out_of_room(writer_->handle(), exception.getExtendedErrorCode()))
      throw SQLite::Exception("a quota or file size limit is reached", SQLITE_FULL);
    const bool no_memory = code == SQLITE_NOMEM || exception.getExtendedErrorCode() == SQLITE_IOERR_NOMEM;
    if (code != SQLITE_FULL && code != SQLITE_BUSY && !no_memory) poisoned_ = true;
    throw;
  }
  if (!log_identity_) {
    if (auto log = identity_of(file_.string() + "-wal")) log_identity_ = *log;
  }
}

// Done here and not by SQLite's automatic checkpoint, which hides a failed fsync of the database file. What
// was committed is safe in the log either way.
void SqliteStore::checkpoint() {
  if (log_pages_ < k_checkpoint_pages) return;
  const int answer =
      sqlite3_wal_checkpoint_v2(writer_->handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  const int code = answer & 0xff;
  const bool passing = answer == SQLITE_IOERR_NOMEM || out_of_room(writer_->handle(), answer);
  if ((code == SQLITE_IOERR && !passing) || code == SQLITE_CORRUPT) poisoned_ = true;
  lock_.sync();
}

Result<std::unique_ptr<SqliteStore::ReadSlot>> SqliteStore::take_slot() {
  ANZE_CHECK(usable());
  {
    const std::lock_guard lock(pool_mutex_);
    if (!idle_.empty()) {
      auto slot = std::move(idle_.back());
      idle_.pop_back();
      return slot;
    }
  }
  ANZE_CHECK(same_files());
  return std::make_unique<ReadSlot>(file_, writer_->region(), act_rests_);
}

Result<void> SqliteStore::read(const std::function<Result<void>(Reader&)>& body) {
  return guarded([&]() -> Result<void> {
    ANZE_TRY(auto slot, take_slot());
    Snapshot snapshot(*this, std::move(slot));
    return body(snapshot.slot().reader);
  });
}

// Nobody else can commit while an act is under way, so what its own transaction sees is what readers beside
// it see, and both may rest on this verification until it ends.
Result<VerifyReport> SqliteStore::verify_for_act() {
  return guarded([&]() -> Result<VerifyReport> {
    const ChainHead head{head_.entry.seq, head_.entry.hash};
    VerifyReport report = verify_chain(*writer_, head, &acting_->tops());
    act_rests_ = report.problems.empty();
    return report;
  });
}

Result<VerifyReport> SqliteStore::verify() {
  if (writing_ == std::this_thread::get_id() && acting_ != nullptr) return verify_for_act();
  return guarded([&]() -> Result<VerifyReport> {
    ANZE_TRY(auto slot, take_slot());
    std::unique_lock lock(write_mutex_);
    Snapshot snapshot(*this, std::move(slot));
    const ChainHead head{head_.entry.seq, head_.entry.hash};
    lock.unlock();
    return verify_chain(snapshot.slot().connection, head);
  });
}

}  // namespace anze::store
