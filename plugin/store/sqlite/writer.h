// One act in progress: Writer over the write connection, inside the transaction SqliteStore opened.
#pragma once

#include "plugin/store/sealed_tables.h"
#include "plugin/store/sqlite/reader.h"
#include "scoring/entries/record.h"

namespace anze::store {

class SqliteWriter final : public TableReader<Writer> {
 public:
  // Writes the entry after `head`, from the rows after its, as of that moment.
  SqliteWriter(Connection& connection, const std::atomic<bool>* rests, const Provenance& act,
               std::int64_t now_ms, const AuditRow& head)
      : TableReader<Writer>(connection, rests),
        act_(act),
        now_ms_(now_ms),
        entry_(head.entry.seq + 1),
        tops_(head.tops) {
    stand_at(head);
  }

  Result<FactVersion> append(FactRecord record, bool late) override;
  Result<FactVersion> correct(FactRecord record, bool late, std::string reason) override;
  Result<FactVersion> withdraw(std::string_view id, std::string reason) override;
  Result<Record> put(std::string kind, std::string id, std::int32_t year, std::string body) override;
  Result<Digest> put_blob(std::string_view bytes) override;
  Result<std::int64_t> begin_tally(const std::string& period, const Digest& definitions) override;
  Result<void> drop_tally(std::int64_t tally) override;
  Result<void> put_tally_row(std::int64_t tally, CodeId subject, std::string_view cells) override;
  Result<void> put_tally_aside(std::int64_t tally, std::int64_t fact, bool aside) override;
  Result<void> tally_reaches(std::int64_t tally, std::int64_t facts_to) override;
  void subject(std::string text) override { subject_ = std::move(text); }

  // For the store, when the body has succeeded.
  std::int64_t now_ms() const { return now_ms_; }
  const std::string& subject_text() const { return subject_; }
  const Tops& tops() const { return tops_; }
  // The one all its facts lie in; 0: none does, or several.
  std::int64_t quarter() const { return quarter_ > 0 ? quarter_ : 0; }
  void add_code(CodeId code, const std::string& text);
  Result<void> add_request(const Digest& request, const std::string& response);
  // What the database refused, if anything: a body that swallows it must not be committed all the same.
  const std::optional<Error>& refused() const { return refused_; }

 private:
  std::int64_t next(Table table) { return ++tops_[static_cast<std::size_t>(table)]; }
  Result<FactVersion> add_version(FactVersion version, std::int64_t replaces);
  Result<FactVersion> current(std::string_view id);
  Result<std::string> new_id();
  template <class Body>
  auto attempt(const Body& body) -> decltype(body());

  const Provenance& act_;
  std::int64_t now_ms_;
  std::int64_t entry_;
  Tops tops_;
  std::int64_t quarter_ = 0;  // -1: several
  std::string subject_;
  std::optional<Error> refused_;
};

}  // namespace anze::store
