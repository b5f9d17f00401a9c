#include "plugin/store/sqlite/beside_store.h"

#include <unistd.h>

#include "plugin/store/lock_file.h"
#include "plugin/store/sqlite/code_rows.h"
#include "plugin/store/sqlite/known_heads.h"
#include "plugin/store/sqlite/migrations.h"
#include "plugin/store/sqlite/sealed_rows.h"
#include "plugin/store/sqlite/verification.h"

namespace anze::store {
namespace {

constexpr std::size_t k_idle_connections = 8;
constexpr std::int64_t k_last_rows = 20'000;

// A read transaction; it ends with this, whatever the body did.
class Reading {
 public:
  explicit Reading(Connection& connection) : connection_(connection) { connection_.exec("BEGIN"); }
  ~Reading() { sqlite3_exec(connection_.handle(), "ROLLBACK", nullptr, nullptr, nullptr); }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

 private:
  Connection& connection_;
};

}  // namespace

struct BesideStore::Slot {
  Slot(const std::filesystem::path& file, const FieldKeys& keys, const std::atomic<bool>& rests)
      : connection(file, Connection::Role::k_beside), reader(connection, &rests) {
    connection.set_keys(keys);
  }
  Connection connection;
  SqliteReader reader;
};

Result<std::unique_ptr<Store>> BesideStore::open(const OpenOptions& options) {
  ANZE_TRY(const std::filesystem::path directory, check_directory(options.directory));
  const auto file = directory / "anze.db";
  if (!std::filesystem::exists(file))
    return Error{Code::k_not_found, "store.read_only",
                 "there is no store in this directory, and what only reads makes none", file.string(),
                 "name the directory of a store, or let its owner open it first"};
  ANZE_CHECK(check_private(file));
  auto store = std::make_unique<BesideStore>(file);
  ANZE_CHECK(guarded([&] { return store->start(options); }));
  return std::unique_ptr<Store>(std::move(store));
}

BesideStore::BesideStore(std::filesystem::path file) : file_(std::move(file)), pid_(getpid()) {
  idle_.reserve(k_idle_connections);
}

BesideStore::~BesideStore() {
  if (getpid() == pid_) return;
  // SQLite's connections must not even be closed by a child (sqlite.org/howtocorrupt.html, 2.6).
  for (auto& slot : idle_) static_cast<void>(slot.release());
}

// The heads others keep are read first: the owner writes an entry before it tells its head.
Result<void> BesideStore::start(const OpenOptions& options) {
  std::vector<KnownHead> known;
  if (const auto told = LockFile::told_head(file_.parent_path() / k_lock_name))
    known.push_back({*told, k_lock_name});
  if (options.anchor) known.push_back({*options.anchor, "anze.host.anchor/1"});
  masters_ = options.keys;
  ANZE_TRY(identity_, identity_of(file_));
  return in_snapshot([&](Slot& slot) -> Result<void> {
    ANZE_CHECK(check_schema(slot.connection));
    if (options.region != 0 && options.region != region_) return another_region(options.region, region_);
    VerifyReport tail;
    check_tail(slot.connection, k_last_rows, tail);
    if (!tail.problems.empty()) {
      const Error& first = tail.problems.front();
      return store_corrupt("the audit chain does not hold: " + first.message).within(first.at);
    }
    ANZE_CHECK(head_unheld(slot.connection, last().head, known, std::nullopt));
    return {};
  });
}

Result<void> BesideStore::usable() const {
  if (getpid() != pid_) return forked();
  if (abandoned_) return given_up();
  return {};
}

Result<std::unique_ptr<BesideStore::Slot>> BesideStore::take_slot() {
  ANZE_CHECK(usable());
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      auto slot = std::move(idle_.back());
      idle_.pop_back();
      return slot;
    }
  }
  ANZE_TRY(const FileIdentity now, identity_of(file_));
  if (now != identity_)
    return store_corrupt("the file " + file_.string() + " was replaced while the store was open");
  return std::make_unique<Slot>(file_, keys_, rests_);
}

// The version is asked in each snapshot: another release may have become the owner meanwhile.
Result<void> BesideStore::catch_up(Slot& slot) {
  ANZE_CHECK(check_version(slot.connection));
  ANZE_TRY(const std::int64_t region, region_of(slot.connection));
  slot.connection.set_region(region);
  AuditRow last = last_audit_row(slot.connection);
  const std::lock_guard lock(mutex_);
  region_ = region;
  if (last.entry.seq >= last_.head.seq) last_ = {{last.entry.seq, last.entry.hash}, last.entry.at_ms};
  slot.reader.stand_at(std::move(last));
  ANZE_CHECK(follow_keys(slot));
  return take_in_codes(slot.connection, codes_);
}

// The store's keys are those it had at opening: texts read by other threads lean on them. Where it has none,
// one the host gives is its owner's to begin with.
Result<void> BesideStore::follow_keys(Slot& slot) {
  ANZE_TRY(const std::vector<Record> known, slot.reader.versions(k_field_key_kind, k_field_key_id));
  if (!key_records_) {
    if (!known.empty()) ANZE_CHECK(keys_.take(masters_, known, last_.head.seq + 1));
    key_records_ = known.size();
  }
  if (*key_records_ == known.size()) return {};
  return Error{Code::k_conflict,
               "store.read_only",
               "the owner has begun to encrypt with another key since this was opened",
               {},
               "open it again, with that key"};
}

Result<void> BesideStore::in_snapshot(const std::function<Result<void>(Slot&)>& body) {
  return guarded([&]() -> Result<void> {
    ANZE_TRY(auto slot, take_slot());
    {
      const Reading reading(slot->connection);
      ANZE_CHECK(catch_up(*slot));
      ANZE_CHECK(body(*slot));
    }
    const std::lock_guard lock(mutex_);
    if (idle_.size() < k_idle_connections) idle_.push_back(std::move(slot));
    return {};
  });
}

Result<std::string> BesideStore::write(const Provenance& act, const Body&) {
  ANZE_CHECK(usable());
  return Error{Code::k_unsupported,
               "store.read_only",
               act.method + " writes, and this store was opened to read beside its owner",
               {},
               "call it in the process that owns the store"};
}

Result<void> BesideStore::read(const std::function<Result<void>(Reader&)>& body) {
  return in_snapshot([&](Slot& slot) { return body(slot.reader); });
}

Result<VerifyReport> BesideStore::verify() {
  VerifyReport report;
  ANZE_CHECK(in_snapshot([&](Slot& slot) -> Result<void> {
    const AuditRow last = last_audit_row(slot.connection);
    report = verify_chain(slot.connection, {last.entry.seq, last.entry.hash});
    return {};
  }));
  return report;
}

LastEntry BesideStore::last() const {
  const std::lock_guard lock(mutex_);
  return last_;
}

}  // namespace anze::store
