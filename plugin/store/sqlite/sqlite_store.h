// Store over SQLite: one connection that writes and alone checkpoints, a pool of connections that read.
#pragma once

#include <atomic>
#include <mutex>
#include <thread>

#include "plugin/store/lock_file.h"
#include "plugin/store/place.h"
#include "plugin/store/sqlite/reader.h"
#include "plugin/store/sqlite/sealed_rows.h"
#include "plugin/store/sqlite/writer.h"

namespace anze::store {

class SqliteStore final : public Store {
 public:
  static Result<std::unique_ptr<Store>> open(const OpenOptions& options);
  SqliteStore(std::filesystem::path file, LockFile lock);
  ~SqliteStore() override;
  SqliteStore(const SqliteStore&) = delete;
  SqliteStore& operator=(const SqliteStore&) = delete;

  Result<std::string> write(const Provenance& act, const Body& body) override;
  Result<void> read(const std::function<Result<void>(Reader&)>& body) override;
  Codebook& codes() override { return codes_; }
  Result<VerifyReport> verify() override;
  LastEntry last() const override;
  std::optional<KnownHead> unaccepted() const override;
  TextsKept texts_kept() const override { return keys_.kept(); }
  void abandon() override { abandoned_ = true; }

 private:
  struct ReadSlot;
  class Transaction;
  class Snapshot;

  Result<void> start(const OpenOptions& options);
  Result<void> look_over();
  Result<void> usable() const;
  Result<void> same_files() const;
  bool in_child() const;

  Result<std::string> run(const Provenance& act, const Body& body);
  Result<void> check_head();
  Result<void> note_clock(const Provenance& act);
  void told(AuditRow sealed, bool accepts_head);
  Result<std::optional<std::string>> first_answer(const Provenance& act, const Digest& request);
  Digest read_back(const SqliteWriter& writer);
  Result<AuditRow> seal(const Provenance& act, const SqliteWriter& writer);
  void commit(Transaction& transaction);
  void checkpoint();
  Result<VerifyReport> verify_for_act();
  Result<std::unique_ptr<ReadSlot>> take_slot();

  const std::filesystem::path file_;
  const int pid_;
  LockFile lock_;
  FileIdentity database_identity_;
  std::optional<FileIdentity> log_identity_;
  Codebook codes_;
  FieldKeys keys_;  // before the connections that refer to it
  std::atomic<bool> poisoned_ = false;
  std::atomic<bool> abandoned_ = false;

  std::mutex write_mutex_;  // the writer, its seal, and the head
  std::atomic<std::thread::id> writing_;
  const SqliteWriter* acting_ = nullptr;  // of the act under way
  std::atomic<bool> act_rests_ = false;   // it has verified everything it reads
  std::unique_ptr<Connection> writer_;
  std::unique_ptr<SqliteSealedRows> seal_;
  AuditRow head_;
  bool key_owed_ = false;  // the next act writes the record of a key
  int log_pages_ = 0;
  std::int64_t head_synced_ms_ = 0;  // when the lock file's head last reached the disk
  bool clock_told_ = false;          // the clock is behind, and the chain says so

  mutable std::mutex last_mutex_;
  LastEntry last_;
  std::optional<KnownHead> unaccepted_;

  std::mutex pool_mutex_;
  std::vector<std::unique_ptr<ReadSlot>> idle_;
};

}  // namespace anze::store
