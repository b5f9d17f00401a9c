#include "plugin/store/sqlite/fact_rows.h"

#include <array>

#include "plugin/store/sqlite/sealed_rows.h"

namespace anze::store {
namespace {

// What people wrote stands in neighbouring columns. Encrypted it is one text in `texts`, so that a fact costs
// one nonce and one tag; the others are as those of a fact that has none.
using FactTexts = std::array<std::string, 4>;  // reason, texts, attachments, remark
static_assert(FactColumns::k_remark - FactColumns::k_reason + 1 == 4);

std::string join(const std::array<std::string_view, 4>& texts) {
  std::string joined;
  for (const std::string_view text : texts) {
    for (const unsigned shift : {24U, 16U, 8U, 0U})
      joined += static_cast<char>(static_cast<std::uint32_t>(text.size()) >> shift);
    joined += text;
  }
  return joined;
}

// false: not joined by us.
bool part(std::string_view joined, FactTexts& texts) {
  for (std::string& text : texts) {
    if (joined.size() < 4) return false;
    std::size_t size = 0;
    for (std::size_t i = 0; i < 4; ++i) size = size << 8U | static_cast<unsigned char>(joined[i]);
    joined.remove_prefix(4);
    if (joined.size() < size) return false;
    text = joined.substr(0, size);
    joined.remove_prefix(size);
  }
  return joined.empty();
}

// A row with its texts as they were written.
struct OpenedRow {
  const Query& row;
  FactTexts texts;
  std::int64_t integer(int column) const { return row.integer(column); }
  std::string text(int column) const {
    const bool opened = FactColumns::k_reason <= column && column <= FactColumns::k_remark;
    return opened ? texts.at(static_cast<std::size_t>(column - FactColumns::k_reason)) : row.text(column);
  }
};

}  // namespace

Result<FactVersion> read_fact_row(const Query& query, Connection& connection) {
  ANZE_CHECK(check_row(query, connection.row_bytes(), Table::k_fact));
  const FieldKeys& keys = connection.keys();
  const std::int64_t entry = query.integer(FactColumns::k_entry);
  std::string stored = query.text(FactColumns::k_texts);
  if (!keys.opens(entry) && !FieldKeys::is_encrypted(stored)) return to_version(query);
  const FieldPlace place = fact_place(connection.region(), query.integer(FactColumns::k_seq), entry,
                                      query.text(FactColumns::k_id), query.integer(FactColumns::k_version));
  ANZE_TRY(const std::string joined, keys.open(place, std::move(stored)));
  OpenedRow opened{query, {}};
  if (!part(joined, opened.texts)) return row_changed(Table::k_fact, query.integer(FactColumns::k_seq));
  return to_version(opened);
}

Result<void> insert_fact_row(Connection& connection, const FactVersion& version, std::int64_t replaces) {
  ANZE_TRY(const std::string texts, to_texts_column(version.record));
  if (!connection.keys().encrypts()) {
    RowInsert row(connection, Table::k_fact);
    put_version(row, version, texts, replaces);
    row.run();
    return {};
  }
  const FactRecord& record = version.record;
  ANZE_TRY(const std::string closed,
           connection.keys().close(
               fact_place(connection.region(), record.fact.seq, version.entry, record.id, version.version),
               join({version.reason, texts, record.attachments_json, record.remark})));
  FactVersion bare = version;
  bare.reason.clear();
  bare.record.remark.clear();
  bare.record.attachments_json = "[]";
  RowInsert row(connection, Table::k_fact);
  put_version(row, bare, closed, replaces);
  row.run();
  return {};
}

}  // namespace anze::store
