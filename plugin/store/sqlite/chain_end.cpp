// SqliteStore, where its chain ends: looked at before an act, told outside the database after it, and the
// clock held against it.
#include "plugin/store/sqlite/sqlite_store.h"

namespace anze::store {
namespace {

constexpr std::int64_t k_clock_step_ms = 5 * 60'000;
constexpr std::int64_t k_head_sync_ms = 30'000;

}  // namespace

// What is answered from here on rests on this entry: the lock file remembers it, outside the database. A sync
// an act would halve the rate of acts, and every page written outlives the process anyway.
void SqliteStore::told(AuditRow sealed, bool accepts_head) {
  head_ = std::move(sealed);
  const ChainHead head{head_.entry.seq, head_.entry.hash};
  if (accepts_head)
    lock_.replace(head, head_.entry.at_ms);
  else
    lock_.remember(head, head_.entry.at_ms);
  if (head_.entry.at_ms - head_synced_ms_ >= k_head_sync_ms) {
    lock_.sync();
    head_synced_ms_ = head_.entry.at_ms;
  }
  const std::lock_guard lock(last_mutex_);
  last_ = {head, head_.entry.at_ms};
  if (accepts_head) unaccepted_.reset();
}

LastEntry SqliteStore::last() const {
  const std::lock_guard lock(last_mutex_);
  return last_;
}

std::optional<KnownHead> SqliteStore::unaccepted() const {
  const std::lock_guard lock(last_mutex_);
  return unaccepted_;
}

// A clock far behind the last entry is wrong, or was when that entry was made: an entry of its own says so,
// once until it is right again.
Result<void> SqliteStore::note_clock(const Provenance& act) {
  if (unaccepted()) return {};
  const bool behind = act.now_ms + k_clock_step_ms < head_.entry.at_ms;
  if (!behind || clock_told_) {
    clock_told_ = behind;
    return {};
  }
  const std::string said = "the clock says " + beijing_minute(act.now_ms) + ", the entry before is of " +
                           beijing_minute(head_.entry.at_ms);
  const Provenance anomaly{act.actor, "clock.anomaly", {}, {}, act.now_ms};
  ANZE_CHECK(run(anomaly, [&](Writer& writer) -> Result<std::string> {
    writer.subject(said);
    return std::string();
  }));
  clock_told_ = true;
  return {};
}

// Pair assertion: the chain ends where we left it, and no table has rows beyond. Where it goes on soundly
// from our head, nothing is damaged: somebody else has the store open too, which the lock file was to
// prevent.
Result<void> SqliteStore::check_head() {
  const AuditRow last = last_audit_row(*writer_);
  if (last.entry.seq == head_.entry.seq && last.entry.hash == head_.entry.hash &&
      read_tops(*writer_) == head_.tops)
    return {};
  const std::string since = std::to_string(head_.entry.seq);
  const std::vector<AuditRow> ours = audit_rows(*writer_, head_.entry.seq - 1, 2);
  const bool goes_on = ours.size() == 2 && ours.front().entry.hash == head_.entry.hash &&
                       ours.back().entry.previous == head_.entry.hash && check_entry(ours.back());
  if (goes_on)
    return Error{Code::k_busy,
                 "store.overtaken",
                 "another process has opened this store and written into it since entry “" + since +
                     "”; nothing is damaged, and nothing was recorded here",
                 {},
                 "close both, and open it in one process only; was store.lock removed while it was open? It "
                 "must stay where it is"};
  return store_corrupt("another program has written into the database since entry " + since);
}

}  // namespace anze::store
