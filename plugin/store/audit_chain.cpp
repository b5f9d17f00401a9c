#include "plugin/store/audit_chain.h"

#include <algorithm>
#include <limits>

#include "plugin/store/errors.h"

namespace anze::store {
namespace {

constexpr std::size_t k_most_problems = 200;

std::string_view as_bytes(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

// The first row of each table outside the keys 1 to `last`, and of another region.
std::vector<RowFault> strangers(SealedRows& rows, const Tops& last) {
  constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
  constexpr auto highest = std::numeric_limits<std::int64_t>::max();
  std::vector<RowFault> found;
  SealedRow row;
  for (std::size_t i = 0; i < k_sealed_tables; ++i) {
    const auto table = static_cast<Table>(i);
    if (const auto key = rows.elsewhere(table)) found.push_back({table, *key, RowFault::Kind::k_changed});
    for (const auto& [after, to] : {std::pair{lowest, std::int64_t{0}}, std::pair{last[i], highest}}) {
      rows.find(table, after, to, 0);
      if (rows.next(row)) found.push_back({table, row.key, RowFault::Kind::k_changed});
    }
  }
  return found;
}

}  // namespace

void Findings::add(std::string reason, std::string message, std::string at) {
  if (problems_.size() >= k_most_problems) return;
  problems_.push_back({Code::k_corrupt, std::move(reason), std::move(message), std::move(at),
                       "compare with a backup and with the chain heads printed on filed reports"});
}

void Findings::add(std::int64_t entry, const RowFault& fault) {
  const std::string row = row_name(fault.table, fault.key);
  if (fault.kind == RowFault::Kind::k_missing)
    add("chain.row_missing", "a row that was sealed is gone: " + row, entry_place(entry) + ", " + row);
  else
    add("chain.row_changed", "a row is not as it was sealed: " + row, entry_place(entry) + ", " + row);
}

std::string entry_place(std::int64_t entry) {
  return "entry " + std::to_string(entry);
}

bool is_hashed(std::int64_t format, int column) {
  constexpr int k_region = 0;
  constexpr int k_model = 3;
  return format > k_first_format || (column != k_region && column != k_model);
}

Digest entry_hash(const AuditRow& row) {
  RowBytes bytes;
  bytes.begin("audit");
  if (row.format > k_first_format) bytes.integer(row.region);
  bytes.integer(row.entry.seq);
  bytes.integer(row.format);
  if (row.format > k_first_format) bytes.integer(row.model);
  bytes.integer(row.entry.at_ms);
  bytes.text(row.entry.actor);
  bytes.text(row.entry.method);
  bytes.text(row.entry.request_id);
  bytes.text(row.entry.subject);
  for (const std::int64_t top : row.tops) bytes.integer(top);
  bytes.blob(as_bytes(row.entry.rows));
  bytes.blob(as_bytes(row.entry.previous));
  return sm3(bytes.bytes());
}

Result<void> check_entry(const AuditRow& row) {
  if (entry_hash(row) == row.entry.hash) return {};
  return store_corrupt("an entry of the chain is not as it was written").within(entry_place(row.entry.seq));
}

namespace {

// What an entry says beside its rows, held against the one before: a format we know and none older, and the
// definitions in force, which only move on. The first format hashed no model, so none is believed.
bool follows(const SealedEntry& entry, std::string_view previous, std::int64_t format, std::int64_t model) {
  return entry.previous == previous && format <= entry.format && entry.format <= k_entry_format &&
         (entry.format > k_first_format ? model <= entry.model && entry.model <= entry.seq
                                        : entry.model == 0);
}

}  // namespace

Digest digest_rows(SealedRows& rows, const Tops& from, const Tops& to, std::int64_t entry,
                   std::vector<RowFault>& faults, std::int64_t& count, std::int64_t quarter) {
  Sm3 hash;
  SealedRow row;
  for (std::size_t i = 0; i < k_sealed_tables; ++i) {
    if (from[i] >= to[i]) continue;
    const auto table = static_cast<Table>(i);
    rows.find(table, from[i], to[i], quarter);
    std::int64_t expected = from[i] + 1;
    for (; rows.next(row); ++expected, ++count) {
      if (row.key != expected) faults.push_back({table, expected, RowFault::Kind::k_missing});
      expected = row.key;
      if (row.entry != entry || row.mark != row.bytes.mark())
        faults.push_back({table, row.key, RowFault::Kind::k_changed});
      hash.add(row.bytes.bytes());
    }
    if (expected <= to[i]) faults.push_back({table, expected, RowFault::Kind::k_missing});
  }
  return hash.finish();
}

void check_entries(SealedRows& rows, const AuditRow& before, VerifyReport& report, const Tops* own) {
  Findings findings(report.problems);
  std::int64_t expected = before.entry.seq + 1;
  Tops from = before.tops;
  std::string previous(as_bytes(before.entry.hash));
  std::int64_t format = before.entry.seq > 0 ? before.format : k_first_format;
  std::int64_t model = before.model;
  std::vector<RowFault> faults;
  SealedEntry entry;
  rows.find_entries(before.entry.seq);
  for (; rows.next_entry(entry); ++expected, ++report.entries) {
    const std::int64_t seq = entry.seq;
    const bool gap = seq != expected;
    if (gap) findings.add("chain.entry_missing", "an entry of the chain is gone", entry_place(expected));
    expected = seq;

    if (as_bytes(sm3(entry.bytes.bytes())) != entry.hash)
      findings.add("chain.entry_changed", "an entry of the chain is not as it was written",
                   entry_place(seq) + ", audit");
    else if (!gap && !follows(entry, previous, format, model))
      findings.add("chain.broken", "the entry does not follow from the one before it",
                   entry_place(seq) + ", audit");

    faults.clear();
    const Digest digest = digest_rows(rows, from, entry.tops, seq, faults, report.rows);
    for (const RowFault& fault : faults) findings.add(seq, fault);
    if (faults.empty() && as_bytes(digest) != entry.rows)
      findings.add("chain.rows", "the rows of the entry are not those that were sealed", entry_place(seq));

    from = entry.tops;
    previous = entry.hash;
    format = entry.format;
    model = entry.model;
    report.head.seq = seq;
    std::copy_n(previous.begin(), std::min(previous.size(), report.head.hash.size()),
                report.head.hash.begin());
  }
  if (const auto seq = rows.entry_elsewhere())
    findings.add("chain.row_foreign", "an entry belongs to another region: audit " + std::to_string(*seq),
                 "audit " + std::to_string(*seq));
  for (const RowFault& row : strangers(rows, own != nullptr ? *own : from)) {
    const std::string name = row_name(row.table, row.key);
    findings.add("chain.row_foreign", "a row belongs to no entry of the chain: " + name, name);
  }
}

}  // namespace anze::store
