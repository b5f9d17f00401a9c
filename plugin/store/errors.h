// What is wrong with a store, said the same wherever it is found. Threads: any.
#pragma once

#include <string>

#include "scoring/values/error.h"

namespace anze::store {

// Damaged, replaced, altered or not ours.
Error store_corrupt(std::string message);

}  // namespace anze::store
