// The queries of Reader over one connection, for read connections (Reader) and inside an act (Writer).
// Whatever is read is held against its mark, a document against its digest, an entry of the chain against its
// hash.
#pragma once

#include "plugin/store/audit_chain.h"
#include "plugin/store/sqlite/fact_scanner.h"

namespace anze::store {

template <class Interface>
class TableReader : public Interface {
 public:
  // `rests`: whether scans may leave the rows' marks (fact_scanner.h).
  TableReader(Connection& connection, const std::atomic<bool>* rests)
      : connection_(connection), scanner_(connection, rests) {}

  Result<void> scan(const FactQuery& query, const std::function<bool(const Fact&)>& visit) override;
  Result<std::optional<FactVersion>> fact(std::string_view id, std::int64_t as_of_entry) override;
  Result<std::vector<FactVersion>> history(std::string_view id) override;
  Result<std::optional<FactVersion>> fact_by_seq(std::int64_t seq) override;
  Result<void> facts_by_seq(std::span<const std::int64_t> seqs,
                            const std::function<Result<void>(FactVersion)>& visit) override;
  Result<void> histories(std::span<const std::string> ids,
                         const std::function<Result<void>(std::vector<FactVersion>)>& visit) override;
  Result<std::vector<FactVersion>> list(const FactQuery& query, std::string_view after,
                                        std::size_t limit) override;
  Result<std::optional<Record>> record(std::string_view kind, std::string_view id,
                                       std::int64_t as_of_entry) override;
  Result<std::vector<Record>> records(std::string_view kind, std::int64_t as_of_entry) override;
  Result<std::vector<Record>> versions(std::string_view kind, std::string_view id) override;
  Result<std::vector<Record>> written_by(std::int64_t entry, std::string_view kind) override;
  Result<std::optional<std::string>> blob(const Digest& digest) override;
  Result<void> changes(const FactChanges& between,
                       const std::function<bool(const Fact&, int sign)>& visit) override;
  Result<std::pair<std::int64_t, std::int64_t>> fact_range(Date first, Date last) override;
  Result<std::int64_t> last_fact(std::int64_t as_of_entry) override;
  Result<std::vector<TallyHead>> tallies() override;
  Result<void> tally_rows(std::int64_t tally,
                          const std::function<bool(CodeId subject, std::string_view cells)>& visit) override;
  Result<std::string> tally_row(std::int64_t tally, CodeId subject) override;
  Result<std::vector<std::int64_t>> tally_aside(std::int64_t tally) override;
  Result<ChainHead> head() override;
  Result<std::int64_t> model_entry() override;
  Result<std::vector<AuditEntry>> audit(std::int64_t after_seq, std::size_t limit) override;

  // The last entry of the snapshot, or before the act under way.
  void stand_at(AuditRow last) { stands_at_ = std::move(last); }

 protected:
  Connection& connection_;

 private:
  FactScanner scanner_;
  AuditRow stands_at_;
};

extern template class TableReader<Reader>;
extern template class TableReader<Writer>;
using SqliteReader = TableReader<Reader>;

}  // namespace anze::store
