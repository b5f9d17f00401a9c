// A fact version as a row of `fact`, whatever engine holds it: where its columns stand, and the way in and
// out of them. `Row` answers integer(column) and text(column); `Insert` takes the values in column order.
#pragma once

#include "plugin/store/sealed_tables.h"
#include "plugin/store/store.h"

namespace anze::store {

std::int64_t period_key(Date day);  // 20251: first quarter of 2025

// In ANZE_FACT_COLUMNS.
struct FactColumns {
  static constexpr int k_seq = 1;
  static constexpr int k_entry = 2;
  static constexpr int k_voided = 3;
  static constexpr int k_ledger = 4;  // and on from here what is counted, in the order of `fill_fact`
  static constexpr int k_replaces = 27;
  static constexpr int k_version = 28;
  static constexpr int k_recorded_at = 29;
  static constexpr int k_id = 30;
  static constexpr int k_recorded_by = 31;
  static constexpr int k_reason = 32;
  static constexpr int k_texts = 33;
  static constexpr int k_attachments = 34;
  static constexpr int k_remark = 35;
};

// Slots whose bit is not set keep zero, as a fresh Fact has them.
template <class Row>
void fill_fact(const Row& row, int seq, int ledger, Fact& fact) {
  const auto narrow = [&row](int column) { return static_cast<std::int32_t>(row.integer(column)); };
  fact.seq = row.integer(seq);
  int column = ledger;
  fact.ledger = narrow(column++);
  fact.occurred.days = narrow(column++);
  fact.recorded.days = narrow(column++);
  fact.unit = narrow(column++);
  fact.area = narrow(column++);
  fact.sector = narrow(column++);
  fact.post = narrow(column++);
  fact.official = narrow(column++);
  fact.state = narrow(column++);
  fact.late = row.integer(column++) != 0;
  fact.known = static_cast<std::uint16_t>(row.integer(column++));
  for (std::size_t i = 0; i < k_slots; ++i)
    fact.slot[i] = fact.knows(i) ? row.integer(column + static_cast<int>(i)) : 0;
}

// The texts of a record as the column `texts` holds them.
// Errors: fact.text (a text that is not UTF-8).
Result<std::string> to_texts_column(const FactRecord& record);
// Errors: store.corrupt (texts that are not what we write).
Result<void> from_texts_column(const std::string& texts, FactRecord& record);

// Of a whole row.  Errors: store.corrupt.
template <class Row>
Result<FactVersion> to_version(const Row& row) {
  FactVersion version;
  fill_fact(row, FactColumns::k_seq, FactColumns::k_ledger, version.record.fact);
  version.entry = row.integer(FactColumns::k_entry);
  version.voided = row.integer(FactColumns::k_voided) != 0;
  version.version = row.integer(FactColumns::k_version);
  version.recorded_at_ms = row.integer(FactColumns::k_recorded_at);
  version.record.id = row.text(FactColumns::k_id);
  version.recorded_by = row.text(FactColumns::k_recorded_by);
  version.reason = row.text(FactColumns::k_reason);
  version.record.attachments_json = row.text(FactColumns::k_attachments);
  version.record.remark = row.text(FactColumns::k_remark);
  ANZE_CHECK(from_texts_column(row.text(FactColumns::k_texts), version.record));
  return version;
}

// `texts` is the column's and lives until the row is written.
template <class Insert>
void put_version(Insert& row, const FactVersion& version, const std::string& texts, std::int64_t replaces) {
  const Fact& fact = version.record.fact;
  row.integer(period_key(fact.occurred));
  row.integer(fact.seq).integer(version.entry).integer(version.voided ? 1 : 0);
  row.integer(fact.ledger).integer(fact.occurred.days).integer(fact.recorded.days);
  row.integer(fact.unit).integer(fact.area).integer(fact.sector).integer(fact.post).integer(fact.official);
  row.integer(fact.state).integer(fact.late ? 1 : 0).integer(fact.known);
  for (std::size_t i = 0; i < k_slots; ++i) {
    if (fact.knows(i))
      row.integer(fact.slot[i]);
    else
      row.null();
  }
  row.integer(replaces).integer(version.version).integer(version.recorded_at_ms);
  row.text(version.record.id).text(version.recorded_by).text(version.reason);
  row.text(texts).text(version.record.attachments_json).text(version.record.remark);
}

}  // namespace anze::store
