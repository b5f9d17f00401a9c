#include "plugin/store/sqlite/reader.h"

#include <algorithm>
#include <limits>
#include <map>

#include "plugin/store/sqlite/fact_rows.h"
#include "plugin/store/sqlite/sealed_rows.h"

namespace anze::store {
namespace {

#define ANZE_SELECT_FACT "SELECT " ANZE_FACT_COLUMNS " FROM fact "
#define ANZE_SELECT_RECORD "SELECT " ANZE_RECORD_COLUMNS " FROM record "

constexpr const char* k_fact_by_id =
    ANZE_SELECT_FACT "WHERE region = ?1 AND id = ?2 AND entry <= ?3 ORDER BY version DESC LIMIT 1";
constexpr const char* k_fact_history = ANZE_SELECT_FACT "WHERE region = ?1 AND id = ?2 ORDER BY version";
constexpr const char* k_fact_by_seq = ANZE_SELECT_FACT "WHERE region = ?1 AND seq = ?2";
// Sets come in two sizes, so that a few do not pay for many.
#define ANZE_8(each) each ", " each ", " each ", " each ", " each ", " each ", " each ", " each
#define ANZE_1024(each) ANZE_8(ANZE_8(ANZE_8(each))) ", " ANZE_8(ANZE_8(ANZE_8(each)))
constexpr std::size_t k_few = 8;
constexpr std::size_t k_many = 1024;
#define ANZE_BY_SEQ(places)                                              \
  "WITH wanted(number) AS (VALUES " places ") SELECT " ANZE_FACT_COLUMNS \
  " FROM wanted CROSS JOIN "                                             \
  "fact WHERE region = ? AND seq = number"
#define ANZE_HISTORIES(places)                                         \
  "WITH wanted(name) AS (VALUES " places ") SELECT " ANZE_FACT_COLUMNS \
  " FROM wanted CROSS JOIN "                                           \
  "fact WHERE region = ? AND id = name ORDER BY id, version"
constexpr const char* k_few_by_seq = ANZE_BY_SEQ(ANZE_8("(?)"));
constexpr const char* k_many_by_seq = ANZE_BY_SEQ(ANZE_1024("(?)"));
constexpr const char* k_few_histories = ANZE_HISTORIES(ANZE_8("(?)"));
constexpr const char* k_many_histories = ANZE_HISTORIES(ANZE_1024("(?)"));
constexpr const char* k_facts_after = ANZE_SELECT_FACT
    "AS f WHERE region = ?1 AND id > ?2 AND entry <= ?3 AND voided = 0 AND occurred BETWEEN ?4 AND ?5 AND "
    "NOT EXISTS (SELECT 1 FROM fact AS n WHERE n.region = ?1 AND n.replaces = f.seq AND n.replaces > 0 AND "
    "n.entry <= ?3) ORDER BY id LIMIT ?6";
constexpr const char* k_record_by_id = ANZE_SELECT_RECORD
    "WHERE region = ?1 AND kind = ?2 AND id = ?3 AND entry <= ?4 ORDER BY version DESC LIMIT 1";
constexpr const char* k_records = ANZE_SELECT_RECORD
    "AS r WHERE region = ?1 AND kind = ?2 AND entry <= ?3 AND NOT EXISTS (SELECT 1 FROM record AS n WHERE "
    "n.region = ?1 AND n.kind = r.kind AND n.id = r.id AND n.version > r.version AND n.entry <= ?3) ORDER "
    "BY id";
constexpr const char* k_record_versions =
    ANZE_SELECT_RECORD "WHERE region = ?1 AND kind = ?2 AND id = ?3 ORDER BY version";
constexpr const char* k_written_by = ANZE_SELECT_RECORD
    "WHERE region = ?1 AND seq > (SELECT coalesce(max(record_to), 0) FROM audit WHERE region = ?1 AND seq = "
    "?2 - 1) AND seq <= (SELECT record_to FROM audit WHERE region = ?1 AND seq = ?2) AND kind = ?3 ORDER BY "
    "seq";
constexpr const char* k_blob = "SELECT bytes FROM blob WHERE region = ?1 AND digest = ?2";

constexpr const char* k_last_fact = "SELECT coalesce(max(seq), 0) FROM fact WHERE region = ?1";
constexpr const char* k_tallies = "SELECT id, period, definitions, facts_to FROM tally ORDER BY id";
constexpr const char* k_tally_rows = "SELECT subject, cells FROM tally_row WHERE tally = ?1 ORDER BY subject";
constexpr const char* k_tally_row = "SELECT cells FROM tally_row WHERE tally = ?1 AND subject = ?2";
constexpr const char* k_tally_aside = "SELECT fact FROM tally_aside WHERE tally = ?1 ORDER BY fact";

std::int64_t row_limit(std::size_t limit) {
  return static_cast<std::int64_t>(std::min<std::size_t>(limit, std::numeric_limits<std::int32_t>::max()));
}

Result<std::optional<FactVersion>> one_fact(Query& query, Connection& connection) {
  if (!query.step()) return std::optional<FactVersion>();
  ANZE_TRY(FactVersion version, read_fact_row(query, connection));
  return std::optional<FactVersion>(std::move(version));
}

Result<std::vector<FactVersion>> all_facts(Query& query, Connection& connection) {
  std::vector<FactVersion> found;
  while (query.step()) {
    ANZE_TRY(FactVersion version, read_fact_row(query, connection));
    found.push_back(std::move(version));
  }
  return found;
}

// Every version that is there, by what was asked for.
template <class Value, class Key>
Result<std::map<Value, std::vector<FactVersion>>> versions_of(Connection& connection,
                                                              std::span<const Value> part, const char* few,
                                                              const char* many, const Key& key) {
  std::map<Value, std::vector<FactVersion>> found;
  for (const Value& value : part) found[value];
  const bool small = part.size() <= k_few;
  Query query(connection, small ? few : many);
  for (const auto& [value, none] : found) query.bind(value);
  for (std::size_t i = found.size(); i < (small ? k_few : k_many); ++i) query.bind_null();
  query.bind(connection.region());
  while (query.step()) {
    ANZE_TRY(FactVersion version, read_fact_row(query, connection));
    const auto at = found.find(key(version.record));
    if (at == found.end()) return row_astray(Table::k_fact, version.record.fact.seq);
    at->second.push_back(std::move(version));
  }
  return found;
}

// The parts of a set, one statement each; what was read before `visit` is called needs no cursor any more.
template <class Value, class Take>
Result<void> each_part(std::span<const Value> all, const Take& take) {
  for (std::size_t begin = 0; begin < all.size(); begin += k_many)
    ANZE_CHECK(take(all.subspan(begin, std::min(k_many, all.size() - begin))));
  return {};
}

Result<Record> read_record_row(const Query& query, Connection& connection, std::string_view kind) {
  ANZE_CHECK(check_row(query, connection.row_bytes(), Table::k_record));
  Record record{query.text(1), query.text(2),   query.integer(3), static_cast<std::int32_t>(query.integer(4)),
                query.text(5), query.integer(6)};
  if (record.kind != kind) return row_astray(Table::k_record, query.integer(0));
  if (kind == k_field_key_kind) return record;
  ANZE_TRY(record.body,
           connection.keys().open(record_place(connection.region(), query.integer(0), record), record.body));
  return record;
}

Result<std::vector<Record>> all_records(Query& query, Connection& connection, std::string_view kind) {
  std::vector<Record> found;
  while (query.step()) {
    ANZE_TRY(Record record, read_record_row(query, connection, kind));
    found.push_back(std::move(record));
  }
  return found;
}

}  // namespace

template <class Interface>
Result<void> TableReader<Interface>::scan(const FactQuery& query,
                                          const std::function<bool(const Fact&)>& visit) {
  return guarded([&]() -> Result<void> { return scanner_.scan(query, visit); });
}

template <class Interface>
Result<std::optional<FactVersion>> TableReader<Interface>::fact(std::string_view id,
                                                                std::int64_t as_of_entry) {
  return guarded([&] {
    RegionQuery query(connection_, k_fact_by_id);
    auto found = one_fact(query.bind(id).bind(as_of_or_now(as_of_entry)), connection_);
    if (found && *found && (*found)->record.id != id)
      return Result<std::optional<FactVersion>>(row_astray(Table::k_fact, (*found)->record.fact.seq));
    return found;
  });
}

template <class Interface>
Result<std::vector<FactVersion>> TableReader<Interface>::history(std::string_view id) {
  return guarded([&] {
    RegionQuery query(connection_, k_fact_history);
    return all_facts(query.bind(id), connection_);
  });
}

template <class Interface>
Result<std::optional<FactVersion>> TableReader<Interface>::fact_by_seq(std::int64_t seq) {
  return guarded([&] {
    RegionQuery query(connection_, k_fact_by_seq);
    auto found = one_fact(query.bind(seq), connection_);
    if (found && *found && (*found)->record.fact.seq != seq)
      return Result<std::optional<FactVersion>>(row_astray(Table::k_fact, seq));
    return found;
  });
}

template <class Interface>
Result<void> TableReader<Interface>::facts_by_seq(std::span<const std::int64_t> seqs,
                                                  const std::function<Result<void>(FactVersion)>& visit) {
  return guarded([&] {
    return each_part(seqs, [&](std::span<const std::int64_t> part) -> Result<void> {
      ANZE_TRY(const auto found, versions_of(connection_, part, k_few_by_seq, k_many_by_seq,
                                             [](const FactRecord& record) { return record.fact.seq; }));
      for (const std::int64_t seq : part) {
        const std::vector<FactVersion>& one = found.at(seq);
        if (one.empty()) return row_missing(Table::k_fact, seq);
        ANZE_CHECK(visit(one.front()));
      }
      return {};
    });
  });
}

template <class Interface>
Result<void> TableReader<Interface>::histories(
    std::span<const std::string> ids, const std::function<Result<void>(std::vector<FactVersion>)>& visit) {
  return guarded([&] {
    return each_part(ids, [&](std::span<const std::string> part) -> Result<void> {
      ANZE_TRY(const auto found, versions_of(connection_, part, k_few_histories, k_many_histories,
                                             [](const FactRecord& record) { return record.id; }));
      for (const std::string& id : part) {
        const std::vector<FactVersion>& versions = found.at(id);
        if (versions.empty()) return store_corrupt("an index does not lead to record “" + id + "”");
        ANZE_CHECK(visit(versions));
      }
      return {};
    });
  });
}

// Of all ledgers, a walk along the ids ends at the limit. Of some, the days are scanned and the ids that come
// next are picked: a page of a small register must not cost a walk through all the others.
template <class Interface>
Result<std::vector<FactVersion>> TableReader<Interface>::list(const FactQuery& query, std::string_view after,
                                                              std::size_t limit) {
  return guarded([&]() -> Result<std::vector<FactVersion>> {
    if (query.ledgers.empty()) {
      RegionQuery walk(connection_, k_facts_after);
      walk.bind(after).bind(as_of_or_now(query.as_of_entry)).bind(query.first.days).bind(query.last.days);
      return all_facts(walk.bind(row_limit(limit)), connection_);
    }
    using Named = std::pair<std::string, std::int64_t>;
    const auto by_id = [](const Named& a, const Named& b) { return a.first < b.first; };
    std::vector<Named> next;  // a heap, the last id on top
    ANZE_CHECK(scanner_.named(query, [&](const Fact& fact, std::string_view id) {
      if (after.compare(id) >= 0) return true;
      if (next.size() == limit) {
        if (next.empty() || std::string_view(next.front().first) < id) return true;
        std::pop_heap(next.begin(), next.end(), by_id);
        next.pop_back();
      }
      next.emplace_back(id, fact.seq);
      std::push_heap(next.begin(), next.end(), by_id);
      return true;
    }));
    std::sort_heap(next.begin(), next.end(), by_id);
    std::vector<std::int64_t> page;
    page.reserve(next.size());
    for (const Named& each : next) page.push_back(each.second);
    std::vector<FactVersion> found;
    found.reserve(page.size());
    ANZE_CHECK(facts_by_seq(page, [&](FactVersion version) -> Result<void> {
      found.push_back(std::move(version));
      return {};
    }));
    return found;
  });
}

template <class Interface>
Result<std::optional<Record>> TableReader<Interface>::record(std::string_view kind, std::string_view id,
                                                             std::int64_t as_of_entry) {
  return guarded([&]() -> Result<std::optional<Record>> {
    RegionQuery query(connection_, k_record_by_id);
    if (!query.bind(kind).bind(id).bind(as_of_or_now(as_of_entry)).step()) return std::optional<Record>();
    ANZE_TRY(Record record, read_record_row(query, connection_, kind));
    if (record.id != id) return row_astray(Table::k_record, query.integer(0));
    return std::optional<Record>(std::move(record));
  });
}

template <class Interface>
Result<std::vector<Record>> TableReader<Interface>::records(std::string_view kind, std::int64_t as_of_entry) {
  return guarded([&]() -> Result<std::vector<Record>> {
    RegionQuery query(connection_, k_records);
    return all_records(query.bind(kind).bind(as_of_or_now(as_of_entry)), connection_, kind);
  });
}

template <class Interface>
Result<std::vector<Record>> TableReader<Interface>::versions(std::string_view kind, std::string_view id) {
  return guarded([&]() -> Result<std::vector<Record>> {
    RegionQuery query(connection_, k_record_versions);
    return all_records(query.bind(kind).bind(id), connection_, kind);
  });
}

template <class Interface>
Result<std::vector<Record>> TableReader<Interface>::written_by(std::int64_t entry, std::string_view kind) {
  return guarded([&]() -> Result<std::vector<Record>> {
    RegionQuery query(connection_, k_written_by);
    return all_records(query.bind(entry).bind(kind), connection_, kind);
  });
}

template <class Interface>
Result<std::optional<std::string>> TableReader<Interface>::blob(const Digest& digest) {
  return guarded([&]() -> Result<std::optional<std::string>> {
    RegionQuery query(connection_, k_blob);
    if (!query.bind(digest).step()) return std::optional<std::string>();
    ANZE_TRY(std::string bytes, connection_.keys().open_document(digest, query.text(0)));
    return std::optional<std::string>(std::move(bytes));
  });
}

template <class Interface>
Result<void> TableReader<Interface>::changes(const FactChanges& between,
                                             const std::function<bool(const Fact&, int sign)>& visit) {
  return guarded([&]() -> Result<void> { return scanner_.changes(between, visit); });
}

template <class Interface>
Result<std::pair<std::int64_t, std::int64_t>> TableReader<Interface>::fact_range(Date first, Date last) {
  return guarded(
      [&]() -> Result<std::pair<std::int64_t, std::int64_t>> { return scanner_.range(first, last); });
}

template <class Interface>
Result<std::int64_t> TableReader<Interface>::last_fact(std::int64_t as_of_entry) {
  return guarded([&]() -> Result<std::int64_t> {
    if (as_of_entry == 0) return integer_in_region(connection_, k_last_fact);
    const std::vector<AuditRow> rows = audit_rows(connection_, as_of_entry - 1, 1);
    if (rows.empty() || rows.front().entry.seq != as_of_entry) return std::int64_t{0};
    ANZE_CHECK(check_entry(rows.front()));
    return rows.front().tops[static_cast<std::size_t>(Table::k_fact)];
  });
}

template <class Interface>
Result<std::vector<TallyHead>> TableReader<Interface>::tallies() {
  return guarded([&]() -> Result<std::vector<TallyHead>> {
    std::vector<TallyHead> found;
    Query query(connection_, k_tallies);
    while (query.step())
      found.push_back({query.integer(0), query.text(1), query.digest(2), query.integer(3)});
    return found;
  });
}

template <class Interface>
Result<void> TableReader<Interface>::tally_rows(
    std::int64_t tally, const std::function<bool(CodeId subject, std::string_view cells)>& visit) {
  return guarded([&]() -> Result<void> {
    Query query(connection_, k_tally_rows);
    query.bind(tally);
    while (query.step())
      if (!visit(static_cast<CodeId>(query.integer(0)), query.bytes(1))) break;
    return {};
  });
}

template <class Interface>
Result<std::string> TableReader<Interface>::tally_row(std::int64_t tally, CodeId subject) {
  return guarded([&]() -> Result<std::string> {
    Query query(connection_, k_tally_row);
    return query.bind(tally).bind(std::int64_t{subject}).step() ? std::string(query.bytes(0)) : std::string();
  });
}

template <class Interface>
Result<std::vector<std::int64_t>> TableReader<Interface>::tally_aside(std::int64_t tally) {
  return guarded([&]() -> Result<std::vector<std::int64_t>> {
    std::vector<std::int64_t> found;
    Query query(connection_, k_tally_aside);
    query.bind(tally);
    while (query.step()) found.push_back(query.integer(0));
    return found;
  });
}

template <class Interface>
Result<ChainHead> TableReader<Interface>::head() {
  if (stands_at_.entry.seq > 0) ANZE_CHECK(check_entry(stands_at_));
  return ChainHead{stands_at_.entry.seq, stands_at_.entry.hash};
}

template <class Interface>
Result<std::int64_t> TableReader<Interface>::model_entry() {
  if (stands_at_.entry.seq > 0) ANZE_CHECK(check_entry(stands_at_));
  return stands_at_.model;
}

template <class Interface>
Result<std::vector<AuditEntry>> TableReader<Interface>::audit(std::int64_t after_seq, std::size_t limit) {
  return guarded([&]() -> Result<std::vector<AuditEntry>> {
    std::vector<AuditEntry> found;
    for (AuditRow& row : audit_rows(connection_, after_seq, row_limit(limit))) {
      ANZE_CHECK(check_entry(row));
      // A subject is what somebody chose to call a record: before the first key it may look like anything.
      if (connection_.keys().opens(row.entry.seq)) {
        ANZE_TRY(row.entry.subject,
                 connection_.keys().open(subject_place(row.region, row.entry.seq), row.entry.subject));
      }
      found.push_back(std::move(row.entry));
    }
    return found;
  });
}

template class TableReader<Reader>;
template class TableReader<Writer>;

}  // namespace anze::store
