// What is wrong with a store, said the same wherever it is found. Threads: any.
#pragma once

#include <cstdint>
#include <string>

#include "scoring/values/error.h"

namespace anze::store {

// Damaged, replaced, altered or not ours.
Error store_corrupt(std::string message);
// Used in a child of the process that opened it.
Error forked();
// After an invariant broke.
Error given_up();
// It keeps the rows of region `kept`, the configuration says `asked`.
Error another_region(std::int64_t asked, std::int64_t kept);
// The process has as many files open as it may.
Error no_more_files();
// Whether that is so: a store needs its database, log, index and lock file.
bool is_short_of_files();

}  // namespace anze::store
