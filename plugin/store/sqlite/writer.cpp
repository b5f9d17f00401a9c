#include "plugin/store/sqlite/writer.h"

#include "plugin/store/sqlite/fact_rows.h"
#include "plugin/store/sqlite/sealed_rows.h"
#include "scoring/entries/record.h"
#include "scoring/values/broken.h"

namespace anze::store {
namespace {

constexpr const char* k_fact_exists = "SELECT 1 FROM fact WHERE region = ?1 AND id = ?2 LIMIT 1";
constexpr const char* k_last_version =
    "SELECT coalesce(max(version), 0) FROM record WHERE region = ?1 AND kind = ?2 AND id = ?3";
constexpr const char* k_blob_exists = "SELECT 1 FROM blob WHERE region = ?1 AND digest = ?2";
constexpr const char* k_find_tally = "SELECT id FROM tally WHERE period = ?1";
constexpr const char* k_next_tally = "SELECT coalesce(max(id), 0) + 1 FROM tally";
constexpr const char* k_begin_tally =
    "INSERT INTO tally (id, period, definitions, facts_to) VALUES (?1, ?2, ?3, 0)";
constexpr const char* k_drop_tally = "DELETE FROM tally WHERE id = ?1";
constexpr const char* k_drop_rows = "DELETE FROM tally_row WHERE tally = ?1";
constexpr const char* k_drop_aside = "DELETE FROM tally_aside WHERE tally = ?1";
constexpr const char* k_put_row =
    "INSERT INTO tally_row (tally, subject, cells) VALUES (?1, ?2, ?3) ON CONFLICT (tally, subject) DO "
    "UPDATE SET cells = excluded.cells";
constexpr const char* k_drop_row = "DELETE FROM tally_row WHERE tally = ?1 AND subject = ?2";
constexpr const char* k_put_aside =
    "INSERT INTO tally_aside (tally, fact) VALUES (?1, ?2) ON CONFLICT (tally, fact) DO NOTHING";
constexpr const char* k_take_aside = "DELETE FROM tally_aside WHERE tally = ?1 AND fact = ?2";
constexpr const char* k_reaches = "UPDATE tally SET facts_to = ?2 WHERE id = ?1";

std::string_view as_bytes(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

bool exists(Connection& connection, std::string_view id) {
  RegionQuery query(connection, k_fact_exists);
  return query.bind(id).step();
}

}  // namespace

// A refusal of the database (not one of ours, like fact.exists) is remembered.
template <class Body>
auto SqliteWriter::attempt(const Body& body) -> decltype(body()) {
  auto answer = guarded(body);
  if (!answer && !refused_ && answer.error().reason.rfind("store.", 0) == 0) refused_ = answer.error();
  return answer;
}

// "F-000123" after the number of the version; a sender may have used that word already.
Result<std::string> SqliteWriter::new_id() {
  for (std::int64_t number = tops_[static_cast<std::size_t>(Table::k_fact)] + 1;; ++number) {
    std::string digits = std::to_string(number);
    if (digits.size() < 6) digits.insert(0, 6 - digits.size(), '0');
    std::string id = "F-" + digits;
    if (!exists(connection_, id)) return id;
  }
}

Result<FactVersion> SqliteWriter::add_version(FactVersion version, std::int64_t replaces) {
  const auto last = tops_[static_cast<std::size_t>(Table::k_fact)];
  version.record.fact.seq = last + 1;
  // The day it became known stays that of its first version: a mended typo is no news.
  if (replaces == 0) version.record.fact.recorded = beijing_day(now_ms_);
  version.recorded_by = act_.actor;
  version.recorded_at_ms = now_ms_;
  version.entry = entry_;
  ANZE_ASSERT(0 <= replaces && replaces <= last && (replaces == 0) == (version.version == 1));
  if (version.record.attachments_json.empty()) version.record.attachments_json = "[]";
  ANZE_CHECK(insert_fact_row(connection_, version, replaces));
  next(Table::k_fact);
  const std::int64_t quarter = period_key(version.record.fact.occurred);
  quarter_ = quarter_ == 0 || quarter_ == quarter ? quarter : -1;
  return version;
}

Result<FactVersion> SqliteWriter::current(std::string_view id) {
  ANZE_TRY(auto found, fact(id, 0));
  if (!found)
    return Error{Code::k_not_found,
                 "fact.unknown",
                 "there is no record “" + std::string(id) + "”",
                 {},
                 "look the record's id up in its ledger"};
  const std::int64_t seq = found->record.fact.seq;
  if (found->version < 1 || seq < 1 || seq > tops_[static_cast<std::size_t>(Table::k_fact)])
    return row_changed(Table::k_fact, seq);
  if (found->voided)
    return Error{Code::k_conflict,
                 "fact.voided",
                 "record “" + std::string(id) + "” has been withdrawn",
                 {},
                 "append a new record; a withdrawn one stays as it is"};
  return *std::move(found);
}

Result<FactVersion> SqliteWriter::append(FactRecord record, bool late) {
  return attempt([&]() -> Result<FactVersion> {
    if (record.id.empty()) {
      ANZE_TRY(record.id, new_id());
    }
    const std::string id = record.id;
    FactVersion version;
    version.record = std::move(record);
    version.record.fact.late = late;
    try {
      return add_version(std::move(version), 0);
    } catch (const SQLite::Exception& exception) {
      // The index refuses a second first version, so nothing has to be asked before each of a million facts.
      if ((exception.getErrorCode() & 0xff) != SQLITE_CONSTRAINT || !exists(connection_, id)) throw;
      ANZE_TRY(const std::optional<FactVersion> known, fact(id, 0));
      return Error{
          Code::k_conflict, "fact.exists", "there is a record “" + id + "” already", "/id",
          known && known->voided
              ? "it was withdrawn and stays so: enter the record anew, without an id or under another"
              : "to change it, send a correction; a new record needs an id of its own"};
    }
  });
}

Result<FactVersion> SqliteWriter::correct(FactRecord record, bool late, std::string reason) {
  return attempt([&]() -> Result<FactVersion> {
    ANZE_TRY(const FactVersion before, current(record.id));
    FactVersion version;
    version.record = std::move(record);
    version.record.fact.late = late;
    version.record.fact.recorded = before.record.fact.recorded;
    version.version = before.version + 1;
    version.reason = std::move(reason);
    return add_version(std::move(version), before.record.fact.seq);
  });
}

Result<FactVersion> SqliteWriter::withdraw(std::string_view id, std::string reason) {
  return attempt([&]() -> Result<FactVersion> {
    ANZE_TRY(FactVersion version, current(id));
    const std::int64_t before = version.record.fact.seq;
    ++version.version;
    version.voided = true;
    version.reason = std::move(reason);
    return add_version(std::move(version), before);
  });
}

Result<Record> SqliteWriter::put(std::string kind, std::string id, std::int32_t year, std::string body) {
  return attempt([&]() -> Result<Record> {
    RegionQuery last(connection_, k_last_version);
    last.bind(kind).bind(id).step();
    Record record{std::move(kind), std::move(id), last.integer(0) + 1, year, std::move(body), entry_};
    const std::int64_t seq = tops_[static_cast<std::size_t>(Table::k_record)] + 1;
    std::string stored;
    if (connection_.keys().encrypts() && record.kind != k_field_key_kind) {
      ANZE_TRY(stored,
               connection_.keys().close(record_place(connection_.region(), seq, record), record.body));
    }
    RowInsert row(connection_, Table::k_record);
    row.integer(seq).text(record.kind).text(record.id).integer(record.version).integer(record.year);
    row.text(stored.empty() ? record.body : stored).integer(entry_).run();
    next(Table::k_record);
    return record;
  });
}

Result<Digest> SqliteWriter::put_blob(std::string_view bytes) {
  return attempt([&]() -> Result<Digest> {
    const Digest digest = sm3(bytes);
    RegionQuery known(connection_, k_blob_exists);
    if (known.bind(digest).step()) return digest;
    std::string closed;
    if (connection_.keys().encrypts()) {
      ANZE_TRY(closed, connection_.keys().close_document(digest, bytes));
      bytes = closed;
    }
    RowInsert row(connection_, Table::k_blob);
    row.integer(tops_[static_cast<std::size_t>(Table::k_blob)] + 1).blob(as_bytes(digest)).blob(bytes);
    row.integer(entry_).run();
    next(Table::k_blob);
    return digest;
  });
}

Result<std::int64_t> SqliteWriter::begin_tally(const std::string& period, const Digest& definitions) {
  return attempt([&]() -> Result<std::int64_t> {
    std::int64_t before = 0;
    if (Query known(connection_, k_find_tally); known.bind(period).step()) before = known.integer(0);
    if (before != 0) ANZE_CHECK(drop_tally(before));
    const std::int64_t id = connection_.integer(k_next_tally);
    Query(connection_, k_begin_tally).bind(id).bind(period).bind(definitions).step();
    return id;
  });
}

Result<void> SqliteWriter::drop_tally(std::int64_t tally) {
  return attempt([&]() -> Result<void> {
    for (const char* sql : {k_drop_tally, k_drop_rows, k_drop_aside})
      Query(connection_, sql).bind(tally).step();
    return {};
  });
}

Result<void> SqliteWriter::put_tally_row(std::int64_t tally, CodeId subject, std::string_view cells) {
  return attempt([&]() -> Result<void> {
    Query query(connection_, cells.empty() ? k_drop_row : k_put_row);
    query.bind(tally).bind(std::int64_t{subject});
    if (!cells.empty()) query.bind_blob(cells);
    query.step();
    return {};
  });
}

Result<void> SqliteWriter::put_tally_aside(std::int64_t tally, std::int64_t fact, bool aside) {
  return attempt([&]() -> Result<void> {
    Query(connection_, aside ? k_put_aside : k_take_aside).bind(tally).bind(fact).step();
    return {};
  });
}

Result<void> SqliteWriter::tally_reaches(std::int64_t tally, std::int64_t facts_to) {
  return attempt([&]() -> Result<void> {
    Query(connection_, k_reaches).bind(tally).bind(facts_to).step();
    return {};
  });
}

void SqliteWriter::add_code(CodeId code, const std::string& text) {
  ANZE_ASSERT(code == tops_[static_cast<std::size_t>(Table::k_code)] + 1 && !text.empty());
  RowInsert(connection_, Table::k_code).integer(code).text(text).integer(entry_).run();
  next(Table::k_code);
}

Result<void> SqliteWriter::add_request(const Digest& request, const std::string& response) {
  const std::int64_t seq = tops_[static_cast<std::size_t>(Table::k_request)] + 1;
  ANZE_TRY(
      const std::string stored,
      connection_.keys().close(request_place(connection_.region(), seq, entry_, act_.request_id), response));
  RowInsert row(connection_, Table::k_request);
  row.integer(seq).text(act_.request_id).text(act_.method).blob(as_bytes(request));
  row.text(stored).integer(entry_).run();
  next(Table::k_request);
  return {};
}

}  // namespace anze::store
