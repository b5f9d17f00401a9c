// The codebook as the store keeps it: read at opening, and again where another process goes on with it.
// Throws SQLite::Exception. Threads: one at a time for a codebook.
#pragma once

#include "plugin/store/sqlite/connection.h"
#include "scoring/values/code.h"

namespace anze::store {

// Takes in the codes that `codes` does not have yet.  Errors: store.corrupt.
Result<void> take_in_codes(Connection& connection, Codebook& codes);

}  // namespace anze::store
