// BesideStore: a store read beside the process that owns it (decision 0055). It takes no lock of ours, writes
// nothing and checkpoints nothing; SQLite's log lets it read while the owner writes. What the owner adds is
// seen by the next read. Reads that must be recorded in the chain are not for it (plugin/instance.cpp refuses
// them).
//
// SQLite keeps its readers' marks in anze.db-shm, so the folder must be one that this account may write.
#pragma once

#include <atomic>
#include <mutex>

#include "plugin/store/field_keys.h"
#include "plugin/store/place.h"
#include "plugin/store/sqlite/reader.h"

namespace anze::store {

class BesideStore final : public Store {
 public:
  // Errors: store.directory, store.open_to_others, store.read_only (there is no store of this version),
  // store.newer, store.key_missing, store.key_wrong, store.region, store.rolled_back, store.other_history,
  // store.corrupt, store.io.
  static Result<std::unique_ptr<Store>> open(const OpenOptions& options);
  explicit BesideStore(std::filesystem::path file);
  ~BesideStore() override;
  BesideStore(const BesideStore&) = delete;
  BesideStore& operator=(const BesideStore&) = delete;

  Result<std::string> write(const Provenance& act, const Body& body) override;  // always store.read_only
  Result<void> read(const std::function<Result<void>(Reader&)>& body) override;
  Codebook& codes() override { return codes_; }
  Result<VerifyReport> verify() override;
  LastEntry last() const override;  // as the last read saw it
  std::optional<KnownHead> unaccepted() const override { return std::nullopt; }
  TextsKept texts_kept() const override { return keys_.kept(); }
  void abandon() override { abandoned_ = true; }

 private:
  struct Slot;

  Result<void> start(const OpenOptions& options);
  Result<void> usable() const;
  Result<std::unique_ptr<Slot>> take_slot();
  // Runs `body` on a connection, in one snapshot, with the codes that stand in it.
  Result<void> in_snapshot(const std::function<Result<void>(Slot&)>& body);
  Result<void> catch_up(Slot& slot);
  Result<void> follow_keys(Slot& slot);

  const std::filesystem::path file_;
  const int pid_;
  FileIdentity identity_;
  std::int64_t region_ = 0;
  const std::atomic<bool> rests_ = false;  // every row is held against its mark
  std::atomic<bool> abandoned_ = false;
  Codebook codes_;
  std::vector<MasterKey> masters_;
  FieldKeys keys_;                          // before the connections that refer to it
  std::optional<std::size_t> key_records_;  // how many the store had at opening

  mutable std::mutex mutex_;  // the codes as they grow, the last entry, and the idle connections
  LastEntry last_;
  std::vector<std::unique_ptr<Slot>> idle_;
};

}  // namespace anze::store
