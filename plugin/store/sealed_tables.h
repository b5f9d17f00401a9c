// The tables the chain seals, in the order their rows are hashed, whatever engine holds them: their columns,
// and what is said of a row that is not as it was sealed.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "scoring/values/error.h"

// Every column in the order it is sealed, `mark` last: what a statement selects whose rows are looked at, and
// what it inserts.
#define ANZE_FACT_COLUMNS                                                                               \
  "period, seq, entry, voided, ledger, occurred, recorded, unit, area, sector, post, official, state, " \
  "late, known, n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12, replaces, version, recorded_at_ms, " \
  "id, recorded_by, reason, texts, attachments, remark, mark"
#define ANZE_RECORD_COLUMNS "seq, kind, id, version, year, body, entry, mark"
#define ANZE_BLOB_COLUMNS "seq, digest, bytes, entry, mark"
#define ANZE_CODE_COLUMNS "id, text, entry, mark"
#define ANZE_REQUEST_COLUMNS "seq, request_id, method, request, response, entry, mark"

namespace anze::store {

enum class Table : std::size_t { k_fact, k_record, k_blob, k_code, k_request };
inline constexpr std::size_t k_sealed_tables = 5;

// Where the columns of a table stand.
struct SealedTable {
  std::string_view name;
  int columns;  // without `mark`, which follows them
  int key;
  int entry;
};
const SealedTable& sealed_table(Table table);

// The last row of each sealed table.
using Tops = std::array<std::int64_t, k_sealed_tables>;

std::string row_name(Table table, std::int64_t key);  // "record 17"
// Errors said: store.corrupt, at the row.
Error row_changed(Table table, std::int64_t key);
Error row_missing(Table table, std::int64_t key);
Error row_astray(Table table, std::int64_t key);  // an index that is damaged led to it

}  // namespace anze::store
