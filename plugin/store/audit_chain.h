// The chain: each act's entry holds the digest of the rows it wrote and the hash of the entry before it.
//
//   rows = SM3(canonical bytes of the act's rows, table by table, by key)
//   hash = SM3(canonical bytes of the entry's own columns, `rows` and `previous` among them)
//
// One function reads rows back and digests them, before a commit and in every verification, so what is sealed
// is what the database holds and not what we believe we wrote. Whatever engine holds the rows hands them over
// as bytes (SealedRows). Formats: plugin/docs/formats/store.md. Threads: one at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/store/canonical.h"
#include "plugin/store/sealed_tables.h"
#include "plugin/store/store.h"

namespace anze::store {

// Of an entry's bytes. Entries of format 1 name no region and no model; they are read for ever, and none
// follows one of format 2.
inline constexpr std::int64_t k_first_format = 1;
inline constexpr std::int64_t k_entry_format = 2;
// Whether a column of `audit`, counted in the schema's order, is among the bytes of an entry of that format.
bool is_hashed(std::int64_t format, int column);

struct AuditRow {
  AuditEntry entry;
  std::int64_t region = 0;
  std::int64_t format = k_entry_format;
  std::int64_t model = 0;  // the last entry that changed the definitions in force, this one included; 0: none
  Tops tops{};
};

Digest entry_hash(const AuditRow& row);
Result<void> check_entry(const AuditRow& row);  // against its own hash.  Errors: store.corrupt

// One row as it is stored; what is in `bytes` lives until the next one.
struct SealedRow {
  std::int64_t key = 0;
  std::int64_t entry = 0;
  std::int64_t mark = 0;
  RowBytes bytes;
};
// One entry as it is stored, damaged or not: the digests by their bytes, whatever their length.
struct SealedEntry {
  std::int64_t seq = 0;
  std::int64_t format = 0;
  std::int64_t model = 0;
  Tops tops{};
  RowBytes bytes;  // what its format hashes
  std::string rows;
  std::string previous;
  std::string hash;
};

// What an engine gives back of the sealed tables. One search of a table, and one of the entries, at a time.
class SealedRows {
 public:
  virtual ~SealedRows() = default;
  // Rows of a table with keys after `after` up to `to`, by key. A `quarter` other than 0 says where all the
  // facts lie, which is faster; one that lies elsewhere is not found then.
  virtual void find(Table table, std::int64_t after, std::int64_t to, std::int64_t quarter) = 0;
  virtual bool next(SealedRow& row) = 0;
  virtual void find_entries(std::int64_t after) = 0;  // by seq
  virtual bool next_entry(SealedEntry& entry) = 0;
  // The key of a row, or an entry, that says it is of another region: none may lie here.
  virtual std::optional<std::int64_t> elsewhere(Table table) = 0;
  virtual std::optional<std::int64_t> entry_elsewhere() = 0;
};

// A row that is not as it was sealed.
struct RowFault {
  enum class Kind { k_missing, k_changed };
  Table table;
  std::int64_t key;
  Kind kind;
};

// Reads back and digests the rows after `from` up to `to`, which must be of `entry`; `count` is increased by
// their number.
Digest digest_rows(SealedRows& rows, const Tops& from, const Tops& to, std::int64_t entry,
                   std::vector<RowFault>& faults, std::int64_t& count, std::int64_t quarter = 0);

// Collects problems, not without end: a store with a million changed rows needs no million lines.
class Findings {
 public:
  explicit Findings(Problems& problems) : problems_(problems) {}
  void add(std::string reason, std::string message, std::string at);
  void add(std::int64_t entry, const RowFault& fault);

 private:
  Problems& problems_;
};

std::string entry_place(std::int64_t entry);  // "entry 3"

// Walks the entries after `before`, their rows, and looks for rows of no entry, but not for those an act
// under way has written (`own`: its last ones). Problems go to the report.
void check_entries(SealedRows& rows, const AuditRow& before, VerifyReport& report, const Tops* own = nullptr);

}  // namespace anze::store
