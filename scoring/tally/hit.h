// Hit: what one fact counts for under one clause; and what it did not count for, because another clause moves
// more.
#pragma once

#include <cstdint>

#include "scoring/clauses/cell.h"
#include "scoring/values/code.h"

namespace anze {

// One contribution of one fact.
struct Hit {
  TallyKey key;
  TallyCell delta;
};

// A fact that a clause left to another one of its group (就高不就低).
struct GivenWay {
  std::int32_t clause = 0;
  std::int32_t to = 0;
  CodeId subject = k_no_code;
};

}  // namespace anze
