// Fact versions as rows of `fact` in SQLite.
#pragma once

#include "plugin/store/fact_row.h"
#include "plugin/store/sqlite/connection.h"

namespace anze::store {

// Of a row of ANZE_FACT_COLUMNS.
// Errors: store.corrupt (not as it was sealed; texts that are not what we write).
Result<FactVersion> read_fact_row(const Query& query, Connection& connection);
// Errors: fact.text (a text that is not UTF-8). Throws SQLite::Exception.
Result<void> insert_fact_row(Connection& connection, const FactVersion& version, std::int64_t replaces);

}  // namespace anze::store
