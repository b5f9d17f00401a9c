#include "plugin/store/sqlite/fact_rows.h"

#include "plugin/store/sqlite/sealed_rows.h"

namespace anze::store {

Result<FactVersion> read_fact_row(const Query& query, RowBytes& bytes) {
  ANZE_CHECK(check_row(query, bytes, Table::k_fact));
  return to_version(query);
}

Result<void> insert_fact_row(Connection& connection, const FactVersion& version, std::int64_t replaces) {
  ANZE_TRY(const std::string texts, to_texts_column(version.record));
  RowInsert row(connection, Table::k_fact);
  put_version(row, version, texts, replaces);
  row.run();
  return {};
}

}  // namespace anze::store
