// Verifying a store in SQLite: its chain, its schema and its pages. Throws SQLite::Exception.
#pragma once

#include <string>

#include "plugin/store/audit_chain.h"
#include "plugin/store/sqlite/connection.h"

namespace anze::store {

// The last entries only, as many as come with their rows to at most `most_rows`: what open() can afford. A
// small store is verified whole by it.
void check_tail(Connection& connection, std::int64_t most_rows, VerifyReport& report);
// Everything: pages, schema, entries, rows, and that the chain ends at `head`.
VerifyReport verify_chain(Connection& connection, const ChainHead& head, const Tops* own = nullptr);
// A line of one of SQLite's checks of its pages.
std::string told_of_pages(const Query& check);
// Pages and indexes against the tables.
void check_pages(Connection& connection, Problems& problems);

}  // namespace anze::store
